use base::Timestamp;
use ledger::checkpoint::CheckpointError;
use ledger::note::{KeyError, Note, NoteError, sign};
use ledger::promise::PromiseError;
use ledger::{Checkpoint, Promise, SignerKey, VerifierKey};
use proptest::prelude::*;

use super::{ORIGIN, key};

/// The examples that the format's first implementation and its specification publish.
const PETER_SECRET: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
const PETER_LINE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1\
                          FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1\
                          aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const SPEC_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const SPEC_NOTE: &str = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1\
                         Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

fn known(keys: &[&str]) -> Vec<VerifierKey> {
    keys.iter().map(|key| key.parse().unwrap()).collect()
}

#[test]
fn the_published_examples() {
    let key: SignerKey = PETER_SECRET.parse().unwrap();
    assert_eq!(key.verifier().to_string(), PETER);
    assert_eq!(key.to_secret_text(), PETER_SECRET);
    assert_eq!(format!("{key:?}"), "SignerKey(PeterNeumann+c74f20a3)");
    assert_eq!(sign(TEXT, &[&key]).unwrap(), format!("{TEXT}\n{PETER_LINE}"));
    let keys = known(&[SPEC_KEY]);
    let note = Note::parse(SPEC_NOTE).unwrap();
    assert_eq!(note.open(&keys).unwrap().text, "This is an example message.\n");
    let both = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    let note = Note::parse(&both).unwrap();
    let keys = known(&[ENOCH, PETER]);
    let names: Vec<_> = note.open(&keys).unwrap().signed_by.iter().map(|key| key.name()).collect();
    assert_eq!(names, ["PeterNeumann", "EnochRoot"]);
}

#[test]
fn unknown_signatures_are_passed_over_and_bad_ones_are_not() {
    let note = format!("{TEXT}\n{ENOCH_LINE}{PETER_LINE}{PETER_LINE}");
    let note = Note::parse(&note).unwrap();
    assert_eq!(note.open(&known(&[PETER])).unwrap().signed_by.len(), 1);
    assert_eq!(note.open(&known(&[SPEC_KEY])), Err(NoteError::UnknownSigners));
    assert_eq!(note.open(&[]), Err(NoteError::UnknownSigners));
    let changed = format!("{}\n{ENOCH_LINE}{PETER_LINE}", TEXT.replace("you ", "You "));
    let changed = Note::parse(&changed).unwrap();
    let error = changed.open(&known(&[PETER])).unwrap_err();
    assert_eq!(error, NoteError::BadSignature("PeterNeumann".to_owned()));
}

#[test]
fn malformed_notes_are_refused() {
    let broken = |note: &str| Note::parse(note).unwrap_err();
    assert_eq!(broken(""), NoteError::Unsigned);
    assert_eq!(broken(TEXT), NoteError::Unsigned);
    assert_eq!(broken(&format!("{TEXT}\n")), NoteError::Unsigned);
    assert_eq!(broken(&format!("{TEXT}{PETER_LINE}")), NoteError::Unsigned);
    assert_eq!(broken(&format!("\u{7}{TEXT}\n{PETER_LINE}")), NoteError::Text);
    let unfinished = PETER_LINE.trim_end();
    for line in [
        "x\n",
        unfinished,
        "— PeterNeumann\n",
        "— PeterNeumann x08g\n",
        "— PeterNeumann x08go/ZJkuB\n",
        "—  x08go/ZJkuBS\n",
        "— Peter+Neumann x08go/ZJkuBS\n",
        "- PeterNeumann x08go/ZJkuBS\n",
    ] {
        assert_eq!(broken(&format!("{TEXT}\n{PETER_LINE}{line}")), NoteError::Line(2), "{line}");
    }
    let many = format!("{TEXT}\n{}", ENOCH_LINE.repeat(101));
    assert_eq!(broken(&many), NoteError::TooManySignatures);
    assert!(matches!(broken(&"x".repeat(70_000)), NoteError::TooLong(70_000)));
    let key = key();
    assert_eq!(sign("no line break", &[&key]), Err(NoteError::Text));
    assert_eq!(sign("tab\there\n", &[&key]), Err(NoteError::Text));
}

#[test]
fn keys_copied_wrongly_are_refused() {
    let manglings = |text: &str| {
        let cut = (1..text.len()).flat_map(|at| [text[..at].to_owned(), text[at..].to_owned()]);
        let changed = (0..text.len()).map(|at| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] += 1;
            String::from_utf8(bytes).unwrap()
        });
        cut.chain(changed).collect::<Vec<_>>()
    };
    for text in manglings(PETER) {
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
    for text in manglings(PETER_SECRET) {
        assert!(text.parse::<SignerKey>().is_err(), "{text}");
    }
    let other = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(other.parse::<VerifierKey>(), Err(KeyError::Algorithm));
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\n"] {
        assert_eq!(SignerKey::from_seed(name, &[0; 32]).unwrap_err(), KeyError::Name);
    }
}

