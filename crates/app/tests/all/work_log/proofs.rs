//! A case proves itself to somebody who has the log's public key and nothing else.

use app::log::proofs;
use app::{Error, Result};
use ledger::Proof;
use testkit::*;

fn proof(who: &Who, number: &str) -> Result<Proof> {
    let number = number.to_owned();
    who.cx.read_blocking(move |unit| proofs::of_case(unit, &number))
}

#[test]
fn a_case_is_proven_offline_with_what_its_person_may_see() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.clerk().act(&number, notify(&["plan"])).unwrap();
        house.sequence();
        house.resident().act(&number, supply(&["plan"])).unwrap();
        let key = [house.house.keys.verifier()];
        let own = Proof::from_json(&proof(&house.resident(), &number).unwrap().to_json()).unwrap();
        let verified = own.verify(&key).unwrap();
        assert_eq!(verified.stream, format!("case/{number}"));
        let kinds: Vec<_> =
            verified.entries.iter().map(|entry| entry.entry.kind.as_str()).collect();
        assert_eq!(kinds, ["case.submitted", "case.correction_notified"], "the tail comes later");
        assert_eq!(verified.openings.len(), 2);
        let text = String::from_utf8(verified.openings[0].plaintext.clone()).unwrap();
        assert!(text.contains("段示例"), "{text}");
        // A member of staff gets the way to the root, and no personal part to carry out.
        let by_staff = proof(&house.officer(), &number).unwrap();
        assert_eq!(by_staff.verify(&key).unwrap().openings, []);
        assert!(matches!(proof(&house.stranger(), &number), Err(Error::NotFound)));
        house.sequence();
        assert_eq!(
            proof(&house.officer(), &number).unwrap().verify(&key).unwrap().entries.len(),
            3
        );
    });
}

#[test]
fn one_changed_bit_anywhere_proves_nothing() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.sequence();
        let key = [house.house.keys.verifier()];
        let good = proof(&house.resident(), &number).unwrap();
        good.verify(&key).unwrap();
        let mut changed: Vec<(&str, Proof)> = Vec::new();
        let mut change = |what, of: &dyn Fn(&mut Proof)| {
            let mut proof = good.clone();
            of(&mut proof);
            changed.push((what, proof));
        };
        change("bytes", &|proof| {
            let bytes = &mut proof.entries[0].bytes;
            let last = bytes.len() - 2;
            bytes[last] ^= 1;
        });
        change("path", &|proof| proof.entries[0].path[0][0] ^= 1);
        change("leaf", &|proof| proof.entries[0].leaf ^= 1);
        change("plaintext", &|proof| proof.openings[0].plaintext[0] ^= 1);
        change("salt", &|proof| proof.openings[0].salt[0] ^= 1);
        change("subject", &|proof| proof.openings[0].subject.push('x'));
        change("stream", &|proof| proof.stream.push('x'));
        change("origin", &|proof| proof.origin.push('x'));
        change("checkpoint", &|proof| {
            proof.checkpoint = proof.checkpoint.replacen("4\n", "5\n", 1);
        });
        for (what, proof) in changed {
            assert!(proof.verify(&key).is_err(), "{what}");
        }
        let other = ledger::SignerKey::from_seed("test.example/532901", &[3; 32]).unwrap();
        assert!(good.verify(&[other.verifier()]).is_err(), "another key");
    });
}

#[test]
fn the_receipt_names_the_leaf_that_comes_into_the_log() {
    on_both(|house| {
        let receipt = house.submit(LICENCE);
        house.sequence();
        let proof = proof(&house.resident(), &receipt.number).unwrap();
        assert_eq!(ledger::hash_leaf(&proof.entries[0].bytes), receipt.leaf().unwrap());
    });
}
