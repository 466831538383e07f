//! Loading and saving a case: its events, and the row that folds from them.

use std::sync::Arc;

use base::Timestamp;
use db::{Tx, Value as Column};
use domain::access::{Action, Resource};
use domain::cases::{
    self, Case, Emitted, Event, Facts, PROJECTION, Recorded, Terms, due_effects, fold, next_effect,
};
use domain::people::PartyRole;
use ledger::Entry;
use serde_json::Value;

use super::{numbers, sql};
use crate::catalogue::{Published, in_version};
use crate::error::{Error, Result};
use crate::log::{self, entries};
use crate::unit::Unit;

/// The stream of a case in the work log.
pub fn stream(number: &str) -> String {
    format!("case/{number}")
}

/// A case with the version of the item that it follows.
#[derive(Clone)]
pub struct Loaded {
    /// The case as it stands now, silence included.
    pub case: Case,
    /// The item in the version of the case.
    pub item: Arc<Published>,
    /// When its last event was recorded, where the case was loaded for an act.
    last_at: Option<Timestamp>,
}

impl Loaded {
    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.item.terms
    }

    /// The moment at which something is recorded now. Where the clock of another node was ahead it
    /// is that of the last event: the times of a stream never go back.
    pub(super) fn moment(&self, now: Timestamp) -> Timestamp {
        self.last_at.map_or(now, |last| last.max(now))
    }
}

/// The case, if the actor may do the action to it, with what the law has done to it meanwhile
/// recorded. Only for units that write.
pub fn for_act(unit: &mut Unit<'_>, action: Action, number: &str) -> Result<Loaded> {
    let mut loaded = read(unit, number)?;
    // Who may do what depends on where the case stands, and it stands where the law has it.
    let mut standing = loaded.clone();
    as_of_now(unit, &mut standing)?;
    unit.authorise(action, &Resource::Case(standing.case.resource()))?;
    apply_due(unit, &mut loaded)?;
    Ok(loaded)
}

/// The case, if the actor may do the action to it, as the law has it now, without writing.
pub fn for_view(unit: &mut Unit<'_>, action: Action, number: &str) -> Result<Loaded> {
    let mut loaded = read(unit, number)?;
    as_of_now(unit, &mut loaded)?;
    unit.authorise(action, &Resource::Case(loaded.case.resource()))?;
    Ok(loaded)
}

/// What the law has done meanwhile, applied in memory: it holds whoever looks first.
pub fn as_of_now(unit: &Unit<'_>, loaded: &mut Loaded) -> Result<()> {
    let catalogue = unit.cx.house.catalogue();
    let region = region(&loaded.case.region)?;
    let now = loaded.moment(unit.cx.now);
    let facts = Facts {
        now,
        terms: &loaded.item.terms,
        calendar: catalogue.calendars().of(&region),
        staff: None,
    };
    for emitted in due_effects(&loaded.case, &facts) {
        let seq = loaded.case.seq + 1;
        let recorded = Recorded { seq, at: now, event: emitted.event };
        loaded.case.apply(&recorded).map_err(Error::broken)?;
    }
    Ok(())
}

/// Records what the law has done meanwhile.
pub fn apply_due(unit: &mut Unit<'_>, loaded: &mut Loaded) -> Result<bool> {
    let catalogue = unit.cx.house.catalogue();
    let region = region(&loaded.case.region)?;
    let emitted = {
        let facts = Facts {
            now: loaded.moment(unit.cx.now),
            terms: &loaded.item.terms,
            calendar: catalogue.calendars().of(&region),
            staff: None,
        };
        due_effects(&loaded.case, &facts)
    };
    if emitted.is_empty() {
        return Ok(false);
    }
    record(unit, loaded, emitted, "system")?;
    Ok(true)
}

