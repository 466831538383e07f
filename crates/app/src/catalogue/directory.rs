//! 基本目录: the entries as they were written, and those that implementations stand in for.

use std::collections::HashMap;
use std::sync::Arc;

use db::Tx;
use domain::access::{Action, Resource};
use domain::catalogue::{DirectoryEntry, Item};

use super::publish::{CHUNK, json_of};
use super::{Published, parse, sql};
use crate::error::{Error, Result};
use crate::log::imprint::{self, Rows};
use crate::unit::Unit;

const TABLE: &str = "directory_entries";

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
/// Gives what was written.
pub(super) fn put(unit: &mut Unit<'_>, entries: &[DirectoryEntry]) -> Result<Rows> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let now = unit.cx.now;
    let mut rows = Rows::new();
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
        rows.push(imprint::note(TABLE, 1, &params));
    }
    Ok(rows)
}

/// Writes the entries that these items stand in for, where there are none. Gives what was written.
pub(super) fn add<'a>(unit: &mut Unit<'_>, items: impl Iterator<Item = &'a Item>) -> Result<Rows> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let now = unit.cx.now;
    let mut writes: Vec<db::Write> = Vec::new();
    for item in items {
        let params = vec![
            item.catalog_code.as_str().into(),
            item.name.zh.as_str().into(),
            item.kind.code().into(),
            item.state.code().into(),
            1_i64.into(),
            json_of(&DirectoryEntry::derived(item))?,
            now.into(),
        ];
        writes.push((&sql::ADD_ENTRY, params));
    }
    let mut rows = Rows::new();
    for chunk in writes.chunks(CHUNK) {
        let written = unit.tx.batch(chunk)?;
        let new = chunk.iter().zip(written).filter(|(_, written)| *written == 1);
        rows.extend(new.map(|((_, params), _)| imprint::note(TABLE, 1, params)));
    }
    Ok(rows)
}
