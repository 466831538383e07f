//! Who reads the file of a case, and when: no more than the part that each has in it needs.

use app::Error;
use app::cases::file;
use domain::access::{Actor, StaffActor};
use domain::cases::{Channel, Outcome};
use domain::people::Role;
use testkit::*;

/// What came of opening: whole, only its progress, or the error.
fn opened(who: &Who, number: &str) -> &'static str {
    let number = number.to_owned();
    let read = who.cx.write_blocking(move |unit| file::open_or_status(unit, &number, "受理"));
    match read {
        Ok(file) if file.whole => "whole",
        Ok(file) => {
            assert!(file.parties.is_empty() && file.answers.is_empty() && file.files.is_empty());
            assert!(file.lines.iter().all(|line| line.personal.is_none()));
            "progress"
        }
        Err(Error::Forbidden) => "forbidden",
        Err(Error::NotFound) => "hidden",
        Err(error) => panic!("{error}"),
    }
}

fn supervisor(house: &TestHouse) -> Who {
    house.who(Actor::Staff(StaffActor {
        id: "d1".into(),
        department: "zwzx".into(),
        region: "532901".into(),
        roles: vec![Role::Supervisor],
    }))
}

/// Window, officer, the department that is asked, supervisor, administrator.
fn everybody(house: &TestHouse, number: &str) -> [&'static str; 5] {
    let who =
        [house.clerk(), house.officer(), house.fire_officer(), supervisor(house), house.admin()];
    who.map(|who| opened(&who, number))
}

#[test]
fn each_reads_while_the_case_is_in_their_hands() {
    on_both(|house| {
        let number = house.submit(JOINT).number;
        let steps = |number: &str| everybody(house, number);
        assert_eq!(steps(&number), ["whole", "whole", "hidden", "whole", "forbidden"]);
        house.officer().act(&number, accept()).unwrap();
        assert_eq!(steps(&number), ["progress", "whole", "whole", "whole", "forbidden"]);
        house.fire_officer().act(&number, answer()).unwrap();
        house.officer().act(&number, opine()).unwrap();
        house.second_officer().act(&number, opine()).unwrap();
        house.leader().act(&number, settle(Outcome::Granted)).unwrap();
        assert_eq!(steps(&number), ["whole", "whole", "whole", "whole", "forbidden"]);
        house.clerk().act(&number, deliver()).unwrap();
        assert_eq!(steps(&number), ["progress", "whole", "progress", "whole", "forbidden"]);
        // Only those who read are noted, each time with the purpose.
        let read = house.officer().cx.write_blocking({
            let number = number.clone();
            move |unit| file::open(unit, &number, "审查")
        });
        let readings = read.unwrap().readings;
        let by = |who: &str| readings.iter().filter(|one| one.actor == who).count();
        assert_eq!([by("staff:w1"), by("staff:s1"), by("staff:f1"), by("staff:d1")], [2, 5, 2, 4]);
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn what_the_window_took_in_stays_open_to_it_until_the_end() {
    on_both(|house| {
        let mut application = TestHouse::application(LICENCE);
        application.channel = Channel::Window;
        let number = house.clerk().file(application).unwrap().number;
        house.clerk().act(&number, accept()).unwrap();
        assert_eq!(opened(&house.clerk(), &number), "whole");
        house.clerk().act(&number, withdraw()).unwrap();
        assert_eq!(opened(&house.clerk(), &number), "progress");
    });
}

#[test]
fn silence_takes_a_case_out_of_the_windows_hands_before_anybody_records_it() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.at("2026-03-10 08:30");
        assert_eq!(opened(&house.clerk(), &number), "progress");
    });
}
