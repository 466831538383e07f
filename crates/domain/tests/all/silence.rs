//! 逾期不告知: what happens by itself, whoever looks first.

use base::Timestamp;
use domain::cases::{AcceptedHow, Closing, Event, Refused, Stage, State, next_effect};

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

#[test]
fn silence_accepts_from_receipt_at_the_midnight_after_the_fifth_working_day() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &[]);
    assert_eq!(next_effect(&desk.case, &desk.terms), Some(time("2026-03-10 00:00")));
    assert_eq!(desk.at("2026-03-09 23:59").look(), 0);
    assert_eq!(desk.at("2026-03-10 00:00").look(), 1);
    let accepted = desk.case.acceptance.clone().unwrap();
    assert_eq!(accepted.how, AcceptedHow::Silence);
    assert_eq!(accepted.on, day("2026-03-02"), "自收到申请材料之日起即为受理");
    assert_eq!(accepted.holds_from, time("2026-03-10 00:00"));
    assert_eq!(accepted.document, None);
    assert_eq!(desk.statutory(), day("2026-03-30"));
    assert_eq!(desk.promised(), day("2026-03-16"));
    assert_eq!(desk.look(), 0, "it happens once");
}

#[test]
fn it_does_not_matter_who_looks_first_or_when() {
    let silent = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    let mut last = None;
    for look in ["2026-03-10 00:00", "2026-03-12 15:00", "2026-05-30 08:00"] {
        let mut desk = silent.clone();
        desk.at(look).look();
        assert_eq!(desk.case, desk.folded());
        assert_eq!(*last.get_or_insert_with(|| desk.case.clone()), desk.case);
    }
}

#[test]
fn the_act_that_comes_too_late_finds_the_case_accepted() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &[]);
    desk.at("2026-03-10 00:01");
    assert_eq!(desk.act(notify(&["plan"])), Err(Refused::WrongStage(Stage::Accepted)));
    assert_eq!(desk.act(redirect()), Err(Refused::WrongStage(Stage::Accepted)));
    assert_eq!(desk.case.acceptance.clone().unwrap().how, AcceptedHow::Silence);
}

#[test]
fn days_off_do_not_count_towards_silence() {
    // 2026-09-25 to 27 and 10-01 to 07 are off, 2026-09-20 and 10-10 are worked.
    let desk = Desk::receives(terms("licence"), "2026-09-29 17:00");
    assert_eq!(on(desk.case.answer_due), day("2026-10-12"));
    assert_eq!(next_effect(&desk.case, &desk.terms), Some(time("2026-10-13 00:00")));
}

#[test]
fn silence_after_a_supplement_accepts_from_the_day_of_the_supplement() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    desk.at("2026-03-05 10:00").act(notify(&["plan"])).unwrap();
    assert_eq!(next_effect(&desk.case, &desk.terms), None, "the organ has spoken");
    desk.at("2026-03-16 10:00").act(supply(&["plan"])).unwrap();
    desk.at("2026-04-30 10:00").look();
    let accepted = desk.case.acceptance.clone().unwrap();
    assert_eq!(accepted.on, day("2026-03-16"));
    assert_eq!(accepted.holds_from, time("2026-03-24 00:00"));
}

#[test]
fn where_the_law_says_nothing_silence_means_nothing() {
    for regime in ["market_entity", "gov_information", "legal_aid", "promise", "teacher"] {
        let mut desk = Desk::receives_papers(terms(regime), MONDAY, &[]);
        assert_eq!(next_effect(&desk.case, &desk.terms), None, "{regime}");
        assert_eq!(desk.at("2026-12-01 10:00").look(), 0, "{regime}");
        assert_eq!(desk.case.state, State::Received, "{regime}");
        desk.act(add(&["form_paper", "plan"])).unwrap();
        desk.act(accept()).unwrap();
        assert_eq!(desk.case.acceptance.unwrap().on, day("2026-12-01"), "{regime}");
    }
}

#[test]
fn on_the_spot_means_on_the_day_of_receipt() {
    // 不动产登记暂行条例 17: not told on the spot is accepted.
    let mut desk = Desk::receives_papers(terms("real_estate"), MONDAY, &[]);
    assert_eq!(on(desk.case.answer_due), day("2026-03-02"));
    assert_eq!(desk.at("2026-03-02 23:59").look(), 0);
    assert_eq!(desk.at("2026-03-03 00:00").look(), 1);
    // A day off is no day of work: the first one after it counts.
    let saturday = Desk::receives(terms("real_estate"), "2026-03-07 10:00");
    assert_eq!(on(saturday.case.answer_due), day("2026-03-09"));
}

#[test]
fn three_days_are_days_of_the_calendar_where_the_law_writes_days() {
    // 排污许可管理条例 9 writes 3 日, and 行政许可法 82 speaks of its own periods only.
    let thursday = Desk::receives(terms("pollutant_permit"), "2026-03-05 10:00");
    assert_eq!(on(thursday.case.answer_due), day("2026-03-09"), "Sunday moves to Monday");
    let monday = Desk::receives(terms("pollutant_permit"), MONDAY);
    assert_eq!(on(monday.case.answer_due), day("2026-03-05"));
}

#[test]
fn only_where_its_law_says_so_is_a_case_closed_because_nothing_comes() {
    for regime in ["licence", "market_entity", "promise"] {
        let mut desk = Desk::receives_papers(terms(regime), MONDAY, &[]);
        desk.act(notify(&["form_paper", "plan"])).unwrap();
        assert_eq!(desk.at("2030-03-02 09:30").look(), 0, "{regime}");
        assert_eq!(desk.case.state, State::AwaitingCorrection);
        desk.act(supply(&["form_paper", "plan"])).unwrap();
    }
    // 法律援助法 43: 15 days of the calendar after the notice.
    let mut desk = Desk::receives_papers(terms("legal_aid"), MONDAY, &["form_paper"]);
    desk.act(notify(&["plan"])).unwrap();
    let supplied_in_time = {
        let mut desk = desk.clone();
        desk.at("2026-03-17 23:59").act(supply(&["plan"]))
    };
    assert_eq!(supplied_in_time, Ok(()));
    let midnight: Timestamp = time("2026-03-18 00:00");
    assert_eq!(next_effect(&desk.case, &desk.terms), Some(midnight));
    let refused = desk.at("2026-04-20 10:00").act(supply(&["plan"]));
    assert_eq!(refused, Err(Refused::WrongStage(Stage::Closed)));
    assert_eq!(desk.case.state, State::Closed { closing: Closing::Abandoned });
    assert_eq!(desk.case.closed_at, Some(midnight), "whoever looked first");
    let Event::Abandoned { basis, .. } = &desk.events[2].event else { panic!() };
    assert_eq!(basis, "《法律援助法》第四十三条第二款");
}

#[test]
fn papers_promised_later_are_on_the_list_after_silence_too() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &[]);
    desk.at("2026-03-10 08:00").act(add(&["photo"])).unwrap();
    assert!(desk.case.has_paper("photo"));
}
