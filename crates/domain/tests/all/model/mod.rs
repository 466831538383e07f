//! Random commands, legal and illegal, at random times, against a model written from the law.

mod commands;
mod law;

use base::Timestamp;
use domain::cases::{
    Case, Closing, Event, Facts, Recorded, State, Terms, due_effects, fold, next_effect,
};
use proptest::prelude::*;

use self::commands::{Step, courses};
use self::law::Law;
use crate::desk::*;

/// Looks at the case without recording anything: what a page shows.
fn seen(desk: &Desk) -> Case {
    let mut case = desk.case.clone();
    let facts = Facts { now: desk.now, terms: &desk.terms, calendar: nation(), staff: None };
    for emitted in due_effects(&case, &facts) {
        let seq = case.seq + 1;
        case.apply(&Recorded { seq, at: desk.now, event: emitted.event }).unwrap();
    }
    case
}

/// Lives the steps. `looks` says after how many minutes of waiting somebody looks, for each step.
fn live(item: &Terms, steps: &[Step], looks: &[Vec<i64>]) -> (Desk, Vec<bool>) {
    let mut desk = Desk::receives_papers(item.clone(), commands::BEGIN, &["form_paper"]);
    let mut done = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let before = desk.now;
        let mut minutes: Vec<i64> = looks.get(at).cloned().unwrap_or_default();
        minutes.retain(|minute| *minute < step.minutes);
        minutes.sort_unstable();
        for minute in minutes {
            desk.now = before.plus_seconds(minute * 60);
            let shown = seen(&desk);
            desk.look();
            assert_eq!(shown, desk.case, "what is shown is what is recorded");
        }
        desk.now = before.plus_seconds(step.minutes * 60);
        done.push(desk.by(&step.who, step.act.clone()).is_ok());
    }
    desk.look();
    (desk, done)
}

/// The events as the log keeps them and gives them back.
fn round_trip(events: &[Recorded]) -> Vec<Recorded> {
    let through = |event: &Event| {
        let text = serde_json::to_string(event).unwrap();
        serde_json::from_str::<Event>(&text).unwrap()
    };
    let again =
        |recorded: &Recorded| Recorded { event: through(&recorded.event), ..recorded.clone() };
    events.iter().map(again).collect()
}

fn check(law: &Law, desk: &Desk) {
    let case = &desk.case;
    assert_eq!(case.state, law.state(), "after {:?}", desk.events.last());
    assert_eq!(case.due.statutory.map(|due| due.on), law.statutory());
    assert_eq!(case.due.promised.map(|due| due.on), law.promised());
    assert_eq!(case.answer_due.map(|due| due.on), law.answer_due());
    assert_eq!(case.closed_at, law.closed_at());
    assert_eq!(case.held.officer, law.holder());
    assert_eq!(case.open_pause().is_some(), law.stands());
    let answered = case.asked.iter().filter(|asked| asked.answer.is_some()).count();
    assert_eq!((case.asked.len() - answered, answered), law.asked());
}

/// So many tries; what fails is told and not kept in a file.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_case_does_what_the_law_lets_it_do((item, steps) in courses()) {
        let mut desk = Desk::receives_papers(item.clone(), commands::BEGIN, &["form_paper"]);
        let mut law = Law::new(&item, desk.now);
        for step in &steps {
            desk.now = desk.now.plus_seconds(step.minutes * 60);
            law.passes(desk.now);
            let allowed = law.acts(&step.who, &step.act, desk.now);
            let before = seen(&desk);
            let done = desk.by(&step.who, step.act.clone());
            prop_assert_eq!(done.is_ok(), allowed, "{:?} at {}: {:?}", step.act, desk.now, done);
            if !allowed {
                prop_assert_eq!(&before, &desk.case, "what is refused changes nothing");
            }
            check(&law, &desk);
        }
        prop_assert_eq!(&desk.case, &desk.folded());
        let replayed = fold(&desk.case.number, &round_trip(&desk.events)).unwrap();
        prop_assert_eq!(&desk.case, &replayed);
        let row = serde_json::to_string(&desk.case).unwrap();
        prop_assert_eq!(&desk.case, &serde_json::from_str::<Case>(&row).unwrap());
    }

    #[test]
    fn whoever_looks_and_whenever_the_same_becomes_of_the_case(
        (item, steps) in courses(),
        looks in prop::collection::vec(prop::collection::vec(0_i64..20_000, 0..4), 0..20),
    ) {
        let (unseen, done) = live(&item, &steps, &[]);
        let (watched, done_watched) = live(&item, &steps, &looks);
        prop_assert_eq!(done, done_watched);
        prop_assert_eq!(&unseen.case, &watched.case);
        let acts = |desk: &Desk| -> Vec<Event> {
            desk.events.iter().map(|recorded| recorded.event.clone()).collect()
        };
        prop_assert_eq!(acts(&unseen), acts(&watched));
    }

    #[test]
    fn an_effect_is_due_exactly_from_its_moment_on(
        (item, steps) in courses(),
        minutes in 0_i64..50_000,
    ) {
        let (desk, _) = live(&item, &steps, &[]);
        let at = |now: Timestamp| {
            let facts = Facts { now, terms: &desk.terms, calendar: nation(), staff: None };
            due_effects(&desk.case, &facts)
        };
        let now = desk.now.plus_seconds(minutes * 60);
        match next_effect(&desk.case, &desk.terms) {
            None => prop_assert!(at(now).is_empty()),
            Some(moment) => {
                prop_assert!(moment > desk.now, "what was due has been recorded");
                prop_assert_eq!(at(now).is_empty(), now < moment);
                prop_assert!(at(Timestamp::from_micros(moment.micros() - 1)).is_empty());
                prop_assert_eq!(at(moment), at(moment.plus_seconds(90 * 86_400)));
            }
        }
    }
}

#[test]
fn the_courses_reach_every_end_and_every_event() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let (item, steps) = courses().new_tree(&mut runner).unwrap().current();
        let (desk, _) = live(&item, &steps, &[]);
        met.extend(desk.events.iter().map(|recorded| recorded.event.kind()));
        if let State::Closed { closing } = desk.case.state {
            met.insert(match closing {
                Closing::Granted => "granted",
                Closing::Refused => "refused",
                Closing::Done => "done",
                _ => "closed otherwise",
            });
        }
    }
    // Recomputation and erasure are no acts of the desk; everything else is met.
    assert_eq!(met.len(), 23 + 4, "{met:?}");
}
