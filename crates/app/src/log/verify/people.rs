//! Staff and accounts: each row against what the entries of its stream say of it.

use db::{Row, Tx};
use ledger::Entry;
use serde_json::{Map, Value, json};

use super::{PAGE, Verified, personal, sql};
use crate::error::Result;
use crate::house::House;
use crate::keys::Keys;
use crate::log::entries::int;
use crate::log::imprint;
use crate::{log, people, staff};

/// Columns with their values, as entries say them.
type Told = Vec<(&'static str, Value)>;

/// One of the two tables.
struct Table {
    name: &'static str,
    page: &'static db::Statement,
    orphans: &'static db::Statement,
    /// The column that the stream is named by.
    id: usize,
    stream: fn(&str) -> String,
    /// Columns that entries say in words.
    told: fn(&Row) -> Result<Told>,
}

static TABLES: [Table; 2] = [
    Table {
        name: "staff",
        page: &sql::STAFF,
        orphans: &sql::STREAMS_WITHOUT_STAFF,
        id: 1,
        stream: staff::stream,
        told: |row| {
            Ok(vec![
                ("department", json!(row.text(4)?)),
                ("region", json!(row.text(5)?)),
                ("roles", serde_json::from_str(&row.json(6)?).unwrap_or_default()),
                ("window", json!(row.text_opt(7)?)),
                ("active", json!(row.bool(9).ok())),
            ])
        },
    },
    Table {
        name: "accounts",
        page: &sql::ACCOUNTS,
        orphans: &sql::STREAMS_WITHOUT_ACCOUNT,
        id: 0,
        stream: people::stream,
        told: |row| {
            Ok(vec![
                ("kind", json!(row.text(1)?)),
                ("person", json!(row.text(2)?)),
                ("level", json!(row.text(5)?)),
                ("verified_at", json!(row.time_opt(8)?)),
                ("verified_by", json!(row.text_opt(9)?)),
            ])
        },
    },
];

pub(super) fn check(house: &House, verified: &mut Verified) -> Result<()> {
    for table in &TABLES {
        let mut after = String::new();
        loop {
            let (from, keys) = (after.clone(), house.keys.clone());
            let page = house.db.read_blocking(move |tx| page(tx, &keys, table, &from))?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            for (_, findings) in page {
                verified.rows += 1;
                verified.extend(findings);
            }
        }
        super::orphans(house, table.orphans, verified)?;
    }
    Ok(())
}

/// Rows after a key: the key of each, and what does not hold.
fn page(
    tx: &mut Tx,
    keys: &Keys,
    table: &Table,
    after: &str,
) -> Result<Vec<(String, Vec<String>)>> {
    let mut found = Vec::new();
    for row in tx.all(table.page, &[after.into(), int(PAGE)?.into()])? {
        let findings = check_row(tx, keys, table, &row)?;
        found.push((row.text(0)?, findings));
    }
    Ok(found)
}

fn check_row(tx: &mut Tx, keys: &Keys, table: &Table, row: &Row) -> Result<Vec<String>> {
    let id = row.text(table.id)?;
    let (stream, place) = ((table.stream)(&id), format!("{}/{id}", table.name));
    let mut findings = Vec::new();
    let mut story = Story::default();
    for entry_row in tx.all(&log::sql::ENTRIES_OF, &[stream.as_str().into()])? {
        // What is unreadable was named with the tree.
        let Ok(entry) = Entry::decode(&entry_row.bytes(2)?) else { continue };
        let problem = personal::check(tx, keys, &entry_row, &entry, false)?;
        findings.extend(problem.map(|problem| format!("{stream} {}: {problem}", entry.seq)));
        story.take(&entry, &place);
    }
    if !story.begun {
        let login = row.str(0)?;
        findings.push(format!("{place} ({login}): no entry of the log knows this row"));
        return Ok(findings);
    }
    let told = (table.told)(row)?.into_iter();
    let other =
        told.filter(|(name, value)| story.says.get(*name).is_some_and(|said| said != value));
    let other: Vec<_> = other.map(|(name, _)| name).collect();
    for name in &other {
        findings.push(format!("{place}: its row says another {name} than the entries of {stream}"));
    }
    let imprint = imprint::of_row(row, row.len())?;
    if let Some((said, seq)) = story.imprint
        && said != imprint
        && other.is_empty()
    {
        findings.push(format!("{place}: its row is not what {stream} {seq} says"));
    }
    Ok(findings)
}

/// What the entries of a stream say of its row, the last word of each.
#[derive(Default)]
struct Story {
    begun: bool,
    says: Map<String, Value>,
    imprint: Option<(String, u64)>,
}

impl Story {
    fn take(&mut self, entry: &Entry, place: &str) {
        let mut say = |name: &str, value: Value| self.says.insert(name.to_owned(), value);
        match entry.kind.as_str() {
            "staff.added" => {
                self.begun = true;
                say("active", true.into());
            }
            "staff.deactivated" => drop(say("active", false.into())),
            "staff.reactivated" => drop(say("active", true.into())),
            "account.registered" => {
                self.begun = true;
                say("verified_at", Value::Null);
                say("verified_by", Value::Null);
            }
            "account.verified" => {
                say("verified_at", json!(entry.time));
                say("verified_by", entry.actor.strip_prefix("staff:").into());
            }
            _ => {}
        }
        for (name, value) in entry.public.as_object().into_iter().flatten() {
            self.says.insert(name.clone(), value.clone());
        }
        let imprint = imprint::rows(&entry.public).and_then(|rows| rows.get(place)?.as_str());
        if let Some(imprint) = imprint {
            self.imprint = Some((imprint.to_owned(), entry.seq));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_counts() {
        let entry = |seq, kind: &str, public| Entry {
            stream: "staff/s1".into(),
            seq,
            kind: kind.into(),
            version: 1,
            time: base::Timestamp::from_micros(0),
            actor: "system".into(),
            public,
            personal: Vec::new(),
        };
        let mut story = Story::default();
        let rows = |imprint: &str| json!({ "staff/s1": imprint });
        story.take(
            &entry(1, "staff.added", json!({ "region": "1", "rows": rows("a") })),
            "staff/s1",
        );
        story.take(&entry(2, "staff.changed", json!({ "region": "2" })), "staff/s1");
        story.take(&entry(3, "staff.deactivated", json!({ "rows": rows("b") })), "staff/s1");
        assert_eq!(story.says["region"], "2");
        assert_eq!(story.says["active"], false);
        assert_eq!(story.imprint, Some(("b".to_owned(), 3)));
        assert!(story.begun);
    }
}
