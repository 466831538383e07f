//! A checkpoint of a log that ended here: after a restore behind what was published, the entries
//! were sequenced anew under another origin.

use db::Tx;
use ledger::Checkpoint;

use crate::error::Result;
use crate::log::entries::int;
use crate::log::sql;

/// What a checkpoint of a former log is to this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// It is the one that was published here.
    Published,
    /// Another one of the same size was published here: two histories were signed.
    Forked,
    /// Nothing of this size was published here: it lies after the backup, or beside this history.
    Unknown,
}

/// Holds a checkpoint, whose signature was checked, against those that this database published.
pub fn former(tx: &mut Tx, checkpoint: &Checkpoint) -> Result<Former> {
    let params = [checkpoint.origin.as_str().into(), int(checkpoint.size)?.into()];
    let Some(row) = tx.one(&sql::CHECKPOINT, &params)? else { return Ok(Former::Unknown) };
    let note = row.text(0)?;
    Ok(if note.starts_with(&checkpoint.text()) { Former::Published } else { Former::Forked })
}
