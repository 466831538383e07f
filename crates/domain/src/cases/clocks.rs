//! 法定 and 承诺, and the days of the answer, of corrections and of the delivery: counted by the item's
//! regime in the region's calendar, each with an explanation day by day.

use base::Date;
use calendar::{Calendar, Deadline, Extension, Limit, Pause as Stop, TimeLimit};

use super::event::{Due, Dues, Pause};
use super::execute::Facts;
use super::state::{Case, State};
use super::terms::Terms;
use crate::catalogue::{CaseType, StartEvent};

/// What a clock runs on.
pub struct Run<'a> {
    /// The day of receipt.
    pub received: Date,
    /// The day on which the application was complete: [`Case::complete_on`].
    pub complete: Date,
    /// The day of acceptance, if it came to that.
    pub accepted: Option<Date>,
    /// The extension, in the regime's unit.
    pub extended: Option<u16>,
    /// Times that do not count.
    pub pauses: &'a [Pause],
}

/// The clocks that run for a case, or have run, with all their days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clocks {
    /// Until when a word on the application is due, while it waits for one.
    pub answer: Option<ClockExplanation>,
    /// When the law closes the case if nothing is corrected, while a correction is awaited.
    pub correction: Option<ClockExplanation>,
    /// Until when the result is to be delivered, once it is decided.
    pub delivery: Option<ClockExplanation>,
    /// The promised one (承诺).
    pub promised: Option<ClockExplanation>,
    /// The statutory one (法定).
    pub statutory: Option<ClockExplanation>,
}

/// One clock: how long, from when, and every day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockExplanation {
    /// The limit as it was counted.
    pub limit: TimeLimit,
    /// Where it led.
    pub deadline: Deadline,
    /// The article, as cited; a promise has none.
    pub basis: Option<String>,
}

impl Clocks {
    /// The clock behind the next date of the case: [`Case::due_on`], or the day on which the law
    /// closes it while it waits for the person.
    pub fn next(&self, case: &Case) -> Option<&ClockExplanation> {
        let due = case.due_on().map(|due| due.on);
        let leads = |clock: &&ClockExplanation| due.is_some() && clock.deadline.due == due;
        let answers = [&self.answer, &self.delivery, &self.promised, &self.statutory];
        self.correction.as_ref().or_else(|| answers.into_iter().flatten().find(leads))
    }

    /// Whether any clock is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A limit as it is counted, with its article.
type Clock = (TimeLimit, Option<String>);

/// Until when a word on an application that was complete on this day is due: the law's days
/// (行政许可法 32), else the house's promise. What is finished by then needs no earlier word.
pub(super) fn answer_due(
    terms: &Terms,
    calendar: &Calendar,
    complete: Date,
    dues: Dues,
) -> Option<Due> {
    let (limit, _) = answer(terms, complete)?;
    let answer = due(calendar, &limit);
    let needless = |done: Due| terms.regime.correction_days.is_none() && done.on <= answer.on;
    (!dues.next().is_some_and(needless)).then_some(answer)
}

fn answer(terms: &Terms, complete: Date) -> Option<Clock> {
    let regime = &terms.regime;
    if let Some(count) = regime.correction_days {
        let limit = Limit { count, unit: regime.correction_unit };
        let basis = regime.correction_basis.as_ref().map(ToString::to_string);
        return Some((TimeLimit::new(complete, limit), basis));
    }
    let promised = regime.answer_days?;
    // What is done while one waits is looked at on the next working day at the latest.
    let days = if terms.case_type == CaseType::Immediate { promised.min(1) } else { promised };
    Some((TimeLimit::new(complete, Limit::working_days(days)), None))
}

/// When the law closes a case whose papers do not come after a notice on this day.
pub(super) fn abandoned_on(terms: &Terms, calendar: &Calendar, told: Date) -> Option<Date> {
    abandonment(terms, told).map(|(limit, _)| due(calendar, &limit).on)
}

fn abandonment(terms: &Terms, told: Date) -> Option<Clock> {
    let limit = Limit { count: terms.regime.abandoned_after_days?, unit: terms.regime.unit };
    let basis = terms.regime.correction_basis.as_ref().map(ToString::to_string);
    Some((TimeLimit::new(told, limit), basis))
}

/// Until when the result of a decision on this day is to be delivered.
pub(super) fn delivery_due(terms: &Terms, calendar: &Calendar, decided: Date) -> Option<Due> {
    delivery(terms, decided).map(|(limit, _)| due(calendar, &limit))
}

fn delivery(terms: &Terms, decided: Date) -> Option<Clock> {
    let regime = &terms.regime;
    let limit = Limit { count: regime.delivery_days?, unit: regime.delivery_unit };
    let basis = regime.delivery_basis.as_ref().map(ToString::to_string);
    Some((TimeLimit::new(decided, limit), basis))
}

/// So many working days after a day; zero is the same day, or the next working day.
pub(super) fn working_days_after(calendar: &Calendar, day: Date, days: u16) -> Due {
    due(calendar, &TimeLimit::new(day, Limit::working_days(days)))
}

/// Both clocks' last days; none before the event from which the regime counts. 承诺 is never later
/// than 法定, whatever units they are written in: five working days over a week of holidays are
/// later than seven days.
pub(super) fn dues(terms: &Terms, calendar: &Calendar, run: &Run<'_>) -> Dues {
    let last = |clock: Option<Clock>| clock.map(|(limit, _)| due(calendar, &limit));
    let statutory = last(statutory(terms, run));
    let promised = last(promised(terms, run));
    Dues { statutory, promised: promised.map(|day| within(statutory, day)) }
}

/// The day, or the limit where that is earlier.
pub(super) fn within(limit: Option<Due>, day: Due) -> Due {
    limit.filter(|limit| limit.on < day.on).unwrap_or(day)
}

/// Both clocks of a case after something changed.
pub(super) fn of_case(
    case: &Case,
    facts: &Facts<'_>,
    extended: Option<u16>,
    pauses: &[Pause],
) -> Dues {
    let accepted = case.acceptance.as_ref().map(|accepted| accepted.on);
    dues(facts.terms, facts.calendar, &run(case, accepted, extended, pauses))
}

/// What the clocks of a case run on, if it is accepted on this day.
pub(super) fn run<'a>(
    case: &Case,
    accepted: Option<Date>,
    extended: Option<u16>,
    pauses: &'a [Pause],
) -> Run<'a> {
    let (received, complete) = (case.received_at.day(), case.complete_on());
    Run { received, complete, accepted, extended, pauses }
}

