//! What an administrator does to accounts of staff of the own region.

use base::limits::{NAME_CHARS_MAX, PAGE_ROWS_MAX};
use db::{Json, Row};
use domain::access::{Access, Action, Actor, Resource, StaffActor, decide};
use domain::people::Role;
use serde_json::{Map, Value, json};

use super::{Member, sql};
use crate::error::{Error, Result};
use crate::house::House;
use crate::people::{Password, PasswordHash};
use crate::sessions::{self, Holder};
use crate::unit::Unit;

/// Syllables of a first password, six random bits each: as hard to guess as fifteen letters that
/// somebody thinks of, and easily said.
const SYLLABLES: usize = 10;
/// What they begin with.
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstwz";
/// What they end with.
const VOWELS: &[u8; 4] = b"aeiu";

/// Staff of the region of this house whose name or login holds `text`, a page of [`PAGE_ROWS_MAX`]
/// at a time, from 0; and how many there are in all.
pub fn list(unit: &mut Unit<'_>, text: &str, page: usize) -> Result<(Vec<Member>, u64)> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::ManageStaff, &Resource::House { region: &region })?;
    let pattern = format!("{}%", crate::cases::store::region(&region)?.prefix());
    // What LIKE reads as a sign is no part of a name or of a login.
    let plain = text.chars().filter(|c| !matches!(c, '%' | '_' | '\\' | '\0'));
    let holds = format!("%{}%", plain.take(NAME_CHARS_MAX).collect::<String>().trim());
    let limit = i64::try_from(PAGE_ROWS_MAX).map_err(Error::broken)?;
    let offset = i64::try_from(page).map_err(Error::broken)?.saturating_mul(limit);
    let of = [pattern.as_str().into(), holds.as_str().into()];
    let total = unit.tx.one(&sql::COUNT_LIST, &of)?.map_or(Ok(0), |row| row.int(0))?;
    let params = [pattern.into(), holds.into(), limit.into(), offset.into()];
    let rows = unit.tx.all(&sql::LIST, &params)?;
    let members = rows.iter().map(Member::from_row).collect::<Result<Vec<_>>>()?;
    Ok((members, u64::try_from(total).map_err(Error::broken)?))
}

/// Ends somebody's access at once: they are signed out, and cannot sign in. Their acts stay theirs.
/// Nobody does so to themselves.
pub fn deactivate(unit: &mut Unit<'_>, login: &str) -> Result<()> {
    let member = managed(unit, login)?;
    if is_own(unit, &member) {
        return Err(Error::field("active", "active.own"));
    }
    unit.tx.run(&sql::HOLD_ACTIVE, &[])?;
    if unit.tx.run(&sql::SET_ACTIVE, &[login.into(), false.into()])? == 1 {
        sessions::end_all_but(unit, &Holder::Staff(login.to_owned()), None)?;
        note(unit, &member, "staff.deactivated")?;
        somebody_manages(unit, "active")?;
    }
    Ok(())
}

/// Lets somebody sign in again.
pub fn reactivate(unit: &mut Unit<'_>, login: &str) -> Result<()> {
    let member = managed(unit, login)?;
    if unit.tx.run(&sql::SET_ACTIVE, &[login.into(), true.into()])? == 1 {
        note(unit, &member, "staff.reactivated")?;
    }
    Ok(())
}

/// A member of staff, for whoever manages them.
pub fn member(unit: &mut Unit<'_>, login: &str) -> Result<Member> {
    managed(unit, login)
}

/// A first password that nobody has thought of: it is told once, and only its hash is kept. The
/// hashing is slow.
pub fn first_password(house: &House) -> Result<(String, PasswordHash)> {
    let mut draw = house.entropy.seed().draw();
    let mut letter = |of: &[u8]| char::from(*draw.pick(of));
    let mut words = String::new();
    for at in 0..SYLLABLES {
        if at > 0 && at % 2 == 0 {
            words.push('-');
        }
        words.extend([letter(CONSONANTS), letter(VOWELS)]);
    }
    let hash = PasswordHash::new(&Password::typed(&words), house.entropy.as_ref())?;
    Ok((words, hash))
}

