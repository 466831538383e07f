//! The files of the tree.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 6] = [".git", "target", "node_modules", "data", "out", "snapshots"];
/// What is read as text; other files are pictures and the like.
const TEXTS: [&str; 14] = [
    "rs", "toml", "md", "mjs", "js", "css", "json", "jsonl", "sh", "yml", "yaml", "txt", "sql", "",
];

/// One text file.
#[derive(Debug)]
pub struct File {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// All text files under a root, by path.
#[derive(Debug)]
pub struct Tree {
    /// The root.
    pub root: PathBuf,
    /// The files.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads the tree that this crate lies in.
    ///
    /// # Panics
    ///
    /// When a folder or a text file cannot be read.
    pub fn of_this_workspace() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().expect("the root of the workspace");
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        files.sort_by(|one, two| one.path.cmp(&two.path));
        Self { root, files }
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.has_ending("rs"))
    }

    /// The file at this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The names of the crates.
    pub fn crates(&self) -> Vec<&str> {
        let manifests = self
            .files
            .iter()
            .filter_map(|file| file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"));
        manifests.collect()
    }
}

impl File {
    /// Whether the file's name ends so.
    pub fn has_ending(&self, ending: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == ending)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the tree") {
        let path = entry.expect("an entry of a folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                collect(root, &path, files);
            }
            continue;
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !TEXTS.contains(&ending.as_str()) {
            continue;
        }
        // A file may vanish between being listed and being read; a text that is not UTF-8 is data.
        if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root).expect("inside the root");
            files.push(File { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
