//! From the bytes of an upload to an object on the disk, and back.

use base::limits::UPLOAD_BYTES_MAX;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{MediaType, StoredFile, cipher, kind, name, objects};
use crate::cases::file::file_place;
use crate::error::{Error, FieldError, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::vault;

/// An object that is safe on the disk and that no row names yet.
#[derive(Debug, Clone)]
pub struct Stored {
    pub(super) id: String,
    pub(super) material: String,
    pub(super) name: String,
    pub(super) sealed_name: Vec<u8>,
    pub(super) media_type: MediaType,
    pub(super) size: i64,
    pub(super) sha256: String,
}

impl Stored {
    /// Whether a file that is there already is this one: the same content for the same material.
    pub(super) fn is_again(&self, file: &StoredFile) -> bool {
        file.material == self.material && file.sha256 == self.sha256
    }

    /// The id that the row will name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// SHA-256 of the content in hex, which the log names.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The material it is.
    pub fn material(&self) -> &str {
        &self.material
    }

    /// What it is by its content.
    pub const fn media_type(&self) -> MediaType {
        self.media_type
    }
}

/// Checks an upload, encrypts it and writes it to the disk: slow, so in no unit of work, and only
/// after the caller knows that the draft or case is the actor's. Errors name the field `file`.
pub fn store(house: &House, material: &str, file_name: &str, bytes: Vec<u8>) -> Result<Stored> {
    let media_type = check(file_name, &bytes).map_err(|error| Error::Invalid(vec![error]))?;
    let mut draw = house.entropy.seed().draw();
    let id = draw.id();
    let name = name::clean(file_name, media_type);
    let sealed_name = vault::seal_own(&house.keys, &mut draw, &file_place(&id), name.as_bytes());
    let size = i64::try_from(bytes.len()).map_err(Error::broken)?;
    let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
    let object = cipher::seal(&house.keys, &mut draw, &id, bytes);
    objects::put(&house.settings.files, &id, &object).map_err(|error| disk(&error))?;
    Ok(Stored { id, material: material.to_owned(), name, sealed_name, media_type, size, sha256 })
}

/// The content of a file that a use case has let the actor have: slow, so in no unit of work. What
/// was changed on the disk does not open.
pub fn read(house: &House, file: &StoredFile) -> Result<Vec<u8>> {
    let object = objects::get(&house.settings.files, &file.id).map_err(|error| disk(&error))?;
    content(&house.keys, &file.id, &object, &file.sha256)
}

/// What an object holds, which must be what its row names.
pub(crate) fn content(keys: &Keys, id: &str, object: &[u8], sha256: &str) -> Result<Vec<u8>> {
    let bytes = cipher::open(keys, id, object)?;
    if HEXLOWER.encode(&Sha256::digest(&bytes)) == sha256 {
        return Ok(bytes);
    }
    Err(Error::Broken(format!("file {id} is not the one that its row names")))
}

/// Removes an object whose row was refused, without waiting for the sweep.
pub fn discard(house: &House, stored: &Stored) {
    if let Err(error) = objects::remove(&house.settings.files, &stored.id) {
        tracing::warn!(%error, file = stored.id, "an object that no row names was not removed");
    }
}

/// Size, content, and whether the name says the same as the content.
fn check(file_name: &str, bytes: &[u8]) -> Result<MediaType, FieldError> {
    if bytes.is_empty() {
        return Err(FieldError::new("file", "file.empty"));
    }
    if bytes.len() as u64 > UPLOAD_BYTES_MAX {
        let limit_megabytes = UPLOAD_BYTES_MAX / 1024 / 1024;
        return Err(FieldError::new("file", "file.too_large").with(limit_megabytes));
    }
    let media_type = kind::of(bytes)?;
    match name::extension(file_name) {
        Some(extension) if !media_type.extensions().contains(&extension.as_str()) => {
            let error = FieldError::new("file", "file.lies");
            Err(error.with(extension).with(media_type.word()))
        }
        _ => Ok(media_type),
    }
}

/// A disk that refuses is the store's trouble: full may pass, the rest is told.
pub(super) fn disk(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            Error::Store(db::Error::Full)
        }
        _ => Error::Store(db::Error::Disk(error.to_string())),
    }
}
