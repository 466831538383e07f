//! `yichuang verify`: the whole log recomputed from its bytes, and every case replayed against its
//! row. One changed byte, in an entry or in a row, is named with its place.

use db::Tx;
use domain::cases::{Recorded, fold};
use ledger::{Checkpoint, Entry, Verifier, hash_leaf};

use super::entries::{PART, int, place};
use super::sequencer;
use super::sql;
use crate::cases::{sql as case_sql, store};
use crate::catalogue::in_version;
use crate::error::{Error, Result};
use crate::house::House;
use crate::vault::{self, PersonKey};

/// Leaves or cases looked at in one read.
const PAGE: u64 = 1_000;

/// What was verified, and what does not hold.
#[derive(Debug, Default)]
pub struct Verified {
    /// Leaves of the tree.
    pub leaves: u64,
    /// Entries that have no place in the tree yet.
    pub tail: u64,
    /// Streams.
    pub streams: u64,
    /// Cases that were replayed.
    pub cases: u64,
    /// Cases whose personal part is destroyed.
    pub erased: u64,
    /// What does not hold, each with its place.
    pub findings: Vec<String>,
}

/// Verifies everything. `outside` are checkpoints that somebody kept, with a name for each.
pub fn run(house: &House, outside: &[(String, Checkpoint)]) -> Result<Verified> {
    let mut verified = Verified::default();
    log(house, outside, &mut verified)?;
    cases(house, &mut verified)?;
    Ok(verified)
}

fn log(house: &House, outside: &[(String, Checkpoint)], verified: &mut Verified) -> Result<()> {
    let Some(tree) = house.db.read_blocking(|tx| sequencer::tree(tx))? else {
        verified.findings.push("the log has not begun".into());
        return Ok(());
    };
    let known = [house.keys.verifier()];
    let latest = match Checkpoint::open(&tree.checkpoint, &known) {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            verified.findings.push(format!("the stored checkpoint: {error}"));
            return Ok(());
        }
    };
    let mut verifier = Verifier::new("the stored checkpoint", &latest);
    for (name, checkpoint) in outside {
        verifier.hold_against(name, checkpoint);
    }
    for first in (0..latest.size).step_by(usize::try_from(PAGE).map_err(Error::broken)?) {
        let end = latest.size.min(first + PAGE);
        let rows = house.db.read_blocking(move |tx| leaves(tx, first, end))?;
        for Leaf { index, bytes, stored, stream, seq } in rows {
            let entry = verifier.leaf(index, &bytes, &stored);
            check_place(entry.as_ref(), &stream, seq, verified);
        }
    }
    let size = int(latest.size)?;
    let tail = house.db.read_blocking(move |tx| tail(tx, size))?;
    for (stream, seq, bytes) in tail {
        let entry = verifier.tail(&bytes, &hash_leaf(&bytes));
        check_place(entry.as_ref(), &stream, seq, verified);
    }
    let report = verifier.finish();
    verified.leaves = report.leaves;
    verified.tail = report.tail;
    verified.streams = report.streams;
    verified.findings.extend(report.findings.iter().map(ToString::to_string));
    if report.more > 0 {
        verified.findings.push(format!("and {} more", report.more));
    }
    Ok(())
}

struct Leaf {
    index: u64,
    bytes: Vec<u8>,
    stored: ledger::Hash,
    stream: String,
    seq: i64,
}

fn leaves(tx: &mut Tx, first: u64, end: u64) -> Result<Vec<Leaf>> {
    let mut found = Vec::new();
    let mut tile: Option<(u64, Vec<u8>)> = None;
    for row in tx.all(&sql::BY_LEAF, &[int(first)?.into(), int(end)?.into()])? {
        let index = u64::try_from(row.int(0)?).map_err(Error::broken)?;
        let (number, offset) = (index / ledger::tile::WIDTH, index % ledger::tile::WIDTH);
        if tile.as_ref().is_none_or(|(held, _)| *held != number) {
            let stored = tx.one(&sql::TILE, &[0_i64.into(), int(number)?.into()])?;
            let bytes = stored.map(|row| row.bytes(0)).transpose()?.unwrap_or_default();
            tile = Some((number, bytes));
        }
        let start = usize::try_from(offset).map_err(Error::broken)? * 32;
        let held = tile.as_ref().and_then(|(_, bytes)| bytes.get(start..start + 32));
        let stored = held.and_then(|hash| hash.try_into().ok()).unwrap_or([0; 32]);
        let (stream, seq) = (row.text(1)?, row.int(2)?);
        found.push(Leaf { index, bytes: row.bytes(3)?, stored, stream, seq });
    }
    Ok(found)
}

fn tail(tx: &mut Tx, size: i64) -> Result<Vec<(String, i64, Vec<u8>)>> {
    let mut found = Vec::new();
    for row in tx.all(&sql::TAIL, &[size.into()])? {
        found.push((row.text(0)?, row.int(1)?, row.bytes(2)?));
    }
    Ok(found)
}

/// The row under which an entry is stored must be the one that its bytes name.
fn check_place(entry: Option<&Entry>, stream: &str, seq: i64, verified: &mut Verified) {
    let Some(entry) = entry else { return };
    if entry.stream != stream || int(entry.seq).ok() != Some(seq) {
        verified
            .findings
            .push(format!("the row {stream} {seq} holds the entry {} {}", entry.stream, entry.seq));
    }
}

fn cases(house: &House, verified: &mut Verified) -> Result<()> {
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
    catalogue: &crate::catalogue::Catalogue,
    keys: &crate::keys::Keys,
    number: &str,
) -> Result<(bool, Vec<String>)> {
    let stream = store::stream(number);
    let mut findings = Vec::new();
    let mut events = Vec::new();
    for row in tx.all(&sql::ENTRIES_OF, &[stream.as_str().into()])? {
        let Ok(entry) = Entry::decode(&row.bytes(2)?) else { continue };
        if let Some(problem) = check_personal(tx, keys, &stream, &row, &entry)? {
            findings.push(problem);
        }
        match store::event(&entry) {
            Ok(event) => events.push(Recorded { seq: entry.seq, at: entry.time, event }),
            Err(error) => findings.push(error.to_string()),
        }
    }
    let case = match fold(number, &events) {
        Ok(case) => case,
        Err(error) => {
            findings.push(format!("case {number}: its events do not fold: {error}"));
            return Ok((false, findings));
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
    Ok((case.erased, findings))
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

/// The cipher beside an entry must open to what the entry committed to, unless it was erased.
fn check_personal(
    tx: &mut Tx,
    keys: &crate::keys::Keys,
    stream: &str,
    row: &db::Row,
    entry: &Entry,
) -> Result<Option<String>> {
    let (Some(person), Some(cipher)) = (row.text_opt(3)?, row.bytes_opt(4)?) else {
        return Ok(None);
    };
    let Some(wrapped) = tx.one(&sql::PERSON_KEY, &[stream.into(), person.as_str().into()])? else {
        return Ok(Some(format!("{stream} {}: a cipher without its key", entry.seq)));
    };
    let key = PersonKey::unwrap(keys, &wrapped.bytes(0)?, stream, &person);
    let opened = key.and_then(|key| vault::open_part(&key, &place(stream, entry.seq), &cipher));
    let promised = entry.personal.iter().find(|part| part.part == PART && part.subject == person);
    let holds = opened.ok().zip(promised).is_some_and(|(opened, promised)| {
        ledger::commit::open(&promised.commitment, &opened.salt, &opened.text)
    });
    Ok((!holds).then(|| {
        format!("{stream} {}: the personal part is not what the entry committed to", entry.seq)
    }))
}
