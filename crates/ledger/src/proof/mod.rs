//! A file with which anybody who has the log's public key can check one stream, offline: a case's
//! every step is in the log, in this order, with these bytes.
//!
//! It proves that what it shows is in the log. Whether later steps exist is not in it: for that,
//! hold a newer proof beside it.

mod file;
mod verify;

pub use verify::{ProofError, Verified, VerifiedEntry, VerifiedOpening};

use crate::merkle::{Hash, ReadError, TreeReader, inclusion_proof};

/// The proof of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The log.
    pub origin: String,
    /// The stream, for example `case/532901-…`.
    pub stream: String,
    /// The signed checkpoint that all paths lead to, as a note.
    pub checkpoint: String,
    /// The stream's entries from the first on.
    pub entries: Vec<ProvenEntry>,
    /// The personal parts that the holder may see.
    pub openings: Vec<Opening>,
}

/// An entry and its way to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenEntry {
    /// The leaf's index in the log.
    pub leaf: u64,
    /// The entry's stored bytes.
    pub bytes: Vec<u8>,
    /// The inclusion proof, from the leaf up.
    pub path: Vec<Hash>,
}

/// What opens one commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The entry's place in its stream.
    pub seq: u64,
    /// The person's pseudonym.
    pub subject: String,
    /// The part's name.
    pub part: String,
    /// The salt.
    pub salt: [u8; 32],
    /// The personal part itself.
    pub plaintext: Vec<u8>,
}

impl ProvenEntry {
    /// Makes the inclusion proof of a stored entry in the tree of `size` leaves.
    pub fn new<R: TreeReader>(
        tree: &R,
        size: u64,
        leaf: u64,
        bytes: Vec<u8>,
    ) -> Result<Self, ReadError<R::Error>> {
        let path = inclusion_proof(tree, leaf, size)?;
        Ok(Self { leaf, bytes, path })
    }
}
