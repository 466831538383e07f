//! Personal data at rest: salted, encrypted under a key per person and stream, wrapped by the
//! instance's key. Destroying the wrapped key destroys salt and text with it.

use base::Draw;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::error::{Error, Result};
use crate::keys::Keys;

const NONCE_BYTES: usize = 24;
const SALT_BYTES: usize = 32;

/// A key that opens the personal parts of one person in one stream.
#[derive(Clone)]
pub struct PersonKey([u8; 32]);

impl PersonKey {
    /// A new key.
    pub fn draw(draw: &mut Draw) -> Self {
        Self(draw.bytes())
    }

    /// The key as it is stored, bound to its stream and person.
    pub fn wrap(&self, keys: &Keys, draw: &mut Draw, stream: &str, person: &str) -> Vec<u8> {
        seal(keys.wrapping(), draw, &self.0, &bound(stream, person))
    }

    /// The key of a stored one.
    pub fn unwrap(keys: &Keys, wrapped: &[u8], stream: &str, person: &str) -> Result<Self> {
        let bytes = open(keys.wrapping(), wrapped, &bound(stream, person))?;
        bytes.try_into().map(Self).map_err(|_| Error::broken("a key has another length"))
    }
}

/// A personal part as it is stored, and the commitment that the entry holds.
pub struct Sealed {
    /// Nonce and ciphertext of salt and text.
    pub cipher: Vec<u8>,
    /// SHA-256 over salt and text, as the ledger commits.
    pub commitment: [u8; 32],
}

/// A personal part that was opened: what a proof shows.
pub struct Opened {
    /// The salt.
    pub salt: [u8; SALT_BYTES],
    /// The text.
    pub text: Vec<u8>,
}

/// Salts, commits to and encrypts a personal part.
pub fn seal_part(key: &PersonKey, draw: &mut Draw, place: &str, text: &[u8]) -> Sealed {
    let salt: [u8; SALT_BYTES] = draw.bytes();
    let commitment = ledger::commit::commit(&salt, text);
    let mut plain = Vec::with_capacity(SALT_BYTES + text.len());
    plain.extend_from_slice(&salt);
    plain.extend_from_slice(text);
    Sealed { cipher: seal(&key.0, draw, &plain, place.as_bytes()), commitment }
}

/// Opens a personal part.
pub fn open_part(key: &PersonKey, place: &str, cipher: &[u8]) -> Result<Opened> {
    let mut plain = open(&key.0, cipher, place.as_bytes())?;
    if plain.len() < SALT_BYTES {
        return Err(Error::broken("a personal part is too short"));
    }
    let text = plain.split_off(SALT_BYTES);
    let salt = plain.try_into().map_err(|_| Error::broken("a salt has another length"))?;
    Ok(Opened { salt, text })
}

/// Encrypts something that belongs to no person's key: profiles, drafts, names of files.
pub fn seal_own(keys: &Keys, draw: &mut Draw, place: &str, text: &[u8]) -> Vec<u8> {
    seal(keys.wrapping(), draw, text, place.as_bytes())
}

/// Opens what [`seal_own`] encrypted.
pub fn open_own(keys: &Keys, place: &str, cipher: &[u8]) -> Result<Vec<u8>> {
    open(keys.wrapping(), cipher, place.as_bytes())
}

fn bound(stream: &str, person: &str) -> Vec<u8> {
    format!("key of {person} in {stream}").into_bytes()
}

fn seal(key: &[u8; 32], draw: &mut Draw, plain: &[u8], aad: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE_BYTES] = draw.bytes();
    let cipher = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
        .expect("a part is far shorter than the cipher's limit");
    let mut sealed = Vec::with_capacity(NONCE_BYTES + cipher.len());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&cipher);
    sealed
}

fn open(key: &[u8; 32], sealed: &[u8], aad: &[u8]) -> Result<Vec<u8>> {
    let damaged = || Error::broken("a personal part does not open: damaged, or another key");
    let (nonce, cipher) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or_else(damaged)?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: cipher, aad })
        .map_err(|_| damaged())
}
