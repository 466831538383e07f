//! What surrounds imported items: known before, added after.

use domain::access::{Action, Resource};
use serde::Serialize;

use super::super::Catalogue;
use super::super::publish::{Surroundings, stored_regimes};
use super::sql;
use crate::error::{Error, Result};
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

/// Adds what is not there yet. Nothing that is there is changed: the office's words win.
pub(in crate::catalogue) fn add(unit: &mut Unit<'_>, all: &Surroundings) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    for regime in &all.regimes {
        let row = [regime.id.as_str().into(), json_of(regime)?];
        unit.tx.run(&sql::ADD_REGIME, &row)?;
    }
    for region in &all.regions {
        let parent = region.parent.as_deref().into();
        let row = [region.code.as_str().into(), parent, json_of(region)?];
        unit.tx.run(&sql::ADD_REGION, &row)?;
    }
    for theme in &all.themes {
        unit.tx.run(&sql::ADD_THEME, &[theme.id.as_str().into(), json_of(theme)?])?;
    }
    for place in &all.places {
        unit.tx.run(&sql::ADD_PLACE, &[place.id.as_str().into(), json_of(place)?])?;
    }
    for department in &all.departments {
        let row = [
            department.id.as_str().into(),
            department.credit_code.as_str().into(),
            department.name.zh.as_str().into(),
            department.region.as_str().into(),
            json_of(department)?,
        ];
        unit.tx.run(&sql::ADD_DEPARTMENT, &row)?;
    }
    Ok(())
}

fn json_of(value: &impl Serialize) -> Result<db::Value> {
    Ok(db::Json(serde_json::to_string(value).map_err(Error::broken)?).into())
}
