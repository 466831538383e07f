//! What surrounds imported items: known before, added after.

use domain::access::{Action, Resource};

use super::super::Catalogue;
use super::super::publish::{Surroundings, json_of, stored_regimes};
use super::sql;
use crate::error::{Error, Result};
use crate::log::imprint::{self, Rows};
use crate::unit::Unit;

/// What items may refer to: all that the store has.
pub(super) fn known(unit: &mut Unit<'_>) -> Result<Surroundings> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let mut regimes: Vec<_> = stored_regimes(unit)?.into_values().collect();
    regimes.sort_by(|one, other| one.id.cmp(&other.id));
    let catalogue = Catalogue::load(unit.tx)?;
    Ok(Surroundings::of(&catalogue, regimes))
}

/// How many there are in all.
pub(in crate::catalogue) fn count(all: &Surroundings) -> usize {
    let places = all.departments.len() + all.places.len() + all.regions.len();
    places + all.themes.len() + all.regimes.len()
}

/// Adds what is not there yet, and gives what was added. Nothing that is there is changed: the
/// office's words win.
pub(in crate::catalogue) fn add(unit: &mut Unit<'_>, all: &Surroundings) -> Result<Rows> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let mut rows = Rows::new();
    // The database gives what is added its place in the list, which comes before the body.
    let mut add = |statement, table, mut columns: Vec<db::Value>| {
        if let Some(added) = unit.tx.one(statement, &columns)? {
            columns.insert(columns.len() - 1, added.int(0)?.into());
            rows.push(imprint::note(table, 1, &columns));
        }
        Ok::<_, Error>(())
    };
    for region in &all.regions {
        let parent = region.parent.as_deref().into();
        let row = vec![region.code.as_str().into(), parent, json_of(region)?];
        add(&sql::ADD_REGION, "regions", row)?;
    }
    for theme in &all.themes {
        add(&sql::ADD_THEME, "themes", vec![theme.id.as_str().into(), json_of(theme)?])?;
    }
    for place in &all.places {
        add(&sql::ADD_PLACE, "places", vec![place.id.as_str().into(), json_of(place)?])?;
    }
    for department in &all.departments {
        let row = vec![
            department.id.as_str().into(),
            department.credit_code.as_str().into(),
            department.name.zh.as_str().into(),
            department.region.as_str().into(),
            json_of(department)?,
        ];
        add(&sql::ADD_DEPARTMENT, "departments", row)?;
    }
    for regime in &all.regimes {
        let row = [regime.id.as_str().into(), json_of(regime)?];
        if unit.tx.run(&sql::ADD_REGIME, &row)? == 1 {
            rows.push(imprint::note("regimes", 1, &row));
        }
    }
    Ok(rows)
}
