//! What happens by itself, with and without the job that hurries it.

use app::Error;
use app::cases::effects;
use domain::cases::{AcceptedHow, Closing, Refused, Stage, State};
use testkit::*;

fn run_job(house: &TestHouse) -> Vec<String> {
    house.system().cx.write_blocking(effects::run).unwrap()
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
        assert_eq!(house.resident().view(&number).unwrap(), shown);
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
        let by = |who: Who| who.cx.write_blocking(effects::run);
        assert!(matches!(by(house.admin()), Err(Error::Forbidden)));
        assert!(matches!(by(house.nobody()), Err(Error::Unauthenticated)));
    });
}
