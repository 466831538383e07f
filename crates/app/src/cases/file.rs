//! 案卷: the whole file of a case with its personal parts, for those who may read it. Reading another
//! person's file is itself an entry of the work log, with its purpose.

use std::collections::BTreeMap;

use base::Timestamp;
use domain::access::{Action, Actor, Resource};
use domain::cases::{Event, Party, PostalAddress};
use ledger::Entry;
use serde_json::{Map, Value, json};

use super::sql;
use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::log::{self, entries};
use crate::unit::Unit;
use crate::vault;

/// An entry of the case as the file shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who, as the log knows them.
    pub actor: String,
    /// What.
    pub event: Event,
    /// The personal part; none where there is none or it was erased.
    pub personal: Option<Value>,
    /// Its place in the log, once it has one.
    pub leaf: Option<i64>,
    /// The hash of its leaf, which a receipt's promise names.
    pub leaf_hash: ledger::Hash,
}

/// The file of a case.
#[derive(Clone)]
pub struct File {
    /// The case and its item.
    pub loaded: Loaded,
    /// Its entries, oldest first.
    pub lines: Vec<Line>,
    /// Persons; empty when erased.
    pub parties: Vec<Party>,
    /// The answers as they stand after everything that was mended or supplied.
    pub answers: Map<String, Value>,
    /// Where to post.
    pub address: Option<PostalAddress>,
    /// Stored files.
    pub files: Vec<StoredFile>,
    /// Who has read the file, newest last: shown to the person.
    pub readings: Vec<Reading>,
    /// Whether it was opened. Else there is only what happened and when, without anybody's data.
    pub whole: bool,
}

impl File {
    /// Whether this actor, and nobody else, has done something of the kind since the event that
    /// their page showed last: then a form that is refused as overtaken is their own second click.
    pub fn done_since(&self, seen: u64, actor: &Actor, kind: impl Fn(&Event) -> bool) -> bool {
        let me = actor.pseudonym();
        let since = || self.lines.iter().filter(|line| line.seq > seen);
        // What the law has done by itself meanwhile is nobody's.
        let mut others = since().filter(|line| line.actor != me && line.actor != "system");
        others.next().is_none() && since().any(|line| line.actor == me && kind(&line.event))
    }
}

/// A stored file of the case.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its id.
    pub id: String,
    /// The material it is.
    pub material: String,
    /// Its name.
    pub name: String,
    /// Type by content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// When it came.
    pub at: Timestamp,
}

/// Somebody read the file.
#[derive(Debug, Clone)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What for.
    pub purpose: String,
}

/// Opens the file. A member of staff's reading is noted; so this writes.
pub fn open(unit: &mut Unit<'_>, number: &str, purpose: &str) -> Result<File> {
    let loaded = store::for_act(unit, Action::ReadCase, number)?;
    note(unit, number, purpose)?;
    assemble(unit, loaded)
}

/// The file where the actor may read it; else, for whoever may know how far the case has come, what
/// happened in it.
pub fn open_or_status(unit: &mut Unit<'_>, number: &str, purpose: &str) -> Result<File> {
    let loaded = store::for_act(unit, Action::ReadStatus, number)?;
    if may_read(unit, &loaded) {
        return open(unit, number, purpose);
    }
    let mut lines = lines(unit, number)?;
    for line in &mut lines {
        line.personal = None;
    }
    Ok(File {
        loaded,
        lines,
        parties: Vec::new(),
        answers: Map::new(),
        address: None,
        files: Vec::new(),
        readings: Vec::new(),
        whole: false,
    })
}

/// Whether the actor may read the file of the case as it stands.
pub(super) fn may_read(unit: &Unit<'_>, loaded: &Loaded) -> bool {
    let case = Resource::Case(loaded.case.resource());
    unit.cx.authorise(Action::ReadCase, &case).is_ok()
}

/// The file for one paper of it, that of an event: whoever drew a paper up may print it again.
pub fn open_paper(unit: &mut Unit<'_>, number: &str, seq: u64, purpose: &str) -> Result<File> {
    let mut loaded = store::read(unit, number)?;
    store::as_of_now(unit, &mut loaded)?;
    let params = [store::stream(number).into(), entries::int(seq)?.into()];
    let row = unit.tx.one(&log::sql::ENTRY, &params)?.ok_or(Error::NotFound)?;
    let drawn_by = Entry::decode(&row.bytes(2)?).map_err(Error::broken)?.actor;
    let paper = Resource::Paper { case: loaded.case.resource(), drawn_by: &drawn_by };
    unit.authorise(Action::ReadPaper, &paper)?;
    note(unit, number, purpose)?;
    assemble(unit, loaded)
}

/// Notes that a member of staff reads the file, for the person to see.
fn note(unit: &mut Unit<'_>, number: &str, purpose: &str) -> Result<()> {
    if unit.cx.actor.staff().is_none() {
        return Ok(());
    }
    let public = json!({ "purpose": purpose });
    log::append(unit, &readings_stream(number), "access.case_read", public).map(drop)
}

/// The file for the person whose case it is.
pub fn own(unit: &mut Unit<'_>, number: &str) -> Result<File> {
    let loaded = store::for_view(unit, Action::ReadCase, number)?;
    if !matches!(unit.cx.actor, Actor::Account(_)) {
        return Err(Error::Forbidden);
    }
    assemble(unit, loaded)
}

/// The applicant, for lists that mask the name, so no reading is noted.
pub(super) fn applicant(unit: &mut Unit<'_>, number: &str) -> Result<Option<Party>> {
    let role = domain::people::PartyRole::Applicant;
    Ok(parties_of(unit, number)?.into_iter().find(|party| party.role == role))
}

