//! 收件与受理: the five outcomes of 行政许可法 32, and the one-time notice.

use domain::cases::{
    AcceptedHow, Act, Closing, Event, LateEntry, NewCase, Paper, Refused, Stage, State, Taken,
};
use domain::catalogue::{Application, ApplicationWindow};
use serde_json::{Map, json};

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

fn closed(closing: Closing) -> State {
    State::Closed { closing }
}

#[test]
fn what_needs_no_permission_is_told_and_closed() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let silent = Act::TellUnneeded { document: "免1".into(), reason: " ".into() };
    assert_eq!(desk.act(silent), Err(Refused::ReasonMissing));
    desk.act(unneeded()).unwrap();
    assert_eq!(desk.case.state, closed(Closing::Unneeded));
    assert_eq!(desk.case.closed_at, Some(time(MONDAY)));
    assert_eq!(desk.case.answer_due, None);
}

#[test]
fn what_is_not_this_organs_is_sent_on_with_the_place_to_go() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let nowhere = Act::Redirect { document: "不受1".into(), to: None, reason: String::new() };
    assert_eq!(desk.act(nowhere), Err(Refused::ReasonMissing));
    let to = Some(desk.case.department.clone());
    let circle = Act::Redirect { document: "不受1".into(), to, reason: "请到那里".into() };
    assert_eq!(desk.act(circle), Err(Refused::OwnDepartment));
    desk.act(redirect()).unwrap();
    assert_eq!(desk.case.state, closed(Closing::Redirected));
}

#[test]
fn what_can_be_mended_is_mended_on_the_spot_and_stops_no_clock() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let due = desk.case.answer_due;
    assert_eq!(desk.act(Act::Mend { answers: Map::new() }), Err(Refused::Empty));
    let answers = Map::from_iter([("area".to_owned(), json!(80))]);
    desk.at("2026-03-03 10:00").act(Act::Mend { answers }).unwrap();
    assert_eq!((desk.case.state, desk.case.answer_due), (State::Received, due));
    assert_eq!(desk.events[1].event, Event::Mended { fields: vec!["area".into()], document: None });
    assert_eq!(desk.personal[1], Some(json!({"answers": {"area": 80}})));
}

#[test]
fn everything_that_is_missing_is_told_at_once_and_the_answer_clock_waits() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    desk.act(notify(&["plan", "form"])).unwrap();
    assert_eq!(desk.case.state, State::AwaitingCorrection);
    assert_eq!(desk.case.answer_due, None);
    assert_eq!(desk.case.due_on(), None);
    let told = desk.case.correction.clone().unwrap();
    assert_eq!(told.materials, ["plan", "form"]);
    assert_eq!(told.abandoned_on, None, "行政许可法 sets no period after which a case is closed");
}

#[test]
fn a_notice_says_something_about_things_that_are_asked_for() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    assert_eq!(desk.act(notify(&[])), Err(Refused::Empty));
    let unknown = Refused::UnknownMaterials(vec!["bank_statement".into()]);
    assert_eq!(desk.act(notify(&["plan", "bank_statement"])), Err(unknown));
    let corrections = vec![("plan".into(), " ".into())];
    let mute = Act::NotifyCorrections { document: "补1".into(), corrections };
    assert_eq!(desk.act(mute), Err(Refused::ReasonMissing));
}

#[test]
fn a_notice_that_leaves_out_what_is_known_to_be_missing_is_refused_and_names_it() {
    for regime in ["licence", "real_estate", "promise"] {
        let mut desk = Desk::receives_papers(terms(regime), MONDAY, &["form_paper"]);
        let left_out = Refused::LeftOut(vec!["plan".into()]);
        assert_eq!(desk.act(notify(&["form"])), Err(left_out), "{regime}");
        // What only some need, and what may follow later, the clerk may leave out.
        desk.act(notify(&["form", "plan"])).unwrap();
    }
}

#[test]
fn a_paper_that_is_not_needed_after_all_stands_neither_against_a_notice_nor_acceptance() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    assert_eq!(desk.act(waive(&[])), Err(Refused::Empty));
    let mute = Act::WaivePapers { materials: vec!["plan".into()], reason: " ".into() };
    assert_eq!(desk.act(mute), Err(Refused::ReasonMissing));
    for other in ["form_paper", "mandate", "photo", "deed"] {
        let refused = Refused::UnknownMaterials(vec![other.into()]);
        assert_eq!(desk.act(waive(&["plan", other])), Err(refused), "nobody waits for {other}");
    }
    desk.act(waive(&["plan"])).unwrap();
    assert_eq!(desk.personal[1], Some(json!({"text": "店里不做热食"})));
    let mut at_once = desk.clone();
    at_once.act(accept()).unwrap();
    assert_eq!(at_once.case.acceptance.unwrap().later, ["photo"], "nobody waits for it later");
    desk.act(notify(&["form"])).unwrap();
    desk.act(supply(&["form_paper"])).unwrap();
    desk.act(accept()).unwrap();
    assert_eq!(desk.case, desk.folded());
}

