//! 日历: years that were published after the program was built, added by whoever runs it.

use calendar::{Calendar, Calendars};
use db::Tx;
use domain::access::{Action, Resource};
use serde_json::json;

use super::publish::{bump_version, sha256};
use super::sql;
use crate::error::{Error, FieldError, Result};
use crate::log::{self, imprint};
use crate::unit::Unit;

/// Those of the program, and those that were added.
pub fn all(tx: &mut Tx) -> Result<Calendars> {
    let rows = tx.all(&sql::CALENDARS, &[])?;
    let texts = rows.iter().map(|row| Ok(row.text(0)?)).collect::<Result<Vec<_>>>()?;
    Calendars::with(texts.iter().map(String::as_str)).map_err(Error::broken)
}

/// Adds a calendar; false when it is there already. Days that were provisional move by the job.
///
/// # Errors
///
/// A field error at `file` where it cannot be read, at `version` where another one has it.
pub fn add(unit: &mut Unit<'_>, text: &str) -> Result<bool> {
    let house = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &house })?;
    let wrong = |error| Error::Invalid(vec![FieldError::new("file", "unreadable").with(error)]);
    let calendar = Calendar::parse(text).map_err(wrong)?;
    let version = calendar.version().to_owned();
    if let Some(present) = unit.tx.one(&sql::CALENDAR, &[version.as_str().into()])? {
        if present.str(0)? == text {
            return Ok(false);
        }
        return Err(Error::field("version", "used"));
    }
    let region = calendar.region().map(ToString::to_string);
    let now = unit.cx.now;
    let params = [version.as_str().into(), region.as_deref().into(), text.into(), now.into()];
    unit.tx.run(&sql::INSERT_CALENDAR, &params)?;
    let years: Vec<i16> = calendar.published_years().collect();
    let (place, imprint) = imprint::note("calendars", 1, &params);
    let public = json!({
        "version": version,
        "region": region,
        "years": years,
        "sha256": sha256(text),
        imprint::ROWS: { place: imprint },
    });
    log::append(unit, "catalogue/calendars", "catalogue.calendar_added", public)?;
    bump_version(unit)?;
    Ok(true)
}
