//! Signing in as staff, and changing one's own password.

use serde_json::{Map, Value};

use super::{Member, sql};
use crate::attempts::{self, Address, Subject};
use crate::error::{Error, Result};
use crate::house::House;
use crate::people::{Known, Password, PasswordHash};
use crate::sessions::{self, Candidates, Holder};
use crate::unit::Unit;

/// Who it may be that signs in with this name. It gives the same for a name that nobody has.
pub fn find(unit: &mut Unit<'_>, login: &str, from: Address) -> Result<Candidates> {
    let login = login.trim();
    let subjects = Subject::pair(&unit.cx.house.keys, "signin-staff", login, from);
    attempts::check(unit, &subjects)?;
    unit.by_secret();
    let row = unit.tx.one(&sql::PASSWORD, &[login.into()])?;
    let hash = row.map(|row| row.text(0)).transpose()?.map(PasswordHash::stored);
    let holders = hash.map(|hash| (Holder::Staff(login.to_owned()), hash));
    Ok(Candidates::new(holders.into_iter().collect(), 1, subjects))
}

/// A member of staff, for use cases that have authorised already.
pub fn load(unit: &mut Unit<'_>, login: &str) -> Result<Member> {
    let row = unit.tx.one(&sql::BY_LOGIN, &[login.into()])?.ok_or(Error::NotFound)?;
    Member::from_row(&row)
}

/// The password to compare, before it is changed. Then [`Present::confirm`], which is slow.
#[derive(Debug, Clone)]
pub struct Present {
    login: String,
    hash: PasswordHash,
    subjects: [Subject; 2],
}

/// The present password was typed rightly.
#[derive(Debug, Clone)]
pub struct Confirmed {
    login: String,
    hash: PasswordHash,
}

/// The hash of the acting member's present password, to be compared outside of the unit.
pub fn present(unit: &mut Unit<'_>, from: Address) -> Result<Present> {
    let (login, hash) = own(unit)?;
    let subjects = Subject::pair(&unit.cx.house.keys, "password-staff", &login, from);
    attempts::check(unit, &subjects)?;
    Ok(Present { login, hash, subjects })
}

impl Present {
    /// Compares. None is a failure, which the caller notes by [`attempts::failed`] with
    /// [`Present::subjects`].
    pub fn confirm(&self, password: &str) -> Result<Option<Confirmed>> {
        let fits = self.hash.fits(&Password::typed(password))?;
        let confirmed = || Confirmed { login: self.login.clone(), hash: self.hash.clone() };
        Ok(fits.then(confirmed))
    }

    /// What a failure counts for.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }
}

impl Confirmed {
    /// Checks and hashes the new password, which is slow. Errors name the field `password`. The
    /// present one is no new one: an administrator may know it.
    pub fn new_password(&self, house: &House, password: &str) -> Result<PasswordHash> {
        let known = Known { words: vec![self.login.as_str()], numbers: Vec::new() };
        let password = Password::parse(password, &known, "password");
        let password = password.map_err(|error| Error::Invalid(vec![error]))?;
        if self.hash.fits(&password)? {
            return Err(Error::field("password", "password.same"));
        }
        PasswordHash::new(&password, house.entropy.as_ref())
    }
}

/// Changes one's own password and ends every other session. `cookie` is the one that stays.
pub fn change_password(
    unit: &mut Unit<'_>,
    confirmed: &Confirmed,
    new: &PasswordHash,
    cookie: &str,
) -> Result<()> {
    let (login, _) = own(unit)?;
    if login != confirmed.login {
        return Err(Error::Forbidden);
    }
    let params = [login.as_str().into(), confirmed.hash.as_str().into(), new.as_str().into()];
    if unit.tx.run(&sql::SET_PASSWORD, &params)? == 0 {
        return Err(Error::Unauthenticated);
    }
    sessions::end_all_but(unit, &Holder::Staff(login.clone()), Some(cookie))?;
    let id = super::load(unit, &login)?.id;
    super::note(unit, &id, &login, "staff.password_changed", Value::Object(Map::new()))
}

/// The login and the password of the acting member of staff; of nobody else.
fn own(unit: &mut Unit<'_>) -> Result<(String, PasswordHash)> {
    let acting = unit.cx.actor.staff().ok_or(Error::Unauthenticated)?.id.clone();
    // The session was the secret, and it is the holder's own account.
    unit.by_secret();
    let row = unit.tx.one(&sql::OWN, &[acting.into()])?.ok_or(Error::NotFound)?;
    Ok((row.text(0)?, PasswordHash::stored(row.text(1)?)))
}