/// Gives a new first password to somebody who forgot theirs, and signs them out everywhere. They
/// change it before anything else.
pub fn reset_password(unit: &mut Unit<'_>, login: &str, new: &PasswordHash) -> Result<()> {
    let member = managed(unit, login)?;
    unit.tx.run(&sql::RESET_PASSWORD, &[login.into(), new.as_str().into()])?;
    sessions::end_all_but(unit, &Holder::Staff(login.to_owned()), None)?;
    note(unit, &member, "staff.password_reset")
}

/// Moves somebody to another department, region, roles or window. It holds from the next request.
pub fn change_roles(
    unit: &mut Unit<'_>,
    login: &str,
    department: &str,
    region: &str,
    roles: &[Role],
    window: Option<&str>,
) -> Result<()> {
    let member = managed(unit, login)?;
    // Nobody is moved to where the administrator has nothing to say.
    unit.authorise(Action::ManageStaff, &Resource::House { region })?;
    if roles.is_empty() {
        return Err(Error::field("roles", "required"));
    }
    let house = unit.cx.house.settings.region.clone();
    let moved = StaffActor {
        id: member.id.clone(),
        department: department.to_owned(),
        region: region.to_owned(),
        roles: roles.to_vec(),
    };
    if is_own(unit, &member) && !manages(moved, &house) {
        return Err(Error::field("roles", "roles.own"));
    }
    // 不得自己授权: what an administrator may read, another one decides.
    let gains = roles.iter().any(|role| !member.roles.contains(role))
        || department != member.department
        || region != member.region;
    if is_own(unit, &member) && gains {
        return Err(Error::field("roles", "roles.granted"));
    }
    if unit.cx.house.catalogue().department(department).is_none() {
        return Err(Error::field("department", "department.unknown"));
    }
    let json = Json(serde_json::to_string(roles).map_err(Error::broken)?);
    let params = [login.into(), department.into(), region.into(), json.into(), window.into()];
    unit.tx.run(&sql::HOLD_ACTIVE, &[])?;
    unit.tx.run(&sql::SET_ROLES, &params)?;
    somebody_manages(unit, "roles")?;
    let public = json!({
        "department": department,
        "region": region,
        "roles": roles,
        "window": window,
    });
    super::note(unit, &member.id, login, "staff.changed", public)
}

/// A member of staff whom the actor manages.
fn managed(unit: &mut Unit<'_>, login: &str) -> Result<Member> {
    let house = unit.cx.house.settings.region.clone();
    unit.authorise(Action::ManageStaff, &Resource::House { region: &house })?;
    let member = super::load(unit, login)?;
    unit.authorise(Action::ManageStaff, &Resource::House { region: &member.region })?;
    Ok(member)
}

fn is_own(unit: &Unit<'_>, member: &Member) -> bool {
    unit.cx.actor.staff().is_some_and(|acting| acting.id == member.id)
}

fn manages(staff: StaffActor, region: &str) -> bool {
    let house = Resource::House { region };
    decide(&Actor::Staff(staff), Action::ManageStaff, &house) == Access::Granted
}

/// Whoever keeps the accounts must not be the last to leave: nobody could let anybody in any more.
/// After a change under [`sql::HOLD_ACTIVE`], which an error undoes.
fn somebody_manages(unit: &mut Unit<'_>, field: &str) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    let acting = |row: &Row| -> Result<StaffActor> {
        let roles = serde_json::from_str(&row.json(3)?).map_err(Error::broken)?;
        Ok(StaffActor { id: row.text(0)?, department: row.text(1)?, region: row.text(2)?, roles })
    };
    for row in unit.tx.all(&sql::ACTIVE, &[])? {
        if manages(acting(&row)?, &region) {
            return Ok(());
        }
    }
    Err(Error::field(field, "roles.last"))
}

fn note(unit: &mut Unit<'_>, member: &Member, kind: &str) -> Result<()> {
    super::note(unit, &member.id, &member.login, kind, Value::Object(Map::new()))
}