/// Records events of the actor: entries in the log, the row that follows from them.
pub fn record(
    unit: &mut Unit<'_>,
    loaded: &mut Loaded,
    emitted: Vec<Emitted>,
    actor: &str,
) -> Result<()> {
    let (number, department) = (loaded.case.number.clone(), loaded.case.department.clone());
    let stream = stream(&number);
    let at = loaded.moment(unit.cx.now);
    loaded.last_at = Some(at);
    for Emitted { mut event, personal } in emitted {
        numbers::give(unit, &department, at, &mut event)?;
        let seq = loaded.case.seq + 1;
        let person = loaded.case.party(PartyRole::Applicant).unwrap_or("nobody").to_owned();
        let key = match &personal {
            None => None,
            Some(_) => match log::person_key(unit.tx, &unit.cx.house.keys, &stream, &person)? {
                Some(key) => Some(key),
                None => Some(entries::new_person_key(unit, &stream, &person)?),
            },
        };
        let new = log::NewEntry {
            stream: &stream,
            seq,
            kind: event.kind(),
            version: event.version(),
            at,
            actor: actor.to_owned(),
            public: public(&event)?,
            personal: personal.as_ref().zip(key.as_ref()).map(|(value, key)| log::Personal {
                person: &person,
                key,
                value,
            }),
        };
        let written = log::write(&mut unit.draw, new)?;
        log::insert(unit.tx, &written)?;
        asked(unit.tx, &number, &event)?;
        let recorded = Recorded { seq, at, event };
        loaded.case.apply(&recorded).map_err(Error::broken)?;
    }
    save(unit.tx, &loaded.case, loaded.terms())
}

/// The public part of an event: everything but its kind, which the entry names.
pub fn public(event: &Event) -> Result<Value> {
    let mut value = serde_json::to_value(event).map_err(Error::broken)?;
    if let Value::Object(fields) = &mut value {
        fields.shift_remove("kind");
    }
    Ok(value)
}

/// The event of an entry. Versions before the present one are brought up to it here, for ever.
pub fn event(entry: &Entry) -> Result<Event> {
    let kind = entry.kind.strip_prefix("case.").unwrap_or(&entry.kind);
    let mut value = entry.public.clone();
    match &mut value {
        Value::Object(fields) => {
            fields.insert("kind".to_owned(), Value::from(kind));
        }
        _ => return Err(Error::Broken(format!("{} {}: no object", entry.stream, entry.seq))),
    }
    serde_json::from_value(value)
        .map_err(|error| Error::Broken(format!("{} {}: {error}", entry.stream, entry.seq)))
}

/// Folds the stored events of a case.
pub fn replay(tx: &mut Tx, number: &str) -> Result<Case> {
    let mut events = Vec::new();
    for row in tx.all(&log::sql::ENTRIES_OF, &[stream(number).into()])? {
        let entry = Entry::decode(&row.bytes(2)?).map_err(Error::broken)?;
        events.push(Recorded { seq: entry.seq, at: entry.time, event: event(&entry)? });
    }
    fold(number, &events).map_err(Error::broken)
}

pub(super) fn read(unit: &mut Unit<'_>, number: &str) -> Result<Loaded> {
    let row = unit.tx.one(&sql::CASE, &[number.into()])?.ok_or(Error::NotFound)?;
    let mut loaded = of_row(unit, number, &row)?;
    loaded.last_at = row.time_opt(2)?;
    Ok(loaded)
}

/// The case for whoever only looks: without the moment of its last event, which an act must know.
pub(super) fn see(unit: &mut Unit<'_>, number: &str) -> Result<Loaded> {
    let row = unit.tx.one(&sql::CASE_SEEN, &[number.into()])?.ok_or(Error::NotFound)?;
    of_row(unit, number, &row)
}

fn of_row(unit: &mut Unit<'_>, number: &str, row: &db::Row) -> Result<Loaded> {
    let case =
        if row.int(1)? == PROJECTION { parse(&row.json(0)?)? } else { replay(unit.tx, number)? };
    with_item(unit, case)
}

