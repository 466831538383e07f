//! The jobs that hurry what happens by itself: silence holds from its midnight, and days of a year
//! whose calendar was not published move when it is, whoever looks first.

use base::codes::RegionCode;
use domain::access::{Action, Resource};
use domain::cases::is_outdated;

use super::{sql, store};
use crate::error::{Error, Result};
use crate::unit::{Cx, Unit};

/// Numbers in one reading.
const BATCH: usize = 100;

/// What a round of a job came to.
#[derive(Debug, Default)]
pub struct Round {
    /// Numbers of the cases that changed.
    pub changed: Vec<String>,
    /// Numbers of the cases that could not be gone through, and why. They are tried again.
    pub failed: Vec<(String, Error)>,
}

/// Numbers of cases, and after which to read on.
type Page = (Vec<String>, Option<String>);

/// Records what is due by now, each case in a unit of its own: one that is broken keeps no other
/// waiting. Blocks; not for async code. Errors are those of the store.
pub fn run(cx: &Cx) -> Result<Round> {
    each(cx, due)
}

/// Counts the days of open cases anew that were counted before the calendar of their year was
/// published. Blocks; not for async code. Errors are those of the store.
pub fn recompute(cx: &Cx) -> Result<Round> {
    each(cx, outdated)
}

fn each(cx: &Cx, list: fn(&mut Unit<'_>, &str) -> Result<Page>) -> Result<Round> {
    let mut round = Round::default();
    let mut after = Some(String::new());
    while let Some(from) = after {
        let (numbers, next) = cx.read_blocking(move |unit| list(unit, &from))?;
        for number in numbers {
            let of = number.clone();
            match cx.write_blocking(move |unit| apply(unit, &of)) {
                Ok(true) => round.changed.push(number),
                // Nothing is left to do, or somebody else is doing it.
                Ok(false) | Err(Error::Moved { .. }) => {}
                Err(error @ Error::Store(_)) => return Err(error),
                Err(error) => round.failed.push((number, error)),
            }
        }
        after = next;
    }
    Ok(round)
}

fn apply(unit: &mut Unit<'_>, number: &str) -> Result<bool> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let mut loaded = store::read(unit, number)?;
    store::apply_due(unit, &mut loaded)
}

/// Cases to which something has happened by now.
fn due(unit: &mut Unit<'_>, after: &str) -> Result<Page> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let params = [unit.cx.now.into(), after.into(), batch()?.into()];
    let rows = unit.tx.all(&sql::EFFECTS_DUE, &params)?;
    let numbers: Vec<String> = rows.iter().map(|row| Ok(row.text(0)?)).collect::<Result<_>>()?;
    let next = numbers.last().filter(|_| numbers.len() == BATCH).cloned();
    Ok((numbers, next))
}

/// Cases with provisional days whose calendar has another version by now.
fn outdated(unit: &mut Unit<'_>, after: &str) -> Result<Page> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let catalogue = unit.cx.house.catalogue();
    let rows = unit.tx.all(&sql::PROVISIONAL, &[after.into(), batch()?.into()])?;
    let (mut numbers, mut last) = (Vec::new(), None);
    for row in &rows {
        let number = row.text(0)?;
        let region = RegionCode::parse(row.str(1)?).map_err(Error::broken)?;
        let calendar = catalogue.calendars().of(&region);
        // A row that cannot be read is told by the unit that goes through it.
        let case = store::parse(&row.json(2)?);
        if case.map_or(true, |case| is_outdated(&case, calendar)) {
            numbers.push(number.clone());
        }
        last = Some(number);
    }
    Ok((numbers, last.filter(|_| rows.len() == BATCH)))
}

fn batch() -> Result<i64> {
    i64::try_from(BATCH).map_err(Error::broken)
}
