//! Cases: each replayed from its entries against its row, and the personal parts beside them.

use db::Tx;
use domain::cases::{Event, Recorded, fold};
use ledger::Entry;

use super::{PAGE, Verified};
use crate::cases::{sql as case_sql, store};
use crate::catalogue::{Catalogue, in_version};
use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::log::entries::{PART, int, place};
use crate::log::sql;
use crate::vault::{self, PersonKey};

pub(super) fn check(house: &House, verified: &mut Verified) -> Result<()> {
    let mut after = String::new();
    loop {
        let from = after.clone();
        let (catalogue, keys) = (house.catalogue(), house.keys.clone());
        let page = house.db.read_blocking(move |tx| {
            let limit = int(PAGE)?;
            let mut found = Vec::new();
            for row in tx.all(&case_sql::NUMBERS, &[from.as_str().into(), limit.into()])? {
                let number = row.text(0)?;
                let outcome = check_case(tx, &catalogue, &keys, &number)?;
                found.push((number, outcome));
            }
            Ok::<_, Error>(found)
        })?;
        let Some((last, _)) = page.last() else { break };
        after.clone_from(last);
        for (_, (erased, findings)) in page {
            verified.cases += 1;
            verified.erased += u64::from(erased);
            verified.findings.extend(findings);
        }
    }
    let orphans = house.db.read_blocking(|tx| {
        let rows = tx.all(&case_sql::STREAMS_WITHOUT_CASE, &[])?;
        rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>().map_err(Error::from)
    })?;
    let lost = |stream: String| format!("{stream}: the log has it, but its row is gone");
    verified.findings.extend(orphans.into_iter().map(lost));
    Ok(())
}

/// Replays one case; gives whether it is erased, and what does not hold.
fn check_case(
    tx: &mut Tx,
    catalogue: &Catalogue,
    keys: &Keys,
    number: &str,
) -> Result<(bool, Vec<String>)> {
    let stream = store::stream(number);
    let mut findings = Vec::new();
    let (mut entries, mut events) = (Vec::new(), Vec::new());
    for row in tx.all(&sql::ENTRIES_OF, &[stream.as_str().into()])? {
        // What is unreadable was named with the tree.
        let Ok(entry) = Entry::decode(&row.bytes(2)?) else { continue };
        match store::event(&entry) {
            Ok(event) => events.push(Recorded { seq: entry.seq, at: entry.time, event }),
            Err(error) => findings.push(error.to_string()),
        }
        entries.push((row, entry));
    }
    let erased = events.iter().any(|recorded| matches!(recorded.event, Event::Erased { .. }));
    for (row, entry) in &entries {
        let problem = check_personal(tx, keys, row, entry, erased)?;
        findings.extend(problem.map(|problem| format!("{stream} {}: {problem}", entry.seq)));
    }
    let case = match fold(number, &events) {
        Ok(case) => case,
        Err(error) => {
            findings.push(format!("case {number}: its events do not fold: {error}"));
            return Ok((erased, findings));
        }
    };
    let item = in_version(tx, catalogue, &case.item, case.item_version)?;
    let expected = store::columns(&case, &item.terms)?;
    if let Some(row) = tx.one(&case_sql::CASE_ROW, &[number.into()])? {
        for (column, (name, expected)) in store::COLUMNS.iter().zip(&expected).enumerate() {
            if !holds(&row, column, expected) {
                findings
                    .push(format!("case {number}: its row says another {name} than its events"));
            }
        }
    }
    Ok((erased, findings))
}

/// Whether a column of the row holds this value.
fn holds(row: &db::Row, column: usize, expected: &db::Value) -> bool {
    use db::Value;
    match expected {
        Value::Null => row.text_opt(column) == Ok(None),
        Value::Text(text) => row.str(column) == Ok(text),
        Value::Int(number) => row.int(column) == Ok(*number),
        Value::Bool(yes) => row.bool(column) == Ok(*yes),
        Value::Time(at) => row.time(column) == Ok(*at),
        Value::Json(json) => row.json(column).as_ref() == Ok(json),
        Value::Bytes(bytes) => row.bytes(column).as_ref() == Ok(bytes),
    }
}

/// The cipher beside an entry must open to what the entry committed to. Only an erasure that is on
/// record lets it be gone, and then it must be.
fn check_personal(
    tx: &mut Tx,
    keys: &Keys,
    row: &db::Row,
    entry: &Entry,
    erased: bool,
) -> Result<Option<&'static str>> {
    let (person, cipher) = (row.text_opt(3)?, row.bytes_opt(4)?);
    let promised = entry.personal.iter().find(|part| part.part == PART);
    let (promised, person, cipher) = match (promised, person, cipher) {
        (Some(promised), Some(person), Some(cipher)) => (promised, person, cipher),
        (None, None, None) => return Ok(None),
        (Some(promised), Some(person), None) if erased && promised.subject == person => {
            let key = [entry.stream.as_str().into(), person.as_str().into()];
            let kept = tx.one(&sql::PERSON_KEY, &key)?.is_some();
            return Ok(kept.then_some("it was erased, and its key is still there"));
        }
        (Some(_), _, None) => {
            return Ok(Some("its personal part is gone, and no erasure is on record"));
        }
        _ => return Ok(Some("its row names another personal part than the entry")),
    };
    if erased {
        return Ok(Some("it was erased, and its personal part is still there"));
    }
    let key = [entry.stream.as_str().into(), person.as_str().into()];
    let Some(wrapped) = tx.one(&sql::PERSON_KEY, &key)? else {
        return Ok(Some("a cipher without its key"));
    };
    let key = PersonKey::unwrap(keys, &wrapped.bytes(0)?, &entry.stream, &person);
    let place = place(&entry.stream, entry.seq);
    let opened = key.and_then(|key| vault::open_part(&key, &place, &cipher)).ok();
    let holds = promised.subject == person
        && opened.is_some_and(|opened| {
            ledger::commit::open(&promised.commitment, &opened.salt, &opened.text)
        });
    Ok((!holds).then_some("the personal part is not what the entry committed to"))
}
