use ledger::entry::EntryError;
use ledger::limits::ENTRY_BYTES_MAX;
use ledger::{Entry, hash_leaf};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{entry, hex};

/// These bytes are stored in logs that exist. If this test fails, the code is wrong, not the file.
const GOLDEN: &[u8] = include_bytes!("../golden/entry-v1.json");

#[test]
fn format_1_never_changes() {
    let mut golden = entry("case/532901-20261123-8f3kq2-7", 3);
    golden.public = json!({ "z": [1, null, true, "。\n\"\u{1f3ee}"], "a": { "c": -1.5, "b": {} } });
    let bytes = golden.encode().unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(GOLDEN));
    assert_eq!(Entry::decode(GOLDEN).unwrap(), golden);
    let leaf = "d75e22456bd3e30648fd37db153b60c23a92523cba96506dffbde7ce208905d8";
    assert_eq!(hash_leaf(GOLDEN), hex(leaf));
}

#[test]
fn the_order_of_public_keys_does_not_matter() {
    let (mut one, mut other) = (entry("item/1", 1), entry("item/1", 1));
    one.public = serde_json::from_str(r#"{"b":1,"a":{"d":2,"c":3}}"#).unwrap();
    other.public = serde_json::from_str(r#"{"a":{"c":3,"d":2},"b":1}"#).unwrap();
    assert_eq!(one.encode().unwrap(), other.encode().unwrap());
}

#[test]
fn the_length_is_limited_to_what_a_bundle_carries() {
    let mut entry = entry("item/1", 1);
    entry.public = json!("");
    let room = ENTRY_BYTES_MAX - entry.encode().unwrap().len();
    entry.public = json!("x".repeat(room));
    assert_eq!(entry.encode().unwrap().len(), ENTRY_BYTES_MAX);
    entry.public = json!("x".repeat(room + 1));
    assert!(matches!(entry.encode(), Err(EntryError::TooLong(65_536))));
    assert!(matches!(
        Entry::decode("x".repeat(70_000).as_bytes()),
        Err(EntryError::TooLong(70_000))
    ));
}

#[test]
fn other_formats_and_other_fields_are_refused() {
    let text = String::from_utf8(entry("item/1", 1).encode().unwrap()).unwrap();
    let later = text.replacen(r#""v":1"#, r#""v":2"#, 1);
    assert!(matches!(Entry::decode(later.as_bytes()), Err(EntryError::UnknownFormat(_))));
    assert!(matches!(Entry::decode(b""), Err(EntryError::UnknownFormat(_))));
    for changed in [
        text.replacen(r#""v":1"#, r#""v":1,"w":2"#, 1),
        text.replacen(r#""seq":1,"#, "", 1),
        text.replacen(r#""seq":1,"#, r#""seq":1,"seq":1,"#, 1),
        text.replacen(r#""seq":1,"#, r#""seq":-1,"#, 1),
        format!("{text} x"),
    ] {
        assert!(matches!(Entry::decode(changed.as_bytes()), Err(EntryError::Json(_))), "{changed}");
    }
}

#[test]
fn fields_that_cannot_be_are_refused() {
    let broken = |change: fn(&mut Entry)| {
        let mut entry = entry("case/1", 1);
        change(&mut entry);
        match entry.encode() {
            Err(EntryError::Field { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(broken(|e| e.stream = "case".into()), "stream");
    assert_eq!(broken(|e| e.stream = "case/".into()), "stream");
    assert_eq!(broken(|e| e.stream = "Case/1".into()), "stream");
    assert_eq!(broken(|e| e.stream = "case/1 2".into()), "stream");
    assert_eq!(broken(|e| e.seq = 0), "seq");
    assert_eq!(broken(|e| e.kind = "案件".into()), "kind");
    assert_eq!(broken(|e| e.actor = String::new()), "actor");
    assert_eq!(broken(|e| e.personal[0].part = "x".repeat(201)), "part");
    assert_eq!(broken(|e| e.personal.push(e.personal[0].clone())), "personal");
}

#[test]
fn what_is_nested_too_deeply_to_be_read_is_not_written() {
    let mut entry = entry("case/1", 1);
    let nested = |depth| (0..depth).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    entry.public = nested(64);
    Entry::decode(&entry.encode().unwrap()).unwrap();
    entry.public = nested(65);
    entry.encode().unwrap_err();
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".*", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        seq in 1..u64::MAX, public in value(), stream in "[a-z]{1,9}/[!-~]{1,60}",
    ) {
        let mut written = entry(&stream, seq);
        written.public = public;
        let bytes = written.encode().unwrap();
        let read = Entry::decode(&bytes).unwrap();
        prop_assert_eq!(&read, &written);
        prop_assert_eq!(read.encode().unwrap(), bytes);
    }

    #[test]
    fn decoding_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Entry::decode(&bytes);
        let _ = Entry::decode(&[br#"{"v":1,"#.as_slice(), &bytes].concat());
    }
}
