//! The catalogue: every row against the imprint in the entry of the publication that wrote it.

use std::collections::HashMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use db::{Statement, Value};
use ledger::Entry;

use super::{PAGE, Verified, is_unreadable, sql};
use crate::catalogue::publish::content_hash;
use crate::error::{Error, Result};
use crate::house::House;
use crate::log::entries::int;
use crate::log::imprint;

/// How often it is looked again when somebody publishes meanwhile.
const ATTEMPTS: u32 = 5;
/// Entries in one read: each has up to 64 KB.
const ENTRIES: i64 = 100;

/// A table of the catalogue.
struct Table {
    name: &'static str,
    /// Columns of the key, which come first.
    keys: usize,
    /// Columns of which the log has the imprint.
    columns: usize,
    page: &'static Statement,
}

const fn table(name: &'static str, keys: usize, columns: usize, page: &'static Statement) -> Table {
    Table { name, keys, columns, page }
}

const VERSIONS: &str = "item_versions";

static TABLES: [Table; 10] = [
    table("items", 1, 11, &sql::ITEMS),
    // Of the text beside it the fourth column is the hash.
    table(VERSIONS, 2, 4, &sql::ITEM_VERSIONS),
    table("directory_entries", 1, 7, &sql::DIRECTORY_ENTRIES),
    table("departments", 1, 6, &sql::DEPARTMENTS),
    table("places", 1, 3, &sql::PLACES),
    table("regions", 1, 4, &sql::REGIONS),
    table("themes", 1, 3, &sql::THEMES),
    table("regimes", 1, 2, &sql::REGIMES),
    table("calendars", 1, 4, &sql::CALENDARS),
    // The one fact that an office brings.
    table("meta", 1, 2, &sql::SYNONYMS),
];

pub(super) fn check(house: &House, verified: &mut Verified) -> Result<()> {
    let mut attempts = 0;
    let (rows, findings) = loop {
        attempts += 1;
        let mut known = Known::read(house)?;
        let compared = known.compare(house)?;
        let moved = !compared.1.is_empty() && entries(house)? != known.entries;
        if !moved || attempts == ATTEMPTS {
            break compared;
        }
    };
    verified.rows += rows;
    verified.extend(findings);
    Ok(())
}

/// How many entries tell of the catalogue.
fn entries(house: &House) -> Result<u64> {
    house.db.read_blocking(|tx| {
        let row = tx.one(&sql::COUNT_CATALOGUE, &[])?;
        u64::try_from(row.map_or(Ok(0), |row| row.int(0))?).map_err(Error::broken)
    })
}

/// What the log knows of a row.
struct Written {
    imprint: [u8; 32],
    entry: Arc<str>,
    seen: bool,
}

/// What the log knows of all rows, by place.
struct Known {
    rows: HashMap<String, Written>,
    /// Entries that were read.
    entries: u64,
    /// Whether an older release wrote some of the rows: it left no imprints, so a row that no entry
    /// knows may be its.
    older: bool,
}

impl Known {
    fn read(house: &House) -> Result<Self> {
        let mut known = Self { rows: HashMap::new(), entries: 0, older: false };
        let mut after = ("catalogue/".to_owned(), 0);
        loop {
            let params = [after.0.into(), after.1.into(), ENTRIES.into()];
            let page = house.db.read_blocking(move |tx| {
                let rows = tx.all(&sql::CATALOGUE, &params)?;
                let row = |row: &db::Row| Ok((row.text(0)?, row.int(1)?, row.bytes(2)?));
                rows.iter().map(row).collect::<Result<Vec<_>>>()
            })?;
            let Some((stream, seq, _)) = page.last() else { return Ok(known) };
            after = (stream.clone(), *seq);
            for (stream, seq, bytes) in page {
                known.entries += 1;
                // What is unreadable was named with the tree.
                if let Ok(entry) = Entry::decode(&bytes) {
                    known.take(&entry, &format!("{stream} {seq}"));
                }
            }
        }
    }

    fn take(&mut self, entry: &Entry, place: &str) {
        let Some(rows) = imprint::rows(&entry.public) else {
            self.older = true;
            return;
        };
        let entry: Arc<str> = place.into();
        for (place, imprint) in rows {
            let imprint = imprint::parse(imprint).unwrap_or_default();
            let written = Written { imprint, entry: Arc::clone(&entry), seen: false };
            self.rows.insert(place.clone(), written);
        }
    }

    /// Every row of every table; gives how many there are, and what does not hold.
    fn compare(&mut self, house: &House) -> Result<(u64, Vec<String>)> {
        let (mut count, mut findings) = (0, Vec::new());
        let mut unreadable = Vec::new();
        for table in &TABLES {
            let mut after = vec![Value::from(""), Value::from(0_i64)];
            loop {
                after.truncate(table.keys);
                let mut params = after.clone();
                params.push(int(PAGE)?.into());
                let read = move |tx: &mut db::Tx| Ok(tx.all(table.page, &params)?);
                let page = match house.db.read_blocking(read) {
                    Err(error) if is_unreadable(&error) => {
                        let (place, _) = imprint::note(table.name, table.keys, &after);
                        findings
                            .push(format!("{place} or after it: a row cannot be read: {error}"));
                        unreadable.push(format!("{}/", table.name));
                        break;
                    }
                    page => page?,
                };
                let Some(last) = page.last() else { break };
                after = (0..table.keys).map(|key| last.value(key)).collect::<Result<_, _>>()?;
                for row in &page {
                    count += 1;
                    findings.extend(self.row(table, row)?);
                }
            }
        }
        let read = |place: &str| !unreadable.iter().any(|table| place.starts_with(table));
        let gone = self.rows.iter().filter(|(place, written)| !written.seen && read(place));
        let gone = gone.map(|(place, written)| {
            format!("{place}: the log has it ({}), but its row is gone", written.entry)
        });
        findings.extend(gone);
        findings.sort();
        Ok((count, findings))
    }

    fn row(&mut self, table: &Table, row: &db::Row) -> Result<Option<String>> {
        let columns = (0..table.columns).map(|column| row.value(column));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let (place, imprint) = imprint::note(table.name, table.keys, &columns);
        let is_version = table.name == VERSIONS;
        if is_version && content_hash(&row.json(4)?, &row.json(5)?) != row.str(2)? {
            if let Some(written) = self.rows.get_mut(&place) {
                written.seen = true;
            }
            return Ok(Some(format!("{place}: its body and regime are not those of its hash")));
        }
        let Some(written) = self.rows.get_mut(&place) else {
            // A version that was written and not put in force is nobody's yet.
            let staged = is_version && !row.bool(6)?;
            let unknown = !self.older && !staged;
            return Ok(unknown.then(|| format!("{place}: no entry of the log knows this row")));
        };
        written.seen = true;
        let holds = HEXLOWER.encode(&written.imprint) == imprint;
        let other = || format!("{place}: its row is not what {} says", written.entry);
        Ok((!holds).then(other))
    }
}
