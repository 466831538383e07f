//! A new member of staff.

use base::codes::{PersonName, RegionCode};
use db::Json;
use domain::access::{Action, Actor, Resource};
use domain::catalogue::Text;
use domain::people::Role;
use serde::Deserialize;
use serde_json::json;

use super::{Member, sql};
use crate::error::{Error, FieldError, Result};
use crate::house::House;
use crate::people::{Known, Password, PasswordHash};
use crate::unit::Unit;

/// Characters of a name to sign in with.
const LOGIN_CHARS: std::ops::RangeInclusive<usize> = 3..=32;

/// A member of staff as a form or a file has them; fields are named in errors as they are here.
#[derive(Clone, Deserialize)]
pub struct NewStaff {
    /// An id to keep; none draws one.
    #[serde(default)]
    pub id: Option<String>,
    /// The name to sign in with: small letters, digits, `.`, `-` and `_`.
    pub login: String,
    /// Name.
    pub name: String,
    /// 职务.
    #[serde(default)]
    pub title: Text,
    /// The department, by its `id`.
    pub department: String,
    /// Region code.
    pub region: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// The service window of a clerk.
    #[serde(default)]
    pub window: Option<String>,
    /// The first password.
    pub password: String,
}

/// A member of staff who is ready to be written.
#[derive(Clone)]
pub struct Prepared {
    id: String,
    new: NewStaff,
    password: PasswordHash,
}

impl Prepared {
    /// Checks every field and tells all errors at once; then hashes the password, which is slow.
    pub fn new(house: &House, mut new: NewStaff) -> Result<Self> {
        let mut errors = check(&new);
        let catalogue = house.catalogue();
        // The command line adds the first administrator before there is any catalogue.
        let listed =
            catalogue.departments().is_empty() || catalogue.department(&new.department).is_some();
        if new.department.is_empty() || !listed {
            errors.push(FieldError::new("department", "department.unknown"));
        }
        let typed = std::mem::take(&mut new.password);
        let password = {
            let words = vec![new.login.as_str(), new.name.as_str()];
            Password::parse(&typed, &Known { words, numbers: Vec::new() }, "password")
        };
        match password {
            Ok(password) if errors.is_empty() => {
                let password = PasswordHash::new(&password, house.entropy.as_ref())?;
                let id = new.id.take().unwrap_or_else(|| house.entropy.seed().draw().id());
                new.roles.sort_unstable();
                new.roles.dedup();
                Ok(Self { id, new, password })
            }
            Ok(_) => Err(Error::Invalid(errors)),
            Err(error) => {
                errors.push(error);
                Err(Error::Invalid(errors))
            }
        }
    }

    /// The use case: an administrator adds a member of staff of the own region, who changes the
    /// password before anything else.
    pub fn add(&self, unit: &mut Unit<'_>) -> Result<Member> {
        let region = self.new.region.as_str();
        unit.authorise(Action::ManageStaff, &Resource::House { region })?;
        self.insert(unit, true)
    }

    /// The password of the account that is there already under this login, if it says all the same:
    /// whoever sends the form twice has added one, and the password tells whether it is that form.
    pub fn twin(&self, unit: &mut Unit<'_>) -> Result<Option<PasswordHash>> {
        let region = self.new.region.as_str();
        unit.authorise(Action::ManageStaff, &Resource::House { region })?;
        let new = &self.new;
        let there = super::load(unit, &new.login)?;
        let same = there.name == new.name.trim()
            && there.department == new.department
            && there.roles == new.roles
            && there.window == new.window
            && there.title == new.title;
        let row = unit.tx.one(&sql::PASSWORD, &[new.login.as_str().into()])?.filter(|_| same);
        row.map(|row| Ok(PasswordHash::stored(row.text(0)?))).transpose()
    }

    /// The command line adds a member of staff: whoever runs it holds the database and the keys,
    /// and there is no administrator yet who could. The password is typed by its owner.
    pub fn bootstrap(&self, unit: &mut Unit<'_>) -> Result<Member> {
        if unit.cx.actor != Actor::System {
            return Err(Error::Forbidden);
        }
        unit.by_secret();
        self.insert(unit, false)
    }

    fn insert(&self, unit: &mut Unit<'_>, given: bool) -> Result<Member> {
        let new = &self.new;
        let roles = serde_json::to_string(&new.roles).map_err(Error::broken)?;
        let params = [
            self.id.as_str().into(),
            new.login.as_str().into(),
            new.name.trim().into(),
            serde_json::to_string(&new.title).map_err(Error::broken)?.into(),
            new.department.as_str().into(),
            new.region.as_str().into(),
            Json(roles).into(),
            new.window.as_deref().into(),
            self.password.as_str().into(),
            true.into(),
            unit.cx.now.into(),
            given.into(),
        ];
        if unit.tx.run(&sql::INSERT, &params)? == 0 {
            return Err(Error::field("login", "login.taken"));
        }
        let public = json!({
            "department": new.department,
            "region": new.region,
            "roles": new.roles,
            "window": new.window,
        });
        super::note(unit, &self.id, &new.login, "staff.added", public)?;
        super::load(unit, &new.login)
    }
}

fn check(new: &NewStaff) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if new.login.is_empty() {
        errors.push(FieldError::new("login", "required"));
    } else if !LOGIN_CHARS.contains(&new.login.len()) || !new.login.chars().all(plain) {
        errors.push(FieldError::new("login", "login.form"));
    }
    if let Err(error) = PersonName::parse(&new.name) {
        errors.push(FieldError::new("name", error.code()));
    }
    if let Err(error) = RegionCode::parse(&new.region) {
        errors.push(FieldError::new("region", error.code()));
    }
    if new.roles.is_empty() {
        errors.push(FieldError::new("roles", "required"));
    }
    errors
}
