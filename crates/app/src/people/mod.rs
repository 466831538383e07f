//! 账户: residents and legal persons, how far we know them, and what only they may read.

mod hash;
pub mod own;
pub mod password;
mod patterns;
pub mod profile;
pub mod register;
pub mod sign_in;
pub mod sql;
pub mod verify;

use domain::people::IdentityLevel;
use serde_json::Value;

pub use hash::PasswordHash;
pub use password::{Known, Password};
pub use profile::{Account, Profile};
pub use register::{Form, Registration};

use crate::error::{Error, Result};
use crate::log::{self, imprint};
use crate::unit::Unit;

/// The stream of an account in the work log.
pub fn stream(account: &str) -> String {
    format!("account/{account}")
}

/// What an act in an account's stream says to everybody, with the account's row as it is now.
fn told(unit: &mut Unit<'_>, account: &str, mut public: Value) -> Result<Value> {
    let row = unit.tx.one(&sql::WHOLE, &[account.into()])?.ok_or(Error::NotFound)?;
    public[imprint::ROWS] = imprint::one(format!("accounts/{account}"), &row)?;
    Ok(public)
}

/// Notes an act in an account's stream.
fn note(unit: &mut Unit<'_>, account: &str, kind: &str, public: Value) -> Result<()> {
    let public = told(unit, account, public)?;
    log::append(unit, &stream(account), kind, public)
}

/// The word for a level in the store.
pub const fn level_word(level: IdentityLevel) -> &'static str {
    match level {
        IdentityLevel::SelfStated => "self_stated",
        IdentityLevel::Window => "window",
        IdentityLevel::SignOn => "sign_on",
    }
}

/// The level of a stored word.
pub fn level_of(word: &str) -> Result<IdentityLevel> {
    let levels = [IdentityLevel::SelfStated, IdentityLevel::Window, IdentityLevel::SignOn];
    let known = levels.into_iter().find(|level| level_word(*level) == word);
    known.ok_or_else(|| Error::Broken(format!("{word} is no level of identity")))
}
