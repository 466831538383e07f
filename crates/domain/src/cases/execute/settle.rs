//! 决定与送达.

use std::collections::BTreeSet;

use base::Date;
use serde_json::json;

use super::{Facts, Refused, at, reasoned, words};
use crate::cases::act::{Issue, Settled};
use crate::cases::clocks;
use crate::cases::event::{Decided, Delivery, Emitted, Event, Issued, Outcome};
use crate::cases::state::{Case, Stage};
use crate::people::PartyRole;

pub(super) fn settle(
    case: &Case,
    facts: &Facts<'_>,
    settled: &Settled,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    may_settle(case, facts, settled)?;
    let terms = facts.terms;
    let results = issued(facts, settled)?;
    let first = results.first();
    let mut basis = terms.basis.clone();
    basis.extend(settled.basis.iter().cloned());
    let decided = Decided {
        outcome: settled.outcome,
        document: settled.document.clone(),
        basis,
        result: first.map(|one| one.number.clone()),
        valid_from: first.map(|one| one.valid_from),
        valid_until: first.and_then(|one| one.valid_until),
        results,
        deliver_by: clocks::delivery_due(terms, facts.calendar, facts.now.day()),
        // Whom the settlement did not wait for is told in public.
        unanswered: case.open_questions().map(|asked| asked.department.clone()).collect(),
    };
    let personal = Some(json!({ "reason": settled.reason }));
    let mut emitted = vec![Emitted { event: Event::Decided(decided), personal }];
    if settled.outcome == Outcome::Done && !terms.has_result() {
        emitted.push(delivered(Delivery::Nothing, None));
    }
    Ok(emitted)
}

/// The results that are issued, each with its number and its term: at least one of those that the
/// item has, each once. A refusal issues none.
fn issued(facts: &Facts<'_>, settled: &Settled) -> Result<Vec<Issued>, Refused> {
    let valid_from = settled.valid_from.unwrap_or_else(|| facts.now.day());
    let ends = |one: &Issue| one.valid_until.is_some_and(|until| until < valid_from);
    if settled.results.iter().any(ends) {
        return Err(Refused::WrongTime);
    }
    if settled.outcome == Outcome::Refused || !facts.terms.has_result() {
        return Ok(Vec::new());
    }
    if settled.results.is_empty() {
        return Err(Refused::Empty);
    }
    let mut seen = BTreeSet::new();
    let one = |issue: &Issue| {
        let known = facts.terms.results.iter().find(|one| one.place == issue.result);
        let known = known.filter(|one| seen.insert(one.place)).ok_or(Refused::WrongOutcome)?;
        let by_rule = || known.valid_months.and_then(|months| last_valid_day(valid_from, months));
        Ok(Issued {
            result: issue.result,
            number: issue.number.clone(),
            valid_from,
            valid_until: issue.valid_until.or_else(by_rule),
        })
    };
    settled.results.iter().map(one).collect()
}

/// Nothing is decided while a department may still answer in time, the clock stands still, or the
/// checks that the item demands have not been made. A department whose share of the limit is over
/// holds nothing up any more.
fn may_settle(case: &Case, facts: &Facts<'_>, settled: &Settled) -> Result<(), Refused> {
    let terms = facts.terms;
    if case.open_pause().is_some() {
        return Err(Refused::ClockStands);
    }
    let waiting: Vec<String> = case
        .open_questions()
        .filter(|asked| facts.now.day() <= asked.due.on)
        .map(|asked| asked.department.clone())
        .collect();
    if !waiting.is_empty() {
        return Err(Refused::NotAnswered(waiting));
    }
    if terms.is_decided() == (settled.outcome == Outcome::Done) {
        return Err(Refused::WrongOutcome);
    }
    let officers: BTreeSet<&str> =
        case.opinions.iter().map(|opinion| opinion.officer.as_str()).collect();
    if terms.is_decided() && officers.is_empty() {
        return Err(Refused::OpinionMissing);
    }
    if terms.flow.second_officer && officers.len() < 2 {
        return Err(Refused::SecondOfficerMissing);
    }
    // A check that found something is answered in writing, also by whoever found it.
    if settled.outcome == Outcome::Granted && case.has_dissent() && settled.reason.trim().is_empty()
    {
        return Err(Refused::DissentUnanswered);
    }
    if settled.outcome == Outcome::Refused {
        reasoned(&settled.reason)?;
        if settled.basis.is_empty() && terms.basis.is_empty() {
            return Err(Refused::BasisMissing);
        }
    }
    Ok(())
}

/// A licence of 36 months from 1 March ends on the last day of February.
fn last_valid_day(from: Date, months: u16) -> Option<Date> {
    let span = jiff::Span::new().try_months(i64::from(months)).ok()?;
    from.checked_add(span).ok()?.yesterday().ok()
}

pub(super) fn deliver(
    case: &Case,
    delivery: &Delivery,
    note: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Decided])?;
    match delivery {
        Delivery::Posted { tracking } => reasoned(tracking)?,
        Delivery::Handed { to, checked, .. } => {
            reasoned(checked)?;
            case.party(*to).ok_or(Refused::NobodyInThatPart)?;
        }
        // A service without a result closed when it was done: what waits here is handed over.
        Delivery::Nothing => return Err(Refused::Empty),
    }
    Ok(vec![delivered(delivery.clone(), words(note))])
}

fn delivered(delivery: Delivery, personal: Option<serde_json::Value>) -> Emitted {
    Emitted { event: Event::Delivered { delivery, document: None }, personal }
}

/// What records that the personal part was destroyed, which is the applicant's: the last event of a
/// closed case. While a case is open, the duty to decide it needs the part (个人信息保护法 47).
pub fn erase(case: &Case, reason: &str) -> Result<Emitted, Refused> {
    at(case, &[Stage::Closed])?;
    reasoned(reason)?;
    let person = case.party(PartyRole::Applicant).filter(|_| !case.erased);
    let person = person.ok_or(Refused::Empty)?.to_owned();
    Ok(Event::Erased { person, reason: reason.trim().to_owned() }.into())
}

/// 换发查询码: what records that somebody of the case got a new one, at any stage. With the personal
/// part went what a document could be compared with.
pub fn renew_query_code(
    case: &Case,
    query_hash: String,
    to: PartyRole,
    checked: &str,
    name: &str,
) -> Result<Emitted, Refused> {
    if case.erased {
        return Err(Refused::WrongStage(case.state.stage()));
    }
    reasoned(checked)?;
    // A subject who is nobody else in the case has not asked for anything in it.
    case.party(to).filter(|_| to != PartyRole::Subject).ok_or(Refused::NobodyInThatPart)?;
    let event = Event::QueryCodeRenewed { query_hash, to, checked: checked.to_owned() };
    Ok(Emitted { event, personal: words(name) })
}

pub(super) fn withdraw(case: &Case, reason: &str) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Correction, Stage::Accepted])?;
    Ok(vec![Emitted { event: Event::Withdrawn { document: None }, personal: words(reason) }])
}
