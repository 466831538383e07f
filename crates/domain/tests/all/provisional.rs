//! Days of a year whose calendar is not published yet: they move when it is, before anything falls
//! on them.

use calendar::Calendar;
use domain::cases::{
    Due, Emitted, Event, Facts, Outcome, Recorded, State, due_effects, is_outdated,
};

use crate::desk::*;

const WEDNESDAY: &str = "2026-12-30 09:30";

/// The nation's calendar with a New Year's holiday of 2027 that is longer than the law's one day.
fn published() -> Calendar {
    let text = r#"
        id = "cn"
        name = "全国"
        version = "2027-1"
        [[year]]
        year = 2026
        papers = ["通知"]
        off = []
        [[year]]
        year = 2027
        papers = ["通知"]
        off = [{ name = "元旦", days = ["2027-01-01", "2027-01-04"] }]
    "#;
    Calendar::parse(text).unwrap()
}

/// What is due at a time, by a calendar.
fn due(desk: &Desk, calendar: &Calendar, at: &str) -> Vec<Emitted> {
    due_effects(&desk.case, &Facts { now: time(at), terms: &desk.terms, calendar, staff: None })
}

fn recorded(desk: &Desk, event: Event) -> Recorded {
    Recorded { seq: desk.case.seq + 1, at: desk.now, event }
}

fn certain(text: &str) -> Due {
    Due { on: day(text), provisional: false }
}

#[test]
fn silence_waits_for_the_day_that_the_published_calendar_gives() {
    let mut desk = Desk::receives(terms("licence"), WEDNESDAY);
    let guessed = Due { on: day("2027-01-07"), provisional: true };
    assert_eq!(desk.case.answer_due, Some(guessed));
    assert!(desk.case.is_provisional() && !is_outdated(&desk.case, nation()));
    assert!(due(&desk, nation(), "2027-01-07 08:00").is_empty());

    let calendar = published();
    let moved = due(&desk, &calendar, "2027-01-08 00:00");
    assert_eq!(moved.len(), 1, "silence does not fall on the guessed day: {moved:?}");
    let late = due(&desk, &calendar, "2027-02-01 08:00");
    assert_eq!(late[0], moved[0]);
    let Event::Accepted(accepted) = &late[1].event else { panic!("{late:?}") };
    assert_eq!(accepted.holds_from, time("2027-01-09 00:00"));

    let event = moved[0].event.clone();
    let recorded = recorded(&desk, event);
    desk.case.apply(&recorded).unwrap();
    assert_eq!(desk.case.answer_due, Some(certain("2027-01-08")));
    assert_eq!(desk.case.calendar, "cn@2027-1");
    assert!(due(&desk, &calendar, "2027-01-08 08:00").is_empty(), "once");
}

#[test]
fn both_clocks_and_the_delivery_move() {
    let mut desk = Desk::accepts(terms("licence"), WEDNESDAY);
    let calendar = published();
    let emitted = due(&desk, &calendar, "2026-12-31 08:00");
    let Event::Recomputed { due: dues, answer_due: None, deliver_by: None, .. } = &emitted[0].event
    else {
        panic!("{emitted:?}")
    };
    assert_eq!(dues.promised, Some(certain("2027-01-15")));
    desk.act(opine()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
    assert_eq!(desk.case.state, State::Decided);
    let emitted = due(&desk, &calendar, "2026-12-31 08:00");
    let recorded = recorded(&desk, emitted[0].event.clone());
    desk.case.apply(&recorded).unwrap();
    assert_eq!(desk.case.due_on(), Some(certain("2027-01-15")));
    assert!(!desk.case.is_provisional());
}

#[test]
fn what_runs_from_receipt_moves_before_acceptance() {
    let mut desk = Desk::receives(terms("nurse"), WEDNESDAY);
    assert!(desk.case.is_provisional());
    let emitted = due(&desk, &published(), "2026-12-31 08:00");
    let recorded = recorded(&desk, emitted[0].event.clone());
    desk.case.apply(&recorded).unwrap();
    assert_eq!(desk.case.due.promised, Some(certain("2027-01-15")));
    assert_eq!(desk.case.answer_due, Some(certain("2027-01-08")));
}
