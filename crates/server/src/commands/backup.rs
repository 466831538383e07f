//! `yichuang backup` and `yichuang restore`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use app::Keys;
use base::SystemEntropy;
use db::{Db, Options, Url};

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

const DATABASE: &str = "yichuang.db";
const FILES: &str = "files";

/// Copies a running instance's database and files into a new folder.
pub fn backup(place: &Where, dir: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let url = open::url(&config)?;
    if !matches!(url, Url::Sqlite(_)) {
        return Err("a PostgreSQL database is backed up with pg_dump or a base backup".into());
    }
    fs::create_dir(dir).map_err(|error| format!("cannot make {}: {error}", dir.display()))?;
    let db = Db::open(&url, Options::command())?;
    // Files first would miss those that the copied rows name: a file is safe before its row.
    db.backup(&dir.join(DATABASE))?;
    db.close_blocking();
    let files = copy(&config.data.join(FILES), &dir.join(FILES))?;
    println!("{} and {files} files are in {}", DATABASE, dir.display());
    println!("the keys in {} are not: keep a copy apart", config.keys_folder().display());
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup in place of an empty data folder.
pub fn restore(place: &Where, dir: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let Url::Sqlite(database) = open::url(&config)? else {
        return Err("a PostgreSQL database is restored with its own tools".into());
    };
    if database.exists() {
        return Err(format!("{} exists; restore into an empty folder", database.display()).into());
    }
    fs::create_dir_all(&config.data)?;
    fs::copy(dir.join(DATABASE), &database)?;
    let files = copy(&dir.join(FILES), &config.data.join(FILES))?;
    let keys = config.keys_folder();
    if !keys.join("master.key").exists() {
        return Err(format!("put the keys into {} first", keys.display()).into());
    }
    let house = open::house(&config, false, Options::command())?;
    let size = house.db.read_blocking(app::log::sequencer::tree)?.map_or(0, |tree| tree.size);
    let published = open::published_size(&keys);
    if size < published {
        let origin = new_origin(house.keys.signer().name());
        house.db.write_blocking(app::log::sequencer::forget)?;
        Keys::reopen_log(&keys, &origin, &SystemEntropy)?;
        fs::remove_file(keys.join("published"))?;
        println!("the backup reaches entry {size}, but {published} were published:");
        println!("a new log begins, {origin}; the old key is kept beside the new one");
    }
    house.db.close_blocking();
    println!("restored {} and {files} files", database.display());
    Ok(ExitCode::SUCCESS)
}

/// `name/2` after `name`, `name/3` after `name/2`.
fn new_origin(old: &str) -> String {
    match old.rsplit_once('/').and_then(|(name, n)| Some((name, n.parse::<u16>().ok()?))) {
        // A region code is a number too, and longer.
        Some((name, number)) if number < 1_000 => format!("{name}/{}", number + 1),
        _ => format!("{old}/2"),
    }
}

/// Copies a folder of folders of files; gives how many files.
fn copy(from: &Path, to: &Path) -> Result<usize, Failure> {
    let mut count = 0;
    if !from.is_dir() {
        return Ok(0);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            count += copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            count += 1;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::new_origin;

    #[test]
    fn a_new_log_has_the_next_name() {
        assert_eq!(new_origin("yichuang.example/532901"), "yichuang.example/532901/2");
        assert_eq!(new_origin("yichuang.example/532901/2"), "yichuang.example/532901/3");
    }
}
