//! Sessions: a cookie of 256 random bits, of which the store knows only the hash. The same value is
//! the bearer token of the API.

mod load;
mod sign_in;
pub mod sql;

use base::Timestamp;
use base::limits::{
    SESSION_RESIDENT_SECONDS_MAX, SESSION_STAFF_SECONDS_MAX, SESSIONS_PER_HOLDER_MAX,
};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::access::{Action, Resource};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

pub use load::{Session, Sessions};
pub use sign_in::{Candidates, Checked};

use crate::error::Result;
use crate::keys::Keys;
use crate::unit::Unit;

/// Who holds a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// An account, by its id.
    Account(String),
    /// A member of staff, by the name to sign in with.
    Staff(String),
}

/// A session that has just begun.
#[derive(Clone)]
pub struct Opened {
    /// The cookie, or bearer token; shown once.
    pub cookie: String,
    /// When it is over at the latest.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub holder: Holder,
}

/// Begins a session. Only for holders whose password, or registration, was just checked.
pub(crate) fn open(unit: &mut Unit<'_>, holder: Holder) -> Result<Opened> {
    let cookie = BASE64URL_NOPAD.encode(&unit.draw.bytes::<32>());
    let now = unit.cx.now;
    let kept = i64::try_from(SESSIONS_PER_HOLDER_MAX - 1).unwrap_or(i64::MAX);
    let (account, staff, seconds) = match &holder {
        Holder::Account(id) => {
            unit.tx.run(&sql::TRIM_ACCOUNT, &[id.into(), kept.into()])?;
            (Some(id.as_str()), None, SESSION_RESIDENT_SECONDS_MAX)
        }
        Holder::Staff(login) => {
            unit.tx.run(&sql::TRIM_STAFF, &[login.into(), kept.into()])?;
            (None, Some(login.as_str()), SESSION_STAFF_SECONDS_MAX)
        }
    };
    let expires_at = now.plus_seconds(seconds);
    let params =
        [hash(&cookie).into(), account.into(), staff.into(), now.into(), expires_at.into()];
    unit.tx.run(&sql::INSERT, &params)?;
    Ok(Opened { cookie, expires_at, holder })
}

/// Ends a session. One that is over already is no error.
pub fn sign_out(unit: &mut Unit<'_>, cookie: &str) -> Result<()> {
    unit.by_secret();
    unit.tx.run(&sql::DELETE, &[hash(cookie).into()])?;
    Ok(())
}

/// Ends every session of whoever holds this one, and this one too.
pub fn sign_out_everywhere(unit: &mut Unit<'_>, cookie: &str) -> Result<()> {
    unit.by_secret();
    let Some(row) = unit.tx.one(&sql::HOLDER, &[hash(cookie).into()])? else { return Ok(()) };
    let holder = row.text_opt(0)?.map(Holder::Account).or(row.text_opt(1)?.map(Holder::Staff));
    holder.map_or(Ok(()), |holder| end_all_but(unit, &holder, None))
}

/// Ends the sessions of a holder, but for the one with this cookie: after a password was changed.
pub(crate) fn end_all_but(
    unit: &mut Unit<'_>,
    holder: &Holder,
    cookie: Option<&str>,
) -> Result<()> {
    let kept = cookie.map(hash).unwrap_or_default();
    match holder {
        Holder::Account(id) => unit.tx.run(&sql::DELETE_OF_ACCOUNT, &[id.into(), kept.into()])?,
        Holder::Staff(login) => unit.tx.run(&sql::DELETE_OF_STAFF, &[login.into(), kept.into()])?,
    };
    Ok(())
}

/// The job: deletes sessions that are over, and tells how many.
pub fn expire(unit: &mut Unit<'_>) -> Result<u64> {
    unit.authorise(Action::Run, &Resource::Public)?;
    Ok(unit.tx.run(&sql::EXPIRE, &[unit.cx.now.into()])?)
}

/// The token that a form carries, so that no other site can post it in the holder's name.
pub fn form_token(keys: &Keys, cookie: &str) -> String {
    keys.token("form", cookie)
}

/// Whether a form carries the token of this cookie; compared in constant time.
pub fn form_token_fits(keys: &Keys, cookie: &str, token: &str) -> bool {
    form_token(keys, cookie).as_bytes().ct_eq(token.as_bytes()).into()
}

/// How a cookie is known to the store. It has 256 random bits, so a plain hash is enough.
fn hash(cookie: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(cookie.as_bytes()))
}
