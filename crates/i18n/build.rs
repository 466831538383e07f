//! Reads `locales/zh-CN/*.toml` and `locales/en/*.toml` and writes one method of `Lang` for each
//! message. A message that one language lacks, or whose placeholders differ, stops the build.
//!
//! `title = "…"` under `[materials]` of `guide.toml` becomes `lang.guide_materials_title()`.
//! `{name}` is a placeholder; `{count#item|items}` chooses a word by whether `count` is 1.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, process};

use toml::{Table, Value};

/// Messages by the name of their method. Sorted, so that the same files give the same code.
type Messages = BTreeMap<String, String>;

/// A message cut into pieces.
enum Piece {
    Text(String),
    Value(String),
    Plural { by: String, one: String, other: String },
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let code = load("locales/zh-CN")
        .and_then(|zh| load("locales/en").and_then(|en| generate(&zh, &en)))
        .unwrap_or_else(|errors| fail(&errors));
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("messages.rs"), code).expect("OUT_DIR can be written");
}

fn fail(errors: &[String]) -> ! {
    for error in errors {
        println!("cargo::error={error}");
    }
    process::exit(1);
}

fn load(folder: &str) -> Result<Messages, Vec<String>> {
    let mut messages = Messages::new();
    let mut errors = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| vec![format!("{folder}: {error}")])?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let feature = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap_or_default();
        match toml::from_str::<Table>(&text) {
            Ok(table) => flatten(&feature, &table, &mut messages, &mut errors),
            Err(error) => errors.push(format!("{}: {}", path.display(), error.message())),
        }
    }
    if errors.is_empty() { Ok(messages) } else { Err(errors) }
}

fn flatten(prefix: &str, table: &Table, messages: &mut Messages, errors: &mut Vec<String>) {
    for (key, value) in table {
        let name = format!("{prefix}_{key}");
        match value {
            Value::String(text) => {
                messages.insert(name, text.clone());
            }
            Value::Table(inner) => flatten(&name, inner, messages, errors),
            _ => errors.push(format!("{name}: a message is a text")),
        }
    }
}

fn generate(zh: &Messages, en: &Messages) -> Result<String, Vec<String>> {
    let mut errors = Vec::new();
    for name in zh.keys().filter(|name| !en.contains_key(*name)) {
        errors.push(format!("{name}: no English text"));
    }
    for name in en.keys().filter(|name| !zh.contains_key(*name)) {
        errors.push(format!("{name}: no Chinese text"));
    }
    let mut code = String::from("impl Lang {\n");
    for (name, zh_text) in zh {
        let Some(en_text) = en.get(name) else { continue };
        match method(name, zh_text, en_text) {
            Ok(text) => code.push_str(&text),
            Err(error) => errors.push(format!("{name}: {error}")),
        }
    }
    code.push_str("}\n");
    if errors.is_empty() { Ok(code) } else { Err(errors) }
}

fn method(name: &str, zh: &str, en: &str) -> Result<String, String> {
    if !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return Err("names are lower-case letters, digits and _".into());
    }
    let (zh_pieces, en_pieces) = (parse(zh)?, parse(en)?);
    let (names, mut zh_set, mut en_set) =
        (placeholders(&zh_pieces), placeholders(&zh_pieces), placeholders(&en_pieces));
    zh_set.sort();
    en_set.sort();
    if zh_set != en_set {
        return Err(format!("placeholders differ: Chinese {zh_set:?}, English {en_set:?}"));
    }
    let doc = zh.replace('\n', " ");
    if names.is_empty() {
        return Ok(format!(
            "/// {doc}\npub const fn {name}(self) -> &'static str {{ \
             match self {{ Self::Zh => {zh:?}, Self::En => {en:?} }} }}\n"
        ));
    }
    let arguments =
        names.iter().map(|n| format!("{n}: impl std::fmt::Display")).collect::<Vec<_>>().join(", ");
    Ok(format!(
        "/// {doc}\npub fn {name}(self, {arguments}) -> String {{ \
         match self {{ Self::Zh => {}, Self::En => {} }} }}\n",
        format_call(&zh_pieces),
        format_call(&en_pieces)
    ))
}

/// The names in the order in which they first appear.
fn placeholders(pieces: &[Piece]) -> Vec<String> {
    let mut names = Vec::new();
    for piece in pieces {
        let (Piece::Value(name) | Piece::Plural { by: name, .. }) = piece else { continue };
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, following) = after.split_once('}').ok_or("a { without its }")?;
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(placeholder(inside)?);
        rest = following;
    }
    if rest.contains('}') {
        return Err("a } without its {".into());
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

fn placeholder(inside: &str) -> Result<Piece, String> {
    let (name, words) = inside.split_once('#').map_or((inside, None), |(n, w)| (n, Some(w)));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(format!("{{{inside}}} is no placeholder: lower-case letters and _"));
    }
    let by = name.to_owned();
    match words {
        None => Ok(Piece::Value(by)),
        Some(words) => {
            let (one, other) = words.split_once('|').ok_or("{n#one|other} needs two words")?;
            Ok(Piece::Plural { by, one: one.to_owned(), other: other.to_owned() })
        }
    }
}

fn format_call(pieces: &[Piece]) -> String {
    let (mut pattern, mut values) = (String::new(), String::new());
    for piece in pieces {
        match piece {
            Piece::Text(text) => pattern.push_str(text),
            Piece::Value(name) => {
                let _ = write!(pattern, "{{{name}}}");
            }
            Piece::Plural { by, one, other } => {
                pattern.push_str("{}");
                let _ = write!(values, ", crate::plural(&{by}, {one:?}, {other:?})");
            }
        }
    }
    format!("format!({pattern:?}{values})")
}
