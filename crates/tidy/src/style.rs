//! Lines, lengths, left-overs, paths of machines, statements that nobody prepares.

use crate::Complaints;
use crate::source::layers;
use crate::tree::{File, Tree};

/// Characters of a line of code.
const LINE_CHARS_MAX: usize = 100;
/// Lines of a Rust file without its tests.
const FILE_LINES_MAX: usize = 600;

/// What is never left behind in code.
const LEFT_IN_CODE: [&str; 6] =
    ["todo!", "unimplemented!", "dbg!", "#[ignore]", "#[allow(", "#![allow("];
/// What is never left behind in comments.
const LEFT_IN_COMMENTS: [&str; 4] = ["TODO", "FIXME", "XXX", "HACK"];

/// Lines that are too long to be read beside another file.
pub fn lines(tree: &Tree) -> Complaints {
    // Style sheets and scripts of pages are counted in bytes, by the test of the views.
    let code = |file: &&File| ["rs", "mjs", "sh"].iter().any(|end| file.has_ending(end));
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(code) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let chars = line.chars().count();
            if chars > LINE_CHARS_MAX {
                let path = &file.path;
                complaints.push(format!(
                    "{path}:{number}: {chars} characters, more than {LINE_CHARS_MAX}"
                ));
            }
        }
    }
    complaints
}

/// Files that are too long to be found one's way in.
pub fn lengths(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        let product = file.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = product.lines().count();
        if lines > FILE_LINES_MAX {
            complaints.push(format!("{}: {lines} lines, more than {FILE_LINES_MAX}", file.path));
        }
    }
    complaints
}

/// What was left behind for later.
pub fn left_overs(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        let layers = layers(&file.text);
        let mut look = |layer: &str, words: &[&str]| {
            for (number, line) in (1..).zip(layer.lines()) {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    complaints.push(format!("{}:{number}: {word}", file.path));
                }
            }
        };
        look(&layers.code, &LEFT_IN_CODE);
        look(&layers.comments, &LEFT_IN_COMMENTS);
    }
    complaints
}

/// Paths that exist on one machine only.
pub fn machine_paths(tree: &Tree) -> Complaints {
    let folders = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let mut complaints = Vec::new();
    for file in &tree.files {
        for (number, line) in (1..).zip(file.text.lines()) {
            for folder in &folders {
                // `/zh/desk/work/…` is an address; a path of a machine begins with its folder.
                let begins = line.match_indices(folder.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_-./}".contains(c))
                });
                if begins {
                    complaints.push(format!("{}:{number}: a path below {folder}", file.path));
                }
            }
        }
    }
    complaints
}

/// Modules of statements that no test prepares on both engines.
pub fn statements(tree: &Tree) -> Complaints {
    let product = |file: &&File| {
        file.path.starts_with("crates/") && file.path.contains("/src/") && !is_db(&file.path)
    };
    let all: String =
        tree.rust().filter(|file| !is_db(&file.path)).fold(String::new(), |mut all, file| {
            all.push_str(&layers(&file.text).code);
            all
        });
    let mut complaints = Vec::new();
    for file in tree.rust().filter(product) {
        if !layers(&file.text).code.contains("statements! {") {
            continue;
        }
        let wanted = format!("{}::ALL", module_of(&file.path));
        if !all.contains(&wanted) {
            complaints.push(format!("{}: {wanted} is in no list of statements", file.path));
        }
    }
    complaints
}

fn is_db(path: &str) -> bool {
    path.starts_with("crates/db/") || path.starts_with("crates/tidy/")
}

/// The module of a file within its crate: `cases::sql`.
fn module_of(path: &str) -> String {
    let inner = path.split("/src/").nth(1).unwrap_or(path);
    inner.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_named_as_in_code() {
        assert_eq!(module_of("crates/app/src/cases/sql.rs"), "cases::sql");
        assert_eq!(module_of("crates/app/src/attempts.rs"), "attempts");
        assert_eq!(module_of("crates/app/src/log/mod.rs"), "log");
    }
}
