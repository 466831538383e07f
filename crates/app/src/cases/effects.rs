//! The job that hurries what happens by itself: silence holds from its midnight, whoever looks
//! first.

use domain::access::{Action, Resource};

use super::{sql, store};
use crate::error::Result;
use crate::unit::Unit;

/// Cases in one unit of work.
const BATCH: i64 = 100;

/// Records what is due by now; gives the numbers of the cases that changed.
pub fn run(unit: &mut Unit<'_>) -> Result<Vec<String>> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let due = unit.tx.all(&sql::EFFECTS_DUE, &[unit.cx.now.into(), BATCH.into()])?;
    let mut changed = Vec::new();
    for row in due {
        let number = row.text(0)?;
        let mut loaded = store::read(unit, &number)?;
        if store::apply_due(unit, &mut loaded)? {
            changed.push(number);
        }
    }
    Ok(changed)
}
