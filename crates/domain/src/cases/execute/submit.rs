//! 收件.

use base::limits::LATE_ENTRY_DAYS_MAX;
use serde_json::json;

use super::{Facts, Refused, reasoned};
use crate::cases::act::NewCase;
use crate::cases::clocks::{self, Run};
use crate::cases::event::{Emitted, Event, LateEntry, Submitted};

/// The event with which a case begins. What is missing does not keep it out: the window tells what
/// is missing, once.
pub fn submit(facts: &Facts<'_>, new: &NewCase) -> Result<Emitted, Refused> {
    let terms = facts.terms;
    let day = new.received_at.day();
    // What came before now was entered afterwards, which has its paper and its reason.
    if new.received_at > facts.now || (new.received_at < facts.now && new.late.is_none()) {
        return Err(Refused::WrongTime);
    }
    if let Some(late) = &new.late {
        reasoned(&late.paper_receipt)?;
        if !LateEntry::REASONS.contains(&late.reason.as_str()) {
            return Err(Refused::ReasonMissing);
        }
        let days = day.until(facts.now.day()).map_or(i32::MAX, |span| span.get_days());
        if days > i32::from(LATE_ENTRY_DAYS_MAX) {
            return Err(Refused::TooOld(LATE_ENTRY_DAYS_MAX));
        }
    }
    if !terms.application.is_open(day) {
        return Err(Refused::NotOpen);
    }
    let run = Run { received: day, complete: day, accepted: None, extended: None, pauses: &[] };
    let due = clocks::dues(terms, facts.calendar, &run);
    known(facts, new.papers.iter().map(|paper| paper.material.as_str()))?;
    let personal = json!({
        "parties": new.parties,
        "answers": new.answers,
        "address": new.address,
    });
    let event = Event::Submitted(Box::new(Submitted {
        item: terms.item.clone(),
        item_version: terms.version,
        department: terms.department.clone(),
        region: terms.region.clone(),
        received_in: Some(&new.received_in).filter(|house| **house != terms.region).cloned(),
        channel: new.channel,
        filed_by: new.filed_by.clone(),
        parties: new.parties.iter().map(|party| (party.role, party.person.clone())).collect(),
        papers: new.papers.clone(),
        received_at: new.received_at,
        late: new.late.clone(),
        answer_due: clocks::answer_due(terms, facts.calendar, day, due),
        due,
        window_accepts: terms.window_accepts,
        delivery: new.delivery,
        query_hash: new.query_hash.clone(),
        calendar: facts.calendar.version().to_owned(),
    }));
    Ok(Emitted { event, personal: Some(personal) })
}

/// Refuses materials that the item does not ask for.
pub(super) fn known<'a>(
    facts: &Facts<'_>,
    materials: impl Iterator<Item = &'a str>,
) -> Result<(), Refused> {
    let unknown: Vec<String> =
        materials.filter(|id| !facts.terms.knows(id)).map(str::to_owned).collect();
    if unknown.is_empty() { Ok(()) } else { Err(Refused::UnknownMaterials(unknown)) }
}
