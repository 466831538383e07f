//! What has happened by law in the meantime: silence speaks whether or not somebody looks.

use base::Timestamp;
use calendar::Calendar;

use super::clocks;
use super::event::{AcceptedHow, Emitted, Event};
use super::execute::{Facts, acceptance};
use super::state::{Case, State};
use super::terms::Terms;
use crate::catalogue::Silence;

/// The moment at which something will happen to the case by itself, if nobody acts before.
pub fn next_effect(case: &Case, terms: &Terms) -> Option<Timestamp> {
    let last_day = match case.state {
        // Only a day that a law sets accepts: a promise that is broken does not.
        State::Received if accepts_by_silence(terms) => case.answer_due?.on,
        State::AwaitingCorrection => case.correction.as_ref()?.abandoned_on?,
        _ => return None,
    };
    last_day.tomorrow().ok().map(Timestamp::midnight)
}

fn accepts_by_silence(terms: &Terms) -> bool {
    let regime = &terms.regime;
    regime.silence == Silence::AcceptedFromReceipt && regime.correction_days.is_some()
}

/// The events that are due by now, in order. Every act applies them first; a job only hurries them.
/// Days of an unpublished calendar move before anything falls on them.
pub fn due_effects(case: &Case, facts: &Facts<'_>) -> Vec<Emitted> {
    let Some(recomputed) = recomputed(case, facts) else {
        return fallen(case, facts);
    };
    let mut moved = case.clone();
    moved.apply_clock(&recomputed);
    let mut emitted = vec![recomputed.into()];
    emitted.extend(fallen(&moved, facts));
    emitted
}

/// Whether days of the case were counted provisionally and another calendar is known since.
pub fn is_outdated(case: &Case, calendar: &Calendar) -> bool {
    case.is_provisional() && case.calendar != calendar.version()
}

/// The days of a case that [`is_outdated`], counted anew. The shares of departments that were asked
/// stay as they were told.
fn recomputed(case: &Case, facts: &Facts<'_>) -> Option<Event> {
    if !is_outdated(case, facts.calendar) {
        return None;
    }
    let (terms, calendar) = (facts.terms, facts.calendar);
    let due = clocks::of_case(case, facts, case.extended_days, &case.pauses);
    let answer_due =
        case.answer_due.and_then(|_| clocks::answer_due(terms, calendar, case.complete_on(), due));
    let decided = case.decision.as_ref().map(|made| made.at.day());
    Some(Event::Recomputed {
        due,
        answer_due,
        deliver_by: decided.and_then(|day| clocks::delivery_due(terms, calendar, day)),
        calendar: calendar.version().to_owned(),
    })
}

fn fallen(case: &Case, facts: &Facts<'_>) -> Vec<Emitted> {
    let Some(holds_from) = next_effect(case, facts.terms).filter(|at| *at <= facts.now) else {
        return Vec::new();
    };
    let event = if case.state == State::AwaitingCorrection {
        let basis = facts.terms.regime.correction_basis.as_ref();
        let basis = basis.map(ToString::to_string).unwrap_or_default();
        Event::Abandoned { basis, holds_from, document: None }
    } else {
        // 行政许可法 32: silence accepts from the day on which the papers came.
        let mut accepted = acceptance(case, facts, AcceptedHow::Silence, case.complete_on());
        accepted.holds_from = holds_from;
        Event::Accepted(accepted)
    };
    vec![event.into()]
}
