//! 决定、送达、撤回, and the end.

use domain::cases::{
    Act, Closing, Delivery, Event, Outcome, Refused, Settled, Stage, State, StepState, erase, steps,
};
use domain::people::PartyRole;

use crate::desk::*;

const MONDAY: &str = "2026-03-02 09:30";

fn reviewed(regime: &str) -> Desk {
    let mut desk = Desk::accepts(terms(regime), MONDAY);
    desk.act(opine()).unwrap();
    desk
}

#[test]
fn a_licence_is_granted_for_its_term_and_delivered_within_ten_days() {
    let mut desk = reviewed("licence");
    desk.at("2026-03-16 15:00").act(settle(Outcome::Granted)).unwrap();
    assert_eq!(desk.case.state, State::Decided);
    let decided = desk.case.decision.clone().unwrap().decided;
    assert_eq!(decided.valid_from, Some(day("2026-03-16")));
    assert_eq!(decided.valid_until, Some(day("2031-03-15")), "sixty months, the last day before");
    assert_eq!(decided.result.as_deref(), Some("JY15329010000001"));
    assert_eq!(on(decided.deliver_by), day("2026-03-30"), "行政许可法 44");
    assert_eq!(decided.basis, ["《食品安全法》第三十五条"]);
    assert_eq!(on(desk.case.due_on()), day("2026-03-30"));
    desk.at("2026-03-18 10:00").act(deliver()).unwrap();
    assert_eq!(desk.case.state, State::Closed { closing: Closing::Granted });
    assert!(steps(&desk.case).iter().all(|step| matches!(step.state, StepState::Done(_))));
}

#[test]
fn every_result_that_is_issued_has_its_number_and_its_term() {
    let mut item = terms("licence");
    item.results.push(domain::cases::TermsResult { place: 2, valid_months: None });
    let mut desk = Desk::accepts(item, MONDAY);
    desk.act(opine()).unwrap();
    let with = |results| Act::Settle(Settled { results, ..settled(Outcome::Granted) });
    assert_eq!(desk.act(with(vec![])), Err(Refused::Empty), "a licence is granted with a paper");
    let unknown = vec![issue(1, "A1", None)];
    assert_eq!(desk.act(with(unknown)), Err(Refused::WrongOutcome));
    let twice = vec![issue(0, "A1", None), issue(0, "A2", None)];
    assert_eq!(desk.act(with(twice)), Err(Refused::WrongOutcome));
    desk.act(with(vec![issue(0, "A1", None), issue(2, "B1", Some("2027-03-01"))])).unwrap();
    let decided = desk.case.decision.clone().unwrap().decided;
    let told: Vec<_> =
        decided.issued().into_iter().map(|one| (one.number, one.valid_until)).collect();
    let first = ("A1".to_owned(), Some(day("2031-03-01")));
    assert_eq!(told, [first, ("B1".to_owned(), Some(day("2027-03-01")))]);
    assert_eq!(decided.result.as_deref(), Some("A1"), "the row of the case has the first");
}

#[test]
fn a_refusal_has_its_reason_and_its_article_and_no_licence() {
    let mut desk = reviewed("licence");
    let mute = Settled { reason: " ".into(), ..settled(Outcome::Refused) };
    assert_eq!(desk.act(Act::Settle(mute)), Err(Refused::ReasonMissing));
    desk.terms.basis.clear();
    assert_eq!(desk.act(settle(Outcome::Refused)), Err(Refused::BasisMissing));
    let basis = vec!["《食品安全法》第三十三条第一款第二项".to_owned()];
    let cited = Settled { basis: basis.clone(), ..settled(Outcome::Refused) };
    desk.act(Act::Settle(cited)).unwrap();
    let decided = desk.case.decision.clone().unwrap().decided;
    assert_eq!((decided.basis, decided.result), (basis, None));
    assert_eq!((decided.valid_from, decided.valid_until), (None, None));
    assert!(decided.deliver_by.is_some(), "a refusal is delivered too");
    desk.act(deliver()).unwrap();
    assert_eq!(desk.case.state, State::Closed { closing: Closing::Refused });
}

