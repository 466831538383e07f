//! The arrows between crates, and what each may lean on.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::Complaints;
use crate::reach::is_root;
use crate::tree::Tree;

/// Which crates of the house a crate may use. `base` is open to all of them.
const ARROWS: [(&str, &[&str]); 16] = [
    ("base", &[]),
    ("calendar", &[]),
    ("ledger", &[]),
    ("i18n", &[]),
    ("search", &[]),
    ("documents", &[]),
    ("faultfs", &[]),
    ("tidy", &[]),
    ("domain", &["calendar", "ledger"]),
    ("db", &[]),
    ("app", &["calendar", "ledger", "domain", "db", "search", "documents"]),
    ("views", &["calendar", "ledger", "domain", "i18n"]),
    ("web", &["calendar", "ledger", "domain", "db", "app", "search", "documents", "i18n", "views"]),
    ("server", &["calendar", "ledger", "domain", "db", "app", "documents", "i18n", "views", "web"]),
    ("testkit", &["calendar", "ledger", "domain", "db", "app", "i18n", "views", "web", "faultfs"]),
    (
        "bench",
        &["calendar", "ledger", "domain", "db", "app", "search", "i18n", "views", "web", "testkit"],
    ),
];

/// Crates that compute and do nothing else: no driver, no web, no async, no file.
const PURE: [&str; 6] = ["base", "calendar", "ledger", "domain", "search", "views"];
/// What makes a crate impure.
const IMPURE: [&str; 8] =
    ["tokio", "futures-util", "axum", "tower", "tower-http", "rusqlite", "tokio-postgres", "clap"];
/// Who may name what only one room should know.
const ROOMS: [(&str, &[&str]); 7] = [
    ("rusqlite", &["db", "faultfs", "bench"]),
    ("tokio-postgres", &["db", "bench"]),
    ("axum", &["web", "server", "testkit", "bench"]),
    ("tower", &["web", "testkit"]),
    ("tower-http", &["web"]),
    ("clap", &["server", "bench"]),
    ("getrandom", &["base"]),
];

/// Dependencies that go against the arrows, or out of their room.
pub fn arrows(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    let houses: BTreeSet<&str> = tree.crates().into_iter().collect();
    for name in &houses {
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| known == name) else {
            complaints.push(format!("crates/{name}: no arrow is drawn for it in tidy"));
            continue;
        };
        for used in used(tree, name, "dependencies") {
            let inside = houses.contains(used.as_str());
            if inside && used != "base" && !allowed.contains(&used.as_str()) {
                complaints.push(format!("crates/{name}: must not use {used}"));
            }
            if PURE.contains(name) && IMPURE.contains(&used.as_str()) {
                complaints.push(format!("crates/{name} is pure and uses {used}"));
            }
            let room = ROOMS.iter().find(|(known, _)| *known == used);
            if room.is_some_and(|(_, rooms)| !rooms.contains(name)) {
                complaints.push(format!("crates/{name}: {used} belongs to another room"));
            }
        }
    }
    complaints
}

/// Dependencies of the workspace that nobody uses, and such as are not the workspace's.
pub fn dependencies(tree: &Tree) -> Complaints {
    let root = manifest(tree, "Cargo.toml");
    let workspace = table(&root, &["workspace", "dependencies"]);
    let mut complaints = Vec::new();
    let mut unused: BTreeSet<&String> = workspace.keys().collect();
    for name in tree.crates() {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let manifest = manifest(tree, &format!("crates/{name}/Cargo.toml"));
            for (used, how) in table(&manifest, &[kind]) {
                unused.retain(|known| **known != used);
                let inherited = how.get("workspace").is_some() || how.get("path").is_some();
                if !inherited {
                    complaints.push(format!("crates/{name}: {used} is not the workspace's"));
                }
            }
        }
    }
    let houses = tree.crates();
    unused.retain(|name| !houses.contains(&name.as_str()));
    complaints.extend(unused.iter().map(|name| format!("Cargo.toml: nobody uses {name}")));
    complaints
}

/// Crates that do not take the lints of the house. `faultfs` speaks to C and says so.
pub fn lints(tree: &Tree) -> Complaints {
    let strict = |name: &&str| {
        let manifest = manifest(tree, &format!("crates/{name}/Cargo.toml"));
        table(&manifest, &["lints"]).contains_key("workspace")
    };
    let lax = tree.crates().into_iter().filter(|name| *name != "faultfs" && !strict(name));
    lax.map(|name| format!("crates/{name}: takes no lints of the workspace")).collect()
}

/// Crates with more than one binary of integration tests: each is linked on its own.
pub fn test_binaries(tree: &Tree) -> Complaints {
    let mut binaries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in tree.rust().filter(|file| is_root(&file.path) && file.path.contains("/tests/")) {
        let name = file.path.split('/').nth(1).unwrap_or_default();
        binaries.entry(name).or_default().push(&file.path);
    }
    let many = binaries.into_iter().filter(|(_, files)| files.len() > 1);
    many.map(|(name, files)| format!("crates/{name}: {} are binaries", files.join(", "))).collect()
}

fn used(tree: &Tree, name: &str, kind: &str) -> Vec<String> {
    let manifest = manifest(tree, &format!("crates/{name}/Cargo.toml"));
    table(&manifest, &[kind]).into_iter().map(|(used, _)| used).collect()
}

fn manifest(tree: &Tree, path: &str) -> Table {
    let text = &tree.file(path).expect("a manifest").text;
    text.parse().expect("cargo reads it too")
}

fn table(root: &Table, path: &[&str]) -> Table {
    let mut here = root.clone();
    for part in path {
        match here.remove(*part) {
            Some(Value::Table(inner)) => here = inner,
            _ => return Table::new(),
        }
    }
    here
}
