//! `yichuang restore`: everything is checked first, and the database gets its name last, so that an
//! attempt that failed can be made again.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::files::objects::sync_folder;
use app::log::sequencer;
use app::{House, Keys};
use base::SystemEntropy;
use db::{Options, Url};

use super::backup::{DATABASE, FILES, copy, copy_file};
use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};
use crate::published;

/// Puts a backup in place of an empty data folder.
pub fn run(place: &Where, dir: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let Url::Sqlite(database) = open::url(&config)? else {
        return Err("a PostgreSQL database is restored with its own tools".into());
    };
    if database.exists() {
        return Err(format!("{} exists; restore into an empty folder", database.display()).into());
    }
    let copied = dir.join(DATABASE);
    if !copied.is_file() {
        return Err(format!("{} is no backup: no {DATABASE} is in it", dir.display()).into());
    }
    let backup = open::look(&Url::sqlite(&copied))?;
    backup.pending(app::migrations::MIGRATIONS)?;
    open::kept(&config, &backup)
        .map_err(|error| format!("{error}; put the keys of the instance there first"))?;
    backup.close_blocking();
    let keys = config.keys_folder();
    let published = published::size(&keys)?;
    let _alone = open::hold(&config, true)?;
    let files = copy(&dir.join(FILES), &config.data.join(FILES))?;
    let part = beside(&database, ".part");
    for rest in ["", "-wal", "-shm", "-turn"] {
        let left = beside(&part, rest);
        if left.exists() {
            fs::remove_file(left)?;
        }
    }
    copy_file(&copied, &part)?;
    let house = open::house_at(&config, &Url::sqlite(&part), Options::command())?;
    go_on(&house, &keys, published)?;
    house.db.close_blocking();
    fs::remove_file(beside(&part, "-turn"))?;
    fs::rename(&part, &database)?;
    sync_folder(database.parent().unwrap_or(&config.data))?;
    println!("restored {} and {files} files", database.display());
    Ok(ExitCode::SUCCESS)
}

/// Opens a new log where the backup is behind what was published, or has the places of another one.
fn go_on(house: &House, keys: &Path, published: u64) -> Result<(), Failure> {
    let Some(tree) = house.db.read_blocking(sequencer::tree)? else { return Ok(()) };
    let (size, present) = (tree.size, house.keys.signer().name());
    if size < published {
        let origin = new_origin(present);
        house.db.write_blocking(sequencer::forget)?;
        Keys::reopen_log(keys, &origin, &SystemEntropy)?;
        published::forget(keys)?;
        println!("the backup reaches entry {size}, but {published} were published:");
        println!("a new log begins, {origin}; the old key is kept beside the new one");
    } else if tree.origin != present {
        house.db.write_blocking(sequencer::forget)?;
        println!("the backup is of the log {}; {present} has taken its place", tree.origin);
    }
    Ok(())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.into();
    name.push(ending);
    name.into()
}

/// `name/2` after `name`, `name/3` after `name/2`.
fn new_origin(old: &str) -> String {
    match old.rsplit_once('/').and_then(|(name, n)| Some((name, n.parse::<u16>().ok()?))) {
        // A region code is a number too, and longer.
        Some((name, number)) if number < 1_000 => format!("{name}/{}", number + 1),
        _ => format!("{old}/2"),
    }
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
