//! Objects in a local folder: `<two hexadecimal digits>/<id>`.
//!
//! The plain file system in five functions, because use cases are plain synchronous code. An object
//! store for several machines (S3) takes the place of this file and of nothing else.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use base::Timestamp;
use base::codes::Id;
use sha2::{Digest as _, Sha256};

/// How the name of a file ends that is not whole yet.
const PARTIAL: &str = "part";

/// Writes an object so that it is whole and on the disk when this returns: a temporary file is
/// written, synced and renamed, then the folder that names it is synced.
pub fn put(root: &Path, id: &str, bytes: &[u8]) -> io::Result<()> {
    let path = path(root, id);
    let folder = path.parent().unwrap_or(root);
    if !folder.is_dir() {
        fs::create_dir_all(folder)?;
        sync_folder(root)?;
    }
    let partial = path.with_extension(PARTIAL);
    let written = write(&partial, bytes).and_then(|()| fs::rename(&partial, &path));
    if let Err(error) = written {
        // What a full disk has left is in the way of others; its own error is the one to tell.
        let _ = fs::remove_file(&partial);
        return Err(error);
    }
    sync_folder(folder)
}

/// Reads an object.
pub fn get(root: &Path, id: &str) -> io::Result<Vec<u8>> {
    fs::read(path(root, id))
}

/// Removes an object; one that is gone already is no error.
pub fn remove(root: &Path, id: &str) -> io::Result<()> {
    match fs::remove_file(path(root, id)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Ids of objects that were written before a moment, at most so many. What a crash has left half
/// written before it is removed on the way.
pub fn older_than(root: &Path, before: Timestamp, most: usize) -> io::Result<Vec<String>> {
    let mut ids = Vec::new();
    let folders = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ids),
        folders => folders?,
    };
    for folder in folders {
        let folder = folder?.path();
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if written_at(&entry.metadata()?)? >= before {
                continue;
            }
            let path = entry.path();
            if is_partial(&path) {
                fs::remove_file(path)?;
            } else if let Some(id) = entry.file_name().to_str().and_then(|id| Id::parse(id).ok()) {
                ids.push(id.into());
            }
            if ids.len() == most {
                return Ok(ids);
            }
        }
    }
    Ok(ids)
}

/// Whether a file is one that is not whole yet.
pub fn is_partial(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == PARTIAL)
}

/// The folder is chosen by a hash, so that every folder gets its share.
fn path(root: &Path, id: &str) -> PathBuf {
    root.join(format!("{:02x}", Sha256::digest(id.as_bytes())[0])).join(id)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in a folder survives a power cut only when the folder itself was synced.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn written_at(metadata: &fs::Metadata) -> io::Result<Timestamp> {
    let since = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)))
}
