//! The proof's file: JSON, bytes in base 64, so that other programs can read it too.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::{Opening, Proof, ProofError, ProvenEntry};
use crate::limits::PROOF_BYTES_MAX;
use crate::merkle::Hash;

/// Says what the file is.
const FORMAT: &str = "yichuang-proof";
/// The only version so far.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    v: u32,
    origin: String,
    stream: String,
    checkpoint: String,
    entries: Vec<FileEntry>,
    openings: Vec<FileOpening>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry {
    leaf: u64,
    bytes: String,
    path: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOpening {
    seq: u64,
    subject: String,
    part: String,
    salt: String,
    plaintext: String,
}

/// Only what every version has, to say clearly that a file is of another one.
#[derive(Deserialize)]
struct Head {
    format: String,
    v: u32,
}

impl Proof {
    /// The file's text.
    pub fn to_json(&self) -> String {
        let entry = |entry: &ProvenEntry| FileEntry {
            leaf: entry.leaf,
            bytes: BASE64.encode(&entry.bytes),
            path: entry.path.iter().map(|hash| BASE64.encode(hash)).collect(),
        };
        let opening = |opening: &Opening| FileOpening {
            seq: opening.seq,
            subject: opening.subject.clone(),
            part: opening.part.clone(),
            salt: BASE64.encode(&opening.salt),
            plaintext: BASE64.encode(&opening.plaintext),
        };
        let file = File {
            format: FORMAT.to_owned(),
            v: VERSION,
            origin: self.origin.clone(),
            stream: self.stream.clone(),
            checkpoint: self.checkpoint.clone(),
            entries: self.entries.iter().map(entry).collect(),
            openings: self.openings.iter().map(opening).collect(),
        };
        let mut text = serde_json::to_string_pretty(&file).expect("strings and numbers only");
        text.push('\n');
        text
    }

    /// Reads a file; nothing is proven before [`Proof::verify`].
    pub fn from_json(text: &str) -> Result<Self, ProofError> {
        if text.len() > PROOF_BYTES_MAX {
            return Err(ProofError::TooLong(text.len()));
        }
        let head: Head = serde_json::from_str(text)?;
        if head.format != FORMAT || head.v != VERSION {
            return Err(ProofError::UnknownFormat { format: head.format, v: head.v });
        }
        let file: File = serde_json::from_str(text)?;
        let entries = file.entries.iter().enumerate().map(|(at, entry)| entry.read(at));
        let openings = file.openings.into_iter().enumerate().map(|(at, opening)| opening.read(at));
        Ok(Self {
            entries: entries.collect::<Result<_, _>>()?,
            openings: openings.collect::<Result<_, _>>()?,
            origin: file.origin,
            stream: file.stream,
            checkpoint: file.checkpoint,
        })
    }
}

impl FileEntry {
    fn read(&self, at: usize) -> Result<ProvenEntry, ProofError> {
        let path: Result<_, _> =
            self.path.iter().map(|text| hash(text, || format!("entries[{at}].path"))).collect();
        let bytes = decode(&self.bytes, || format!("entries[{at}].bytes"))?;
        Ok(ProvenEntry { leaf: self.leaf, bytes, path: path? })
    }
}

impl FileOpening {
    fn read(self, at: usize) -> Result<Opening, ProofError> {
        let salt = hash(&self.salt, || format!("openings[{at}].salt"))?;
        let plaintext = decode(&self.plaintext, || format!("openings[{at}].plaintext"))?;
        let Self { seq, subject, part, .. } = self;
        Ok(Opening { seq, subject, part, salt, plaintext })
    }
}

fn decode(text: &str, place: impl FnOnce() -> String) -> Result<Vec<u8>, ProofError> {
    BASE64.decode(text.as_bytes()).map_err(|_| ProofError::NotBase64 { place: place() })
}

fn hash(text: &str, place: impl Fn() -> String) -> Result<Hash, ProofError> {
    decode(text, &place)?.try_into().map_err(|_| ProofError::NotAHash { place: place() })
}
