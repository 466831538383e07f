//! 按证件找办件: the cases of somebody who stands at the window without the receipt. A document is
//! found exactly, by its keyed hash; names are encrypted, and nobody searches by them.

use base::codes::IdentityDocument;
use domain::access::{Action, Resource};
use serde_json::json;

use super::desk::{Listed, listed};
use super::file::readings_stream;
use super::list::{PAGE, inside, loaded};
use super::sql;
use crate::error::{Error, Result};
use crate::log;
use crate::unit::Unit;

/// Cases of whoever shows this document, as applicant or as the person concerned, the newest first:
/// those that the house of the region received and of which the actor may know how far they have
/// come. Each one shown is noted for the person to see who has looked, and what for.
pub fn by_document(
    unit: &mut Unit<'_>,
    document: &IdentityDocument,
    purpose: &str,
) -> Result<Vec<Listed>> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::VerifyPerson, &Resource::House { region: &region })?;
    let person = unit.cx.house.keys.person(&document.canonical());
    let limit = i64::try_from(PAGE).map_err(Error::broken)?;
    let params = [person.into(), inside(&region)?.into(), limit.into()];
    let rows = unit.tx.all(&sql::OF_DOCUMENT, &params)?;
    let mut cases = loaded(unit, &rows)?;
    cases.retain(|one| {
        let case = Resource::Case(one.case.resource());
        unit.cx.authorise(Action::ReadStatus, &case).is_ok()
    });
    for one in &cases {
        let stream = readings_stream(&one.case.number);
        log::append(unit, &stream, "access.case_found", json!({ "purpose": purpose }))?;
    }
    listed(unit, cases)
}
