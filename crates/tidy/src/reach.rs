//! No Rust file without a way to it.

use std::collections::BTreeSet;

use crate::Complaints;
use crate::source::layers;
use crate::tree::Tree;

/// Rust files that no crate reaches by its `mod` lines.
pub fn reachable(tree: &Tree) -> Complaints {
    let mut reached = BTreeSet::new();
    for file in tree.rust().filter(|file| is_root(&file.path)) {
        follow(tree, &file.path, &mut reached);
    }
    let lost = tree.rust().filter(|file| !reached.contains(&file.path));
    lost.map(|file| format!("{}: no `mod` leads to this file", file.path)).collect()
}

/// Whether cargo takes the file for the beginning of a target.
pub(crate) fn is_root(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(2).collect();
    match parts.as_slice() {
        ["build.rs"] | ["src", "lib.rs" | "main.rs"] => true,
        ["src", "bin", rest @ ..] | ["tests" | "examples" | "benches", rest @ ..] => {
            matches!(rest, [_] | [_, "main.rs"])
        }
        _ => false,
    }
}

fn follow(tree: &Tree, path: &str, reached: &mut BTreeSet<String>) {
    let Some(file) = tree.file(path) else { return };
    if !reached.insert(path.to_owned()) {
        return;
    }
    let folder = folder_of(path);
    for name in modules(&layers(&file.text).code) {
        follow(tree, &format!("{folder}/{name}.rs"), reached);
        follow(tree, &format!("{folder}/{name}/mod.rs"), reached);
    }
    let beside = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for named in file.text.split("#[path = \"").skip(1) {
        let name = named.split('"').next().unwrap_or_default();
        follow(tree, &format!("{beside}/{name}"), reached);
    }
}

/// The folder in which the modules of a file lie.
fn folder_of(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    if is_root(path) || file == "mod.rs" {
        return folder.to_owned();
    }
    format!("{folder}/{}", file.trim_end_matches(".rs"))
}

/// The names of `mod name;`.
fn modules(code: &str) -> Vec<&str> {
    let words: Vec<&str> = code.split_whitespace().collect();
    words
        .windows(2)
        .filter(|pair| pair[0] == "mod")
        .filter_map(|pair| pair[1].strip_suffix(';'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_lie_beside_roots_and_below_others() {
        assert_eq!(folder_of("crates/a/src/lib.rs"), "crates/a/src");
        assert_eq!(folder_of("crates/a/src/b/mod.rs"), "crates/a/src/b");
        assert_eq!(folder_of("crates/a/src/b.rs"), "crates/a/src/b");
        assert_eq!(folder_of("crates/a/tests/all/main.rs"), "crates/a/tests/all");
        assert_eq!(modules("pub mod a;\n#[cfg(test)]\nmod tests {\n}\nmod b;"), ["a", "b"]);
    }
}
