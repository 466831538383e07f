//! What the verifier finds, each with its place.

use std::fmt;

use crate::entry::EntryError;
use crate::merkle::Hash;

/// One thing that does not hold.
#[derive(Debug)]
pub enum Finding {
    /// The stored bytes and the stored leaf hash differ: one of them was changed.
    LeafHash {
        /// Which entry.
        place: Place,
    },
    /// The stored bytes are no entry.
    Unreadable {
        /// Which row.
        place: Place,
        /// Why not.
        error: EntryError,
    },
    /// A stream's numbers have a gap or go back.
    Sequence {
        /// Which entry.
        place: Place,
        /// The number that should have come.
        expected: u64,
    },
    /// Leaves are gone.
    MissingLeaves {
        /// The first that is missing.
        first: u64,
        /// The last that is missing.
        last: u64,
    },
    /// A leaf index came twice or went back.
    LeafOrder {
        /// The index that came.
        leaf: u64,
        /// The index that should have come.
        expected: u64,
    },
    /// A leaf lies beyond the last checkpoint.
    BeyondCheckpoint {
        /// The first such leaf.
        leaf: u64,
        /// The checkpoint's size.
        size: u64,
    },
    /// The leaves do not give the signed root.
    Root {
        /// Whose checkpoint.
        checkpoint: String,
        /// Its size.
        size: u64,
        /// Whether the stored leaf hashes do: then the bytes were changed, and the hashes not.
        stored_hashes_fit: bool,
    },
    /// A checkpoint has more leaves than the log: it was cut or restored to an older state.
    Shorter {
        /// Whose checkpoint.
        checkpoint: String,
        /// Its size.
        size: u64,
        /// How many leaves there are.
        leaves: u64,
    },
    /// An outsider's checkpoint is of another log.
    OtherOrigin {
        /// Whose checkpoint.
        checkpoint: String,
        /// Its origin.
        origin: String,
    },
}

/// An entry's place in the log, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Stream and number, where the bytes can be read.
    pub entry: Option<(String, u64)>,
    /// The leaf index; none in the tail that is not sequenced yet.
    pub leaf: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entry")?;
        if let Some((stream, seq)) = &self.entry {
            write!(f, " stream={stream} seq={seq}")?;
        }
        match self.leaf {
            Some(leaf) => write!(f, " leaf={leaf}"),
            None => f.write_str(" (not sequenced)"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeafHash { place } => {
                write!(f, "{place}: bytes do not give the stored leaf hash")
            }
            Self::Unreadable { place, error } => write!(f, "{place}: {error}"),
            Self::Sequence { place, expected } => write!(f, "{place}: seq={expected} must follow"),
            Self::MissingLeaves { first, last } => write!(f, "leaf={first} to {last}: missing"),
            Self::LeafOrder { leaf, expected } => {
                write!(f, "leaf={leaf}: leaf={expected} must follow")
            }
            Self::BeyondCheckpoint { leaf, size } => {
                write!(f, "leaf={leaf}: beyond the last checkpoint of {size} leaves")
            }
            Self::Root { checkpoint, size, stored_hashes_fit } => {
                let why = if *stored_hashes_fit {
                    "the stored leaf hashes do: bytes were changed"
                } else {
                    "nor do the stored leaf hashes: entries were changed, moved or removed"
                };
                write!(
                    f,
                    "{checkpoint} size={size}: the entries do not give the signed root; {why}"
                )
            }
            Self::Shorter { checkpoint, size, leaves } => {
                write!(f, "{checkpoint} size={size}: the log has only {leaves} leaves")
            }
            Self::OtherOrigin { checkpoint, origin } => {
                write!(f, "{checkpoint}: it is a checkpoint of another log, {origin}")
            }
        }
    }
}

/// The outcome of a verification.
#[derive(Debug)]
pub struct Report {
    /// How many leaves were read.
    pub leaves: u64,
    /// How many entries of the tail that is not sequenced yet were read.
    pub tail: u64,
    /// How many streams there are.
    pub streams: u64,
    /// The root that the leaves' bytes give.
    pub root: Hash,
    /// What does not hold, in the order in which it was met.
    pub findings: Vec<Finding>,
    /// How many more findings there were than are listed.
    pub more: u64,
}

impl Report {
    /// Whether everything holds.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}
