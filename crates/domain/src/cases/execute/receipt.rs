//! From receipt to acceptance: the five outcomes of 行政许可法 32.

use serde_json::{Map, Value, json};

use super::submit::known;
use super::{Facts, Refused, at, reasoned, words};
use crate::access::StaffActor;
use crate::cases::act::NewPaper;
use crate::cases::clocks::{self, Run};
use crate::cases::event::{Acceptance, AcceptedHow, AskedDepartment, Emitted, Event};
use crate::cases::state::{Case, Stage, State};
use crate::catalogue::{Incomplete, MaterialNeed};

/// The name under which a notice asks to correct the form itself.
const FORM: &str = "form";

pub(super) fn add_papers(
    case: &Case,
    facts: &Facts<'_>,
    papers: &[NewPaper],
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Accepted])?;
    if papers.is_empty() {
        return Err(Refused::Empty);
    }
    known(facts, papers.iter().map(|paper| paper.material.as_str()))?;
    if case.state == State::Accepted {
        // After acceptance only what was to follow later may come: nothing more is asked.
        let later = case.acceptance.as_ref().map_or(&[][..], |accepted| &accepted.later);
        let other: Vec<String> = papers
            .iter()
            .filter(|paper| !later.contains(&paper.material))
            .map(|paper| paper.material.clone())
            .collect();
        if !other.is_empty() {
            return Err(Refused::UnknownMaterials(other));
        }
    }
    Ok(vec![Event::PapersAdded { papers: papers.to_vec() }.into()])
}

pub(super) fn see_originals(
    case: &Case,
    facts: &Facts<'_>,
    materials: &[String],
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Accepted, Stage::Decided])?;
    if materials.is_empty() {
        return Err(Refused::Empty);
    }
    known(facts, materials.iter().map(String::as_str))?;
    Ok(vec![Event::OriginalsSeen { materials: materials.to_vec() }.into()])
}

/// Required papers that have not come and that this application does not need: from then on nothing
/// asks for them, neither a notice nor acceptance.
pub(super) fn waive_papers(
    case: &Case,
    facts: &Facts<'_>,
    materials: &[String],
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received])?;
    if materials.is_empty() {
        return Err(Refused::Empty);
    }
    reasoned(reason)?;
    let missing = case.missing(facts.terms);
    let other: Vec<String> = materials.iter().filter(|id| !missing.contains(id)).cloned().collect();
    if !other.is_empty() {
        return Err(Refused::UnknownMaterials(other));
    }
    let event = Event::PapersWaived { materials: materials.to_vec() };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

pub(super) fn tell_unneeded(
    case: &Case,
    document: &str,
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Correction])?;
    reasoned(reason)?;
    let event = Event::Unneeded { document: document.to_owned() };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

pub(super) fn redirect(
    case: &Case,
    document: &str,
    to: Option<&str>,
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Correction])?;
    reasoned(reason)?;
    if to == Some(case.department.as_str()) {
        return Err(Refused::OwnDepartment);
    }
    let event = Event::Redirected { document: document.to_owned(), to: to.map(str::to_owned) };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

pub(super) fn mend(case: &Case, answers: &Map<String, Value>) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received])?;
    if answers.is_empty() {
        return Err(Refused::Empty);
    }
    let event = Event::Mended { fields: answers.keys().cloned().collect(), document: None };
    Ok(vec![Emitted { event, personal: Some(json!({ "answers": answers })) }])
}

