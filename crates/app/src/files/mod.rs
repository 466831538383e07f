//! 附件: files of drafts and cases. Content is an encrypted object outside the database and outside
//! of what the web server shows; a row names it. The object is safe on the disk before the row
//! commits.
//!
//! A file comes in three steps: the caller learns that the draft or case is the actor's, [`store`]
//! checks, encrypts and writes the object (slow, in no unit), [`attach`], [`attach_to_case`] or
//! [`keep`] writes the row. What never got its row is collected by [`sweep`] a day later. Metadata
//! within images (place, camera) is left as it came: it may be the evidence.

mod archive;
mod cipher;
mod image;
pub mod kind;
pub mod name;
pub mod objects;
pub mod sql;
mod store;
mod sweep;
mod uploads;

use db::{Row, Statement, Value};
use domain::access::{Action, Actor};
use serde_json::json;

pub use crate::cases::file::StoredFile;
pub use kind::MediaType;
pub(crate) use store::content;
pub use store::{Stored, discard, read, store};
pub use sweep::sweep;
pub use uploads::{Uploaded, expire, keep};
pub(crate) use uploads::{claim, upload};

use crate::cases::file::file_place;
use crate::cases::store as cases;
use crate::drafts;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::log;
use crate::unit::Unit;
use crate::vault;
use base::limits::FILES_PER_FOLDER_MAX;

/// Names a stored object in a draft of the actor's.
pub fn attach(unit: &mut Unit<'_>, draft: &str, stored: &Stored) -> Result<StoredFile> {
    open_draft(unit, draft)?;
    // The same file once more is a second click; its object goes with the next sweep.
    if let Some(first) = of_draft(unit, draft)?.into_iter().find(|file| stored.is_again(file)) {
        return Ok(first);
    }
    room(unit, &sql::COUNT_OF_DRAFT, draft)?;
    insert(unit, &sql::INSERT_IN_DRAFT, draft, stored)
}

/// The same in a case, for a file that its applicant will hand in with others. What no paper names
/// yet is taken once, however often it is sent.
pub fn supply(unit: &mut Unit<'_>, number: &str, stored: &Stored) -> Result<StoredFile> {
    let loaded = cases::for_view(unit, Action::SupplyPapers, number)?;
    let named = |id: &str| loaded.case.papers.iter().any(|one| one.file.as_deref() == Some(id));
    let files = crate::cases::file::files(unit, number)?;
    let again = |file: &StoredFile| stored.is_again(file) && !named(&file.id);
    match files.into_iter().find(again) {
        Some(first) => Ok(first),
        None => insert_in_case(unit, number, stored),
    }
}

/// Names a stored object in a case: for papers that are supplied after it was submitted. The case
/// learns of it by the act that brings the paper.
pub fn attach_to_case(unit: &mut Unit<'_>, number: &str, stored: &Stored) -> Result<StoredFile> {
    cases::for_view(unit, Action::SupplyPapers, number)?;
    insert_in_case(unit, number, stored)
}

/// The same for units that have authorised it.
pub(crate) fn insert_in_case(
    unit: &mut Unit<'_>,
    number: &str,
    stored: &Stored,
) -> Result<StoredFile> {
    room(unit, &sql::COUNT_OF_CASE, number)?;
    insert(unit, &sql::INSERT_IN_CASE, number, stored)
}

/// Files of a draft of the actor's, oldest first.
pub fn of_draft(unit: &mut Unit<'_>, draft: &str) -> Result<Vec<StoredFile>> {
    drafts::load(unit, draft)?;
    let rows = unit.tx.all(&sql::OF_DRAFT, &[draft.into()])?;
    rows.iter().map(|row| from_row(&unit.cx.house.keys, row)).collect()
}

/// A file of a draft of the actor's, to be opened by [`read`].
pub fn in_draft(unit: &mut Unit<'_>, draft: &str, id: &str) -> Result<StoredFile> {
    drafts::load(unit, draft)?;
    one(unit, &sql::IN_DRAFT, draft, id)
}

