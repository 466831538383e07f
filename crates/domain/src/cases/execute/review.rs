//! 审查: who holds the case, what officers and departments say, and what moves the clock.

use serde_json::{Map, Value, json};

use super::{Facts, Refused, at, officer, reasoned, words};
use crate::cases::act::Branch;
use crate::cases::clocks;
use crate::cases::event::{AskedDepartment, Conclusion, Emitted, Event, Pause};
use crate::cases::state::{Case, Stage};

pub(super) fn claim(case: &Case, facts: &Facts<'_>) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Correction, Stage::Accepted, Stage::Decided])?;
    let me = officer(facts)?;
    match &case.held.officer {
        Some(holder) if *holder != me => Err(Refused::HeldBy(holder.clone())),
        Some(_) => Ok(Vec::new()),
        None => Ok(vec![Event::Claimed { officer: me }.into()]),
    }
}

pub(super) fn hand_on(
    case: &Case,
    to: Option<&str>,
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Received, Stage::Correction, Stage::Accepted, Stage::Decided])?;
    reasoned(reason)?;
    let event = Event::HandedOn { officer: to.map(str::to_owned) };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

/// Departments consulted inside one matter stay within its limit (never 26 第二款 by shape). Of a
/// limit that is over there is nothing left to share: who is asked then answers on the same day.
pub(super) fn ask(
    case: &Case,
    facts: &Facts<'_>,
    branches: &[Branch],
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    if branches.is_empty() {
        return Err(Refused::Empty);
    }
    let today = facts.now.day();
    let over = case.due.statutory.is_some_and(|limit| today > limit.on);
    let mut asked = Vec::new();
    let mut questions = Map::new();
    for branch in branches {
        reasoned(&branch.question)?;
        let open = case.open_questions().any(|had| had.department == branch.department);
        if open || questions.contains_key(&branch.department) {
            return Err(Refused::AlreadyAsked(branch.department.clone()));
        }
        let days = if over { 0 } else { branch.days };
        let due = clocks::working_days_after(facts.calendar, today, days);
        if !over && case.due.statutory.is_some_and(|limit| due.on > limit.on) {
            return Err(Refused::BeyondLimit);
        }
        asked.push(AskedDepartment { department: branch.department.clone(), due });
        questions.insert(branch.department.clone(), Value::from(branch.question.as_str()));
    }
    let event = Event::DepartmentsAsked { branches: asked };
    Ok(vec![Emitted { event, personal: Some(json!({ "questions": questions })) }])
}

pub(super) fn answer(
    case: &Case,
    facts: &Facts<'_>,
    conclusion: Conclusion,
    text: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    reasoned(text)?;
    let department = &facts.staff.ok_or(Refused::NotAsked)?.department;
    if !case.open_questions().any(|asked| asked.department == *department) {
        return Err(Refused::NotAsked);
    }
    let event = Event::DepartmentAnswered { department: department.clone(), conclusion };
    Ok(vec![Emitted { event, personal: words(text) }])
}

pub(super) fn call_back(
    case: &Case,
    department: &str,
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    reasoned(reason)?;
    if !case.open_questions().any(|asked| asked.department == department) {
        return Err(Refused::NotAsked);
    }
    let event = Event::QuestionCalledBack { department: department.to_owned() };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

pub(super) fn opine(
    case: &Case,
    facts: &Facts<'_>,
    conclusion: Conclusion,
    text: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    reasoned(text)?;
    let me = officer(facts)?;
    if case.opinions.iter().any(|opinion| opinion.officer == me) {
        return Err(Refused::AlreadyOpined);
    }
    let event = Event::Opined { officer: me, conclusion };
    Ok(vec![Emitted { event, personal: words(text) }])
}

/// Once, within what the regime gives, before the limit is over, with a reason that is told.
pub(super) fn extend(
    case: &Case,
    facts: &Facts<'_>,
    days: u16,
    reason: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    reasoned(reason)?;
    let extension = facts.terms.regime.extension.as_ref().ok_or(Refused::NoExtension)?;
    let statutory = case.due.statutory.ok_or(Refused::NoExtension)?;
    // An item whose own law counts in another unit has a period of its own, which the regime's
    // extension does not lengthen (行政许可法 42: 另有规定的，依照其规定).
    let own = facts.terms.limits.statutory.as_ref();
    if own.is_some_and(|limit| limit.unit != facts.terms.regime.unit) {
        return Err(Refused::NoExtension);
    }
    if case.extended_days.is_some() {
        return Err(Refused::AlreadyExtended);
    }
    if days == 0 {
        return Err(Refused::Empty);
    }
    if days > extension.days {
        return Err(Refused::TooLong(extension.days));
    }
    // While the clock stands, the limit was over only if it was so when the clock stopped.
    let today = case.open_pause().map_or(facts.now.day(), |pause| pause.from);
    if today > statutory.on {
        return Err(Refused::Overdue);
    }
    let due = clocks::of_case(case, facts, Some(days), &case.pauses);
    let basis = extension.basis.to_string();
    let event = Event::Extended { days, basis, due, document: None };
    Ok(vec![Emitted { event, personal: words(reason) }])
}

pub(super) fn pause(
    case: &Case,
    facts: &Facts<'_>,
    reason: &str,
    told_days: u16,
    text: &str,
) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    if case.open_pause().is_some() {
        return Err(Refused::ClockStands);
    }
    let ground = facts.terms.regime.exclusions.iter().find(|ground| ground.id == reason);
    let ground = ground.ok_or_else(|| Refused::NotAGround(reason.to_owned()))?;
    if told_days == 0 {
        return Err(Refused::Empty);
    }
    let event = Event::Paused(Pause {
        reason: ground.id.clone(),
        basis: ground.basis.to_string(),
        from: facts.now.day(),
        until: None,
        told_days,
        document: None,
    });
    Ok(vec![Emitted { event, personal: words(text) }])
}

pub(super) fn resume(case: &Case, facts: &Facts<'_>) -> Result<Vec<Emitted>, Refused> {
    at(case, &[Stage::Accepted])?;
    if case.open_pause().is_none() {
        return Err(Refused::ClockRuns);
    }
    let on = facts.now.day();
    let mut pauses = case.pauses.clone();
    if let Some(last) = pauses.last_mut() {
        last.until = Some(on);
    }
    let due = clocks::of_case(case, facts, case.extended_days, &pauses);
    Ok(vec![Event::Resumed { on, due }.into()])
}
