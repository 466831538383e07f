//! What the staff's pages list beyond [`super::list`]: what I hold, what is late, what nobody
//! collects; with names masked, so that a list is no reading of a file.

use std::collections::HashMap;

use base::Timestamp;
use domain::access::{Action, Resource};
use domain::cases::Stage;
use domain::people::{PersonKind, Role};
use serde_json::{Map, Value};

use super::list::{Counts, PAGE, counts, inside, loaded, window};
use super::store::{self, Loaded};
use super::{file, sql};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Days after which a result counts as not collected.
pub const UNCOLLECTED_DAYS: i64 = 10;

const DAY_SECONDS: i64 = 86_400;

/// A case in a list, its applicant's name masked.
#[derive(Clone)]
pub struct Listed {
    /// The case and its item.
    pub loaded: Loaded,
    /// The applicant, masked; empty when erased.
    pub applicant: String,
}

/// Rows of a page, and how many there are in all.
pub type Page = (Vec<Listed>, u64);

/// The same cases with their applicants, masked. Only for cases that the actor may list.
pub fn listed(unit: &mut Unit<'_>, cases: Vec<Loaded>) -> Result<Vec<Listed>> {
    cases
        .into_iter()
        .map(|loaded| {
            let party = file::applicant(unit, &loaded.case.number)?;
            let masked =
                |party: &domain::cases::Party| mask(&party.name, party.kind == PersonKind::Legal);
            Ok(Listed { applicant: party.as_ref().map(masked).unwrap_or_default(), loaded })
        })
        .collect()
}

/// A name for lists: the family name and stars. A company's name is public and stays.
pub fn mask(name: &str, legal: bool) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !legal => format!("{first}{}", "*".repeat(letters.count().min(2))),
        _ => name.to_owned(),
    }
}

/// Open cases that the acting member of staff holds, by due day.
pub fn held(unit: &mut Unit<'_>) -> Result<Vec<Listed>> {
    let staff = unit.cx.actor.staff().cloned().ok_or(Error::Unauthenticated)?;
    own_department(unit)?;
    let limit = i64::try_from(PAGE).map_err(Error::broken)?;
    let params = [staff.department.as_str().into(), staff.id.as_str().into(), limit.into()];
    let rows = unit.tx.all(&sql::HELD, &params)?;
    let cases = loaded(unit, &rows)?;
    listed(unit, cases)
}

/// Cases of the own department whose last day is over, the latest first.
pub fn late(unit: &mut Unit<'_>, page: usize) -> Result<Page> {
    let department = own_department(unit)?;
    late_rows(unit, &sql::LATE, &sql::COUNT_LATE, &department, page)
}

/// How many questions of others the own department has not answered.
pub fn asked(unit: &mut Unit<'_>) -> Result<u64> {
    let department = own_department(unit)?;
    count(unit, &sql::COUNT_ASKED, &[department.into()])
}

/// Cases of the region whose last day is over: for supervisors.
pub fn late_in_region(unit: &mut Unit<'_>, page: usize) -> Result<Page> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::ReadLog, &Resource::House { region: &region })?;
    late_rows(unit, &sql::LATE_REGION, &sql::COUNT_LATE_REGION, &inside(&region)?, page)
}

/// The open cases of any department in a stage: for supervisors.
pub fn of_department(
    unit: &mut Unit<'_>,
    department: &str,
    stage: Stage,
    page: usize,
) -> Result<(Vec<Listed>, Counts)> {
    let catalogue = unit.cx.house.catalogue();
    let found = catalogue.department(department).ok_or(Error::NotFound)?;
    let resource = Resource::Department { id: department, region: &found.region };
    unit.authorise(Action::SeeWork, &resource)?;
    let (limit, offset) = window(page)?;
    let params = [department.into(), stage.word().into(), limit.into(), offset.into()];
    let rows = unit.tx.all(&sql::WORK, &params)?;
    let counts = counts(unit, &sql::COUNT_WORK, department)?;
    let cases = loaded(unit, &rows)?;
    Ok((listed(unit, cases)?, counts))
}