/// A file of a case for those who may read the case, to be opened by [`read`]. When a member of
/// staff opens it, that is noted with its purpose for the person to see; so this writes.
pub fn in_case(unit: &mut Unit<'_>, number: &str, id: &str, purpose: &str) -> Result<StoredFile> {
    cases::for_view(unit, Action::ReadCase, number)?;
    let file = one(unit, &sql::IN_CASE, number, id)?;
    if matches!(unit.cx.actor, Actor::Staff(_)) {
        let public = json!({ "purpose": purpose, "file": id });
        log::append(unit, &format!("access/{number}"), "access.file_read", public)?;
    }
    Ok(file)
}

/// Takes a file out of a draft of the actor's. Its object goes with the next sweep.
pub fn remove(unit: &mut Unit<'_>, draft: &str, id: &str) -> Result<()> {
    open_draft(unit, draft)?;
    match unit.tx.run(&sql::DELETE_FROM_DRAFT, &[draft.into(), id.into()])? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Erases the files of a case, for the use case that erases its personal part and has authorised
/// it. The objects, and with them the only keys that open them, go with the next sweep.
pub fn erase(unit: &mut Unit<'_>, number: &str) -> Result<u64> {
    Ok(unit.tx.run(&sql::DELETE_OF_CASE, &[number.into()])?)
}

/// A draft that became a case takes no more files.
fn open_draft(unit: &mut Unit<'_>, draft: &str) -> Result<()> {
    match drafts::load(unit, draft)?.case_number {
        None => Ok(()),
        Some(_) => Err(Error::Moved { seq: 1 }),
    }
}

fn room(unit: &mut Unit<'_>, count: &'static Statement, folder: &str) -> Result<()> {
    let row = unit.tx.one(count, &[folder.into()])?;
    let there = row.map_or(Ok(0), |row| row.int(0))?;
    if usize::try_from(there).is_ok_and(|there| there < FILES_PER_FOLDER_MAX) {
        return Ok(());
    }
    Err(Error::field("file", "file.too_many"))
}

fn insert(
    unit: &mut Unit<'_>,
    statement: &'static Statement,
    folder: &str,
    stored: &Stored,
) -> Result<StoredFile> {
    let params: [Value; 8] = [
        folder.into(),
        stored.id.as_str().into(),
        stored.material.as_str().into(),
        stored.sealed_name.as_slice().into(),
        stored.media_type.mime().into(),
        stored.size.into(),
        stored.sha256.as_str().into(),
        unit.cx.now.into(),
    ];
    unit.tx.run(statement, &params)?;
    Ok(StoredFile {
        id: stored.id.clone(),
        material: stored.material.clone(),
        name: stored.name.clone(),
        media_type: stored.media_type.mime().to_owned(),
        size: stored.size,
        sha256: stored.sha256.clone(),
        at: unit.cx.now,
    })
}

fn one(
    unit: &mut Unit<'_>,
    statement: &'static Statement,
    folder: &str,
    id: &str,
) -> Result<StoredFile> {
    find(unit, statement, folder, id)?.ok_or(Error::NotFound)
}

fn find(
    unit: &mut Unit<'_>,
    statement: &'static Statement,
    folder: &str,
    id: &str,
) -> Result<Option<StoredFile>> {
    let row = unit.tx.one(statement, &[folder.into(), id.into()])?;
    row.map(|row| from_row(&unit.cx.house.keys, &row)).transpose()
}

fn from_row(keys: &Keys, row: &Row) -> Result<StoredFile> {
    let id = row.text(0)?;
    let name = vault::open_own(keys, &file_place(&id), &row.bytes(2)?)?;
    Ok(StoredFile {
        material: row.text(1)?,
        name: String::from_utf8_lossy(&name).into_owned(),
        media_type: row.text(3)?,
        size: row.int(4)?,
        sha256: row.text(5)?,
        at: row.time(6)?,
        id,
    })
}
