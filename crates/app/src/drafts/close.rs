//! A draft becomes a case.

use super::{owner, sql};
use crate::error::{Error, Result};
use crate::idempotency::Idempotency;
use crate::unit::Unit;

/// Marks a draft of the actor's with its case, empties it, and hands its files over to the case; in
/// the unit that submits. A draft that is another case's already gives [`Error::Moved`]: the unit
/// is undone, and [`idempotency`] finds the first receipt when it is run again.
pub fn close(unit: &mut Unit<'_>, draft: &str, number: &str) -> Result<()> {
    let owner = owner(unit)?;
    let params = [
        draft.into(),
        owner.as_str().into(),
        number.into(),
        Vec::<u8>::new().into(),
        unit.cx.now.into(),
    ];
    if unit.tx.run(&sql::CLOSE, &params)? == 0 {
        let closed = super::read(unit, draft, &owner)?;
        return match closed.case_number.as_deref() {
            Some(first) if first == number => Ok(()),
            _ => Err(Error::Moved { seq: 1 }),
        };
    }
    unit.tx.run(&sql::MOVE_FILES, &[draft.into(), number.into()])?;
    unit.tx.run(&sql::DELETE_FILES, &[draft.into()])?;
    Ok(())
}

/// The key under which the submission of a draft is repeated: a second submit of the same draft
/// (two clicks, the back button) is answered with the first one's receipt. What the draft holds
/// does not matter, for the first submission emptied it.
pub fn idempotency(draft: &str) -> Idempotency {
    let key = format!("draft/{draft}");
    Idempotency::new(key.clone(), key.as_bytes())
}
