//! Events of version 1, as they were written once. They must be read for ever.

use std::collections::BTreeSet;

use domain::cases::{Event, Recorded, Refused, Stage, fold};
use serde_json::{Value, json};

fn golden() -> Vec<Value> {
    serde_json::from_str(include_str!("../golden/events-v1.json")).unwrap()
}

#[test]
fn every_event_of_version_1_is_read_and_written_as_it_was() {
    for value in golden() {
        let event: Event = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(event.version(), 1, "a new version has a golden file and an upcaster");
        assert_eq!(serde_json::to_value(&event).unwrap(), value);
        assert_eq!(event.kind().strip_prefix("case."), value["kind"].as_str());
    }
}

#[test]
fn every_kind_of_event_has_its_example() {
    // serde names every kind that it knows when it meets one that it does not.
    let unknown = serde_json::from_value::<Event>(json!({"kind": "?"})).unwrap_err().to_string();
    let known: BTreeSet<&str> = unknown.split('`').skip(3).step_by(2).collect();
    let golden = golden();
    let examples: BTreeSet<&str> =
        golden.iter().map(|value| value["kind"].as_str().unwrap()).collect();
    assert!(known.len() > 20, "{unknown}");
    assert_eq!(known, examples);
}

#[test]
fn the_examples_of_every_kind_fold_in_the_order_of_the_file() {
    let at = crate::desk::time("2026-03-02 09:30");
    let events: Vec<Recorded> = (1..)
        .zip(golden())
        .map(|(seq, value)| Recorded { seq, at, event: serde_json::from_value(value).unwrap() })
        .collect();
    let case = fold("532901-260302-0000000-0", &events).unwrap();
    assert!(case.erased && case.is_closed());
    assert_eq!(case.seq, events.len() as u64);
}

#[test]
fn reasons_of_refusal_are_words_that_stay() {
    let word = |refused: Refused| serde_json::to_value(refused).unwrap();
    let bare = [
        (Refused::NotOpen, "not_open"),
        (Refused::Empty, "empty"),
        (Refused::ReasonMissing, "reason_missing"),
        (Refused::BasisMissing, "basis_missing"),
        (Refused::OpinionMissing, "opinion_missing"),
        (Refused::SecondOfficerMissing, "second_officer_missing"),
        (Refused::DissentUnanswered, "dissent_unanswered"),
        (Refused::AlreadyOpined, "already_opined"),
        (Refused::NotAsked, "not_asked"),
        (Refused::BeyondLimit, "beyond_limit"),
        (Refused::NoExtension, "no_extension"),
        (Refused::AlreadyExtended, "already_extended"),
        (Refused::Overdue, "overdue"),
        (Refused::ClockStands, "clock_stands"),
        (Refused::ClockRuns, "clock_runs"),
        (Refused::OwnDepartment, "own_department"),
        (Refused::WrongOutcome, "wrong_outcome"),
        (Refused::WrongTime, "wrong_time"),
    ];
    for (refused, reason) in bare {
        assert_eq!(word(refused), json!({ "reason": reason }));
    }
    let ids = || vec!["plan".to_owned()];
    let about = [
        (Refused::WrongStage(Stage::Correction), "wrong_stage", json!("correction")),
        (Refused::UnknownMaterials(ids()), "unknown_materials", json!(["plan"])),
        (Refused::MissingPapers(ids()), "missing_papers", json!(["plan"])),
        (Refused::NotInFirstNotice(ids()), "not_in_first_notice", json!(["plan"])),
        (Refused::LeftOut(ids()), "left_out", json!(["plan"])),
        (Refused::HeldBy("s1".into()), "held_by", json!("s1")),
        (Refused::NotAnswered(ids()), "not_answered", json!(["plan"])),
        (Refused::AlreadyAsked("wjj".into()), "already_asked", json!("wjj")),
        (Refused::TooLong(20), "too_long", json!(20)),
        (Refused::NotAGround("x".into()), "not_a_ground", json!("x")),
    ];
    for (refused, reason, of) in about {
        assert_eq!(word(refused), json!({ "reason": reason, "about": of }));
    }
}
