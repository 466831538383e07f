//! A form that was posted after its session had ended: nothing typed is lost, nothing is executed.
//! It is kept for a day under a secret that only the browser has, and becomes the person's draft
//! when they sign in again and confirm it.

use base::limits::{DRAFT_PARKED_SECONDS_MAX, DRAFTS_PARKED_MAX};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::access::Actor;
use sha2::{Digest as _, Sha256};

use super::{Draft, NewDraft, expiry, owner, room, sql};
use crate::attempts::{self, Address, Subject};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// A parked form.
#[derive(Clone)]
pub struct Parked {
    /// The secret, for a cookie of one day.
    pub ticket: String,
    /// Seconds until it is thrown away.
    pub seconds: i64,
}

/// Keeps a form of somebody who is not signed in any more. Of too many, and of too many from one
/// address, it is refused with [`Error::SlowDown`].
pub fn park(unit: &mut Unit<'_>, new: &NewDraft, from: Address) -> Result<Parked> {
    if unit.cx.actor != Actor::Nobody {
        return Err(Error::Forbidden);
    }
    let subject = Subject::from(&unit.cx.house.keys, "park", from);
    // The house keeps no stranger's store.
    attempts::pace(unit, subject)?;
    let row = unit.tx.one(&sql::COUNT_PARKED, &[])?;
    let parked = row.map_or(Ok(0), |row| row.int(0))?;
    if usize::try_from(parked).is_ok_and(|parked| parked >= DRAFTS_PARKED_MAX) {
        return Err(Error::SlowDown { retry_after_seconds: 60 });
    }
    let ticket = BASE64URL_NOPAD.encode(&unit.draw.bytes::<32>());
    let expires_at = unit.cx.now.plus_seconds(DRAFT_PARKED_SECONDS_MAX);
    new.insert(unit, &anonymous(&ticket), expires_at)?;
    Ok(Parked { ticket, seconds: DRAFT_PARKED_SECONDS_MAX })
}

/// A parked form, to be shown to whoever has its ticket. It is nobody's until somebody adopts it.
pub fn parked(unit: &mut Unit<'_>, ticket: &str) -> Result<Draft> {
    // The ticket is the secret.
    unit.by_secret();
    let id = only(unit, ticket)?;
    super::read(unit, &id, &anonymous(ticket))
}

/// Makes a parked form a draft of the actor's, who has confirmed it. It is filled in again, never
/// executed.
pub fn adopt(unit: &mut Unit<'_>, ticket: &str) -> Result<Draft> {
    let owner = owner(unit)?;
    room(unit, &owner)?;
    let now = unit.cx.now;
    let id = only(unit, ticket)?;
    let parked = anonymous(ticket).into();
    let params = [parked, owner.as_str().into(), now.into(), expiry(now).into()];
    if unit.tx.run(&sql::ADOPT, &params)? == 0 {
        return Err(Error::NotFound);
    }
    super::read(unit, &id, &owner)
}

/// Throws a parked form away.
pub fn forsake(unit: &mut Unit<'_>, ticket: &str) -> Result<()> {
    // The ticket is the secret.
    unit.by_secret();
    let id = only(unit, ticket)?;
    unit.tx.run(&sql::DELETE, &[id.into(), anonymous(ticket).into()])?;
    Ok(())
}

fn only(unit: &mut Unit<'_>, ticket: &str) -> Result<String> {
    let row = unit.tx.one(&sql::ONLY, &[anonymous(ticket).into(), unit.cx.now.into()])?;
    Ok(row.ok_or(Error::NotFound)?.text(0)?)
}

fn anonymous(ticket: &str) -> String {
    format!("anon:{}", HEXLOWER.encode(&Sha256::digest(ticket.as_bytes())))
}