/// Results that nobody has collected for [`UNCOLLECTED_DAYS`], the longest first.
pub fn uncollected(unit: &mut Unit<'_>, page: usize) -> Result<Page> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::SeeOutlet, &Resource::House { region: &region })?;
    let before: Timestamp = unit.cx.now.plus_seconds(-UNCOLLECTED_DAYS * DAY_SECONDS);
    let pattern = inside(&region)?;
    let total = count(unit, &sql::COUNT_UNCOLLECTED, &[pattern.as_str().into(), before.into()])?;
    let (limit, offset) = window(page)?;
    let params = [pattern.into(), before.into(), limit.into(), offset.into()];
    let rows = unit.tx.all(&sql::UNCOLLECTED, &params)?;
    let cases = loaded(unit, &rows)?;
    Ok((listed(unit, cases)?, total))
}

/// Names of staff by id: whoever works here may know who holds a case.
pub fn names(unit: &mut Unit<'_>) -> Result<HashMap<String, String>> {
    Ok(colleagues(unit, None)?.into_iter().collect())
}

/// Officers and leaders of a department who may take a case: id and name. Of none, everybody.
pub fn colleagues(unit: &mut Unit<'_>, of: Option<&str>) -> Result<Vec<(String, String)>> {
    unit.authorise(Action::SeeColleagues, &Resource::Public)?;
    let rows = unit.tx.all(&crate::staff::sql::NAMES, &[])?;
    let mut found = Vec::new();
    for row in rows {
        let roles: Vec<Role> = serde_json::from_str(&row.json(3)?).map_err(Error::broken)?;
        let handles = roles.contains(&Role::Officer) || roles.contains(&Role::Leader);
        let takes = handles && row.bool(4)?;
        let department = row.text(2)?;
        if of.is_none_or(|of| of == department && takes) {
            found.push((row.text(0)?, row.text(1)?));
        }
    }
    Ok(found)
}

/// The answers of a case's form as they stand, to find out which of them a form changes; none for
/// whoever may not read them.
pub fn answers(unit: &mut Unit<'_>, number: &str) -> Result<(Loaded, Map<String, Value>)> {
    let loaded = store::for_view(unit, Action::ReadStatus, number)?;
    let reads = file::may_read(unit, &loaded);
    let answers = if reads { file::answers_of(unit, number)? } else { Map::new() };
    Ok((loaded, answers))
}

/// The department of the acting member of staff, who may see its work.
fn own_department(unit: &mut Unit<'_>) -> Result<String> {
    let staff = unit.cx.actor.staff().cloned().ok_or(Error::Unauthenticated)?;
    let resource = Resource::Department { id: &staff.department, region: &staff.region };
    unit.authorise(Action::SeeWork, &resource)?;
    Ok(staff.department)
}

fn late_rows(
    unit: &mut Unit<'_>,
    rows: &'static db::Statement,
    total: &'static db::Statement,
    of: &str,
    page: usize,
) -> Result<Page> {
    let today = unit.cx.now.day();
    let total = count(unit, total, &[of.into(), today.into()])?;
    let (limit, offset) = window(page)?;
    let params = [of.into(), today.into(), limit.into(), offset.into()];
    let rows = unit.tx.all(rows, &params)?;
    let cases = loaded(unit, &rows)?;
    Ok((listed(unit, cases)?, total))
}

fn count(
    unit: &mut Unit<'_>,
    statement: &'static db::Statement,
    params: &[db::Value],
) -> Result<u64> {
    let row = unit.tx.one(statement, params)?;
    let count = row.map_or(Ok(0), |row| row.int(0))?;
    u64::try_from(count).map_err(Error::broken)
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn lists_show_the_family_name_only() {
        assert_eq!(mask("杨建国", false), "杨**");
        assert_eq!(mask("王五", false), "王*");
        assert_eq!(mask("大理示例客栈", true), "大理示例客栈");
        assert_eq!(mask("", false), "");
    }
}
