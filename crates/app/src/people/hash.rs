//! Argon2id (RFC 9106). It takes tens of milliseconds on purpose, so it never runs in a unit of
//! work.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use argon2::{Algorithm, Argon2, Params, Version};
use base::Entropy;
use base::limits::{ARGON2_KIB, ARGON2_LANES, ARGON2_PASSES};

use super::password::Password;
use crate::error::{Error, Result};

/// A password as it is stored: a PHC string with algorithm, cost, salt and hash. `Debug` shows
/// none.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

impl PasswordHash {
    /// Hashes with a fresh salt. Some 30 milliseconds and 19 MiB.
    pub fn new(password: &Password, entropy: &dyn Entropy) -> Result<Self> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let hash: phc::PasswordHash =
            argon2()?.hash_password_with_salt(password.bytes(), &salt).map_err(Error::broken)?;
        Ok(Self(hash.to_string()))
    }

    /// One that was stored.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the password; by the cost that is written in the hash.
    pub fn fits(&self, password: &Password) -> Result<bool> {
        let hash = phc::PasswordHash::new(&self.0).map_err(Error::broken)?;
        Ok(argon2()?.verify_password(password.bytes(), &hash).is_ok())
    }

    /// Takes as long as [`PasswordHash::fits`], for somebody who does not exist.
    pub fn fits_nobody(password: &Password) -> Result<()> {
        let mut hash = [0_u8; 32];
        argon2()?
            .hash_password_into(password.bytes(), b"nobody has this one", &mut hash)
            .map_err(Error::broken)
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(ARGON2_KIB, ARGON2_PASSES, ARGON2_LANES, None);
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(Error::broken)?))
}
