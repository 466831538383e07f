//! 审查: who holds a case, who is asked, who has spoken.

use domain::cases::{Act, Branch, Conclusion, Outcome, Refused, Stage};

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

fn ask(department: &str, days: u16) -> Act {
    let question = "是否符合消防要求".to_owned();
    Act::AskDepartments { branches: vec![Branch { department: department.into(), days, question }] }
}

#[test]
fn one_officer_takes_a_case_on_until_it_is_handed_on() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    let (one, two) = (staff("s1", "scjg"), staff("s2", "scjg"));
    desk.by(&one, Act::Claim).unwrap();
    let events = desk.events.len();
    desk.by(&one, Act::Claim).unwrap();
    assert_eq!(desk.events.len(), events, "taking on what one has is nothing");
    assert_eq!(desk.by(&two, Act::Claim), Err(Refused::HeldBy("s1".into())));
    let mute = Act::HandOn { officer: None, reason: String::new() };
    assert_eq!(desk.act(mute), Err(Refused::ReasonMissing));
    desk.act(Act::HandOn { officer: None, reason: "休假".into() }).unwrap();
    desk.by(&two, Act::Claim).unwrap();
    assert_eq!(desk.case.held.officer.as_deref(), Some("s2"));
}

#[test]
fn departments_of_the_item_are_asked_at_acceptance_and_stay_within_its_limit() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5), joint("wjj", 40)];
    let desk = Desk::accepts(item, MONDAY);
    let due = |at: usize| desk.case.asked[at].due.on;
    assert_eq!(due(0), day("2026-03-09"));
    assert_eq!(due(1), desk.statutory(), "consulted inside one licence: within its twenty");
}

#[test]
fn the_limit_of_a_case_from_receipt_binds_departments_asked_later() {
    let mut item = terms("nurse");
    item.flow.joint = vec![joint("xfdd", 18)];
    let mut desk = Desk::receives(item, MONDAY);
    desk.at("2026-03-06 10:00").act(accept()).unwrap();
    assert_eq!(desk.case.asked[0].due.on, desk.statutory());
}

#[test]
fn a_department_asked_by_hand_stays_within_the_limit_too() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    assert_eq!(desk.act(Act::AskDepartments { branches: vec![] }), Err(Refused::Empty));
    assert_eq!(desk.act(ask("xfdd", 21)), Err(Refused::BeyondLimit));
    desk.act(ask("xfdd", 20)).unwrap();
    assert_eq!(desk.act(ask("xfdd", 1)), Err(Refused::AlreadyAsked("xfdd".into())));
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    desk.act(ask("xfdd", 1)).unwrap();
}

#[test]
fn only_departments_that_were_asked_answer_once_and_with_words() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    assert_eq!(desk.by(&staff("h1", "wjj"), answer()), Err(Refused::NotAsked));
    let mute = Act::Answer { conclusion: Conclusion::Agree, text: " ".into() };
    assert_eq!(desk.by(&staff("f1", "xfdd"), mute), Err(Refused::ReasonMissing));
    // Late is better than never: nothing is decided without it.
    desk.at("2026-03-20 10:00").by(&staff("f1", "xfdd"), answer()).unwrap();
    assert_eq!(desk.by(&staff("f2", "xfdd"), answer()), Err(Refused::NotAsked));
}

#[test]
fn nothing_is_decided_before_everybody_asked_has_answered() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5), joint("wjj", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    desk.act(opine()).unwrap();
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    let waiting = Refused::NotAnswered(vec!["wjj".into()]);
    assert_eq!(desk.act(settle(Outcome::Granted)), Err(waiting));
    desk.by(&staff("h1", "wjj"), answer()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
}

#[test]
fn who_lets_its_share_pass_holds_nothing_up_and_is_named_in_the_decision() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5), joint("wjj", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    desk.act(opine()).unwrap();
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    let waiting = Refused::NotAnswered(vec!["wjj".into()]);
    desk.at("2026-03-09 23:59");
    assert_eq!(desk.act(settle(Outcome::Granted)), Err(waiting), "its last day is its own");
    desk.at("2026-03-10 08:00").act(settle(Outcome::Granted)).unwrap();
    assert_eq!(desk.case.decision.unwrap().decided.unanswered, ["wjj"]);
}

