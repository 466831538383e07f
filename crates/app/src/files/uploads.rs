//! Uploads: files that a program sends before it names them in an application or an act. They are
//! their owner's alone, and go after a day when no case has taken them.

use base::Timestamp;
use base::limits::{CLEANUP_ROWS_MAX, UPLOAD_SECONDS_MAX};
use domain::access::{Action, Resource};
use serde::{Deserialize, Serialize};

use super::{Stored, StoredFile, find, room, sql};
use crate::drafts::owner;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// An upload as its owner is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// The id to name it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Type by content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content in hex.
    pub sha256: String,
    /// Until when it can be named.
    pub expires_at: Timestamp,
}

/// Names a stored object as an upload of the actor's.
pub fn keep(unit: &mut Unit<'_>, stored: &Stored) -> Result<Uploaded> {
    let owner = owner(unit)?;
    room(unit, &sql::COUNT_OF_OWNER, &owner)?;
    let params = [
        owner.into(),
        stored.id.as_str().into(),
        stored.sealed_name.as_slice().into(),
        stored.media_type.mime().into(),
        stored.size.into(),
        stored.sha256.as_str().into(),
        unit.cx.now.into(),
    ];
    unit.tx.run(&sql::INSERT_UPLOAD, &params)?;
    Ok(Uploaded {
        id: stored.id.clone(),
        name: stored.name.clone(),
        media_type: stored.media_type.mime().to_owned(),
        size: stored.size,
        sha256: stored.sha256.clone(),
        expires_at: unit.cx.now.plus_seconds(UPLOAD_SECONDS_MAX),
    })
}

/// An upload of the actor's.
pub(crate) fn upload(unit: &mut Unit<'_>, id: &str) -> Result<Option<StoredFile>> {
    let owner = owner(unit)?;
    find(unit, &sql::UPLOAD, &owner, id)
}

/// A file of the case for this material. An upload of the actor's becomes one. For units that have
/// authorised it.
pub(crate) fn claim(
    unit: &mut Unit<'_>,
    number: &str,
    id: &str,
    material: &str,
) -> Result<Option<StoredFile>> {
    if let Some(file) = find(unit, &sql::IN_CASE, number, id)? {
        return Ok((file.material == material).then_some(file));
    }
    let Some(file) = upload(unit, id)? else { return Ok(None) };
    room(unit, &sql::COUNT_OF_CASE, number)?;
    let owner = owner(unit)?;
    let place = [owner.as_str().into(), id.into()];
    let params = [owner.as_str().into(), id.into(), number.into(), material.into()];
    let moved = unit.tx.run(&sql::MOVE_UPLOAD, &params)? == 1;
    if !moved || unit.tx.run(&sql::DELETE_UPLOAD, &place)? == 0 {
        // Another request has given it to another case a moment ago.
        return Err(Error::field(format!("papers.{material}.file"), "file.unknown"));
    }
    Ok(Some(StoredFile { material: material.to_owned(), ..file }))
}

/// The job: forgets uploads that nobody named in time, some at a time, and tells how many. Their
/// objects go with the next sweep.
pub fn expire(unit: &mut Unit<'_>) -> Result<u64> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let before = unit.cx.now.plus_seconds(-UPLOAD_SECONDS_MAX);
    let limit = i64::try_from(CLEANUP_ROWS_MAX).map_err(Error::broken)?;
    Ok(unit.tx.run(&sql::EXPIRE_UPLOADS, &[before.into(), limit.into()])?)
}
