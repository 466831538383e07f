//! The versions of an item that were ever in force.

use domain::access::{Action, Resource};
use domain::catalogue::Item;
use serde_json::Value;

use super::{Published, sql};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Versions on one page; of more, the latest.
const VERSIONS_MAX: i64 = 50;

/// The versions of an item, the one in force first.
pub fn of(unit: &mut Unit<'_>, code: &str) -> Result<Vec<Published>> {
    unit.authorise(Action::ReadPublished, &Resource::Public)?;
    let rows = unit.tx.all(&sql::VERSIONS, &[code.into(), VERSIONS_MAX.into()])?;
    rows.iter().map(Published::from_row).collect()
}

/// One version that is or was in force.
pub fn one(unit: &mut Unit<'_>, code: &str, version: u32) -> Result<Published> {
    unit.authorise(Action::ReadPublished, &Resource::Public)?;
    let row = unit.tx.one(&sql::PAST_VERSION, &[code.into(), version.into()])?;
    Published::from_row(&row.ok_or(Error::NotFound)?)
}

/// Which parts of an item are not as they were, by the keys of its file.
pub fn changes(before: &Item, after: &Item) -> Vec<String> {
    let parts = |item| match serde_json::to_value(item) {
        Ok(Value::Object(parts)) => parts,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (parts(before), parts(after));
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
    changed.map(|(key, _)| key).chain(gone).cloned().collect()
}
