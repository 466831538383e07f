//! 换发查询码: whoever lost the query code of a case comes to the window. A clerk compares the
//! document of a person of the case, and a new code is drawn; the one before is void.

use base::codes::QueryCode;
use domain::access::Action;
use domain::cases::renew_query_code;
use domain::people::PartyRole;
use serde::{Deserialize, Serialize};

use super::handover::{self, Shown};
use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::idempotency::{Idempotency, answer_under, once};
use crate::unit::Unit;

/// Who came, and what the clerk compared.
#[derive(Debug, Clone)]
pub struct Came {
    /// Which part the person plays in the case.
    pub to: PartyRole,
    /// The kind code of the document.
    pub checked: String,
    /// The name on it.
    pub name: String,
    /// The last four characters of its number.
    pub number_end: String,
}

/// What the person gets on a slip.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Renewed {
    /// Case number (办件编号).
    pub number: String,
    /// The number of the event.
    pub seq: u64,
    /// The new 查询码; shown once.
    pub query_code: String,
}

/// The case for whoever may give a new code: nothing personal is read.
pub fn look(unit: &mut Unit<'_>, number: &str) -> Result<Loaded> {
    store::for_view(unit, Action::RenewQueryCode, number)
}

/// Gives a new code. A repeated request gets the first one's.
pub fn renew(
    unit: &mut Unit<'_>,
    number: &str,
    came: &Came,
    request: Option<&Idempotency>,
) -> Result<Renewed> {
    let loaded = store::for_act(unit, Action::RenewQueryCode, number)?;
    once(unit, request, |unit| draw(unit, loaded, came))
}

fn draw(unit: &mut Unit<'_>, mut loaded: Loaded, came: &Came) -> Result<Renewed> {
    let number = loaded.case.number.clone();
    let code = QueryCode::draw(&mut unit.draw);
    let hash = unit.cx.house.keys.query_hash(&number, code.expose());
    let name = came.name.trim();
    let renewed = renew_query_code(&loaded.case, hash, came.to, &came.checked, name)?;
    let shown = Shown { kind: &came.checked, name, number_end: &came.number_end };
    handover::compare(unit, &number, came.to, &shown)?;
    let actor = unit.cx.actor.pseudonym();
    store::record(unit, &mut loaded, vec![renewed], &actor)?;
    Ok(Renewed { number, seq: loaded.case.seq, query_code: code.grouped() })
}

/// What the actor's own request under this key was answered with: the slip.
pub fn again(unit: &mut Unit<'_>, key: &str) -> Result<Renewed> {
    answer_under(unit, key)?.ok_or(Error::NotFound)
}
