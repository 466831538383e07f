//! Lists of the staff's pages: a department's work, the outlet.

use domain::access::{Action, Resource};
use domain::cases::{Case, Stage};

use super::sql;
use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Rows of a list.
pub const PAGE: usize = base::limits::PAGE_ROWS_MAX;

/// How many open cases stand where.
pub type Counts = Vec<(Stage, i64)>;

/// Which cases of a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Those in a stage.
    Stage(Stage),
    /// Those on which the department was asked by another.
    Asked,
}

/// The work list of the member of staff's department, by due day.
pub fn work(unit: &mut Unit<'_>, which: Work, page: usize) -> Result<(Vec<Loaded>, Counts)> {
    let staff = unit.cx.actor.staff().cloned().ok_or(Error::Unauthenticated)?;
    let department = staff.department.as_str();
    unit.authorise(
        Action::SeeWork,
        &Resource::Department { id: department, region: &staff.region },
    )?;
    let (limit, offset) = window(page)?;
    let rows = match which {
        Work::Stage(stage) => {
            let params = [department.into(), stage.word().into(), limit.into(), offset.into()];
            unit.tx.all(&sql::WORK, &params)?
        }
        Work::Asked => {
            unit.tx.all(&sql::ASKED, &[department.into(), limit.into(), offset.into()])?
        }
    };
    let counts = counts(unit, &sql::COUNT_WORK, department)?;
    Ok((loaded(unit, &rows)?, counts))
}

/// What the one window sees: cases of the region in a stage, by due day.
pub fn window_work(
    unit: &mut Unit<'_>,
    stage: Stage,
    page: usize,
) -> Result<(Vec<Loaded>, Counts)> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::TakeIn, &Resource::House { region: &region })?;
    let pattern = inside(&region)?;
    let (limit, offset) = window(page)?;
    let params = [pattern.as_str().into(), stage.word().into(), limit.into(), offset.into()];
    let rows = unit.tx.all(&sql::WORK_REGION, &params)?;
    let counts = counts(unit, &sql::COUNT_REGION, &pattern)?;
    Ok((loaded(unit, &rows)?, counts))
}

/// The outlet: results that wait, the longest first.
pub fn outlet(unit: &mut Unit<'_>, page: usize) -> Result<Vec<Loaded>> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::SeeOutlet, &Resource::House { region: &region })?;
    let (limit, offset) = window(page)?;
    let params = [inside(&region)?.into(), limit.into(), offset.into()];
    let rows = unit.tx.all(&sql::OUTLET, &params)?;
    loaded(unit, &rows)
}

pub(super) fn window(page: usize) -> Result<(i64, i64)> {
    let limit = i64::try_from(PAGE).map_err(Error::broken)?;
    let page = i64::try_from(page).map_err(Error::broken)?;
    Ok((limit, page.saturating_mul(limit)))
}

/// What codes of a region and of everything in it look like, for `LIKE`.
pub(super) fn inside(region: &str) -> Result<String> {
    Ok(format!("{}%", store::region(region)?.prefix()))
}

pub(super) fn counts(unit: &mut Unit<'_>, sql: &'static db::Statement, of: &str) -> Result<Counts> {
    let rows = unit.tx.all(sql, &[of.into()])?;
    rows.iter()
        .map(|row| {
            let word = row.text(0)?;
            let stage = Stage::from_word(&word);
            let stage = stage.ok_or_else(|| Error::Broken(format!("{word} is no stage")))?;
            Ok((stage, row.int(1)?))
        })
        .collect()
}

/// Cases of rows, as the law has them now.
pub(super) fn loaded(unit: &mut Unit<'_>, rows: &[db::Row]) -> Result<Vec<Loaded>> {
    let mut cases = Vec::with_capacity(rows.len());
    for row in rows {
        let case: Case = store::parse(&row.json(0)?)?;
        let mut found = store::with_item(unit, case)?;
        store::as_of_now(unit, &mut found)?;
        cases.push(found);
    }
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn codes_lose_their_zeros_by_level_only() {
        assert_eq!(inside("530000").unwrap(), "53%");
        assert_eq!(inside("532900").unwrap(), "5329%");
        assert_eq!(inside("532901").unwrap(), "532901%");
        assert_eq!(inside("532901100").unwrap(), "532901100%");
    }
}
