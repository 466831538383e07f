//! 大家常办: what most people came for lately, counted by a job and kept as a fact.

use db::Tx;
use domain::access::{Action, Resource};

use super::sql;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Items that are remembered.
const ITEMS: i64 = 12;
/// How far back cases are counted: 90 days.
const SECONDS: i64 = 90 * 86_400;
/// The name of the fact.
const KEY: &str = "popular_items";

/// Counts anew. The catalogue shows it when it is read the next time.
pub fn refresh(unit: &mut Unit<'_>) -> Result<()> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let since = unit.cx.now.plus_seconds(-SECONDS);
    let rows = unit.tx.all(&sql::POPULAR, &[since.into(), ITEMS.into()])?;
    let codes = rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    let value = serde_json::to_string(&codes).map_err(Error::broken)?;
    unit.tx.run(&sql::PUT_META, &[KEY.into(), value.into()])?;
    Ok(())
}

/// The codes as they were counted last, the most frequent first.
pub(super) fn stored(tx: &mut Tx) -> Result<Vec<String>> {
    let row = tx.one(&sql::META, &[KEY.into()])?;
    let text = row.map(|row| row.text(0)).transpose()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