/// The clocks of a case, explained. One that does not run and has not run is not there.
pub fn explain(case: &Case, terms: &Terms, calendar: &Calendar) -> Clocks {
    let accepted = case.acceptance.as_ref().map(|accepted| accepted.on);
    let run = run(case, accepted, case.extended_days, &case.pauses);
    let explained = |there: bool, clock: Option<Clock>| {
        let (limit, basis) = clock.filter(|_| there)?;
        let deadline = limit.run(calendar).ok()?;
        Some(ClockExplanation { limit, deadline, basis })
    };
    let statutory = explained(case.due.statutory.is_some(), statutory(terms, &run));
    let promised = explained(case.due.promised.is_some(), promised(terms, &run));
    let last = |clock: &ClockExplanation| clock.deadline.due.or(clock.deadline.not_before);
    let promised = match (&statutory, promised) {
        (Some(limit), Some(promise)) if last(limit) < last(&promise) => Some(limit.clone()),
        (_, promise) => promise,
    };
    let told = case.correction.as_ref().filter(|_| case.state == State::AwaitingCorrection);
    let decided = case.decision.as_ref().filter(|_| case.state == State::Decided);
    Clocks {
        answer: explained(case.answer_due.is_some(), answer(terms, run.complete)),
        correction: explained(
            told.is_some_and(|told| told.abandoned_on.is_some()),
            told.and_then(|told| abandonment(terms, told.told_at.day())),
        ),
        delivery: explained(
            decided.is_some_and(|made| made.decided.deliver_by.is_some()),
            decided.and_then(|made| delivery(terms, made.at.day())),
        ),
        promised,
        statutory,
    }
}

fn statutory(terms: &Terms, run: &Run<'_>) -> Option<Clock> {
    let set = terms.limits.statutory.as_ref()?;
    let basis = set.basis.as_ref().map(ToString::to_string);
    Some((running(terms, Limit { count: set.days, unit: set.unit }, run)?, basis))
}

fn promised(terms: &Terms, run: &Run<'_>) -> Option<Clock> {
    let set = terms.limits.promised.as_ref()?;
    if run.extended.is_some() && set.unit != terms.regime.unit {
        // An extension in another unit cannot be added to the promise: the law's limit takes over.
        return statutory(terms, run);
    }
    Some((running(terms, Limit { count: set.days, unit: set.unit }, run)?, None))
}

fn running(terms: &Terms, limit: Limit, run: &Run<'_>) -> Option<TimeLimit> {
    let extension = run.extended.map(|count| Extension {
        count,
        article: terms
            .regime
            .extension
            .as_ref()
            .map(|extension| extension.basis.to_string())
            .unwrap_or_default(),
    });
    Some(TimeLimit {
        start: start(terms, run)?,
        limit,
        pauses: run.pauses.iter().filter_map(stop).collect(),
        extension,
    })
}

/// The day of the event from which the regime counts, once it is known.
fn start(terms: &Terms, run: &Run<'_>) -> Option<Date> {
    match terms.regime.start {
        StartEvent::Receipt => Some(run.complete),
        StartEvent::Acceptance => run.accepted,
        StartEvent::WindowCloses => {
            terms.window_on(run.received).map(|window| window.closes).or(run.accepted)
        }
    }
}

/// A pause that ended on the day it began stops nothing.
fn stop(pause: &Pause) -> Option<Stop> {
    let to = match pause.until {
        None => None,
        Some(until) if until <= pause.from => return None,
        Some(until) => Some(until.yesterday().ok()?),
    };
    let (reason, article) = (pause.reason.clone(), pause.basis.clone());
    Some(Stop { from: pause.from, to, reason, article })
}

/// The last day of a limit. While it stands still, the earliest day it can be.
fn due(calendar: &Calendar, limit: &TimeLimit) -> Due {
    match limit.run(calendar) {
        Ok(deadline) => Due {
            on: deadline.due.or(deadline.not_before).unwrap_or(limit.start),
            provisional: deadline.is_provisional() || deadline.due.is_none(),
        },
        // Longer than ten years is refused when an item is published; here it would only mislead.
        Err(_) => Due { on: Date::MAX, provisional: true },
    }
}
