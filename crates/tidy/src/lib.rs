//! Holds the tree to the style of the house: what no compiler checks and every reviewer forgets.
//!
//! A rule is a function from the [`Tree`] to what it complains of, each complaint with its place.
//! `tests/tidy.rs` runs all of them. It needs no other crate of the workspace, so it is the first
//! test that answers.

mod crates;
mod functions;
mod prose;
mod reach;
mod source;
mod style;
mod tree;

pub use crates::{arrows, dependencies, lints, test_binaries};
pub use functions::functions;
pub use prose::{decisions, links, names};
pub use reach::reachable;
pub use source::{Layers, layers};
pub use style::{left_overs, lengths, lines, machine_paths, statements};
pub use tree::{File, Tree};

/// What a rule complains of: place and reason, one line each.
pub type Complaints = Vec<String>;
