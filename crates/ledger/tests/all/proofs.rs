use ledger::merkle::LeafHashes;
use ledger::proof::{Opening, Proof, ProofError, ProvenEntry};
use proptest::prelude::*;

use super::{ORIGIN, checkpoint_of, key, leaf_hashes, log};

fn proof() -> Proof {
    let log = log(11);
    let hashes = leaf_hashes(&log);
    let proven = |leaf: u64| {
        let bytes = log[usize::try_from(leaf).unwrap()].0.clone();
        ProvenEntry::new(&LeafHashes(&hashes), 11, leaf, bytes).unwrap()
    };
    Proof {
        origin: ORIGIN.to_owned(),
        stream: "case/532901-1".to_owned(),
        checkpoint: checkpoint_of(&log).sign(&key()).unwrap(),
        entries: [1, 4, 7, 10].map(proven).to_vec(),
        openings: vec![Opening {
            seq: 2,
            subject: "p_7k2m".to_owned(),
            part: "form".to_owned(),
            salt: [9; 32],
            plaintext: "段誉".as_bytes().to_vec(),
        }],
    }
}

fn refused(change: impl Fn(&mut Proof)) -> ProofError {
    let mut proof = proof();
    change(&mut proof);
    proof.verify(&[key().verifier()]).unwrap_err()
}

#[test]
fn a_proof_proves_the_stream() {
    let read = Proof::from_json(&proof().to_json()).unwrap();
    assert_eq!(read, proof());
    let verified = read.verify(&[key().verifier()]).unwrap();
    let places: Vec<_> = verified.entries.iter().map(|e| (e.leaf, e.entry.seq)).collect();
    assert_eq!(places, [(1, 1), (4, 2), (7, 3), (10, 4)]);
    assert_eq!(verified.checkpoint.size, 11);
    assert_eq!(verified.openings[0].plaintext, "段誉".as_bytes());
}

#[test]
fn what_does_not_hold_is_named_with_its_place() {
    let message = |change: fn(&mut Proof)| refused(change).to_string();
    assert_eq!(
        message(|p| p.entries[2].path[0][0] ^= 1),
        "entry stream=case/532901-1 seq=3 leaf=7 is not in the log: the proof leads to another root"
    );
    assert_eq!(
        message(|p| drop(p.entries.remove(1))),
        "stream=case/532901-1 leaf=7: seq=3 where seq=2 must follow, later on"
    );
    assert_eq!(
        message(|p| p.stream = "case/2".to_owned()),
        "leaf=1: the entry is of stream=case/532901-1, not of stream=case/2"
    );
    assert_eq!(
        message(|p| p.openings[0].salt[0] ^= 1),
        "seq=2: part form of p_7k2m is not what the entry promises"
    );
    assert_eq!(message(|p| p.openings[0].seq = 9), "seq=9 promises no part form of p_7k2m");
    assert!(matches!(refused(|p| p.entries.clear()), ProofError::Empty));
    assert!(matches!(refused(|p| p.entries[0].leaf = 5), ProofError::NotIncluded { .. }));
    assert!(matches!(refused(|p| p.entries[1].leaf = 1), ProofError::OutOfOrder { .. }));
    assert!(matches!(refused(|p| p.entries[0].bytes.push(b'x')), ProofError::Entry { .. }));
    assert!(matches!(refused(|p| p.origin.push('x')), ProofError::OtherOrigin { .. }));
    assert!(matches!(refused(|p| p.checkpoint.push('x')), ProofError::Checkpoint(_)));
    assert!(matches!(proof().verify(&[]), Err(ProofError::Checkpoint(_))));
}

#[test]
fn files_that_are_no_proofs_are_refused() {
    let text = proof().to_json();
    let read = |from: &str, to: &str| Proof::from_json(&text.replacen(from, to, 1)).unwrap_err();
    assert!(matches!(read("\"v\": 1", "\"v\": 2"), ProofError::UnknownFormat { v: 2, .. }));
    assert!(matches!(read("\"v\": 1", "\"v\": 1, \"w\": 1"), ProofError::Json(_)));
    let place = read("\"bytes\": \"", "\"bytes\": \"=").to_string();
    assert_eq!(place, "entries[0].bytes is not base 64");
    let place = read("\"salt\": \"CQkJ", "\"salt\": \"").to_string();
    assert_eq!(place, "openings[0].salt does not have 32 bytes");
}

proptest! {
    #[test]
    fn any_flipped_bit_in_the_bytes_of_an_entry_is_found(
        which in 0..4_usize, place in any::<prop::sample::Index>(), bit in 0..8_u8,
    ) {
        let mut changed = proof();
        let bytes = &mut changed.entries[which].bytes;
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        prop_assert!(changed.verify(&[key().verifier()]).is_err());
    }
}
