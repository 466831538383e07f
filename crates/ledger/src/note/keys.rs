//! The keys that sign notes, and their text forms.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::ED25519;

/// The text or the name is not that of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A key's name is not empty and has neither spaces nor plus signs.
    #[error("a key's name must not be empty or have spaces, control characters or '+'")]
    Name,
    /// Not `name+id+base64`, or `PRIVATE+KEY+name+id+base64`.
    #[error("the key is not written as a key")]
    Form,
    /// The algorithm is not Ed25519.
    #[error("the key is of another algorithm than Ed25519")]
    Algorithm,
    /// The id is not that of this name and key.
    #[error("the key's id does not fit its name and key: it was copied wrongly")]
    Id,
}

/// A key that signs, known to readers by its name. Its text form is secret.
#[derive(Clone)]
pub struct SignerKey {
    name: String,
    id: u32,
    key: SigningKey,
}

/// The public half, which readers hold.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    key: VerifyingKey,
}

impl SignerKey {
    /// A key from 32 random bytes. For a log, the name is the log's origin.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        let key = SigningKey::from_bytes(seed);
        let id = key_id(name, key.verifying_key().as_bytes());
        Ok(Self { name: name.to_owned(), id, key })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), id: self.id, key: self.key.verifying_key() }
    }

    /// `PRIVATE+KEY+name+id+base64`. Whoever has it can sign; there is no `Display` so that it does
    /// not get into a log by accident.
    pub fn to_secret_text(&self) -> String {
        let key = encode_key(self.key.as_bytes());
        format!("PRIVATE+KEY+{}+{:08x}+{key}", self.name, self.id)
    }

    /// The key id and the signature, as a note's line carries them.
    pub(super) fn signed(&self, text: &str) -> Vec<u8> {
        let mut bytes = self.id.to_be_bytes().to_vec();
        bytes.extend(self.key.sign(text.as_bytes()).to_bytes());
        bytes
    }
}

/// Reads [`SignerKey::to_secret_text`].
impl FromStr for SignerKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let rest = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Form)?;
        let (name, id, seed) = read_key(rest)?;
        let key = Self::from_seed(name, &seed)?;
        if key.id == id { Ok(key) } else { Err(KeyError::Id) }
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignerKey({}+{:08x})", self.name, self.id)
    }
}

impl VerifierKey {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of the hash of name and key, by which a signature line names the key.
    pub fn id(&self) -> u32 {
        self.id
    }

    pub(super) fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

/// `name+id+base64`.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{:08x}+{}", self.name, self.id, encode_key(self.key.as_bytes()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, id, bytes) = read_key(text)?;
        check_name(name)?;
        if key_id(name, &bytes) != id {
            return Err(KeyError::Id);
        }
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Form)?;
        Ok(Self { name: name.to_owned(), id, key })
    }
}

fn key_id(name: &str, key: &[u8; 32]) -> u32 {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key)
        .finalize();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

fn encode_key(key: &[u8; 32]) -> String {
    let mut bytes = vec![ED25519];
    bytes.extend(key);
    BASE64.encode(&bytes)
}

/// Name, id and 32 bytes out of `name+id+base64`.
fn read_key(text: &str) -> Result<(&str, u32, [u8; 32]), KeyError> {
    let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
    let (id, key) = rest.split_once('+').ok_or(KeyError::Form)?;
    let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| KeyError::Form)?;
    let id = u32::from_be_bytes(id.try_into().map_err(|_| KeyError::Form)?);
    let bytes = BASE64.decode(key.as_bytes()).map_err(|_| KeyError::Form)?;
    match bytes.split_first() {
        Some((&ED25519, key)) => Ok((name, id, key.try_into().map_err(|_| KeyError::Form)?)),
        Some(_) => Err(KeyError::Algorithm),
        None => Err(KeyError::Form),
    }
}

/// What the specification allows as the name of a key.
pub(super) fn check_name(name: &str) -> Result<(), KeyError> {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(forbidden) { Err(KeyError::Name) } else { Ok(()) }
}
