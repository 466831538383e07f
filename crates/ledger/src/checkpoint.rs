//! Checkpoints (C2SP tlog-checkpoint): the signed size and root of a log.

use data_encoding::BASE64;

use crate::merkle::Hash;
use crate::note::{self, Note, NoteError, SignerKey, VerifierKey};

/// What a log says of itself at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log, for ever: like an address without a scheme, `log.dali.example/yichuang/1`. It is
    /// also the name of the key that signs.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Further lines, none empty. The specification advises against them.
    pub extensions: Vec<String>,
}

/// The text is not a checkpoint, or not one to trust.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is not a good signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A line is not as it must be.
    #[error("the checkpoint's {0} is malformed")]
    Malformed(&'static str),
    /// The key that signs a log must have the log's origin as its name.
    #[error("the checkpoint of {origin} is not signed by a key of that name")]
    ForeignKey {
        /// The origin that the checkpoint names.
        origin: String,
    },
}

impl Checkpoint {
    /// The checkpoint of a log without extensions.
    pub fn new(origin: &str, size: u64, root: Hash) -> Self {
        Self { origin: origin.to_owned(), size, root, extensions: Vec::new() }
    }

    /// The lines that are signed.
    pub fn text(&self) -> String {
        let root = BASE64.encode(&self.root);
        let mut text = format!("{}\n{}\n{root}\n", self.origin, self.size);
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Signs it as a note with the key of its origin.
    pub fn sign(&self, key: &SignerKey) -> Result<String, CheckpointError> {
        let text = self.text();
        if Self::parse_text(&text)? != *self {
            return Err(CheckpointError::Malformed("extension lines"));
        }
        if key.name() != self.origin {
            return Err(CheckpointError::ForeignKey { origin: self.origin.clone() });
        }
        Ok(note::sign(&text, &[key])?)
    }

    /// Reads a checkpoint that a key of its origin has signed; other known keys, for example of
    /// witnesses, may have signed as well.
    pub fn open(note: &str, known: &[VerifierKey]) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let opened = note.open(known)?;
        let checkpoint = Self::parse_text(opened.text)?;
        if opened.signed_by.iter().any(|key| key.name() == checkpoint.origin) {
            return Ok(checkpoint);
        }
        Err(CheckpointError::ForeignKey { origin: checkpoint.origin })
    }

    /// Reads the signed lines alone, with no signature checked.
    pub fn parse_text(text: &str) -> Result<Self, CheckpointError> {
        let text = text.strip_suffix('\n').ok_or(CheckpointError::Malformed("last line"))?;
        let mut lines = text.split('\n');
        let mut next = |what| lines.next().ok_or(CheckpointError::Malformed(what));
        let origin = next("origin")?;
        let size = next("size")?;
        let root = next("root")?;
        if origin.is_empty() {
            return Err(CheckpointError::Malformed("origin"));
        }
        let number: Option<u64> = size.parse().ok().filter(|n: &u64| n.to_string() == size);
        let hash = BASE64.decode(root.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(CheckpointError::Malformed("extension lines"));
        }
        Ok(Self {
            origin: origin.to_owned(),
            size: number.ok_or(CheckpointError::Malformed("size"))?,
            root: hash.ok_or(CheckpointError::Malformed("root"))?,
            extensions,
        })
    }
}
