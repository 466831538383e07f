//! 再次申请: a draft with the answers and files of a case that ended without a result.

use app::drafts::{self, NewDraft};
use app::files::{self, StoredFile};
use app::{Error, Result};
use domain::cases::Refused;
use serde_json::json;
use testkit::*;

fn again(house: &TestHouse, who: &Who, number: &str) -> Result<String> {
    let new = NewDraft::prepare(&house.house, LICENCE, &json!({ "answers": { "area": 80 } }))?;
    let number = number.to_owned();
    who.cx.write_blocking(move |unit| drafts::again(unit, &new, &number))
}

fn withdrawn(house: &TestHouse) -> String {
    let number = house.submit(LICENCE).number;
    house.resident().act(&number, withdraw()).unwrap();
    number
}

fn of_draft(who: &Who, draft: &str) -> Vec<StoredFile> {
    let draft = draft.to_owned();
    who.cx.read_blocking(move |unit| files::of_draft(unit, &draft)).unwrap()
}

fn objects(house: &TestHouse) -> usize {
    let root = &house.house.settings.files;
    files::objects::older_than(root, base::Timestamp::from_micros(i64::MAX), 1_000).unwrap().len()
}

#[test]
fn the_files_of_the_case_are_those_of_the_draft_and_are_stored_once() {
    on_both(|house| {
        let number = withdrawn(house);
        let resident = house.resident();
        let stored = objects(house);
        let draft = again(house, &resident, &number).unwrap();
        assert_eq!(again(house, &resident, &number).unwrap(), draft, "a second click");
        let files = of_draft(&resident, &draft);
        let mut materials: Vec<&str> = files.iter().map(|file| file.material.as_str()).collect();
        materials.sort_unstable();
        assert_eq!(materials, ["form_paper", "plan"]);
        assert_eq!(objects(house), stored);
        assert_eq!(files::read(&house.house, &files[0]).unwrap(), PDF);
        let opened = {
            let draft = draft.clone();
            move |unit: &mut app::Unit<'_>| drafts::load(unit, &draft)
        };
        let opened = resident.cx.read_blocking(opened).unwrap();
        assert_eq!(opened.from_case.as_deref(), Some(number.as_str()));
        assert_eq!(opened.body["answers"]["area"], 80);
        // What is begun without the old papers is another draft.
        let new = NewDraft::prepare(&house.house, LICENCE, &json!({})).unwrap();
        let blank = resident.cx.write_blocking(move |unit| drafts::begin(unit, &new)).unwrap();
        assert_ne!(blank, draft);
        // The sweep leaves what the draft alone still names.
        let gone = TestHouse::statement("DELETE FROM case_files WHERE case_number = ?1");
        assert!(house.tamper(gone, vec![number.as_str().into()]) > 0);
        house.at("2099-01-01 09:00");
        files::sweep(&house.system().cx).unwrap();
        assert_eq!(files::read(&house.house, &files[0]).unwrap(), PDF);
    });
}

#[test]
fn only_who_may_read_the_case_applies_with_its_papers() {
    on_both(|house| {
        let number = withdrawn(house);
        for who in [house.stranger(), house.nobody(), house.officer()] {
            let refused = again(house, &who, &number);
            let hidden =
                matches!(refused, Err(Error::NotFound | Error::Unauthenticated | Error::Forbidden));
            assert!(hidden, "{refused:?}");
        }
    });
}

#[test]
fn what_goes_on_or_was_granted_is_not_applied_for_again() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let open = again(house, &house.resident(), &number);
        assert!(matches!(open, Err(Error::Refused(Refused::WrongStage(_)))), "{open:?}");
    });
}

#[test]
fn a_draft_that_is_over_or_sent_makes_room_for_the_next() {
    on_both(|house| {
        let number = withdrawn(house);
        let first = again(house, &house.resident(), &number).unwrap();
        house.at("2026-06-02 09:00");
        let second = again(house, &house.resident(), &number).unwrap();
        assert_ne!(first, second);
        assert_eq!(of_draft(&house.resident(), &second).len(), 2);
        let files = of_draft(&house.resident(), &second);
        let papers = files.iter().map(|file| domain::cases::Paper {
            file: Some(file.id.clone()),
            sha256: Some(file.sha256.clone()),
            ..paper(&file.material)
        });
        let papers = papers.collect();
        let sent = app::cases::Application {
            papers,
            draft: Some(second.clone()),
            ..TestHouse::application(LICENCE)
        };
        let sent = house.file(sent).unwrap().number;
        assert_ne!(sent, number);
        let opened = move |unit: &mut app::Unit<'_>| app::cases::file::own(unit, &sent);
        let opened = house.resident().cx.read_blocking(opened).unwrap();
        assert!(opened.files.iter().any(|file| file.id == files[0].id), "the same object");
        let third = again(house, &house.resident(), &number).unwrap();
        assert!(third != second, "the second became a case");
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn two_clicks_at_once_begin_one_draft() {
    on_both(|house| {
        let node = house.node();
        for _ in 0..5 {
            let number = withdrawn(house);
            let there = || {
                let cx = app::Cx::new(&node, house.resident().cx.actor.clone());
                again(house, &Who { cx }, &number).unwrap()
            };
            let (one, two) = std::thread::scope(|scope| {
                let there = scope.spawn(there);
                (again(house, &house.resident(), &number).unwrap(), there.join().unwrap())
            });
            assert_eq!(one, two);
            assert_eq!(of_draft(&house.resident(), &one).len(), 2);
        }
    });
}
