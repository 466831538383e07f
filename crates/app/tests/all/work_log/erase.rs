//! 删除个人信息: the data are gone, the log stands.

use app::cases::{self, file};
use app::{Error, Result};
use domain::cases::{Event, Refused};
use testkit::*;

fn erase(who: &Who, number: &str) -> Result<()> {
    let number = number.to_owned();
    who.cx.write_blocking(move |unit| cases::erase::erase(unit, &number, "期满").map(|_| ()))
}

fn count(house: &TestHouse, sql: &str) -> i64 {
    let statement = TestHouse::statement(sql);
    house.house.db.read_blocking(move |tx| tx.one(statement, &[])?.expect("a row").int(0)).unwrap()
}

#[test]
fn a_closed_case_is_erased_and_everything_verifies() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let other = house.submit(LICENCE).number;
        house.clerk().act(&number, notify(&["plan"])).unwrap();
        house.sequence();
        house.resident().act(&number, withdraw()).unwrap();
        erase(&house.admin(), &number).unwrap();
        let sql = format!(
            "SELECT count(*) FROM entries WHERE stream = 'case/{number}' AND personal IS NOT NULL"
        );
        assert_eq!(count(house, &sql), 0);
        let sql = format!("SELECT count(*) FROM person_keys WHERE stream = 'case/{number}'");
        assert_eq!(count(house, &sql), 0);
        house.sequence();
        let verified = house.verify();
        assert_eq!(verified.findings, Vec::<String>::new());
        assert_eq!((verified.cases, verified.erased), (2, 1));
        let read = |number: String| {
            let open = move |unit: &mut app::Unit<'_>| file::open(unit, &number, "核查");
            house.officer().cx.write_blocking(open).unwrap()
        };
        let erased = read(number.clone());
        assert!(erased.parties.is_empty() && erased.answers.is_empty());
        assert!(erased.lines.iter().all(|line| line.personal.is_none()));
        let last = &erased.lines.last().unwrap().event;
        assert_eq!(*last, Event::Erased { person: "p1".into(), reason: "期满".into() });
        assert!(erased.loaded.case.erased);
        assert_eq!(read(other).parties[0].name, "段示例", "the same person's other case stays");
    });
}

#[test]
fn an_open_case_is_not_erased_nor_one_twice_nor_by_others() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let open = erase(&house.admin(), &number);
        assert!(matches!(open, Err(Error::Refused(Refused::WrongStage(_)))));
        house.resident().act(&number, withdraw()).unwrap();
        for who in [house.resident(), house.officer(), house.leader(), house.clerk()] {
            assert!(matches!(erase(&who, &number), Err(Error::Forbidden)));
        }
        assert!(matches!(erase(&house.stranger(), &number), Err(Error::NotFound)));
        erase(&house.admin(), &number).unwrap();
        assert!(matches!(erase(&house.admin(), &number), Err(Error::Refused(Refused::Empty))));
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn what_came_back_after_an_erasure_is_found() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        let keep = format!(
            "CREATE TABLE kept AS SELECT personal FROM entries WHERE stream = 'case/{number}'"
        );
        house.tamper(TestHouse::statement(&keep), vec![]);
        house.resident().act(&number, withdraw()).unwrap();
        erase(&house.admin(), &number).unwrap();
        house.sequence();
        assert_eq!(house.findings(), "");
        let back = format!(
            "UPDATE entries SET personal = (SELECT personal FROM kept)
             WHERE stream = 'case/{number}' AND seq = 1"
        );
        assert_eq!(house.tamper(TestHouse::statement(&back), vec![]), 1);
        let found = format!("case/{number} 1: it was erased, and its personal part is still there");
        assert_eq!(house.verify().findings, [found]);
    });
}
