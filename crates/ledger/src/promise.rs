//! The receipt's promise: given at submission, before the entry is in the tree. Whoever holds it
//! can show later that the log did not keep its word.

use base::Timestamp;
use data_encoding::BASE64;

use crate::merkle::Hash;
use crate::note::{self, Note, NoteError, SignerKey, VerifierKey};

/// Starts the first line. The space makes sure that no checkpoint can be mistaken for a promise:
/// an origin, being the name of a key, has none.
const TITLE: &str = "yichuang promise v1 ";

/// «The entry with this leaf hash will be in the log by then.»
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The log, which is also the name of the key that signs.
    pub origin: String,
    /// The case's number.
    pub case: String,
    /// The hash of the entry that was written at submission; see [`crate::hash_leaf`].
    pub leaf: Hash,
    /// When the promise was given.
    pub time: Timestamp,
    /// How many seconds after that the entry is in a published checkpoint at the latest.
    pub delay_seconds_max: u32,
}

/// The text is not a promise, or not one to trust.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromiseError {
    /// It is not a good signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A line is not as it must be.
    #[error("the promise's {0} is malformed")]
    Malformed(&'static str),
    /// Signed by a known key, but not by that of the log that it speaks for.
    #[error("the promise of {origin} is not signed by a key of that name")]
    ForeignKey {
        /// The origin that the promise names.
        origin: String,
    },
}

impl Promise {
    /// The instant by which the entry must be in a published checkpoint.
    pub fn due(&self) -> Timestamp {
        self.time.plus_seconds(i64::from(self.delay_seconds_max))
    }

    /// Signs it as a note with the key of its origin.
    pub fn sign(&self, key: &SignerKey) -> Result<String, PromiseError> {
        if self.case.is_empty() || self.case.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(PromiseError::Malformed("case number"));
        }
        if key.name() != self.origin {
            return Err(PromiseError::ForeignKey { origin: self.origin.clone() });
        }
        Ok(note::sign(&self.text(), &[key])?)
    }

    /// Reads a promise that a key of its origin has signed.
    pub fn open(note: &str, known: &[VerifierKey]) -> Result<Self, PromiseError> {
        let note = Note::parse(note)?;
        let opened = note.open(known)?;
        let promise = Self::parse_text(opened.text)?;
        if opened.signed_by.iter().any(|key| key.name() == promise.origin) {
            return Ok(promise);
        }
        Err(PromiseError::ForeignKey { origin: promise.origin })
    }

    fn text(&self) -> String {
        let leaf = BASE64.encode(&self.leaf);
        let Self { origin, case, time, delay_seconds_max, .. } = self;
        format!(
            "{TITLE}{origin}\ncase {case}\nleaf {leaf}\ntime {time}\nwithin {delay_seconds_max}\n"
        )
    }

    fn parse_text(text: &str) -> Result<Self, PromiseError> {
        let mut lines = text.split('\n');
        let mut next = |start: &str, what| {
            let line = lines.next().and_then(|line| line.strip_prefix(start));
            line.filter(|rest| !rest.is_empty()).ok_or(PromiseError::Malformed(what))
        };
        let origin = next(TITLE, "origin")?.to_owned();
        let case = next("case ", "case number")?.to_owned();
        let leaf = BASE64.decode(next("leaf ", "leaf hash")?.as_bytes()).ok();
        let leaf = leaf.and_then(|bytes| bytes.try_into().ok());
        let time = next("time ", "time")?.parse().ok();
        let delay = next("within ", "delay")?.parse().ok();
        let promise = Self {
            origin,
            case,
            leaf: leaf.ok_or(PromiseError::Malformed("leaf hash"))?,
            time: time.ok_or(PromiseError::Malformed("time"))?,
            delay_seconds_max: delay.ok_or(PromiseError::Malformed("delay"))?,
        };
        // One promise has one spelling: no further lines, no other way to write a number.
        if promise.text() == text { Ok(promise) } else { Err(PromiseError::Malformed("text")) }
    }
}
