//! `keys/published`: the last checkpoint that left the house, kept outside the database and its
//! backup. A store that is behind it was restored or failed over, and must not sign.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use app::files::objects::sync_folder;
use ledger::Checkpoint;

const NAME: &str = "published";

/// The size of the last checkpoint that left this house; zero when none did.
///
/// # Errors
///
/// What cannot be read may be anything, so nothing can be signed beside it.
pub fn size(keys: &Path) -> Result<u64, String> {
    let path = keys.join(NAME);
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let note = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        note => note.map_err(|error| wrong(&error))?,
    };
    let text = note.split_inclusive("\n\n").next().unwrap_or_default();
    let text = text.strip_suffix('\n').unwrap_or(text);
    let checkpoint = Checkpoint::parse_text(text).map_err(|error| wrong(&error))?;
    Ok(checkpoint.size)
}

/// Keeps a checkpoint; it is on the disk when this returns.
pub fn keep(keys: &Path, checkpoint: &str) -> io::Result<()> {
    let temporary = keys.join("published.new");
    let mut file = File::create(&temporary)?;
    file.write_all(checkpoint.as_bytes())?;
    file.sync_all()?;
    fs::rename(&temporary, keys.join(NAME))?;
    sync_folder(keys)
}

/// Forgets it, when a new log begins.
pub fn forget(keys: &Path) -> io::Result<()> {
    fs::remove_file(keys.join(NAME))?;
    sync_folder(keys)
}

#[cfg(test)]
mod tests {
    use db::testing::Folder;

    use super::*;

    #[test]
    fn what_was_kept_is_read_and_what_is_unreadable_is_no_zero() {
        let folder = Folder::new().expect("a folder");
        let keys = folder.path();
        assert_eq!(size(keys), Ok(0));
        let checkpoint = Checkpoint::new("test.example/1", 42, [7; 32]);
        keep(keys, &format!("{}\n— test.example/1 AAAA\n", checkpoint.text())).expect("kept");
        assert_eq!(size(keys), Ok(42));
        fs::write(keys.join(NAME), "").expect("a file");
        assert!(size(keys).is_err(), "an empty file is what a power cut leaves");
        fs::remove_file(keys.join(NAME)).expect("it is there");
        fs::create_dir(keys.join(NAME)).expect("a folder in its place");
        assert!(size(keys).is_err());
    }
}
