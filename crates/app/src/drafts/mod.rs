//! Drafts.
use crate::error::Result;
use crate::unit::Unit;

/// Closes a draft.
pub fn close(_unit: &mut Unit<'_>, _draft: &str, _number: &str) -> Result<()> {
    Ok(())
}
