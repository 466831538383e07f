//! No message that nobody shows: each method's name must appear in some crate's source.

use std::fs;
use std::path::Path;

/// Messages kept although no source names them. Empty, and meant to stay so.
const KEPT: &[&str] = &[];

const GENERATED: &str = include_str!(concat!(env!("OUT_DIR"), "/messages.rs"));

fn sources(folder: &Path, text: &mut String) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn every_message_is_shown_somewhere() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut text = String::new();
    for entry in fs::read_dir(crates).unwrap().flatten() {
        sources(&entry.path().join("src"), &mut text);
    }
    let words: std::collections::HashSet<&str> =
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let unused: Vec<&str> = GENERATED
        .lines()
        .filter_map(|line| line.strip_prefix("pub fn ").or(line.strip_prefix("pub const fn ")))
        .filter_map(|line| line.split('(').next())
        .filter(|name| !words.contains(name) && !KEPT.contains(name))
        .collect();
    assert!(unused.is_empty(), "nobody shows these messages: {unused:#?}");
}
