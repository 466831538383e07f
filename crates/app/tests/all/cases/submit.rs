//! 收件, once.

use app::Error;
use app::cases::status;
use base::codes::{CaseNumber, QueryCode};
use testkit::*;

fn count(house: &TestHouse, table: &str) -> i64 {
    let statement = TestHouse::statement(&format!("SELECT count(*) FROM {table}"));
    house.house.db.read_blocking(move |tx| tx.one(statement, &[])?.expect("a row").int(0)).unwrap()
}

#[test]
fn a_request_that_comes_twice_makes_one_case() {
    on_both(|house| {
        let first = house.submit_with_key(LICENCE, "k1", b"body").unwrap();
        house.at("2026-03-02 12:00");
        let again = house.submit_with_key(LICENCE, "k1", b"body").unwrap();
        assert_eq!(again.number, first.number);
        assert_eq!(again.query_code, first.query_code);
        assert_eq!(again.entered_at, first.entered_at);
        assert_eq!(count(house, "cases"), 1);
        assert_eq!(count(house, "person_keys"), 1);
        let other = house.submit_with_key(LICENCE, "k1", b"another body");
        assert!(matches!(other, Err(Error::KeyReused)));
        let fresh = house.submit_with_key(LICENCE, "k2", b"body").unwrap();
        assert_ne!(fresh.number, first.number);
    });
}

#[test]
fn one_of_two_equal_requests_at_the_same_moment_waits_for_the_other() {
    on_both(|house| {
        let node = house.node();
        for round in 0..5 {
            let key = format!("race-{round}");
            let here = || house.submit_with_key(LICENCE, &key, b"body").unwrap().number;
            let there = || {
                let cx = app::Cx::new(&node, house.resident().cx.actor.clone());
                let idempotency = Some(app::Idempotency::new(key.as_str(), b"body"));
                let application =
                    app::cases::Application { idempotency, ..TestHouse::application(LICENCE) };
                Who { cx }.file(application).unwrap().number
            };
            let (one, two) = std::thread::scope(|scope| {
                let there = scope.spawn(there);
                (here(), there.join().unwrap())
            });
            assert_eq!(one, two);
        }
        assert_eq!(count(house, "cases"), 5);
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn the_query_code_opens_the_status_of_its_own_case_only() {
    on_both(|house| {
        let (one, two) = (house.submit(LICENCE), house.submit(LICENCE));
        let ask = |number: &str, code: &str| {
            let (number, code) =
                (CaseNumber::parse(number).unwrap(), QueryCode::parse(code).unwrap());
            house.nobody().cx.read_blocking(move |unit| {
                status::by_code(unit, &number, &code).map(|loaded| loaded.case.number)
            })
        };
        assert_eq!(ask(&one.number, &one.query_code).unwrap(), one.number);
        assert!(matches!(ask(&one.number, &two.query_code), Err(Error::NotFound)));
        let unknown = CaseNumber::draw(
            &base::codes::RegionCode::parse("532901").unwrap(),
            house.resident().cx.now.day(),
            &mut base::Seed::from_bytes([5; 32]).draw(),
        );
        assert!(matches!(ask(unknown.as_str(), &one.query_code), Err(Error::NotFound)));
    });
}

#[test]
fn no_two_units_of_one_person_draw_the_same_randomness() {
    on_both(|house| {
        let who = house.resident();
        let drawn = || {
            who.cx.write_blocking(|unit| {
                unit.by_secret();
                Ok(unit.draw.bytes::<24>())
            })
        };
        assert_ne!(drawn().unwrap(), drawn().unwrap());
        // A nonce lies open beside its cipher: two cases of one request share none.
        let (one, two) = (
            who.file(TestHouse::application(LICENCE)).unwrap(),
            who.file(TestHouse::application(LICENCE)).unwrap(),
        );
        assert_ne!(one.number, two.number);
        assert_ne!(one.query_code, two.query_code);
    });
}