#[test]
fn what_is_reviewed_is_granted_or_refused_and_a_service_is_done() {
    assert_eq!(reviewed("licence").act(settle(Outcome::Done)), Err(Refused::WrongOutcome));
    for outcome in [Outcome::Granted, Outcome::Refused] {
        let mut desk = Desk::accepts(service("promise"), MONDAY);
        assert_eq!(desk.act(settle(outcome)), Err(Refused::WrongOutcome));
    }
}

#[test]
fn a_service_without_a_paper_is_closed_when_it_is_done() {
    let mut desk = Desk::accepts(service("promise"), MONDAY);
    desk.act(settle(Outcome::Done)).unwrap();
    assert_eq!(desk.case.state, State::Closed { closing: Closing::Done });
    let nothing_to_hand_over = Event::Delivered { delivery: Delivery::Nothing, document: None };
    assert_eq!(desk.events.last().unwrap().event, nothing_to_hand_over);
}

#[test]
fn a_delivery_of_before_its_proof_had_a_number_is_still_read() {
    let old = serde_json::json!({ "kind": "delivered", "method": "posted", "tracking": "EMS1" });
    let delivery = Delivery::Posted { tracking: "EMS1".into() };
    let event = Event::Delivered { delivery, document: None };
    assert_eq!(serde_json::from_value::<Event>(old.clone()).unwrap(), event);
    assert_eq!(serde_json::to_value(&event).unwrap(), old);
}

#[test]
fn a_service_with_a_paper_waits_until_it_is_handed_over() {
    let item = domain::cases::Terms { results: terms("promise").results, ..service("promise") };
    let mut desk = Desk::accepts(item, MONDAY);
    desk.act(settle(Outcome::Done)).unwrap();
    assert_eq!(desk.case.state, State::Decided);
    desk.act(deliver()).unwrap();
    assert_eq!(desk.case.state, State::Closed { closing: Closing::Done });
}

#[test]
fn a_review_needs_an_opinion_and_a_running_clock() {
    let mut desk = Desk::accepts(terms("licence"), MONDAY);
    assert_eq!(desk.act(settle(Outcome::Granted)), Err(Refused::OpinionMissing));
    desk.act(opine()).unwrap();
    desk.act(pause("hearing")).unwrap();
    assert_eq!(desk.act(settle(Outcome::Granted)), Err(Refused::ClockStands));
    desk.act(Act::Resume).unwrap();
    desk.act(settle(Outcome::Granted)).unwrap();
}

#[test]
fn a_term_that_ends_before_it_begins_is_refused() {
    let mut desk = reviewed("licence");
    let over =
        Settled { results: vec![issue(0, "JY1", Some("2026-03-01"))], ..settled(Outcome::Granted) };
    assert_eq!(desk.act(Act::Settle(over)), Err(Refused::WrongTime));
}

#[test]
fn a_case_is_decided_once() {
    let mut desk = reviewed("licence");
    desk.act(settle(Outcome::Granted)).unwrap();
    for act in [settle(Outcome::Refused), settle(Outcome::Granted), withdraw(), extend(5)] {
        assert_eq!(desk.act(act), Err(Refused::WrongStage(Stage::Decided)));
    }
}

#[test]
fn a_result_is_handed_over_against_identity_or_posted_with_its_number() {
    let mut desk = reviewed("licence");
    assert_eq!(desk.act(deliver()), Err(Refused::WrongStage(Stage::Accepted)));
    desk.act(settle(Outcome::Granted)).unwrap();
    let by = |delivery| Act::Deliver { delivery, note: String::new() };
    let handed =
        |to, checked: &str| Delivery::Handed { to, checked: checked.into(), mandate: false };
    let unseen = handed(PartyRole::Applicant, "");
    assert_eq!(desk.act(by(unseen)), Err(Refused::ReasonMissing));
    let nobody = handed(PartyRole::Guardian, "111");
    assert_eq!(desk.act(by(nobody)), Err(Refused::NobodyInThatPart));
    let untracked = Delivery::Posted { tracking: " ".into() };
    assert_eq!(desk.act(by(untracked)), Err(Refused::ReasonMissing));
    assert_eq!(desk.act(by(Delivery::Nothing)), Err(Refused::Empty), "a licence is not nothing");
    desk.act(by(Delivery::Posted { tracking: "EMS123".into() })).unwrap();
    assert_eq!(desk.act(deliver()), Err(Refused::WrongStage(Stage::Closed)));
}

