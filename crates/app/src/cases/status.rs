//! Where is it? By case number and query code, without signing in: the status and nothing personal.

use base::codes::{CaseNumber, QueryCode};
use subtle::ConstantTimeEq as _;

use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// The case, if the query code is its own. A wrong number and a wrong code look the same.
pub fn by_code(unit: &mut Unit<'_>, number: &CaseNumber, code: &QueryCode) -> Result<Loaded> {
    unit.by_secret();
    let mut loaded = store::see(unit, number.as_str())?;
    let hash = unit.cx.house.keys.query_hash(number.as_str(), code.expose());
    if !bool::from(hash.as_bytes().ct_eq(loaded.case.query_hash.as_bytes())) {
        return Err(Error::NotFound);
    }
    store::as_of_now(unit, &mut loaded)?;
    Ok(loaded)
}