#[test]
fn a_notice_that_asks_for_a_paper_is_the_last_word_on_it() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    desk.act(waive(&["plan"])).unwrap();
    desk.act(notify(&["plan"])).unwrap();
    desk.act(supply(&["form_paper"])).unwrap();
    let missing = || vec!["plan".to_owned()];
    assert_eq!(desk.act(accept()), Err(Refused::MissingPapers(missing())));
    assert_eq!(desk.act(notify(&["form"])), Err(Refused::NotInFirstNotice(vec!["form".into()])));
    desk.act(notify(&["plan"])).unwrap();
    desk.act(supply(&["plan"])).unwrap();
    desk.act(accept()).unwrap();
}

/// As cases came to lie before a notice had to name what is missing.
fn told_too_little() -> Desk {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    let event = Event::CorrectionNotified {
        document: "补1".into(),
        materials: vec!["form".into()],
        abandoned_on: None,
        refused: false,
    };
    desk.record(vec![event.into()]);
    desk.act(supply(&["form_paper"])).unwrap();
    desk
}

#[test]
fn what_the_one_notice_did_not_tell_is_not_held_against_the_applicant() {
    let mut desk = told_too_little();
    let new = Refused::NotInFirstNotice(vec!["plan".into()]);
    assert_eq!(desk.act(notify(&["plan"])), Err(new));
    desk.act(accept()).unwrap();
    assert_eq!(desk.case.acceptance.clone().unwrap().later, ["plan", "photo"], "still to come");
    desk.act(add(&["plan"])).unwrap();
    assert!(desk.case.has_paper("plan"));
}

#[test]
fn two_things_wrong_with_one_paper_are_both_told() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let line = |text: &str| ("plan".to_owned(), text.to_owned());
    let corrections = vec![line("缺少比例尺"), line("没有签名")];
    desk.act(Act::NotifyCorrections { document: "补1".into(), corrections }).unwrap();
    assert_eq!(desk.case.correction.clone().unwrap().materials, ["plan"]);
    let told = desk.personal[1].clone().unwrap();
    assert_eq!(told, json!({"corrections": {"plan": "缺少比例尺\n没有签名"}}));
}

#[test]
fn a_second_notice_stays_within_the_first_and_a_third_within_the_second() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &[]);
    desk.act(notify(&["form_paper", "plan"])).unwrap();
    assert_eq!(desk.act(notify(&["plan"])), Err(Refused::WrongStage(Stage::Correction)));
    desk.act(supply(&["form_paper"])).unwrap();
    let new = Refused::NotInFirstNotice(vec!["mandate".into()]);
    assert_eq!(desk.act(notify(&["plan", "mandate"])), Err(new));
    desk.act(notify(&["plan"])).unwrap();
    desk.act(supply(&["plan"])).unwrap();
    // The form was right after the first supplement, so it is not asked for a third time.
    let put_right = Refused::NotInFirstNotice(vec!["form_paper".into()]);
    assert_eq!(desk.act(notify(&["form_paper"])), Err(put_right));
    desk.act(accept()).unwrap();
}

#[test]
fn what_is_supplied_restarts_the_answer_clock() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    assert_eq!(on(desk.case.answer_due), day("2026-03-09"));
    desk.act(notify(&["plan"])).unwrap();
    let nothing = Act::Supply { papers: vec![], answers: Map::new() };
    assert_eq!(desk.at("2026-03-18 16:00").act(nothing), Err(Refused::Empty));
    desk.act(supply(&["plan"])).unwrap();
    assert_eq!(desk.case.state, State::Received);
    assert_eq!(on(desk.case.answer_due), day("2026-03-25"));
    assert_eq!(desk.case.complete_on(), day("2026-03-18"));
}

#[test]
fn a_complete_application_is_accepted_by_the_organ_or_by_the_window_in_its_name() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let mut at_window = desk.clone();
    desk.at("2026-03-04 11:00").act(accept()).unwrap();
    at_window.by(&staff("w1", "zwzx"), accept()).unwrap();
    let accepted = desk.case.acceptance.clone().unwrap();
    assert_eq!(accepted.how, AcceptedHow::Organ);
    assert_eq!(accepted.on, day("2026-03-04"));
    assert_eq!(accepted.holds_from, time("2026-03-04 11:00"));
    assert!(accepted.document.is_some(), "a paper with seal and date (32 第二款)");
    assert_eq!(at_window.case.acceptance.unwrap().how, AcceptedHow::Window);
}

#[test]
fn what_is_required_must_be_there_but_not_what_only_some_need() {
    let mut desk = Desk::receives_papers(terms("licence"), MONDAY, &["form_paper"]);
    assert_eq!(desk.act(accept()), Err(Refused::MissingPapers(vec!["plan".into()])));
    // A promise to bring it is not the paper.
    let promise = Paper { taken: Taken::Later, ..paper("plan") };
    desk.act(Act::AddPapers { papers: vec![promise] }).unwrap();
    assert_eq!(desk.act(accept()), Err(Refused::MissingPapers(vec!["plan".into()])));
    desk.act(add(&["plan"])).unwrap();
    assert_eq!(desk.case.papers.len(), 2, "the paper takes the place of the promise");
    desk.act(accept()).unwrap();
}

