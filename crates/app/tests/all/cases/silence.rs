//! What happens by itself, with and without the job that hurries it.

use app::Error;
use app::cases::effects;
use domain::cases::{AcceptedHow, Closing, Refused, Stage, State};
use testkit::*;

fn run_job(house: &TestHouse) -> Vec<String> {
    let round = effects::run(&house.system().cx).unwrap();
    assert!(round.failed.is_empty(), "{:?}", round.failed);
    round.changed
}

#[test]
fn the_job_records_silence_once_and_only_when_it_has_fallen() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let other = house.submit(SERVICE).number;
        house.at("2026-03-09 23:59");
        assert_eq!(run_job(house), Vec::<String>::new());
        house.at("2026-03-12 08:00");
        assert_eq!(run_job(house), std::slice::from_ref(&number));
        assert_eq!(run_job(house), Vec::<String>::new());
        let case = house.officer().view(&number).unwrap();
        let accepted = case.acceptance.unwrap();
        assert_eq!(accepted.how, AcceptedHow::Silence);
        assert_eq!(accepted.on.to_string(), "2026-03-02");
        assert_eq!(house.officer().view(&other).unwrap().state.stage(), Stage::Received);
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn a_page_shows_what_the_job_has_not_recorded_yet() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.at("2026-03-10 00:00");
        let shown = house.resident().view(&number).unwrap();
        assert_eq!(shown.state, State::Accepted);
        run_job(house);
        let mut recorded = house.resident().view(&number).unwrap();
        let document = recorded.acceptance.as_mut().and_then(|accepted| accepted.document.take());
        // The number is drawn when it is recorded, so that who only looks uses none up.
        assert_eq!(document.as_deref(), Some("市场监管局受字〔2026〕第1号"));
        assert_eq!(recorded, shown);
    });
}

#[test]
fn an_act_finds_the_case_as_the_law_has_it() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.at("2026-03-10 08:00");
        let late = house.clerk().act(&number, notify(&["plan"]));
        assert!(matches!(late, Err(Error::Refused(Refused::WrongStage(Stage::Accepted)))));
        house.officer().act(&number, opine()).unwrap();
        let case = house.officer().view(&number).unwrap();
        assert_eq!(case.seq, 3, "submitted, accepted by silence, opined");
    });
}

#[test]
fn a_case_is_closed_by_its_law_at_its_midnight() {
    on_both(|house| {
        let number = house.submit(LEGAL_AID).number;
        house.officer().act(&number, notify(&["plan"])).unwrap();
        house.at("2026-04-20 08:00");
        assert_eq!(run_job(house), std::slice::from_ref(&number));
        let case = house.officer().view(&number).unwrap();
        assert_eq!(case.state, State::Closed { closing: Closing::Abandoned });
        assert_eq!(case.closed_at.unwrap().to_string(), "2026-03-17T16:00:00.000000Z");
    });
}

#[test]
fn only_the_program_itself_runs_the_job() {
    on_both(|house| {
        for job in [effects::run, effects::recompute] {
            assert!(matches!(job(&house.admin().cx), Err(Error::Forbidden)));
            assert!(matches!(job(&house.nobody().cx), Err(Error::Unauthenticated)));
        }
    });
}

#[test]
fn a_case_that_is_broken_keeps_no_other_waiting() {
    on_both(|house| {
        let numbers = [house.submit(LICENCE).number, house.submit(LICENCE).number];
        let broken = numbers.iter().min().unwrap();
        let tear = TestHouse::statement("UPDATE cases SET body = '{}' WHERE number = ?1");
        assert_eq!(house.tamper(tear, vec![broken.as_str().into()]), 1);
        house.at("2026-03-12 08:00");
        let round = effects::run(&house.system().cx).unwrap();
        assert_eq!(round.changed, [numbers.iter().max().unwrap().as_str()]);
        assert_eq!(round.failed.len(), 1);
        assert_eq!(round.failed[0].0, *broken);
    });
}

#[test]
fn days_of_an_older_calendar_are_counted_anew_by_the_job() {
    on_both(|house| {
        house.at("2026-12-30 09:30");
        let (number, other) = (house.submit(LICENCE).number, house.submit(LICENCE).number);
        let recompute = || {
            let round = effects::recompute(&house.system().cx).unwrap();
            assert!(round.failed.is_empty(), "{:?}", round.failed);
            round.changed
        };
        assert_eq!(recompute(), Vec::<String>::new(), "the calendar is still the same");
        let now = house.officer().view(&number).unwrap();
        assert!(now.answer_due.unwrap().provisional);
        // As a program with an older calendar left it: the day was another one.
        let mut before = now.clone();
        before.calendar = "cn@2026-0".into();
        before.answer_due.as_mut().unwrap().on = "2027-01-05".parse().unwrap();
        let body = db::Json(serde_json::to_string(&before).unwrap());
        let age = TestHouse::statement("UPDATE cases SET body = ?2 WHERE number = ?1");
        assert_eq!(house.tamper(age, vec![number.as_str().into(), body.into()]), 1);
        assert_eq!(house.officer().view(&number).unwrap().answer_due, now.answer_due);
        assert_eq!(recompute(), std::slice::from_ref(&number));
        assert_eq!(recompute(), Vec::<String>::new());
        let after = house.officer().view(&number).unwrap();
        assert_eq!((after.answer_due, &after.calendar), (now.answer_due, &now.calendar));
        assert_eq!((after.seq, house.officer().view(&other).unwrap().seq), (2, 1));
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}
