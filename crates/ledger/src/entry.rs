//! One act in the log. Its bytes are written once and kept for ever: a reader works on the stored
//! bytes and never writes them anew, so encoding need not be reversible byte by byte.

use base::Timestamp;
use data_encoding::HEXLOWER;
use serde::ser::{Error as _, SerializeMap as _};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::limits::{
    COMMITMENTS_MAX, ENTRY_BYTES_MAX, KIND_BYTES_MAX, NAME_BYTES_MAX, PUBLIC_DEPTH_MAX,
};

/// What every entry of format 1 starts with. A later format starts with another number.
const MARKER: &[u8] = br#"{"v":1,"#;

/// One act of one stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `case/532901-…`, `item/…`, `staff/…`, `account/…`, `access/…` or `keys/…`.
    pub stream: String,
    /// The place in the stream, counted from 1 without gaps.
    pub seq: u64,
    /// What happened, for example `case.submitted`.
    pub kind: String,
    /// The version of this kind's public and personal parts.
    pub version: u16,
    /// When it happened.
    pub time: Timestamp,
    /// The pseudonym of who did it.
    pub actor: String,
    /// What anybody may read. Its objects are written with sorted keys.
    pub public: Value,
    /// What was promised about the parts that are kept apart.
    pub personal: Vec<Commitment>,
}

/// The promise of one personal part; see [`crate::commit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The pseudonym of the person whom the part is about.
    pub subject: String,
    /// The name of the part, for example `form` or `contact`; once per subject and entry.
    pub part: String,
    /// The salted hash.
    #[serde(with = "hex_hash")]
    pub commitment: [u8; 32],
}

/// Why something is not an entry.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The bytes are longer than a bundle can carry.
    #[error("the entry has {0} bytes, more than {ENTRY_BYTES_MAX}")]
    TooLong(usize),
    /// The bytes do not start as format 1 does.
    #[error("the entry is not of format 1: it starts with {0:?}")]
    UnknownFormat(String),
    /// Not the JSON that format 1 prescribes.
    #[error("the entry is not readable: {0}")]
    Json(#[from] serde_json::Error),
    /// A field holds what it must not.
    #[error("the entry's {field} {problem}")]
    Field {
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// Format 1 in its order of keys.
#[derive(Serialize)]
struct Written<'a> {
    v: u8,
    stream: &'a str,
    seq: u64,
    kind: &'a str,
    version: u16,
    time: Timestamp,
    actor: &'a str,
    public: Sorted<'a>,
    personal: &'a [Commitment],
}

/// Format 1 as it is read: no field may be missing, repeated or unknown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "v")]
    _marker: u8,
    stream: String,
    seq: u64,
    kind: String,
    version: u16,
    time: Timestamp,
    actor: String,
    public: Value,
    personal: Vec<Commitment>,
}

impl Entry {
    /// Writes the bytes of format 1 in one pass; equal entries give equal bytes.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        self.check()?;
        let written = Written {
            v: 1,
            stream: &self.stream,
            seq: self.seq,
            kind: &self.kind,
            version: self.version,
            time: self.time,
            actor: &self.actor,
            public: Sorted { value: &self.public, depth: 0 },
            personal: &self.personal,
        };
        let mut bytes = Vec::with_capacity(512);
        serde_json::to_writer(&mut bytes, &written)?;
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLong(bytes.len()));
        }
        Ok(bytes)
    }

    /// Reads stored bytes. Another format, unknown or missing fields and trailing bytes are errors.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLong(bytes.len()));
        }
        if !bytes.starts_with(MARKER) {
            let start = &bytes[..bytes.len().min(12)];
            return Err(EntryError::UnknownFormat(String::from_utf8_lossy(start).into_owned()));
        }
        let read: Read = serde_json::from_slice(bytes)?;
        let entry = Self {
            stream: read.stream,
            seq: read.seq,
            kind: read.kind,
            version: read.version,
            time: read.time,
            actor: read.actor,
            public: read.public,
            personal: read.personal,
        };
        entry.check()?;
        Ok(entry)
    }

    fn check(&self) -> Result<(), EntryError> {
        let (class, name) = self.stream.split_once('/').unwrap_or_default();
        let class_fits = !class.is_empty() && class.bytes().all(|b| b.is_ascii_lowercase());
        require(class_fits && is_name(name) && is_name(&self.stream), "stream", NOT_A_STREAM)?;
        require(self.seq >= 1, "seq", "starts at 1")?;
        require(is_kind(&self.kind), "kind", NOT_A_KIND)?;
        require(is_name(&self.actor), "actor", NOT_A_NAME)?;
        require(self.personal.len() <= COMMITMENTS_MAX, "personal", "has too many parts")?;
        for (place, one) in self.personal.iter().enumerate() {
            require(is_name(&one.subject), "subject", NOT_A_NAME)?;
            require(is_name(&one.part), "part", NOT_A_NAME)?;
            let again = |other: &Commitment| other.subject == one.subject && other.part == one.part;
            require(!self.personal[..place].iter().any(again), "personal", "names a part twice")?;
        }
        Ok(())
    }
}

const NOT_A_STREAM: &str = "must be a lower-case class, a slash and a name in ASCII";
const NOT_A_KIND: &str = "must be lower-case letters, digits, dots, hyphens and underscores";
const NOT_A_NAME: &str = "must be 1 to 200 visible ASCII characters";

fn require(holds: bool, field: &'static str, problem: &'static str) -> Result<(), EntryError> {
    if holds { Ok(()) } else { Err(EntryError::Field { field, problem }) }
}

fn is_name(text: &str) -> bool {
    (1..=NAME_BYTES_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

fn is_kind(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
    (1..=KIND_BYTES_MAX).contains(&text.len()) && text.bytes().all(fits)
}

/// A JSON value whose objects are written with their keys in byte order.
struct Sorted<'a> {
    value: &'a Value,
    depth: usize,
}

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.depth > PUBLIC_DEPTH_MAX {
            return Err(S::Error::custom("the public part is nested too deeply"));
        }
        let inner = |value| Sorted { value, depth: self.depth + 1 };
        match self.value {
            Value::Object(members) => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_unstable_by_key(|(key, _)| *key);
                let mut map = serializer.serialize_map(Some(sorted.len()))?;
                for (key, value) in sorted {
                    map.serialize_entry(key, &inner(value))?;
                }
                map.end()
            }
            Value::Array(values) => serializer.collect_seq(values.iter().map(inner)),
            plain => plain.serialize(serializer),
        }
    }
}

mod hex_hash {
    use super::{Deserialize, HEXLOWER, Serializer};
    use serde::Deserializer;
    use serde::de::Error as _;

    pub fn serialize<S: Serializer>(hash: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(hash))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(D::Error::custom)?;
        bytes.try_into().map_err(|_| D::Error::custom("a commitment has 32 bytes"))
    }
}
