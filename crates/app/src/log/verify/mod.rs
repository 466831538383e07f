//! `yichuang verify`: the whole log recomputed from its bytes, and every row that follows from it
//! held against it. One changed byte, in an entry, a tile, a row, a personal part or a file, is
//! named with its place.

mod cases;
mod catalogue;
mod checkpoints;
mod files;
mod former;
mod numbers;
mod people;
mod personal;
pub mod sql;
mod tree;

pub use former::{Former, former};
use ledger::{Checkpoint, VerifierKey};

use crate::error::{Error, Result};
use crate::house::House;

/// Leaves or rows looked at in one read.
const PAGE: u64 = 1_000;
/// Cases replayed in one read.
const CASES_PAGE: u64 = 500;
/// Findings that are told; more are counted.
const FINDINGS_MAX: usize = 1_000;

/// What was verified, and what does not hold.
#[derive(Debug, Default)]
pub struct Verified {
    /// Leaves of the tree.
    pub leaves: u64,
    /// Entries that have no place in the tree yet.
    pub tail: u64,
    /// Streams.
    pub streams: u64,
    /// Published checkpoints.
    pub checkpoints: u64,
    /// Cases that were replayed.
    pub cases: u64,
    /// Cases whose personal part is destroyed.
    pub erased: u64,
    /// Files of cases that were read.
    pub files: u64,
    /// Rows of the catalogue, of staff and of accounts.
    pub rows: u64,
    /// What does not hold, each with its place; at most [`FINDINGS_MAX`].
    pub findings: Vec<String>,
    /// How many more do not hold.
    pub more: u64,
}

impl Verified {
    /// A part that met what cannot be read: that is a finding, and the other parts are looked at.
    fn unless_unreadable(&mut self, tables: &str, done: Result<()>) -> Result<()> {
        match done {
            Err(error) if is_unreadable(&error) => {
                self.found(format!("{tables}: a row cannot be read: {error}"));
                Ok(())
            }
            done => done,
        }
    }

    fn extend(&mut self, findings: impl IntoIterator<Item = String>) {
        for finding in findings {
            self.found(finding);
        }
    }

    fn found(&mut self, finding: String) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

/// Verifies everything. `outside` are checkpoints that somebody kept, with a name for each;
/// `former` the keys of logs that ended here.
pub fn run(
    house: &House,
    outside: &[(String, Checkpoint)],
    former: &[VerifierKey],
) -> Result<Verified> {
    let mut verified = Verified::default();
    let done = tree::check(house, outside, &mut verified);
    verified.unless_unreadable("entries, tiles, tree, checkpoints", done)?;
    let done = checkpoints::former(house, former, &mut verified);
    verified.unless_unreadable("checkpoints", done)?;
    catalogue::check(house, &mut verified)?;
    let done = people::check(house, &mut verified);
    verified.unless_unreadable("staff, accounts, entries", done)?;
    let done = cases::check(house, &mut verified);
    verified.unless_unreadable("cases, entries", done)?;
    Ok(verified)
}

/// What the database itself cannot read, for example text that is no text.
const fn is_unreadable(error: &Error) -> bool {
    matches!(error, Error::Store(db::Error::Decode { .. } | db::Error::Corrupt(_)))
}

/// Tells of streams whose row is gone, and whether there are any.
fn orphans(
    house: &House,
    statement: &'static db::Statement,
    verified: &mut Verified,
) -> Result<bool> {
    let orphans = house.db.read_blocking(move |tx| {
        let rows = tx.all(statement, &[])?;
        rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>().map_err(Error::from)
    })?;
    for stream in &orphans {
        verified.found(format!("{stream}: the log has it, but its row is gone"));
    }
    Ok(!orphans.is_empty())
}
