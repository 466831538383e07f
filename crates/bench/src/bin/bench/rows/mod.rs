//! One file a row.

pub mod guide;
pub mod lookup;
pub mod postgres;
pub mod scale;
pub mod search;
pub mod start;
pub mod submit;

/// Rounds of a row, ours and the reference in turns.
pub const ROUNDS: usize = 7;
