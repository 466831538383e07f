//! The files of a county: those inside the binary, or a folder's.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs};

use base::limits::{COUNTY_FILE_BYTES_MAX, COUNTY_FILES_MAX};

/// Texts by their path inside the county's folder, as `items/hwgg.toml`.
pub type Files = BTreeMap<String, String>;

// `BUILT_IN: &[(&str, &str)]`, written by `build.rs` whenever a file changes, comes or goes.
include!(concat!(env!("OUT_DIR"), "/county.rs"));

/// What is wrong with the files, all of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CountyError(pub Vec<Problem>);

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its path inside the county's folder, with the line where it is known: `staff.toml:12`.
    pub file: String,
    /// The key, as `staff[3].roles`; empty where the file as a whole is wrong.
    pub key: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for CountyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Problem { file, key, reason } in &self.0 {
            match key.as_str() {
                "" => writeln!(f, "{file}: {reason}")?,
                key => writeln!(f, "{file}: {key}: {reason}")?,
            }
        }
        Ok(())
    }
}

/// The files that the program comes with.
pub fn built_in() -> Files {
    BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The `.toml` files of a folder and of its folder `items`.
pub fn of_folder(folder: &Path) -> Result<Files, CountyError> {
    let (mut files, mut problems) = (Files::new(), Vec::new());
    for inside in ["", "items"] {
        collect(folder, inside, &mut files, &mut problems);
    }
    if problems.is_empty() { Ok(files) } else { Err(CountyError(problems)) }
}

fn collect(folder: &Path, inside: &str, files: &mut Files, problems: &mut Vec<Problem>) {
    let mut say = |file: String, reason: String| {
        problems.push(Problem { file, key: String::new(), reason });
    };
    let here = folder.join(inside);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) => return say(here.display().to_string(), error.to_string()),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        if files.len() >= COUNTY_FILES_MAX {
            return say(name, format!("a county has {COUNTY_FILES_MAX} files at most"));
        }
        let name = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        match read(&path) {
            Ok(text) => drop(files.insert(name, text)),
            Err(reason) => say(name, reason),
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > COUNTY_FILE_BYTES_MAX {
        return Err(format!("{size} bytes; a file has {COUNTY_FILE_BYTES_MAX} at most"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|b| *b == b'\n');
        format!("line {} is not UTF-8", line.count())
    })
}
