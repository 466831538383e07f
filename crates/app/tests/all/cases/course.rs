//! From the application to the paper in hand.

use app::{Error, cases};
use domain::cases::{Closing, Delivery, Event, Outcome, Refused, Stage, State};
use testkit::*;

#[test]
fn a_licence_goes_its_way() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.at("2026-03-02 10:00");
        let accepted = house.clerk().act(&number, accept()).unwrap().case;
        let due = accepted.due.promised.unwrap().on.to_string();
        assert_eq!(due, "2026-03-16");
        house.officer().act(&number, cases::Command::Claim).unwrap();
        house.officer().act(&number, opine()).unwrap();
        house.at("2026-03-09 15:00");
        let decided = house.leader().act(&number, settle(Outcome::Granted)).unwrap().case;
        let made = decided.decision.unwrap().decided;
        assert_eq!(made.document, "市场监管局准字〔2026〕第1号");
        assert_eq!(made.result.as_deref(), Some("市场监管局证字〔2026〕第1号"));
        let closed = house.clerk().act(&number, deliver()).unwrap().case;
        assert_eq!(closed.state, State::Closed { closing: Closing::Granted });
        assert_eq!(house.resident().view(&number).unwrap(), closed);
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn two_officers_and_the_fire_brigade_are_heard() {
    on_both(|house| {
        let number = house.submit(JOINT).number;
        let by_window = house.clerk().act(&number, accept());
        assert!(matches!(by_window, Err(Error::Forbidden)), "only the organ accepts this one");
        house.officer().act(&number, accept()).unwrap();
        house.officer().act(&number, opine()).unwrap();
        let early = house.leader().act(&number, settle(Outcome::Granted));
        assert!(matches!(early, Err(Error::Refused(Refused::NotAnswered(_)))));
        assert_eq!(asked(house), 1);
        house.fire_officer().act(&number, answer()).unwrap();
        assert_eq!(asked(house), 0);
        let alone = house.leader().act(&number, settle(Outcome::Granted));
        assert!(matches!(alone, Err(Error::Refused(Refused::SecondOfficerMissing))));
        house.second_officer().act(&number, opine()).unwrap();
        house.leader().act(&number, settle(Outcome::Granted)).unwrap();
    });
}

#[test]
fn a_question_that_is_called_back_leaves_the_list_of_the_department() {
    on_both(|house| {
        let number = house.submit(JOINT).number;
        house.officer().act(&number, accept()).unwrap();
        assert_eq!(asked(house), 1);
        let call_back = || cases::Command::CallBack {
            department: "xfdd".into(),
            reason: "场所不变".into(),
        };
        assert!(matches!(house.clerk().act(&number, call_back()), Err(Error::Forbidden)));
        house.officer().act(&number, call_back()).unwrap();
        assert_eq!(asked(house), 0);
        assert!(matches!(house.fire_officer().view(&number), Err(Error::NotFound)));
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn a_case_is_handed_on_to_somebody_in_office_in_its_department() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        for (id, department, active) in
            [("s2", "scjg", true), ("s4", "scjg", false), ("f1", "xfdd", true)]
        {
            let insert = TestHouse::statement(
                "INSERT INTO staff (id, login, name, title, department, region, roles, password,
                active, created_at) VALUES (?1, ?1, ?1, ?1, ?2, '532901', '[]', '', ?3, ?4)",
            );
            let now = house.officer().cx.now;
            let row = vec![id.into(), department.into(), active.into(), now.into()];
            assert_eq!(house.tamper(insert, row), 1);
        }
        let hand_on = |officer: &str| cases::Command::HandOn {
            officer: Some(officer.into()),
            reason: "休假".into(),
        };
        for officer in ["s4", "f1", "nobody"] {
            let Err(Error::Invalid(faults)) = house.leader().act(&number, hand_on(officer)) else {
                panic!("{officer}")
            };
            assert_eq!(
                (faults[0].field.as_str(), faults[0].code.as_str()),
                ("officer", "staff.unknown")
            );
        }
        let held = house.leader().act(&number, hand_on("s2")).unwrap().case.held;
        assert_eq!(held.officer.as_deref(), Some("s2"));
    });
}

#[test]
fn the_times_of_a_case_never_go_back() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.at("2026-03-02 10:00");
        house.officer().act(&number, accept()).unwrap();
        let ahead = house.officer().cx.now;
        // The clock of another node is behind.
        house.at("2026-03-02 09:59");
        let opined = house.officer().act(&number, opine()).unwrap().case;
        assert_eq!(opined.opinions[0].at, ahead);
        let back = TestHouse::statement(
            "SELECT count(*) FROM entries a JOIN entries b ON b.stream = a.stream
            AND b.seq = a.seq + 1 WHERE b.at < a.at",
        );
        let count = house.house.db.read_blocking(move |tx| tx.one(back, &[])?.unwrap().int(0));
        assert_eq!(count.unwrap(), 0);
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

fn asked(house: &TestHouse) -> usize {
    let work = |unit: &mut app::Unit<'_>| cases::list::work(unit, cases::list::Work::Asked, 0);
    house.fire_officer().cx.read_blocking(work).unwrap().0.len()
}