/// The case with its item.
pub fn with_item(unit: &mut Unit<'_>, case: Case) -> Result<Loaded> {
    let catalogue = unit.cx.house.catalogue();
    let item = in_version(unit.tx, &catalogue, &case.item, case.item_version)?;
    Ok(Loaded { case, item, last_at: None })
}

/// A case from the JSON of its row.
pub fn parse(body: &str) -> Result<Case> {
    serde_json::from_str(body).map_err(Error::broken)
}

/// A region's code as a type.
pub fn region(code: &str) -> Result<base::codes::RegionCode> {
    base::codes::RegionCode::parse(code).map_err(Error::broken)
}

/// Saves the row of a case.
pub fn save(tx: &mut Tx, case: &Case, terms: &Terms) -> Result<()> {
    tx.run(&sql::PUT_CASE, &columns(case, terms)?)?;
    Ok(())
}

/// The columns of the row, in the order of the table.
pub const COLUMNS: [&str; 27] = [
    "number",
    "seq",
    "state",
    "item",
    "item_version",
    "department",
    "region",
    "channel",
    "filed_by",
    "applicant",
    "subject",
    "officer",
    "received_at",
    "answer_due_on",
    "due_on",
    "promised_due_on",
    "statutory_due_on",
    "provisional",
    "effect_at",
    "outcome",
    "result_number",
    "decided_at",
    "closing",
    "closed_at",
    "projection",
    "body",
    "received_in",
];

/// Every column of the row, in the order of the table.
pub fn columns(case: &Case, terms: &Terms) -> Result<Vec<Column>> {
    let due = case.due_on();
    let day = |due: Option<cases::Due>| due.map(|due| due.on);
    let closing = match case.state {
        cases::State::Closed { closing } => Some(word(&closing)?),
        _ => None,
    };
    let decided = case.decision.as_ref();
    Ok(vec![
        case.number.as_str().into(),
        entries::int(case.seq)?.into(),
        case.state.stage().word().into(),
        case.item.as_str().into(),
        case.item_version.into(),
        case.department.as_str().into(),
        case.region.as_str().into(),
        word(&case.channel)?.into(),
        case.filed_by.as_deref().into(),
        case.party(PartyRole::Applicant).into(),
        case.party(PartyRole::Subject).into(),
        case.held.officer.as_deref().into(),
        case.received_at.into(),
        day(case.answer_due).into(),
        day(due).into(),
        day(case.due.promised).into(),
        day(case.due.statutory).into(),
        case.is_provisional().into(),
        next_effect(case, terms).into(),
        case.outcome().map(|outcome| word(&outcome)).transpose()?.into(),
        decided.and_then(|made| made.decided.result.as_deref()).into(),
        decided.map(|made| made.at).into(),
        closing.into(),
        case.closed_at.into(),
        PROJECTION.into(),
        db::Json(serde_json::to_string(case).map_err(Error::broken)?).into(),
        case.received_in().into(),
    ])
}

/// The word that a code has in data.
fn word(value: &impl serde::Serialize) -> Result<String> {
    match serde_json::to_value(value).map_err(Error::broken)? {
        Value::String(word) => Ok(word),
        other => Err(Error::Broken(format!("{other} is not a word"))),
    }
}

/// Keeps the list of departments that have not answered.
fn asked(tx: &mut Tx, number: &str, event: &Event) -> Result<()> {
    let branches = match event {
        Event::Accepted(accepted) => &accepted.branches,
        Event::DepartmentsAsked { branches } => branches,
        Event::DepartmentAnswered { department, .. } | Event::QuestionCalledBack { department } => {
            tx.run(&sql::ANSWERED, &[number.into(), department.as_str().into()])?;
            return Ok(());
        }
        Event::Decided(_) | Event::Withdrawn { .. } => {
            tx.run(&sql::CLEAR_ASKED, &[number.into()])?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    for branch in branches {
        let params = [number.into(), branch.department.as_str().into(), branch.due.on.into()];
        tx.run(&sql::INSERT_ASKED, &params)?;
    }
    Ok(())
}
