//! `yichuang backup`: database and files as of one moment, beside a running server or without one.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

use app::files::objects::{self, sync_folder};
use db::Url;

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// The database in a backup.
pub const DATABASE: &str = "yichuang.db";
/// The folder of files in a backup.
pub const FILES: &str = "files";

/// Copies an instance's database and files into a new folder.
pub fn run(place: &Where, dir: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let url = open::url(&config)?;
    if !matches!(url, Url::Sqlite(_)) {
        return Err("a PostgreSQL database is backed up with pg_dump or a base backup".into());
    }
    let db = open::look(&url)?;
    fs::create_dir(dir).map_err(|error| format!("cannot make {}: {error}", dir.display()))?;
    // Files first would miss those that the copied rows name: a file is safe before its row.
    db.backup(&dir.join(DATABASE))?;
    db.close_blocking();
    let files = copy(&config.data.join(FILES), &dir.join(FILES))?;
    sync_folder(dir)?;
    println!("{} and {files} files are in {}", DATABASE, dir.display());
    println!("the keys in {} are not: keep a copy apart", config.keys_folder().display());
    Ok(ExitCode::SUCCESS)
}

/// Copies a folder of folders of files, which others go on using, so that it is on the disk; gives
/// how many files. What is not whole yet is left out, and what is swept meanwhile, since no row of
/// the copied database names it.
pub fn copy(from: &Path, to: &Path) -> io::Result<usize> {
    let entries = match fs::read_dir(from) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    fs::create_dir_all(to)?;
    let mut count = 0;
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            count += copy(&path, &to.join(name))?;
        } else if !objects::is_partial(&path) {
            count += usize::from(copy_file(&path, &to.join(name))?);
        }
    }
    sync_folder(to)?;
    Ok(count)
}

/// Copies a file, so that it is on the disk; false when it is gone.
pub fn copy_file(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::copy(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound && !from.exists() => return Ok(false),
        copied => copied?,
    };
    File::open(to)?.sync_all()?;
    Ok(true)
}