#[test]
fn a_checkpoint_is_three_lines_and_a_signature_of_its_log() {
    let key = key();
    let mut checkpoint = Checkpoint::new(ORIGIN, 17, [1; 32]);
    let note = checkpoint.sign(&key).unwrap();
    assert!(note.starts_with(
        "log.dali.example/yichuang/1\n17\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n— log"
    ));
    assert_eq!(Checkpoint::open(&note, &[key.verifier()]).unwrap(), checkpoint);
    checkpoint.extensions = vec!["night shift".to_owned()];
    let note = checkpoint.sign(&key).unwrap();
    assert_eq!(Checkpoint::open(&note, &[key.verifier()]).unwrap(), checkpoint);
    checkpoint.extensions = vec!["two\nlines".to_owned()];
    checkpoint.sign(&key).unwrap_err();
    let peter: SignerKey = PETER_SECRET.parse().unwrap();
    let foreign = CheckpointError::ForeignKey { origin: ORIGIN.to_owned() };
    checkpoint.extensions.clear();
    assert_eq!(checkpoint.sign(&peter).unwrap_err(), foreign);
    // A witness alone does not make it a checkpoint of the log.
    let note = sign(&checkpoint.text(), &[&peter]).unwrap();
    let keys = [key.verifier(), peter.verifier()];
    assert_eq!(Checkpoint::open(&note, &keys).unwrap_err(), foreign);
}

#[test]
fn malformed_checkpoints_are_refused() {
    let root = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let broken = |text: String| Checkpoint::parse_text(&text).unwrap_err();
    for (text, what) in [
        (format!("o\n1\n{root}"), "last line"),
        (format!("\n1\n{root}\n"), "origin"),
        (format!("o\n01\n{root}\n"), "size"),
        (format!("o\n+1\n{root}\n"), "size"),
        (format!("o\n18446744073709551616\n{root}\n"), "size"),
        ("o\n1\nAQEB\n".to_owned(), "root"),
        ("o\n1\n".to_owned(), "root"),
        (format!("o\n1\n{root}\n\n"), "extension lines"),
    ] {
        assert_eq!(broken(text), CheckpointError::Malformed(what));
    }
}

fn promise() -> Promise {
    Promise {
        origin: ORIGIN.to_owned(),
        case: "532901-20261123-8F3KQ2-7".to_owned(),
        leaf: [7; 32],
        time: Timestamp::from_micros(1_795_000_000_000_000),
        delay_seconds_max: 3600,
    }
}

#[test]
fn a_promise_says_what_and_by_when() {
    let (key, promise) = (key(), promise());
    let note = promise.sign(&key).unwrap();
    assert_eq!(Promise::open(&note, &[key.verifier()]).unwrap(), promise);
    assert_eq!(promise.due().seconds_since(promise.time), 3600);
    // The same key signs checkpoints: neither must pass for the other.
    Checkpoint::open(&note, &[key.verifier()]).unwrap_err();
    let checkpoint = Checkpoint::new(ORIGIN, 1, [0; 32]).sign(&key).unwrap();
    Promise::open(&checkpoint, &[key.verifier()]).unwrap_err();
    let other = Promise { case: "a b".to_owned(), ..promise.clone() };
    assert_eq!(other.sign(&key).unwrap_err(), PromiseError::Malformed("case number"));
    let other = Promise { origin: "elsewhere".to_owned(), ..promise };
    assert!(matches!(other.sign(&key), Err(PromiseError::ForeignKey { .. })));
}

proptest! {
    #[test]
    fn any_changed_byte_breaks_a_promise(place in any::<prop::sample::Index>(), bit in 0..7_u8) {
        let key = key();
        let mut note = promise().sign(&key).unwrap().into_bytes();
        let place = place.index(note.len());
        note[place] ^= 1 << bit;
        if let Ok(note) = String::from_utf8(note) {
            prop_assert!(Promise::open(&note, &[key.verifier()]).is_err());
        }
    }

    #[test]
    fn reading_never_panics(text in "[\u{0}-\u{ff}—\n ]*") {
        let _ = Note::parse(&text);
        let _ = Checkpoint::parse_text(&text);
        let _ = text.parse::<VerifierKey>();
    }
}