/// Persons, for use cases that have authorised it themselves.
pub(super) fn parties_of(unit: &mut Unit<'_>, number: &str) -> Result<Vec<Party>> {
    let stream = store::stream(number);
    let Some(row) = unit.tx.one(&log::sql::ENTRY, &[stream.as_str().into(), 1_i64.into()])? else {
        return Ok(Vec::new());
    };
    let personal = personal(unit, &stream, &row)?;
    Ok(personal.map(|value| parties(&value)).unwrap_or_default())
}

/// Who the members of staff are that have read the file, for the person whose case it is: by the
/// name under which the log has them, their own name and their department's `id`.
pub fn readers(unit: &mut Unit<'_>, file: &File) -> Result<BTreeMap<String, (String, String)>> {
    let rows = unit.tx.all(&crate::staff::sql::NAMES, &[])?;
    let mut readers = BTreeMap::new();
    for row in rows {
        let actor = format!("staff:{}", row.text(0)?);
        if file.readings.iter().any(|reading| reading.actor == actor) {
            readers.insert(actor, (row.text(1)?, row.text(2)?));
        }
    }
    Ok(readers)
}

/// The stream of who has read a case, beside its own.
pub(super) fn readings_stream(number: &str) -> String {
    format!("access/{number}")
}

fn assemble(unit: &mut Unit<'_>, loaded: Loaded) -> Result<File> {
    let number = loaded.case.number.clone();
    let lines = lines(unit, &number)?;
    let first = lines.first().and_then(|line| line.personal.clone()).unwrap_or(Value::Null);
    let address = first.get("address").cloned().unwrap_or(Value::Null);
    Ok(File {
        parties: parties(&first),
        answers: answers(&lines),
        address: serde_json::from_value(address).unwrap_or_default(),
        files: files(unit, &number)?,
        readings: readings(unit, &number)?,
        loaded,
        lines,
        whole: true,
    })
}

/// The answers of the form, for use cases that have authorised it themselves.
pub(super) fn answers_of(unit: &mut Unit<'_>, number: &str) -> Result<Map<String, Value>> {
    Ok(answers(&lines(unit, number)?))
}

fn lines(unit: &mut Unit<'_>, number: &str) -> Result<Vec<Line>> {
    let stream = store::stream(number);
    let rows = unit.tx.all(&log::sql::ENTRIES_OF, &[stream.as_str().into()])?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let bytes = row.bytes(2)?;
        let entry = Entry::decode(&bytes).map_err(Error::broken)?;
        lines.push(Line {
            seq: entry.seq,
            at: entry.time,
            actor: entry.actor.clone(),
            event: store::event(&entry)?,
            personal: personal(unit, &stream, row)?,
            leaf: row.int_opt(5)?,
            leaf_hash: ledger::hash_leaf(&bytes),
        });
    }
    Ok(lines)
}

/// The personal part of an entry's row, if its key still exists.
fn personal(unit: &mut Unit<'_>, stream: &str, row: &db::Row) -> Result<Option<Value>> {
    let (Some(person), Some(cipher)) = (row.text_opt(3)?, row.bytes_opt(4)?) else {
        return Ok(None);
    };
    let Some(key) = log::person_key(unit.tx, &unit.cx.house.keys, stream, &person)? else {
        return Ok(None);
    };
    let seq = u64::try_from(row.int(0)?).map_err(Error::broken)?;
    let opened = vault::open_part(&key, &entries::place(stream, seq), &cipher)?;
    serde_json::from_slice(&opened.text).map(Some).map_err(Error::broken)
}

fn parties(personal: &Value) -> Vec<Party> {
    let parties = personal.get("parties").cloned().unwrap_or(Value::Null);
    serde_json::from_value(parties).unwrap_or_default()
}

/// The answers of the form after everything that was mended or supplied.
fn answers(lines: &[Line]) -> Map<String, Value> {
    let mut all = Map::new();
    for line in lines {
        let given = line.personal.as_ref().and_then(|value| value.get("answers"));
        for (name, value) in given.and_then(Value::as_object).into_iter().flatten() {
            all.insert(name.clone(), value.clone());
        }
    }
    all
}

pub(crate) fn files(unit: &mut Unit<'_>, number: &str) -> Result<Vec<StoredFile>> {
    let rows = unit.tx.all(&sql::FILES, &[number.into()])?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let name = vault::open_own(&unit.cx.house.keys, &file_place(&id), &row.bytes(2)?)?;
            Ok(StoredFile {
                material: row.text(1)?,
                name: String::from_utf8_lossy(&name).into_owned(),
                media_type: row.text(3)?,
                size: row.int(4)?,
                sha256: row.text(5)?,
                at: row.time(6)?,
                id,
            })
        })
        .collect()
}

/// Where the encrypted name of a file belongs.
pub fn file_place(id: &str) -> String {
    format!("file/{id}")
}

fn readings(unit: &mut Unit<'_>, number: &str) -> Result<Vec<Reading>> {
    let rows = unit.tx.all(&log::sql::ENTRIES_OF, &[readings_stream(number).into()])?;
    rows.iter()
        .map(|row| {
            let entry = Entry::decode(&row.bytes(2)?).map_err(Error::broken)?;
            let purpose = entry.public.get("purpose").and_then(Value::as_str);
            let purpose = purpose.unwrap_or_default().to_owned();
            Ok(Reading { at: entry.time, actor: entry.actor, purpose })
        })
        .collect()
}

/// What each material has: papers that came, by material.
pub fn by_material(files: &[StoredFile]) -> BTreeMap<&str, Vec<&StoredFile>> {
    let mut map: BTreeMap<&str, Vec<&StoredFile>> = BTreeMap::new();
    for file in files {
        map.entry(file.material.as_str()).or_default().push(file);
    }
    map
}
