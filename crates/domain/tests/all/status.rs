//! Where is it? The next step, the holder and what is late, in every state.

use domain::cases::{
    Closing, DeliveryWish, Due, Holder, NextStep, Outcome, Overdue, holder, next_step, overdue,
};

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

fn certain(text: &str) -> Due {
    Due { on: day(text), provisional: false }
}

fn department() -> Holder {
    Holder::Department { asked: Vec::new() }
}

fn late(desk: &Desk, today: &str) -> Option<Overdue> {
    overdue(&desk.case, &desk.terms, day(today))
}

#[test]
fn what_lies_at_the_window_is_the_windows_until_an_officer_takes_it() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let answer = NextStep::Answer { due: Some(certain("2026-03-09")), done_by: None };
    assert_eq!((next_step(&desk.case), holder(&desk.case)), (answer, Holder::Window));
    desk.act(domain::cases::Act::Claim).unwrap();
    assert_eq!(holder(&desk.case), department());
    let mut only_receives = terms("nurse");
    only_receives.window_accepts = false;
    let desk = Desk::receives(only_receives, MONDAY);
    let answer =
        NextStep::Answer { due: Some(certain("2026-03-09")), done_by: Some(certain("2026-03-16")) };
    assert_eq!((next_step(&desk.case), holder(&desk.case)), (answer, department()));
}

#[test]
fn who_corrects_holds_it_and_is_told_what_and_until_when() {
    let mut desk = Desk::receives(terms("legal_aid"), MONDAY);
    desk.act(notify(&["plan", "form"])).unwrap();
    let correct = NextStep::Correct {
        materials: vec!["plan".into(), "form".into()],
        until: Some(day("2026-03-17")),
    };
    assert_eq!((next_step(&desk.case), holder(&desk.case)), (correct, Holder::Applicant));
    assert_eq!(late(&desk, "2026-04-01"), None, "the person is not the government");
}

#[test]
fn the_department_holds_it_with_those_that_it_has_asked() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5), joint("wjj", 3)];
    let mut desk = Desk::accepts(item, MONDAY);
    let decide = NextStep::Decide {
        promised: Some(certain("2026-03-16")),
        statutory: Some(certain("2026-03-30")),
    };
    assert_eq!(next_step(&desk.case), decide);
    let asked = vec![("xfdd".into(), certain("2026-03-09")), ("wjj".into(), certain("2026-03-05"))];
    assert_eq!(holder(&desk.case), Holder::Department { asked });
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    let asked = vec![("wjj".into(), certain("2026-03-05"))];
    assert_eq!(holder(&desk.case), Holder::Department { asked });
    desk.act(pause("hearing")).unwrap();
    let wait = NextStep::Wait { reason: "hearing".into(), since: day("2026-03-02"), told_days: 15 };
    assert_eq!(next_step(&desk.case), wait);
    assert_eq!(late(&desk, "2026-12-01"), None, "a clock that stands is not late");
}

#[test]
fn what_is_decided_waits_at_the_outlet_and_then_nobody_holds_it() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    desk.act(opine()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
    let pick_up = NextStep::PickUp { deliver_by: Some(certain("2026-03-16")) };
    assert_eq!((next_step(&desk.case), holder(&desk.case)), (pick_up, Holder::Outlet));
    assert_eq!(late(&desk, "2026-03-20"), None, "it is ready: the person may come when they like");
    let mut posted = desk.clone();
    posted.case.delivery_wish = DeliveryWish::Post;
    let posting = NextStep::Posting { due: Some(certain("2026-03-16")) };
    assert_eq!((next_step(&posted.case), holder(&posted.case)), (posting, Holder::Outlet));
    let since = Overdue { days: 4, by_law: Some(day("2026-03-16")) };
    assert_eq!(late(&posted, "2026-03-20"), Some(since), "行政许可法 44");
    desk.act(deliver()).unwrap();
    let finished = NextStep::Finished { closing: Closing::Granted };
    assert_eq!((next_step(&desk.case), holder(&desk.case)), (finished, Holder::Nobody));
}

#[test]
fn a_broken_promise_is_late_and_a_broken_law_has_remedies() {
    let desk = Desk::accepts(terms("licence"), MONDAY);
    assert_eq!(late(&desk, "2026-03-16"), None, "the last day is whole");
    assert_eq!(late(&desk, "2026-03-18"), Some(Overdue { days: 2, by_law: None }));
    let law = Some(day("2026-03-30"));
    assert_eq!(late(&desk, "2026-03-31"), Some(Overdue { days: 15, by_law: law }));
    // Before acceptance: a promised word, a limit from receipt, a word that a law sets a day for.
    let promised = Desk::receives(terms("promise"), MONDAY);
    assert_eq!(late(&promised, "2026-03-06"), Some(Overdue { days: 1, by_law: None }));
    let from_receipt = Desk::receives(terms("passport"), MONDAY);
    let law = Some(day("2026-03-23"));
    assert_eq!(late(&from_receipt, "2026-03-24"), Some(Overdue { days: 19, by_law: law }));
    let court = Desk::receives(terms("labour_arbitration"), MONDAY);
    let law = Some(day("2026-03-09"));
    assert_eq!(late(&court, "2026-03-10"), Some(Overdue { days: 1, by_law: law }));
}
