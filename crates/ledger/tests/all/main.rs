//! The ledger as its users see it.

mod entries;
mod notes;
mod proofs;
mod tiles;
mod tree;
mod verifying;

use base::Timestamp;
use ledger::{Checkpoint, Commitment, Entry, Hash, SignerKey, commit, hash_leaf};
use serde_json::json;

const ORIGIN: &str = "log.dali.example/yichuang/1";

fn key() -> SignerKey {
    SignerKey::from_seed(ORIGIN, &[42; 32]).unwrap()
}

fn hex(text: &str) -> Hash {
    data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap().try_into().unwrap()
}

fn entry(stream: &str, seq: u64) -> Entry {
    Entry {
        stream: stream.to_owned(),
        seq,
        kind: "case.submitted".to_owned(),
        version: 1,
        time: Timestamp::from_micros(1_795_000_000_000_000),
        actor: "p_7k2m".to_owned(),
        public: json!({ "item": "532901-0001", "days": 5 }),
        personal: vec![Commitment {
            subject: "p_7k2m".to_owned(),
            part: "form".to_owned(),
            commitment: commit::commit(&[9; 32], "段誉".as_bytes()),
        }],
    }
}

/// A log of `count` entries over a few streams: stored bytes and leaf hashes.
fn log(count: usize) -> Vec<(Vec<u8>, Hash)> {
    let bytes = (0..count as u64).map(|leaf| {
        let stream = format!("case/532901-{}", leaf % 3);
        entry(&stream, leaf / 3 + 1).encode().unwrap()
    });
    bytes.map(|bytes| (bytes.clone(), hash_leaf(&bytes))).collect()
}

fn leaf_hashes(log: &[(Vec<u8>, Hash)]) -> Vec<Hash> {
    log.iter().map(|(_, hash)| *hash).collect()
}

fn checkpoint_of(log: &[(Vec<u8>, Hash)]) -> Checkpoint {
    let hashes = leaf_hashes(log);
    let root = ledger::merkle::root_at(&ledger::merkle::LeafHashes(&hashes), log.len() as u64);
    Checkpoint::new(ORIGIN, log.len() as u64, root.unwrap())
}
