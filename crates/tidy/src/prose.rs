//! Documentation that leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::Complaints;
use crate::tree::{File, Tree};

/// Links of Markdown files to files that are not there.
pub fn links(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| file.has_ending("md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in (1..).zip(file.text.lines()) {
            for target in targets(line) {
                let path = target.split('#').next().unwrap_or_default();
                if !path.is_empty() && !tree.root.join(folder).join(path).exists() {
                    complaints.push(format!("{}:{number}: {target} is not there", file.path));
                }
            }
        }
    }
    complaints
}

/// Names of code in the documentation that the crate does not have: `domain::cases::Case`.
pub fn names(tree: &Tree) -> Complaints {
    let crates = tree.crates();
    let mut words: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in tree.rust() {
        let name = file.path.split('/').nth(1).unwrap_or_default();
        let mut parts = file.path.split(['/', '.']).collect::<Vec<_>>();
        parts.extend(file.text.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        words.entry(name).or_default().extend(parts);
    }
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| file.has_ending("md")) {
        for (number, line) in (1..).zip(file.text.lines()) {
            // Every second part stands between backticks.
            for name in line.split('`').skip(1).step_by(2) {
                let path = name.split(['(', '!', ' ']).next().unwrap_or_default();
                let mut parts = path.split("::");
                let room = parts.next().unwrap_or_default();
                let known = words.get(room).filter(|_| crates.contains(&room));
                if known.is_some_and(|known| parts.any(|part| !known.contains(part))) {
                    complaints.push(format!("{}:{number}: {name} is not there", file.path));
                }
            }
        }
    }
    complaints
}

/// Decisions that the index does not name, or that lack a part.
pub fn decisions(tree: &Tree) -> Complaints {
    const PARTS: [&str; 3] = ["## Context", "## Decision", "## Consequences"];
    let index = tree.file("docs/adr/README.md").map_or("", |file| file.text.as_str());
    let mut complaints = Vec::new();
    for File { path, text } in &tree.files {
        let Some(name) = path.strip_prefix("docs/adr/").filter(|name| *name != "README.md") else {
            continue;
        };
        if !index.contains(name) {
            complaints.push(format!("docs/adr/README.md does not name {name}"));
        }
        let missing = PARTS.iter().filter(|part| !text.contains(**part));
        complaints.extend(missing.map(|part| format!("{path}: no part «{part}»")));
    }
    complaints
}

/// The targets of `[text](target)` that are files of the tree.
fn targets(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("](") {
        let Some((target, behind)) = after.split_once(')') else { break };
        if !target.contains("://") && !target.starts_with("mailto:") {
            found.push(target);
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_files_are_followed() {
        let line = "see [a](b.md#c), [d](https://e.example/f), ![g](h.png) and `x[1](2`";
        assert_eq!(targets(line), ["b.md#c", "h.png"]);
    }
}
