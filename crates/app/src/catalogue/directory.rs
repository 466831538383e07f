//! 基本目录: the entries as they were written, and those that implementations stand in for.

use std::collections::HashMap;
use std::sync::Arc;

use db::Tx;
use domain::access::{Action, Resource};
use domain::catalogue::DirectoryEntry;

use super::{Published, parse, sql};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// All entries by code. One that the store does not have is derived from its implementations.
pub(super) fn load<'a>(
    tx: &mut Tx,
    items: impl Iterator<Item = &'a Arc<Published>>,
) -> Result<Vec<Arc<DirectoryEntry>>> {
    let mut entries = Vec::new();
    for row in tx.all(&sql::ENTRIES, &[])? {
        let entry: DirectoryEntry = parse(&row.json(0)?)?;
        // A derived one is derived again: more may implement it than when it was written.
        if !entry.derived {
            entries.push(entry);
        }
    }
    let mut places: HashMap<String, usize> = entries
        .iter()
        .enumerate()
        .map(|(place, entry)| (entry.catalog_code.clone(), place))
        .collect();
    for item in items.map(|item| &item.item) {
        if let Some(place) = places.get(&item.catalog_code) {
            entries[*place].join(item);
        } else {
            places.insert(item.catalog_code.clone(), entries.len());
            entries.push(DirectoryEntry::derived(item));
        }
    }
    entries.sort_by(|one, other| one.catalog_code.cmp(&other.catalog_code));
    Ok(entries.into_iter().map(Arc::new).collect())
}

/// Writes entries of a directory. One that is as it was keeps its version and its time.
pub(super) fn put(unit: &mut Unit<'_>, entries: &[DirectoryEntry]) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let now = unit.cx.now;
    for entry in entries {
        let body = serde_json::to_string(entry).map_err(Error::broken)?;
        let code = entry.catalog_code.as_str();
        let present = unit.tx.one(&sql::ENTRY, &[code.into()])?;
        let version = match present {
            None => 1,
            Some(row) if row.json_opt(1)?.as_deref() == Some(body.as_str()) => continue,
            Some(row) => row.int(0)? + 1,
        };
        let params = [
            code.into(),
            entry.name.zh.as_str().into(),
            entry.kind.code().into(),
            entry.state.code().into(),
            version.into(),
            db::Json(body).into(),
            now.into(),
        ];
        unit.tx.run(&sql::PUT_ENTRY, &params)?;
    }
    Ok(())
}
