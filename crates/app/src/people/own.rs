//! 我的账户: what the holder reads and changes. Telephone and password only with the present password,
//! as whoever finds an open browser must not be able to take the account.

use base::codes::Phone;
use base::limits::ADDRESS_CHARS_MAX;
use domain::access::{Action, Resource};
use serde_json::{Map, Value, json};

use super::{Account, Known, Password, PasswordHash, Profile, note, profile, sql, stream};
use crate::attempts::{self, Address, Subject};
use crate::error::{Error, Result};
use crate::house::House;
use crate::log;
use crate::sessions::{self, Holder};
use crate::unit::Unit;

/// The holder's own account.
pub fn load(unit: &mut Unit<'_>) -> Result<Account> {
    let id = own(unit)?;
    let (account, _) = read(unit, &id)?;
    Ok(account)
}

/// The password to compare, before a change that needs it. Then [`Present::confirm`], which is
/// slow.
#[derive(Debug, Clone)]
pub struct Present {
    account: Account,
    hash: PasswordHash,
    subjects: [Subject; 2],
}

/// The present password was typed rightly.
#[derive(Debug, Clone)]
pub struct Confirmed {
    account: Account,
    hash: PasswordHash,
}

/// The present password's hash, to be compared outside of the unit.
pub fn present(unit: &mut Unit<'_>, from: Address) -> Result<Present> {
    let id = own(unit)?;
    let subjects = Subject::pair(&unit.cx.house.keys, "password", &id, from);
    attempts::check(unit, &subjects)?;
    let (account, _) = read(unit, &id)?;
    let row = unit.tx.one(&sql::PASSWORD, &[id.into()])?.ok_or(Error::NotFound)?;
    Ok(Present { account, hash: PasswordHash::stored(row.text(0)?), subjects })
}

impl Present {
    /// Compares. None is a failure, which the caller notes by [`attempts::failed`] with
    /// [`Present::subjects`].
    pub fn confirm(&self, password: &str) -> Result<Option<Confirmed>> {
        let fits = self.hash.fits(&Password::typed(password))?;
        let confirmed = || Confirmed { account: self.account.clone(), hash: self.hash.clone() };
        Ok(fits.then(confirmed))
    }

    /// What a failure counts for.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }
}

impl Confirmed {
    /// Checks and hashes the new password, which is slow. Errors name the field `password`.
    pub fn new_password(&self, house: &House, password: &str) -> Result<PasswordHash> {
        let profile = &self.account.profile;
        let mut words = vec![profile.name.as_str()];
        words.extend(profile.representative.as_ref().map(AsRef::as_ref));
        let numbers = vec![profile.document.number(), profile.phone.as_str()];
        let password = Password::parse(password, &Known { words, numbers }, "password");
        let password = password.map_err(|error| Error::Invalid(vec![error]))?;
        PasswordHash::new(&password, house.entropy.as_ref())
    }
}

/// Changes the password and ends every other session. `cookie` is the one that stays.
pub fn change_password(
    unit: &mut Unit<'_>,
    confirmed: &Confirmed,
    new: &PasswordHash,
    cookie: &str,
) -> Result<()> {
    let id = own(unit)?;
    if id != confirmed.account.id {
        return Err(Error::Unauthenticated);
    }
    let params = [id.as_str().into(), confirmed.hash.as_str().into(), new.as_str().into()];
    if unit.tx.run(&sql::SET_PASSWORD, &params)? == 0 {
        return Err(Error::Unauthenticated);
    }
    sessions::end_all_but(unit, &Holder::Account(id.clone()), Some(cookie))?;
    note(unit, &id, "account.password_changed", Value::Object(Map::new()))
}

/// Changes the telephone, with which one signs in.
pub fn change_phone(unit: &mut Unit<'_>, confirmed: &Confirmed, phone: &Phone) -> Result<()> {
    let id = own(unit)?;
    if id != confirmed.account.id {
        return Err(Error::Unauthenticated);
    }
    change(unit, &id, "phone", |profile| profile.phone = phone.clone())
}

/// Changes the postal address; none removes it.
pub fn change_address(unit: &mut Unit<'_>, address: Option<&str>) -> Result<()> {
    let id = own(unit)?;
    let address = address.map(str::trim).filter(|text| !text.is_empty());
    if address.is_some_and(|text| text.chars().nth(ADDRESS_CHARS_MAX).is_some()) {
        return Err(Error::field("address", "address.length"));
    }
    if address.is_some_and(|text| text.chars().any(char::is_control)) {
        return Err(Error::field("address", "address.character"));
    }
    change(unit, &id, "address", |profile| profile.address = address.map(str::to_owned))
}

fn own(unit: &mut Unit<'_>) -> Result<String> {
    let account = unit.cx.actor.account().ok_or(Error::Unauthenticated)?;
    let id = account.id.clone();
    unit.authorise(Action::OwnAccount, &Resource::Account { id: &id })?;
    Ok(id)
}

/// The account, and its profile as it is stored.
fn read(unit: &mut Unit<'_>, id: &str) -> Result<(Account, Vec<u8>)> {
    let row = unit.tx.one(&sql::ACCOUNT, &[id.into()])?.ok_or(Error::NotFound)?;
    Ok((Account::from_row(&unit.cx.house.keys, &row)?, row.bytes(3)?))
}

/// Writes the changed profile, unless somebody was faster.
fn change(
    unit: &mut Unit<'_>,
    id: &str,
    field: &str,
    edit: impl FnOnce(&mut Profile),
) -> Result<()> {
    let (mut account, stored) = read(unit, id)?;
    edit(&mut account.profile);
    let keys = &unit.cx.house.keys;
    let sealed = profile::seal(keys, &mut unit.draw, id, &account.profile)?;
    let phone = keys.phone(account.profile.phone.as_str());
    let params = [id.into(), stored.into(), sealed.into(), phone.into()];
    if unit.tx.run(&sql::SET_PROFILE, &params)? == 0 {
        return Err(Error::Moved { seq: log::entries::last_seq(unit.tx, &stream(id))? });
    }
    note(unit, id, "account.changed", json!({ "field": field }))
}
