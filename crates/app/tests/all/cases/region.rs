//! What a prefecture decides and a county's window takes in.

use app::cases::list::{outlet, window_work};
use app::catalogue::publish;
use app::{Error, cases};
use domain::access::{Actor, StaffActor};
use domain::cases::{Channel, Outcome, Stage};
use domain::people::Role;
use testkit::*;

/// An item of the prefecture, which the county's department handles.
const PREFECTURAL: &str = "11532901YX0000024E2530113191000";

fn prefectural(house: &TestHouse) {
    let mut item = items().into_iter().find(|item| item.code == JOINT).expect("the joint item");
    PREFECTURAL.clone_into(&mut item.code);
    "530113191000".clone_into(&mut item.catalog_code);
    "532900".clone_into(&mut item.region);
    let cx = house.reform().cx;
    publish::publish(&cx, &[item], "prefecture", false, &|_| {}).expect("it goes in force");
}

fn clerk_of(house: &TestHouse, region: &str) -> Who {
    house.who(Actor::Staff(StaffActor {
        id: "w9".into(),
        department: "zwzx".into(),
        region: region.into(),
        roles: vec![Role::Window],
    }))
}

fn listed(house: &TestHouse, stage: Stage) -> Vec<String> {
    let cases = house.clerk().cx.read_blocking(move |unit| window_work(unit, stage, 0)).unwrap().0;
    cases.into_iter().map(|loaded| loaded.case.number).collect()
}

#[test]
fn a_case_of_the_prefecture_stays_in_the_hands_of_the_window_that_received_it() {
    on_both(|house| {
        prefectural(house);
        let application =
            cases::Application { channel: Channel::Window, ..TestHouse::application(PREFECTURAL) };
        let number = house.clerk().file(application).unwrap().number;
        let case = house.clerk().view(&number).unwrap();
        assert_eq!((case.region.as_str(), case.received_in()), ("532900", "532901"));
        assert_eq!(listed(house, Stage::Received), [number.as_str()]);
        house.officer().act(&number, accept()).unwrap();
        house.officer().act(&number, opine()).unwrap();
        house.second_officer().act(&number, opine()).unwrap();
        house.fire_officer().act(&number, answer()).unwrap();
        house.leader().act(&number, settle(Outcome::Granted)).unwrap();
        let waiting = house.clerk().cx.read_blocking(|unit| outlet(unit, 0)).unwrap();
        assert_eq!(waiting[0].case.number, number);
        house.clerk().act(&number, deliver()).unwrap();
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn a_window_of_a_neighbour_knows_nothing_of_it() {
    on_both(|house| {
        prefectural(house);
        let number = house.submit(PREFECTURAL).number;
        assert!(matches!(clerk_of(house, "532922").view(&number), Err(Error::NotFound)));
        assert!(clerk_of(house, "532900").view(&number).is_ok(), "the prefecture's own window");
    });
}
