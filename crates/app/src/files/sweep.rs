//! Objects that no row names: an upload that was never attached, a draft that expired, a case that
//! was erased.

use base::limits::{CLEANUP_ROWS_MAX, OBJECT_ORPHAN_SECONDS, OBJECTS_SWEEP_MAX};
use domain::access::{Action, Resource};

use super::store::disk;
use super::{objects, sql};
use crate::error::Result;
use crate::unit::{Cx, Unit};

/// The job: removes objects older than a day that no row names, and tells how many. An object of
/// that age gets no row any more, so nobody can be in between. Blocks; not for async code.
pub fn sweep(cx: &Cx) -> Result<usize> {
    let root = &cx.house.settings.files;
    let before = cx.now.plus_seconds(-OBJECT_ORPHAN_SECONDS);
    let ids = objects::older_than(root, before, OBJECTS_SWEEP_MAX).map_err(|error| disk(&error))?;
    let mut removed = 0;
    for page in ids.chunks(CLEANUP_ROWS_MAX) {
        let page = page.to_vec();
        for id in cx.read_blocking(move |unit| unnamed(unit, &page))? {
            objects::remove(root, &id).map_err(|error| disk(&error))?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Those of the ids that no row names.
fn unnamed(unit: &mut Unit<'_>, ids: &[String]) -> Result<Vec<String>> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let mut unnamed = Vec::new();
    for id in ids {
        if unit.tx.one(&sql::NAMED, &[id.into()])?.is_none() {
            unnamed.push(id.clone());
        }
    }
    Ok(unnamed)
}
