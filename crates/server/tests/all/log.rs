//! The work log as an outsider checks it: checkpoints that were kept, also those of a log that
//! ended.

use std::fs;
use std::path::Path;

use crate::house::{Place, said};

fn verify(place: &Place, args: &[&str]) -> (Option<i32>, String) {
    let done = place.run(&[&["verify"], args].concat());
    (done.status.code(), said(&done))
}

fn submit(place: &Place) {
    let server = place.serve();
    let token = server.token();
    let (status, _) =
        server.ask("POST", "/api/v1/cases", Some(&token), &place.body).expect("an answer");
    assert_eq!(status, 201);
    server.stop();
}

/// A copy of the last checkpoint that left the house.
fn keep(place: &Place, name: &str) -> String {
    let kept = place.beside(name);
    fs::copy(place.data().join("keys/published"), &kept).expect("a checkpoint");
    kept.to_str().expect("a path").to_owned()
}

fn remove_database(data: &Path) {
    for name in ["yichuang.db", "yichuang.db-wal", "yichuang.db-shm"] {
        let _ = fs::remove_file(data.join(name));
    }
}

#[test]
fn a_checkpoint_gets_a_verdict_also_after_the_log_began_anew() {
    let place = Place::new();
    submit(&place);
    let early = keep(&place, "early.txt");
    assert_eq!(verify(&place, &["--checkpoint", &early]).0, Some(0));
    let forged = place.beside("forged.txt");
    let note = fs::read_to_string(&early).expect("a checkpoint");
    fs::write(&forged, note.replacen(&note[..4], "evil", 1)).expect("a file");
    let forged = forged.to_str().expect("a path");
    let (code, text) = verify(&place, &["--checkpoint", forged]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("DOES NOT HOLD: ") && text.contains("forged.txt"), "{text}");
    let backup = place.beside("backup");
    assert!(place.run(&["backup", backup.to_str().expect("a path")]).status.success());
    submit(&place);
    let late = keep(&place, "late.txt");
    let old_key = fs::read_dir(place.data().join("keys")).expect("keys").count();
    remove_database(&place.data());
    let restored = place.run(&["restore", backup.to_str().expect("a path")]);
    assert!(restored.status.success(), "{}", said(&restored));
    let keys = fs::read_dir(place.data().join("keys")).expect("keys").count();
    assert!(keys >= old_key, "the old key is kept");
    place.serve().stop();
    let (code, text) = verify(&place, &["--checkpoint", &early]);
    assert!(code == Some(0) && text.contains("ended here; it had published this"), "{text}");
    let (code, text) = verify(&place, &["--checkpoint", &late]);
    assert!(code == Some(1) && text.contains("after the backup"), "{text}");
    let (code, text) = verify(&place, &["--checkpoint", forged]);
    assert_eq!(code, Some(1), "{text}");
    // Another machine has not the old key, only its public half.
    let old = place.data().join("keys/log.test-example-532901.key");
    let secret = fs::read_to_string(&old).expect("the old key");
    fs::remove_file(&old).expect("it is there");
    assert_eq!(verify(&place, &["--checkpoint", &early]).0, Some(1), "nobody vouches for it");
    let signer: ledger::SignerKey = secret.trim().parse().expect("a key");
    let public = signer.verifier().to_string();
    let (code, text) = verify(&place, &["--checkpoint", &early, "--key", &public]);
    assert_eq!(code, Some(0), "{text}");
}

#[test]
fn nothing_is_signed_beside_a_checkpoint_that_cannot_be_read() {
    let place = Place::new();
    submit(&place);
    let published = place.data().join("keys/published");
    fs::write(&published, "").expect("a file");
    let server = place.serve_with(&["--set", "log_format=json"]);
    let token = server.token();
    let (status, _) =
        server.ask("POST", "/api/v1/cases", Some(&token), &place.body).expect("an answer");
    assert_eq!(status, 201, "it serves all the same");
    let log = server.stop_and_read();
    assert!(log.contains("nothing is signed"), "{log}");
    assert_eq!(fs::read_to_string(&published).expect("a file"), "");
    let verified = place.run(&["verify"]);
    assert!(!said(&verified).contains("tail     0"), "{}", said(&verified));
}
