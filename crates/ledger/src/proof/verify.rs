//! The check of a proof, step by step, each failure with its place.

use super::{Opening, Proof, ProvenEntry};
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::commit;
use crate::entry::{Entry, EntryError};
use crate::merkle::{NotProven, hash_leaf, verify_inclusion};
use crate::note::VerifierKey;

/// What a proof has proven.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    /// The signed state of the log.
    pub checkpoint: Checkpoint,
    /// The stream.
    pub stream: String,
    /// Its entries in order.
    pub entries: Vec<VerifiedEntry>,
    /// The personal parts that fit their commitments.
    pub openings: Vec<VerifiedOpening>,
}

/// An entry that is in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedEntry {
    /// Its leaf index.
    pub leaf: u64,
    /// What it says.
    pub entry: Entry,
}

/// A personal part that is the one that was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedOpening {
    /// The entry's place in its stream.
    pub seq: u64,
    /// The person's pseudonym.
    pub subject: String,
    /// The part's name.
    pub part: String,
    /// The personal part.
    pub plaintext: Vec<u8>,
}

/// What does not hold in a proof, and where.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// Longer than [`crate::limits::PROOF_BYTES_MAX`].
    #[error("the proof has {0} bytes, too many to be one")]
    TooLong(usize),
    /// The file is not the JSON that it must be.
    #[error("the proof is not readable: {0}")]
    Json(#[from] serde_json::Error),
    /// Another kind of file, or a version from the future.
    #[error("the file is of format {format:?} version {v}, not yichuang-proof version 1")]
    UnknownFormat {
        /// What it says it is.
        format: String,
        /// In which version.
        v: u32,
    },
    /// A text is not base 64.
    #[error("{place} is not base 64")]
    NotBase64 {
        /// The field.
        place: String,
    },
    /// A hash or salt does not have 32 bytes.
    #[error("{place} does not have 32 bytes")]
    NotAHash {
        /// The field.
        place: String,
    },
    /// The checkpoint is not signed by the key, or malformed.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The file names another log than its checkpoint.
    #[error("the proof is for {origin}, its checkpoint of {signed}")]
    OtherOrigin {
        /// What the file says.
        origin: String,
        /// What is signed.
        signed: String,
    },
    /// There is nothing to prove.
    #[error("the proof has no entries")]
    Empty,
    /// The bytes are not an entry.
    #[error("leaf={leaf}: {error}")]
    Entry {
        /// The leaf index given for it.
        leaf: u64,
        /// Why not.
        error: EntryError,
    },
    /// An entry belongs elsewhere.
    #[error("leaf={leaf}: the entry is of stream={found}, not of stream={stream}")]
    OtherStream {
        /// The leaf index.
        leaf: u64,
        /// The stream that is proven.
        stream: String,
        /// The stream that the entry names.
        found: String,
    },
    /// The entries are not 1, 2, 3 … in rising leaf order.
    #[error("stream={stream} leaf={leaf}: seq={found} where seq={expected} must follow, later on")]
    OutOfOrder {
        /// The stream.
        stream: String,
        /// The leaf index.
        leaf: u64,
        /// The number that must come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The path does not lead to the signed root.
    #[error("entry stream={stream} seq={seq} leaf={leaf} is not in the log: {error}")]
    NotIncluded {
        /// The stream.
        stream: String,
        /// The entry's place in it.
        seq: u64,
        /// The leaf index.
        leaf: u64,
        /// Why not.
        error: NotProven,
    },
    /// An opening for a commitment that no entry has.
    #[error("seq={seq} promises no part {part} of {subject}")]
    NothingToOpen {
        /// The entry's place in its stream.
        seq: u64,
        /// The person's pseudonym.
        subject: String,
        /// The part's name.
        part: String,
    },
    /// The personal part is not the one that was promised.
    #[error("seq={seq}: part {part} of {subject} is not what the entry promises")]
    WrongOpening {
        /// The entry's place in its stream.
        seq: u64,
        /// The person's pseudonym.
        subject: String,
        /// The part's name.
        part: String,
    },
}

impl Proof {
    /// Checks everything in the proof with the log's public key (or keys, while one is replaced).
    pub fn verify(&self, known: &[VerifierKey]) -> Result<Verified, ProofError> {
        let checkpoint = Checkpoint::open(&self.checkpoint, known)?;
        if checkpoint.origin != self.origin {
            let (origin, signed) = (self.origin.clone(), checkpoint.origin);
            return Err(ProofError::OtherOrigin { origin, signed });
        }
        if self.entries.is_empty() {
            return Err(ProofError::Empty);
        }
        let mut entries: Vec<VerifiedEntry> = Vec::with_capacity(self.entries.len());
        for (expected, proven) in (1..).zip(&self.entries) {
            let after = entries.last().map(|entry| entry.leaf);
            entries.push(self.verify_entry(&checkpoint, proven, expected, after)?);
        }
        let openings = self.openings.iter().map(|opening| verify_opening(&entries, opening));
        let openings = openings.collect::<Result<_, _>>()?;
        Ok(Verified { checkpoint, stream: self.stream.clone(), entries, openings })
    }

    fn verify_entry(
        &self,
        checkpoint: &Checkpoint,
        proven: &ProvenEntry,
        expected: u64,
        after: Option<u64>,
    ) -> Result<VerifiedEntry, ProofError> {
        let (leaf, stream) = (proven.leaf, self.stream.clone());
        let entry =
            Entry::decode(&proven.bytes).map_err(|error| ProofError::Entry { leaf, error })?;
        if entry.stream != stream {
            return Err(ProofError::OtherStream { leaf, stream, found: entry.stream });
        }
        if entry.seq != expected || after.is_some_and(|after| leaf <= after) {
            return Err(ProofError::OutOfOrder { stream, leaf, expected, found: entry.seq });
        }
        let hash = hash_leaf(&proven.bytes);
        verify_inclusion(&hash, leaf, checkpoint.size, &proven.path, &checkpoint.root)
            .map_err(|error| ProofError::NotIncluded { stream, seq: entry.seq, leaf, error })?;
        Ok(VerifiedEntry { leaf, entry })
    }
}

fn verify_opening(
    entries: &[VerifiedEntry],
    opening: &Opening,
) -> Result<VerifiedOpening, ProofError> {
    let Opening { seq, subject, part, salt, plaintext } = opening.clone();
    let mut promised = entries
        .iter()
        .filter(|verified| verified.entry.seq == seq)
        .flat_map(|verified| &verified.entry.personal);
    match promised.find(|one| one.subject == subject && one.part == part) {
        None => Err(ProofError::NothingToOpen { seq, subject, part }),
        Some(one) if commit::open(&one.commitment, &salt, &plaintext) => {
            Ok(VerifiedOpening { seq, subject, part, plaintext })
        }
        Some(_) => Err(ProofError::WrongOpening { seq, subject, part }),
    }
}
