use ledger::verifier::Report;
use ledger::{Checkpoint, Hash, Verifier, hash_leaf};
use proptest::prelude::*;

use super::{checkpoint_of, entry, log};

type Log = Vec<(Vec<u8>, Hash)>;

fn verify(log: &Log, latest: &Checkpoint, kept: &[Checkpoint]) -> Report {
    let mut verifier = Verifier::new("checkpoint", latest);
    for checkpoint in kept {
        verifier.hold_against("kept", checkpoint);
    }
    for (index, (bytes, hash)) in log.iter().enumerate() {
        verifier.leaf(index as u64, bytes, hash);
    }
    verifier.finish()
}

fn messages(report: &Report) -> Vec<String> {
    report.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_log_has_no_findings() {
    let log = log(50);
    let latest = checkpoint_of(&log);
    let kept: Vec<_> = [0, 1, 31, 50].map(|size| checkpoint_of(&log[..size])).into();
    let report = verify(&log, &latest, &kept);
    assert_eq!(messages(&report), [""; 0]);
    assert!(report.is_clean());
    assert_eq!((report.leaves, report.streams, report.root), (50, 3, latest.root));
}

#[test]
fn changed_bytes_are_found_at_their_place() {
    let mut log = log(50);
    let latest = checkpoint_of(&log);
    log[17].0 = entry("case/532901-2", 6).encode().map(|b| with(&b, "0001", "0002")).unwrap();
    assert_eq!(
        messages(&verify(&log, &latest, &[])),
        [
            "entry stream=case/532901-2 seq=6 leaf=17: bytes do not give the stored leaf hash",
            "checkpoint size=50: the entries do not give the signed root; \
         the stored leaf hashes do: bytes were changed",
        ]
    );
    log[17].1 = hash_leaf(&log[17].0);
    assert_eq!(
        messages(&verify(&log, &latest, &[])),
        ["checkpoint size=50: the entries do not give the signed root; \
         nor do the stored leaf hashes: entries were changed, moved or removed",]
    );
}

fn with(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
}

#[test]
fn removed_and_moved_entries_are_found() {
    let sound = log(9);
    let latest = checkpoint_of(&sound);
    let mut verifier = Verifier::new("checkpoint", &latest);
    for (index, (bytes, hash)) in sound.iter().enumerate().filter(|(index, _)| *index != 4) {
        verifier.leaf(index as u64, bytes, hash);
    }
    assert_eq!(
        messages(&verifier.finish()),
        [
            "leaf=4 to 4: missing",
            "entry stream=case/532901-1 seq=3 leaf=7: seq=2 must follow",
            "checkpoint size=9: the log has only 8 leaves",
        ]
    );
    let mut moved = sound.clone();
    moved.swap(2, 5);
    let found = messages(&verify(&moved, &latest, &[]));
    assert_eq!(
        found[..2],
        [
            "entry stream=case/532901-2 seq=2 leaf=2: seq=1 must follow",
            "entry stream=case/532901-2 seq=1 leaf=5: seq=3 must follow",
        ]
    );
    let mut verifier = Verifier::new("checkpoint", &latest);
    verifier.leaf(1, &sound[0].0, &sound[0].1);
    verifier.leaf(1, &sound[1].0, &sound[1].1);
    let found = messages(&verifier.finish());
    assert_eq!(found[..2], ["leaf=0 to 0: missing", "leaf=1: leaf=2 must follow"]);
}

#[test]
fn an_outsiders_checkpoint_shows_a_rewritten_and_a_shortened_log() {
    let (sound, mut rewritten) = (log(30), log(30));
    rewritten[3].0 = with(&rewritten[3].0, "0001", "0002");
    rewritten[3].1 = hash_leaf(&rewritten[3].0);
    let latest = checkpoint_of(&rewritten);
    let older = checkpoint_of(&sound[..20]);
    let found = messages(&verify(&rewritten, &latest, &[older]));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("kept size=20: the entries do not give the signed root"));
    let short = sound[..20].to_vec();
    let found = messages(&verify(&short, &checkpoint_of(&short), &[checkpoint_of(&sound)]));
    assert_eq!(found, ["kept size=30: the log has only 20 leaves"]);
    let found = messages(&verify(&sound, &checkpoint_of(&short), &[]));
    assert_eq!(found, ["leaf=20: beyond the last checkpoint of 20 leaves"]);
    let foreign = Checkpoint::new("elsewhere", 1, [0; 32]);
    let found = messages(&verify(&sound, &checkpoint_of(&sound), &[foreign]));
    assert_eq!(found, ["kept: it is a checkpoint of another log, elsewhere"]);
}

#[test]
fn the_tail_is_checked_and_counted() {
    let log = log(3);
    let mut verifier = Verifier::new("checkpoint", &checkpoint_of(&log));
    for (index, (bytes, hash)) in log.iter().enumerate() {
        assert!(verifier.leaf(index as u64, bytes, hash).is_some());
    }
    let next = entry("case/532901-0", 2).encode().unwrap();
    assert_eq!(verifier.tail(&next, &hash_leaf(&next)).unwrap().seq, 2);
    verifier.tail(&next, &[0; 32]);
    assert!(verifier.tail(b"{}", &hash_leaf(b"{}")).is_none());
    let report = verifier.finish();
    assert_eq!((report.leaves, report.tail), (3, 3));
    assert_eq!(
        messages(&report),
        [
            "entry stream=case/532901-0 seq=2 (not sequenced): \
         bytes do not give the stored leaf hash",
            "entry stream=case/532901-0 seq=2 (not sequenced): seq=3 must follow",
            "entry (not sequenced): the entry is not of format 1: it starts with \"{}\"",
        ]
    );
}

#[test]
fn findings_have_a_limit_and_the_rest_is_counted() {
    let log: Log = log(30).into_iter().map(|(bytes, _)| (bytes, [0; 32])).collect();
    let mut verifier = Verifier::new("checkpoint", &checkpoint_of(&log)).with_findings_max(5);
    for (index, (bytes, hash)) in log.iter().enumerate() {
        verifier.leaf(index as u64, bytes, hash);
    }
    let report = verifier.finish();
    // Thirty leaves and the root.
    assert_eq!((report.findings.len(), report.more), (5, 26));
}

proptest! {
    #[test]
    fn any_flipped_bit_is_found_at_its_leaf(
        leaf in 0..20_usize, place in any::<prop::sample::Index>(), bit in 0..8_u8,
    ) {
        let mut log = log(20);
        let latest = checkpoint_of(&log);
        let place = place.index(log[leaf].0.len());
        log[leaf].0[place] ^= 1 << bit;
        let found = messages(&verify(&log, &latest, &[]));
        let leaf = format!("leaf={leaf}: bytes do not give the stored leaf hash");
        prop_assert!(found[0].ends_with(&leaf), "{:?}", found);
    }
}
