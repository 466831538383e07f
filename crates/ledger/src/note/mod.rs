//! Signed notes (C2SP signed-note): a text, an empty line, and lines `— name base64(key id, sig)`.

mod keys;
mod text;

pub use keys::{KeyError, SignerKey, VerifierKey};
pub use text::{Note, NoteError, Opened, sign};

/// What a signature line starts with.
const LINE_START: &str = "— ";
/// The algorithm byte of Ed25519.
const ED25519: u8 = 1;