#[test]
fn a_question_is_called_back_with_a_reason_while_it_is_open() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    desk.act(opine()).unwrap();
    let call_back = |department: &str, reason: &str| Act::CallBack {
        department: department.into(),
        reason: reason.into(),
    };
    assert_eq!(desk.act(call_back("xfdd", " ")), Err(Refused::ReasonMissing));
    assert_eq!(desk.act(call_back("wjj", "问错了")), Err(Refused::NotAsked));
    desk.act(call_back("xfdd", "场所不变")).unwrap();
    assert_eq!(desk.act(call_back("xfdd", "场所不变")), Err(Refused::NotAsked));
    assert_eq!(desk.by(&staff("f1", "xfdd"), answer()), Err(Refused::NotAsked));
    desk.act(ask("xfdd", 3)).unwrap();
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
    assert_eq!(desk.case, desk.folded());
    assert!(desk.case.decision.unwrap().decided.unanswered.is_empty());
}

#[test]
fn a_case_that_is_late_may_still_ask_for_the_same_day() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    assert_eq!(desk.statutory(), day("2026-03-30"));
    desk.at("2026-03-31 10:00").act(ask("xfdd", 5)).unwrap();
    assert_eq!(desk.case.asked[0].due.on, day("2026-03-31"));
    desk.at("2026-04-01 10:00").act(opine()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
}

#[test]
fn every_officer_gives_one_opinion_with_words_after_acceptance() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    assert_eq!(desk.act(opine()), Err(Refused::WrongStage(Stage::Received)));
    desk.act(accept()).unwrap();
    let mute = Act::Opine { conclusion: Conclusion::Disagree, text: String::new() };
    assert_eq!(desk.act(mute), Err(Refused::ReasonMissing));
    desk.act(opine()).unwrap();
    assert_eq!(desk.act(opine()), Err(Refused::AlreadyOpined));
    desk.by(&staff("s2", "scjg"), opine()).unwrap();
    let officers: Vec<_> = desk.case.opinions.iter().map(|one| one.officer.as_str()).collect();
    assert_eq!(officers, ["s1", "s2"]);
}

#[test]
fn a_check_of_substance_takes_two_officers() {
    let mut item = terms("licence");
    item.flow.second_officer = true;
    let mut desk = Desk::accepts(item, MONDAY);
    assert_eq!(desk.act(settle(Outcome::Granted)), Err(Refused::OpinionMissing));
    desk.act(opine()).unwrap();
    for outcome in [Outcome::Granted, Outcome::Refused] {
        assert_eq!(desk.act(settle(outcome)), Err(Refused::SecondOfficerMissing));
    }
    desk.by(&staff("s2", "scjg"), opine()).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
}

#[test]
fn who_grants_against_a_dissent_says_why() {
    let disagree =
        || Act::Opine { conclusion: Conclusion::Disagree, text: "通道不够宽".to_owned() };
    let grant = |reason: &str| {
        Act::Settle(domain::cases::Settled { reason: reason.into(), ..settled(Outcome::Granted) })
    };
    let mut item = terms("licence");
    item.flow.second_officer = true;
    item.flow.joint = vec![joint("xfdd", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    desk.by(&staff("f1", "xfdd"), answer()).unwrap();
    desk.act(opine()).unwrap();
    let mut agreed = desk.clone();
    agreed.by(&staff("s2", "scjg"), opine()).unwrap();
    agreed.act(grant("")).unwrap();
    // Also whoever dissented and decides all the same.
    let second = staff("s2", "scjg");
    desk.by(&second, disagree()).unwrap();
    assert_eq!(desk.by(&second, grant(" ")), Err(Refused::DissentUnanswered));
    desk.by(&second, grant("已经拓宽，现场复核合格")).unwrap();
    assert_eq!(desk.case.outcome(), Some(Outcome::Granted));
}

#[test]
fn a_department_that_does_not_agree_is_answered_too() {
    let mut item = terms("licence");
    item.flow.joint = vec![joint("xfdd", 5)];
    let mut desk = Desk::accepts(item, MONDAY);
    let no = Act::Answer { conclusion: Conclusion::Disagree, text: "不合格".into() };
    desk.by(&staff("f1", "xfdd"), no).unwrap();
    desk.act(opine()).unwrap();
    let mute = domain::cases::Settled { reason: String::new(), ..settled(Outcome::Granted) };
    assert_eq!(desk.act(Act::Settle(mute)), Err(Refused::DissentUnanswered));
    desk.act(settle(Outcome::Refused)).unwrap();
}