#[test]
fn with_papers_to_follow_the_case_is_accepted_and_the_clock_runs() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    let dues = desk.case.due;
    assert_eq!(desk.case.acceptance.clone().unwrap().later, ["photo"]);
    // After acceptance nothing else is asked for.
    let other = Refused::UnknownMaterials(vec!["plan".into()]);
    assert_eq!(desk.act(add(&["plan"])), Err(other));
    desk.at("2026-03-11 09:00").act(add(&["photo"])).unwrap();
    assert!(desk.case.has_paper("photo"));
    assert_eq!(desk.case.due, dues, "容缺受理 stops no clock");
}

#[test]
fn two_outcomes_cannot_both_happen() {
    let outcomes = [unneeded(), redirect(), accept()];
    for first in &outcomes {
        for second in outcomes.iter().chain([&notify(&["plan"])]) {
            let mut desk = Desk::receives(terms("licence"), MONDAY);
            desk.act(first.clone()).unwrap();
            let stage = desk.case.state.stage();
            assert_eq!(desk.act(second.clone()), Err(Refused::WrongStage(stage)));
            assert_eq!(desk.events.len(), 2);
        }
    }
}

#[test]
fn applications_are_taken_only_while_they_are_taken() {
    let window = ApplicationWindow {
        opens: day("2026-03-10"),
        closes: day("2026-03-20"),
        name: "2026 年春季".into(),
    };
    let mut item = terms("teacher");
    item.application = Application::Window { windows: vec![window] };
    let received = |at: &str| {
        Desk::receives_application(item.clone(), time(at), &application(time(at), &[])).map(|_| ())
    };
    assert_eq!(received("2026-03-09 23:59"), Err(Refused::NotOpen));
    assert_eq!(received("2026-03-10 00:00"), Ok(()));
    assert_eq!(received("2026-03-20 23:59"), Ok(()));
    assert_eq!(received("2026-03-21 00:00"), Err(Refused::NotOpen));
    item.application = Application::None { instead: "请打电话".into() };
    let asked = application(time(MONDAY), &[]);
    let refused = Desk::receives_application(item.clone(), time(MONDAY), &asked).map(|_| ());
    assert_eq!(refused, Err(Refused::NotOpen));
}

#[test]
fn what_is_entered_afterwards_has_its_receipt_and_counts_from_the_day_it_came() {
    let now = time("2026-03-05 09:00");
    let mut new = application(time(MONDAY), &["form_paper", "plan"]);
    let enter = |new: &NewCase| Desk::receives_application(terms("licence"), now, new);
    assert_eq!(enter(&new).map(|_| ()).unwrap_err(), Refused::WrongTime);
    new.late = Some(LateEntry { paper_receipt: "纸0012".into(), reason: String::new() });
    assert_eq!(enter(&new).map(|_| ()).unwrap_err(), Refused::ReasonMissing);
    new.late = Some(LateEntry { paper_receipt: "纸0012".into(), reason: "rain".into() });
    assert_eq!(enter(&new).map(|_| ()).unwrap_err(), Refused::ReasonMissing, "no such reason");
    new.late = Some(LateEntry { paper_receipt: "纸0012".into(), reason: "power".into() });
    let desk = enter(&new).unwrap();
    assert_eq!(on(desk.case.answer_due), day("2026-03-09"));
    new.received_at = time("2026-03-05 09:01");
    assert_eq!(enter(&new).map(|_| ()).unwrap_err(), Refused::WrongTime);
    new.received_at = time("2026-02-03 00:00");
    assert!(enter(&new).is_ok(), "thirty days ago");
    new.received_at = time("2026-02-02 23:59");
    assert_eq!(enter(&new).map(|_| ()).unwrap_err(), Refused::TooOld(30));
}

#[test]
fn papers_that_the_item_does_not_ask_for_are_not_taken() {
    let at = time(MONDAY);
    let refused = Desk::receives_application(terms("licence"), at, &application(at, &["deed"]));
    assert_eq!(refused.map(|_| ()), Err(Refused::UnknownMaterials(vec!["deed".into()])));
}

#[test]
fn where_the_law_refuses_what_is_incomplete_the_notice_closes_the_case() {
    let mut desk = Desk::receives_papers(terms("real_estate"), MONDAY, &["form_paper"]);
    desk.act(notify(&["plan"])).unwrap();
    assert_eq!(desk.case.state, closed(Closing::Incomplete), "不动产登记暂行条例 17");
    assert_eq!(desk.case.correction.clone().unwrap().materials, ["plan"], "everything is told");
    assert_eq!(desk.act(supply(&["plan"])), Err(Refused::WrongStage(Stage::Closed)));
    assert_eq!(desk.folded(), desk.case);
}
