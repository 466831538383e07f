//! An object as it lies on the disk: a mark, the file's own key wrapped by the instance's, a nonce,
//! and the content. Whoever deletes the object deletes the only key that opens it.

use base::Draw;
use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::vault;

/// The mark of the first version of this layout.
const MARK: &[u8; 4] = b"YCF1";
const NONCE_BYTES: usize = 24;
/// A key of 32 bytes, wrapped: its nonce, itself, its tag.
const WRAPPED_BYTES: usize = NONCE_BYTES + 32 + 16;

/// Encrypts content under a key of its own, bound to the file's id.
pub fn seal(keys: &Keys, draw: &mut Draw, id: &str, mut content: Vec<u8>) -> Vec<u8> {
    let key: [u8; 32] = draw.bytes();
    let wrapped = vault::seal_own(keys, draw, &key_place(id), &key);
    let nonce: [u8; NONCE_BYTES] = draw.bytes();
    XChaCha20Poly1305::new(&key.into())
        .encrypt_in_place(&XNonce::from(nonce), id.as_bytes(), &mut content)
        .expect("an upload is far shorter than the cipher's limit");
    let mut object = Vec::with_capacity(MARK.len() + wrapped.len() + NONCE_BYTES + content.len());
    for part in [MARK.as_slice(), &wrapped, &nonce, &content] {
        object.extend_from_slice(part);
    }
    object
}

/// Decrypts an object.
pub fn open(keys: &Keys, id: &str, object: &[u8]) -> Result<Vec<u8>> {
    let damaged = || Error::Broken(format!("file {id} does not open: damaged, or another key"));
    let (head, content) = object
        .split_at_checked(MARK.len() + WRAPPED_BYTES + NONCE_BYTES)
        .filter(|(head, _)| head.starts_with(MARK))
        .ok_or_else(damaged)?;
    let (wrapped, nonce) = head[MARK.len()..].split_at(WRAPPED_BYTES);
    let key = vault::open_own(keys, &key_place(id), wrapped).map_err(|_| damaged())?;
    let key: [u8; 32] = key.try_into().map_err(|_| damaged())?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| damaged())?;
    let mut content = content.to_vec();
    XChaCha20Poly1305::new(&key.into())
        .decrypt_in_place(&XNonce::from(nonce), id.as_bytes(), &mut content)
        .map_err(|_| damaged())?;
    Ok(content)
}

fn key_place(id: &str) -> String {
    format!("key of file/{id}")
}