#[test]
fn numbers_of_papers_have_no_gaps() {
    on_both(|house| {
        for expected in 1..=3 {
            let number = house.submit(LICENCE).number;
            let loaded = house.clerk().act(&number, accept()).unwrap();
            let document = loaded.case.acceptance.unwrap().document.unwrap();
            assert_eq!(document, format!("市场监管局受字〔2026〕第{expected}号"));
            // What is refused uses up no number.
            assert!(house.clerk().act(&number, accept()).is_err());
        }
    });
}

#[test]
fn every_delivery_has_a_number_of_its_own_and_nothing_delivered_has_none() {
    on_both(|house| {
        let mut all = items();
        all[2].results.clear();
        let decided = |item: &str| {
            let number = house.submit(item).number;
            house.officer().act(&number, accept()).unwrap();
            house.officer().act(&number, settle(Outcome::Done)).unwrap();
            number
        };
        let posted = cases::Command::Deliver {
            delivery: Delivery::Posted { tracking: "EMS123".into() },
            note: String::new(),
            number_end: String::new(),
        };
        let documents: Vec<Option<String>> = [deliver(), posted]
            .map(|command| {
                let number = decided(SERVICE);
                house.clerk().act(&number, command).unwrap();
                delivered(house, &number)
            })
            .into();
        house.publish(&surroundings(), &all);
        let nothing = delivered(house, &decided(SERVICE));
        assert_eq!(documents[0].as_deref(), Some("市场监管局送字〔2026〕第1号"));
        assert_eq!(documents[1].as_deref(), Some("市场监管局送字〔2026〕第2号"));
        assert_eq!(nothing, None);
    });
}

/// The number of the proof of delivery, which is the last event.
fn delivered(house: &TestHouse, number: &str) -> Option<String> {
    let of = number.to_owned();
    let open = move |unit: &mut app::Unit<'_>| cases::file::open(unit, &of, "核对");
    let file = house.officer().cx.write_blocking(open).unwrap();
    match &file.lines.last().unwrap().event {
        Event::Delivered { document, .. } => document.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_saw_an_older_case_is_told() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.clerk().act_on(&number, Some(1), accept()).unwrap();
        let late = house.officer().act_on(&number, Some(1), cases::Command::Claim);
        assert!(matches!(late, Err(Error::Moved { seq: 2 })));
        assert_eq!(house.officer().view(&number).unwrap().held.officer, None);
    });
}

#[test]
fn others_do_not_learn_that_a_case_exists() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        assert!(matches!(house.stranger().view(&number), Err(Error::NotFound)));
        assert!(matches!(house.stranger().act(&number, withdraw()), Err(Error::NotFound)));
        assert!(matches!(house.nobody().view(&number), Err(Error::NotFound)));
        assert!(matches!(house.resident().act(&number, accept()), Err(Error::Forbidden)));
        let none = "532901-260302-0000000-0";
        assert!(matches!(house.officer().view(none), Err(Error::NotFound)));
        assert_eq!(house.resident().view(&number).unwrap().state.stage(), Stage::Received);
    });
}

#[test]
fn a_use_case_that_does_not_ask_whether_it_may_is_not_committed() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let of = number.clone();
        let mute = house.system().cx.write_blocking(move |unit| {
            let delete = TestHouse::statement("DELETE FROM cases WHERE number = ?1");
            Ok(unit.tx.run(delete, &[of.as_str().into()])?)
        });
        assert!(matches!(mute, Err(Error::Broken(_))));
        assert_eq!(house.resident().view(&number).unwrap().seq, 1);
        let read = house.system().cx.read_blocking(|_| Ok(()));
        assert!(matches!(read, Err(Error::Broken(_))));
    });
}

#[test]
fn a_row_of_another_projection_is_folded_again() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.clerk().act(&number, accept()).unwrap();
        let seen = house.officer().view(&number).unwrap();
        let old =
            TestHouse::statement("UPDATE cases SET projection = 0, body = '{}' WHERE number = ?1");
        assert_eq!(house.tamper(old, vec![number.as_str().into()]), 1);
        assert_eq!(house.officer().view(&number).unwrap(), seen);
        let read = number.clone();
        let replayed =
            house.house.db.read_blocking(move |tx| cases::store::replay(tx, &read)).unwrap();
        assert_eq!(replayed, seen);
    });
}

#[test]
fn an_unauthorised_reading_writes_nothing_and_an_authorised_one_is_shown_to_the_person() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let open = |who: Who| {
            let number = number.clone();
            who.cx.write_blocking(move |unit| cases::file::open(unit, &number, "审查"))
        };
        assert!(matches!(open(house.stranger()), Err(Error::NotFound)));
        assert!(matches!(open(house.reform()), Err(Error::NotFound)));
        let file = open(house.officer()).unwrap();
        assert_eq!(file.parties[0].name, "段示例");
        assert_eq!(file.readings.len(), 1);
        assert_eq!(
            (file.readings[0].actor.as_str(), file.readings[0].purpose.as_str()),
            ("staff:s1", "审查")
        );
    });
}
