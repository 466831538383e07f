//! Cases: each replayed from its entries against its row and the rows beside it.

use std::collections::BTreeMap;

use db::Tx;
use domain::cases::{Case, Event, Recorded, fold};
use ledger::Entry;

use super::files::{self, FileRow};
use super::numbers::Numbers;
use super::{CASES_PAGE, Verified, personal, sql};
use crate::cases::{sql as case_sql, store};
use crate::catalogue::{Catalogue, in_version};
use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::log;
use crate::log::entries::int;

/// Behind every number.
const END: &str = "\u{10ffff}";

/// What was found in a page of cases.
#[derive(Default)]
struct Page {
    cases: u64,
    erased: u64,
    /// The last number; none in the last page.
    last: Option<String>,
    findings: Vec<String>,
    files: Vec<FileRow>,
    numbers: Numbers,
}

pub(super) fn check(house: &House, verified: &mut Verified) -> Result<()> {
    let before = Numbers::stored(house)?;
    let mut drawn = Numbers::default();
    let mut after = String::new();
    loop {
        let (from, catalogue, keys) = (after, house.catalogue(), house.keys.clone());
        let page = house.db.read_blocking(move |tx| read(tx, &catalogue, &keys, &from))?;
        verified.cases += page.cases;
        verified.erased += page.erased;
        verified.extend(page.findings);
        for file in &page.files {
            verified.files += 1;
            let finding = files::check(house, file)?;
            verified.extend(finding);
        }
        drawn.join(page.numbers);
        let Some(last) = page.last else { break };
        after = last;
    }
    // The papers of a case whose row is gone were not read.
    if super::orphans(house, &case_sql::STREAMS_WITHOUT_CASE, verified)? {
        return Ok(());
    }
    let findings = drawn.held_against(&before, &Numbers::stored(house)?);
    verified.extend(findings);
    Ok(())
}

/// Replays the cases after a number, with everything that lies beside them.
fn read(tx: &mut Tx, catalogue: &Catalogue, keys: &Keys, after: &str) -> Result<Page> {
    let limit = int(CASES_PAGE)?;
    let rows = tx.all(&case_sql::NUMBERS, &[after.into(), limit.into()])?;
    let numbers = rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    let full = numbers.len() as u64 == CASES_PAGE;
    let last = numbers.last().filter(|_| full).cloned();
    let mut page = Page { cases: numbers.len() as u64, last, ..Page::default() };
    let between = [after.into(), page.last.as_deref().unwrap_or(END).into()];
    let mut asked: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for row in tx.all(&sql::ASKED, &between)? {
        asked.entry(row.text(0)?).or_default().insert(row.text(1)?, row.text(2)?);
    }
    let mut files: BTreeMap<String, Vec<FileRow>> = BTreeMap::new();
    for row in tx.all(&sql::FILES, &between)? {
        files.entry(row.text(0)?).or_default().push(FileRow::from_row(&row)?);
    }
    for number in &numbers {
        let asked = asked.remove(number).unwrap_or_default();
        let files = files.remove(number).unwrap_or_default();
        let Some(case) = check_case(tx, catalogue, keys, number, &mut page)? else { continue };
        page.erased += u64::from(case.erased);
        page.findings.extend(check_asked(&case, &asked));
        page.findings.extend(files::named(&case, &files));
        page.files.extend(files);
    }
    let no_case = |table, number: &String| format!("{table}/{number}: there is no such case");
    page.findings.extend(asked.keys().map(|number| no_case("asked", number)));
    page.findings.extend(files.keys().map(|number| no_case("case_files", number)));
    Ok(page)
}

/// Replays one case; none when its events do not fold.
fn check_case(
    tx: &mut Tx,
    catalogue: &Catalogue,
    keys: &Keys,
    number: &str,
    page: &mut Page,
) -> Result<Option<Case>> {
    let stream = store::stream(number);
    let (mut entries, mut events) = (Vec::new(), Vec::new());
    for row in tx.all(&log::sql::ENTRIES_OF, &[stream.as_str().into()])? {
        // What is unreadable was named with the tree.
        let Ok(entry) = Entry::decode(&row.bytes(2)?) else { continue };
        match store::event(&entry) {
            Ok(event) => events.push(Recorded { seq: entry.seq, at: entry.time, event }),
            Err(error) => page.findings.push(error.to_string()),
        }
        entries.push((row, entry));
    }
    let erased = events.iter().any(|recorded| matches!(recorded.event, Event::Erased { .. }));
    for (row, entry) in &entries {
        let problem = personal::check(tx, keys, row, entry, erased)?;
        page.findings.extend(problem.map(|problem| format!("{stream} {}: {problem}", entry.seq)));
    }
    let case = match fold(number, &events) {
        Ok(case) => case,
        Err(error) => {
            page.findings.push(format!("case {number}: its events do not fold: {error}"));
            return Ok(None);
        }
    };
    for recorded in &events {
        page.numbers.take(&case.department, &recorded.event);
    }
    let item = match in_version(tx, catalogue, &case.item, case.item_version) {
        Ok(item) => item,
        Err(Error::Broken(error)) => {
            page.findings.push(format!("case {number}: its item cannot be read: {error}"));
            return Ok(Some(case));
        }
        Err(other) => return Err(other),
    };
    let expected = store::columns(&case, &item.terms)?;
    if let Some(row) = tx.one(&case_sql::CASE_ROW, &[number.into()])? {
        let columns = store::COLUMNS.iter().zip(&expected).enumerate();
        let other = columns.filter(|(column, (_, expected))| !holds(&row, *column, expected));
        page.findings.extend(other.map(|(_, (name, _))| {
            format!("case {number}: its row says another {name} than its events")
        }));
    }
    Ok(Some(case))
}

/// The departments that have not answered yet, by the case, against the rows that say so.
fn check_asked(case: &Case, rows: &BTreeMap<String, String>) -> Vec<String> {
    let waits = case.decision.is_none() && !case.is_closed();
    let open = case.asked.iter().filter(|asked| waits && asked.answer.is_none());
    let open: BTreeMap<String, String> =
        open.map(|asked| (asked.department.clone(), asked.due.on.to_string())).collect();
    let departments = open.keys().chain(rows.keys().filter(|asked| !open.contains_key(*asked)));
    let mut findings = Vec::new();
    for department in departments {
        let place = format!("asked/{}/{department}", case.number);
        findings.extend(match (open.get(department), rows.get(department)) {
            (Some(_), None) => Some(format!("{place}: it has not answered, but its row is gone")),
            (None, Some(_)) => Some(format!("{place}: by the case's events nobody asks it")),
            (due, row) if due != row => {
                Some(format!("{place}: its row says another due_on than the case's events"))
            }
            _ => None,
        });
    }
    findings
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
