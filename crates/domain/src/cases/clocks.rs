//! 法定 and 承诺: two clocks, counted by the item's regime in the region's calendar, each with an
//! explanation day by day.

use base::Date;
use calendar::{Calendar, Deadline, Extension, Limit, Pause as Stop, TimeLimit};

use super::event::{Due, Dues, Pause};
use super::execute::Facts;
use super::state::Case;
use super::terms::Terms;
use crate::catalogue::StartEvent;

/// What a clock runs on.
pub struct Run<'a> {
    /// The day of receipt.
    pub received: Date,
    /// The day on which the application was complete: [`Case::complete_on`].
    pub complete: Date,
    /// The day of acceptance.
    pub accepted: Date,
    /// The extension, in the regime's unit.
    pub extended: Option<u16>,
    /// Times that do not count.
    pub pauses: &'a [Pause],
}

/// Both clocks of a case with all their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// 法定.
    pub statutory: Option<ClockExplanation>,
    /// 承诺.
    pub promised: Option<ClockExplanation>,
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

/// Until when a word on an application that came on this day is due.
pub(super) fn answer_due(terms: &Terms, calendar: &Calendar, received: Date) -> Option<Due> {
    let count = terms.regime.correction_days?;
    let limit = Limit { count, unit: terms.regime.correction_unit };
    Some(due(calendar, &TimeLimit::new(received, limit)))
}

/// When the law closes a case whose papers do not come after a notice on this day.
pub(super) fn abandoned_on(terms: &Terms, calendar: &Calendar, told: Date) -> Option<Date> {
    let days = terms.regime.abandoned_after_days?;
    let limit = Limit { count: days, unit: terms.regime.unit };
    Some(due(calendar, &TimeLimit::new(told, limit)).on)
}

/// Until when the result of a decision on this day is to be delivered.
pub(super) fn delivery_due(terms: &Terms, calendar: &Calendar, decided: Date) -> Option<Due> {
    let count = terms.regime.delivery_days?;
    let limit = Limit { count, unit: terms.regime.delivery_unit };
    Some(due(calendar, &TimeLimit::new(decided, limit)))
}

/// So many working days after a day; zero is the same day, or the next working day.
pub(super) fn working_days_after(calendar: &Calendar, day: Date, days: u16) -> Due {
    due(calendar, &TimeLimit::new(day, Limit::working_days(days)))
}

/// Both clocks' last days. 承诺 is never later than 法定, whatever units they are written in: five
/// working days over a week of holidays are later than seven days.
pub(super) fn dues(terms: &Terms, calendar: &Calendar, run: &Run<'_>) -> Dues {
    let last =
        |clock: Option<(TimeLimit, Option<String>)>| clock.map(|(limit, _)| due(calendar, &limit));
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
    match &case.acceptance {
        None => Dues::default(),
        Some(accepted) => {
            dues(facts.terms, facts.calendar, &run(case, accepted.on, extended, pauses))
        }
    }
}

/// What the clocks of a case that is accepted on a day run on.
pub(super) fn run<'a>(
    case: &Case,
    accepted: Date,
    extended: Option<u16>,
    pauses: &'a [Pause],
) -> Run<'a> {
    let (received, complete) = (case.received_at.day(), case.complete_on());
    Run { received, complete, accepted, extended, pauses }
}

/// Both clocks of an accepted case, explained.
pub fn explain(case: &Case, terms: &Terms, calendar: &Calendar) -> Option<Clocks> {
    let accepted = case.acceptance.as_ref()?;
    let run = run(case, accepted.on, case.extended_days, &case.pauses);
    let explained = |clock: Option<(TimeLimit, Option<String>)>| {
        let (limit, basis) = clock?;
        let deadline = limit.run(calendar).ok()?;
        Some(ClockExplanation { limit, deadline, basis })
    };
    let (statutory, promised) =
        (explained(statutory(terms, &run)), explained(promised(terms, &run)));
    let last = |clock: &ClockExplanation| clock.deadline.due.or(clock.deadline.not_before);
    let promised = match (&statutory, promised) {
        (Some(limit), Some(promise)) if last(limit) < last(&promise) => Some(limit.clone()),
        (_, promise) => promise,
    };
    Some(Clocks { statutory, promised })
}

fn statutory(terms: &Terms, run: &Run<'_>) -> Option<(TimeLimit, Option<String>)> {
    let set = terms.limits.statutory.as_ref()?;
    let basis = set.basis.as_ref().map(ToString::to_string);
    Some((running(terms, Limit { count: set.days, unit: set.unit }, run), basis))
}

fn promised(terms: &Terms, run: &Run<'_>) -> Option<(TimeLimit, Option<String>)> {
    let set = terms.limits.promised.as_ref()?;
    if run.extended.is_some() && set.unit != terms.regime.unit {
        // An extension in another unit cannot be added to the promise: the law's limit takes over.
        return statutory(terms, run);
    }
    Some((running(terms, Limit { count: set.days, unit: set.unit }, run), None))
}

fn running(terms: &Terms, limit: Limit, run: &Run<'_>) -> TimeLimit {
    let extension = run.extended.map(|count| Extension {
        count,
        article: terms
            .regime
            .extension
            .as_ref()
            .map(|extension| extension.basis.to_string())
            .unwrap_or_default(),
    });
    TimeLimit {
        start: start(terms, run),
        limit,
        pauses: run.pauses.iter().filter_map(stop).collect(),
        extension,
    }
}

/// The day of the event from which the regime counts.
fn start(terms: &Terms, run: &Run<'_>) -> Date {
    match terms.regime.start {
        StartEvent::Receipt => run.complete,
        StartEvent::Acceptance => run.accepted,
        StartEvent::WindowCloses => {
            terms.window_on(run.received).map_or(run.accepted, |window| window.closes)
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
            provisional: deadline.provisional || deadline.due.is_none(),
        },
        // Longer than ten years is refused when an item is published; here it would only mislead.
        Err(_) => Due { on: Date::MAX, provisional: true },
    }
}