#[test]
fn an_application_can_be_withdrawn_until_it_is_decided() {
    let received = Desk::receives(terms("licence"), MONDAY);
    let mut correcting = received.clone();
    correcting.act(notify(&["plan"])).unwrap();
    let mut paused = Desk::accepts(terms("licence"), MONDAY);
    paused.act(pause("hearing")).unwrap();
    for mut desk in [received, correcting, paused] {
        desk.act(withdraw()).unwrap();
        assert_eq!(desk.case.state, State::Closed { closing: Closing::Withdrawn });
        assert_eq!(desk.act(withdraw()), Err(Refused::WrongStage(Stage::Closed)));
    }
}

#[test]
fn what_ended_without_a_result_can_be_applied_for_again() {
    let ended = |acts: &[Act]| {
        let mut desk = Desk::receives(terms("licence"), MONDAY);
        for act in acts {
            desk.act(act).unwrap();
        }
        desk.case.can_be_applied_for_again()
    };
    let refused = [accept(), opine(), settle(Outcome::Refused)];
    let told = [&refused[..], &[deliver()]].concat();
    assert!(ended(&[withdraw()]) && ended(&refused) && ended(&told));
    assert!(!ended(&[]) && !ended(&[accept()]) && !ended(&[notify(&["plan"])]));
    assert!(!ended(&[unneeded()]), "nothing is needed");
    assert!(!ended(&[redirect()]), "another organ is competent");
    let granted = [accept(), opine(), settle(Outcome::Granted), deliver()];
    assert!(!ended(&granted[..3]) && !ended(&granted));
    let mut incomplete = Desk::receives(terms("real_estate"), MONDAY);
    incomplete.act(notify(&["plan"])).unwrap();
    assert!(incomplete.case.can_be_applied_for_again(), "it was refused for want of papers");
    incomplete.case.erased = true;
    assert!(!incomplete.case.can_be_applied_for_again(), "nothing is left to apply with");
}

#[test]
fn nothing_can_be_done_to_a_closed_case() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    desk.act(withdraw()).unwrap();
    let acts = [
        add(&["plan"]),
        Act::SeeOriginals { materials: vec!["plan".into()] },
        unneeded(),
        redirect(),
        notify(&["plan"]),
        supply(&["plan"]),
        accept(),
        Act::Claim,
        Act::HandOn { officer: None, reason: "休假".into() },
        answer(),
        opine(),
        extend(1),
        pause("hearing"),
        Act::Resume,
        settle(Outcome::Granted),
        deliver(),
        withdraw(),
    ];
    for act in acts {
        assert_eq!(desk.act(act), Err(Refused::WrongStage(Stage::Closed)));
    }
    assert_eq!(desk.at("2027-03-02 10:00").look(), 0);
}

#[test]
fn a_person_is_erased_from_a_closed_case_once() {
    let mut desk = Desk::receives(terms("licence"), MONDAY);
    let wrong = Err(Refused::WrongStage(Stage::Received));
    assert_eq!(erase(&desk.case, "期满").map(|_| ()), wrong);
    desk.act(withdraw()).unwrap();
    assert_eq!(erase(&desk.case, " ").map(|_| ()), Err(Refused::ReasonMissing));
    let erased = erase(&desk.case, " 期满 ").unwrap();
    assert_eq!(erased.event, Event::Erased { person: "p1".into(), reason: "期满".into() });
    let seq = desk.case.seq + 1;
    let recorded = domain::cases::Recorded { seq, at: desk.now, event: erased.event };
    desk.case.apply(&recorded).unwrap();
    assert_eq!(erase(&desk.case, "期满").map(|_| ()), Err(Refused::Empty));
}