/// One notice of everything, and of every required paper that is known to be missing: what it
/// leaves out counts as there. After it only what it named and what has not been put right may be
/// asked again. Where the law refuses what is incomplete, the notice is that refusal.
pub(super) fn notify_corrections(
    case: &Case,
    facts: &Facts<'_>,
    document: &str,
    corrections: &[(String, String)],
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received])?;
    if corrections.is_empty() {
        return Err(Refused::Empty);
    }
    if corrections.iter().any(|(_, text)| text.trim().is_empty()) {
        return Err(Refused::ReasonMissing);
    }
    let named = || corrections.iter().map(|(material, _)| material.as_str());
    known(facts, named().filter(|id| *id != FORM))?;
    if let Some(first) = &case.correction {
        let new: Vec<String> = named()
            .filter(|id| !first.materials.iter().any(|told| told == id))
            .map(str::to_owned)
            .collect();
        if !new.is_empty() {
            return Err(Refused::NotInFirstNotice(new));
        }
    }
    let mut left_out = case.outstanding(facts.terms);
    left_out.retain(|id| !named().any(|one| one == id));
    if !left_out.is_empty() {
        return Err(Refused::LeftOut(left_out));
    }
    let texts = by_material(corrections);
    let refused = facts.terms.regime.incomplete == Incomplete::Refused;
    let event = Event::CorrectionNotified {
        document: document.to_owned(),
        materials: texts.keys().cloned().collect(),
        abandoned_on: clocks::abandoned_on(facts.terms, facts.calendar, facts.now.day()),
        refused,
    };
    Ok(vec![Emitted { event, personal: Some(json!({ "corrections": texts })) }])
}

/// What is wrong with each material, in the order in which it was said. Two things wrong with one
/// material are one line each.
fn by_material(corrections: &[(String, String)]) -> Map<String, Value> {
    let mut texts: Map<String, Value> = Map::new();
    for (material, text) in corrections {
        let told = texts.get(material).and_then(Value::as_str);
        let text = told.map_or_else(|| text.clone(), |told| format!("{told}\n{text}"));
        texts.insert(material.clone(), Value::from(text));
    }
    texts
}

pub(super) fn supply(
    case: &Case,
    facts: &Facts<'_>,
    papers: &[NewPaper],
    answers: &Map<String, Value>,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Correction])?;
    if papers.is_empty() && answers.is_empty() {
        return Err(Refused::Empty);
    }
    known(facts, papers.iter().map(|paper| paper.material.as_str()))?;
    // From now on the application lies before the organ as it stands: what runs from receipt runs
    // from today.
    let today = facts.now.day();
    let run = Run { complete: today, ..clocks::run(case, None, None, &[]) };
    let due = clocks::dues(facts.terms, facts.calendar, &run);
    let answer_due = clocks::answer_due(facts.terms, facts.calendar, today, due);
    let event = Event::CorrectionSupplied { papers: papers.to_vec(), answer_due, due };
    let personal = (!answers.is_empty()).then(|| json!({ "answers": answers }));
    Ok(vec![Emitted { event, personal }])
}

pub(super) fn accept(
    case: &Case,
    facts: &Facts<'_>,
    document: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received])?;
    let missing = case.outstanding(facts.terms);
    if !missing.is_empty() {
        return Err(Refused::MissingPapers(missing));
    }
    let how = match facts.staff {
        Some(staff) if is_organ(staff, case) => AcceptedHow::Organ,
        _ => AcceptedHow::Window,
    };
    let mut acceptance = acceptance(case, facts, how, facts.now.day());
    acceptance.holds_from = facts.now;
    acceptance.document = Some(document.to_owned());
    Ok(vec![Event::Accepted(acceptance).into()])
}

fn is_organ(staff: &StaffActor, case: &Case) -> bool {
    staff.department == case.department
}

/// Acceptance on a day: the clocks start, the departments of the item are asked.
pub(in crate::cases) fn acceptance(
    case: &Case,
    facts: &Facts<'_>,
    how: AcceptedHow,
    on: base::Date,
) -> Acceptance {
    let terms = facts.terms;
    let due = clocks::dues(terms, facts.calendar, &clocks::run(case, Some(on), None, &[]));
    // Departments consulted inside one matter stay within its limit.
    let limit = due.statutory.or(due.promised);
    let branches = terms.flow.joint.iter().map(|joint| AskedDepartment {
        department: joint.department.clone(),
        due: clocks::within(limit, clocks::working_days_after(facts.calendar, on, joint.days)),
    });
    let follows = terms.papers.iter().filter(|paper| paper.need == MaterialNeed::Later);
    let follows = follows.filter(|paper| !case.has_paper(&paper.id)).map(|paper| paper.id.clone());
    // What was not asked for in the one notice counts as there; it may still be brought.
    let later = case.missing(terms).into_iter().chain(follows);
    Acceptance {
        how,
        on,
        holds_from: facts.now,
        document: None,
        due,
        branches: branches.collect(),
        later: later.collect(),
        calendar: facts.calendar.version().to_owned(),
    }
}
