//! `yichuang verify`: the whole log recomputed from its bytes, and every case replayed against its
//! row. One changed byte, in an entry, a tile, a row or a personal part, is named with its place.

mod cases;
mod former;
mod tree;

pub use former::{Former, former};
use ledger::Checkpoint;

use crate::error::Result;
use crate::house::House;

/// Leaves or cases looked at in one read.
const PAGE: u64 = 1_000;

/// What was verified, and what does not hold.
#[derive(Debug, Default)]
pub struct Verified {
    /// Leaves of the tree.
    pub leaves: u64,
    /// Entries that have no place in the tree yet.
    pub tail: u64,
    /// Streams.
    pub streams: u64,
    /// Cases that were replayed.
    pub cases: u64,
    /// Cases whose personal part is destroyed.
    pub erased: u64,
    /// What does not hold, each with its place.
    pub findings: Vec<String>,
}

/// Verifies everything. `outside` are checkpoints that somebody kept, with a name for each.
pub fn run(house: &House, outside: &[(String, Checkpoint)]) -> Result<Verified> {
    let mut verified = Verified::default();
    tree::check(house, outside, &mut verified)?;
    cases::check(house, &mut verified)?;
    Ok(verified)
}
