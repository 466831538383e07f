//! The note itself: made, taken apart, and opened with known keys.

use std::fmt::Write as _;

use data_encoding::BASE64;

use super::keys::check_name;
use super::{LINE_START, SignerKey, VerifierKey};
use crate::limits::{NOTE_BYTES_MAX, NOTE_SIGNATURES_MAX};

/// A note taken apart, no signature checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'a> {
    text: &'a str,
    signatures: Vec<SignatureLine<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SignatureLine<'a> {
    name: &'a str,
    key_id: u32,
    signature: Vec<u8>,
}

/// A note of which at least one signature is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened<'a, 'k> {
    /// The signed text, with its last line break.
    pub text: &'a str,
    /// The known keys that signed it, each once.
    pub signed_by: Vec<&'k VerifierKey>,
}

/// The note cannot be read or trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`NOTE_BYTES_MAX`].
    #[error("the note has {0} bytes, more than {NOTE_BYTES_MAX}")]
    TooLong(usize),
    /// The text is empty, has control characters, or does not end in a line break.
    #[error("the note's text has control characters or does not end its last line")]
    Text,
    /// There is no empty line with signature lines after it.
    #[error("the note has no signatures")]
    Unsigned,
    /// A line after the text is not a signature line; counted from 1.
    #[error("signature line {0} is malformed")]
    Line(usize),
    /// More than [`NOTE_SIGNATURES_MAX`] lines.
    #[error("the note has more than {NOTE_SIGNATURES_MAX} signatures")]
    TooManySignatures,
    /// A known key's signature does not fit the text: it was changed.
    #[error("the signature of {0} does not fit the text")]
    BadSignature(String),
    /// No key that signed is known.
    #[error("the note is not signed by a known key")]
    UnknownSigners,
}

/// Signs a text, which must end in a line break, with each key in turn.
pub fn sign(text: &str, keys: &[&SignerKey]) -> Result<String, NoteError> {
    check_text(text)?;
    let mut note = format!("{text}\n");
    for key in keys {
        let signature = BASE64.encode(&key.signed(text));
        writeln!(note, "{LINE_START}{} {signature}", key.name()).expect("a string takes all");
    }
    if note.len() > NOTE_BYTES_MAX { Err(NoteError::TooLong(note.len())) } else { Ok(note) }
}

impl<'a> Note<'a> {
    /// Takes a note apart; everything must be as the specification has it.
    pub fn parse(note: &'a str) -> Result<Self, NoteError> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong(note.len()));
        }
        let split = note.rfind("\n\n").ok_or(NoteError::Unsigned)?;
        let (text, lines) = (&note[..=split], &note[split + 2..]);
        check_text(text)?;
        if lines.is_empty() {
            return Err(NoteError::Unsigned);
        }
        let mut signatures = Vec::new();
        for (place, line) in lines.split_inclusive('\n').enumerate() {
            if place == NOTE_SIGNATURES_MAX {
                return Err(NoteError::TooManySignatures);
            }
            signatures.push(SignatureLine::parse(line).ok_or(NoteError::Line(place + 1))?);
        }
        Ok(Self { text, signatures })
    }

    /// The text, not to be trusted before [`Note::open`].
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Checks the signatures of the known keys. Those of unknown keys are passed over, so that
    /// witnesses and new keys can sign beside the old; a bad one of a known key is an error.
    pub fn open<'k>(&self, known: &'k [VerifierKey]) -> Result<Opened<'a, 'k>, NoteError> {
        let mut signed_by: Vec<&VerifierKey> = Vec::new();
        for line in &self.signatures {
            let of_line = |key: &&VerifierKey| key.name() == line.name && key.id() == line.key_id;
            let Some(key) = known.iter().find(of_line) else { continue };
            if signed_by.contains(&key) {
                continue;
            }
            if !key.verifies(self.text, &line.signature) {
                return Err(NoteError::BadSignature(key.name().to_owned()));
            }
            signed_by.push(key);
        }
        if signed_by.is_empty() {
            return Err(NoteError::UnknownSigners);
        }
        Ok(Opened { text: self.text, signed_by })
    }
}

impl<'a> SignatureLine<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let line = line.strip_prefix(LINE_START)?.strip_suffix('\n')?;
        let (name, encoded) = line.split_once(' ')?;
        check_name(name).ok()?;
        let bytes = BASE64.decode(encoded.as_bytes()).ok()?;
        let (key_id, signature) = bytes.split_first_chunk::<4>()?;
        if signature.is_empty() {
            return None;
        }
        let key_id = u32::from_be_bytes(*key_id);
        Some(Self { name, key_id, signature: signature.to_vec() })
    }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    let control = |b: u8| b < 0x20 && b != b'\n';
    if !text.ends_with('\n') || text.bytes().any(control) { Err(NoteError::Text) } else { Ok(()) }
}
