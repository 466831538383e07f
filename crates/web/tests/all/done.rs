//! What is said of a case that is done, or not quite: to whom the result went, what is still to
//! come.

use app::cases::{Command, on_the_spot};
use db::Engine;
use domain::cases::{Delivery, DeliveryWish, Outcome, PostalAddress};
use domain::catalogue::FlowKind;
use domain::people::{PartyRole, Role};
use testkit::{LICENCE, SERVICE, TestHouse, accept, items, opine, settle, surroundings};

use crate::browser::Browser;
use crate::client::Web;

fn house() -> TestHouse {
    testkit::house(Engine::Sqlite).expect("SQLite is always there")
}

#[test]
fn the_receipt_of_what_was_done_on_the_spot_says_that_it_is_done() {
    let house = house();
    let mut all = items();
    all[2].flow.kind = FlowKind::Immediate;
    house.publish(&surroundings(), &all);
    let number = house.submit(SERVICE).number;
    let web = Web::new(&house);
    let mut officer = Browser::with(&web, web.staff("reader", "scjg", Role::Officer));
    let paper = format!("/zh/desk/papers/{number}/1");
    assert!(officer.get(&paper).contains("办好以后，带身份证"), "as long as it is not done");
    let key = number.clone();
    let done = house
        .clerk()
        .cx
        .write_blocking(move |unit| on_the_spot::complete(unit, &key, None).map(drop));
    done.unwrap();
    let page = officer.get(&paper);
    assert!(page.contains("这件事已经办完。") && page.contains("结果已经交给您。"), "{page}");
    for untrue in ["前告诉您", "受理以后", "办好以后"] {
        assert!(!page.contains(untrue), "{untrue}: {page}");
    }
}

#[test]
fn whoever_follows_a_case_is_told_to_whom_the_result_went() {
    let handed = |to, mandate| Delivery::Handed { to, checked: "111".into(), mandate };
    let posted = Delivery::Posted { tracking: "EMS1".into() };
    for (delivery, says) in [
        (handed(PartyRole::Applicant, false), "结果已经交给您。"),
        (handed(PartyRole::Applicant, true), "结果已经交给了代您来取的人"),
        (posted, "结果已经寄出，快递单号 EMS1"),
    ] {
        let house = house();
        let web = Web::new(&house);
        let mut resident = Browser::of_resident(&web);
        let number = crate::desk::filed(&web);
        house.officer().act(&number, accept()).unwrap();
        house.officer().act(&number, opine()).unwrap();
        house.leader().act(&number, settle(Outcome::Granted)).unwrap();
        let (note, number_end) = ("杨建国".to_owned(), "999X".to_owned());
        house.clerk().act(&number, Command::Deliver { delivery, note, number_end }).unwrap();
        let page = resident.get(&format!("/zh/my/cases/{number}"));
        assert!(page.contains(says), "{says}: {page}");
        assert_eq!(page.contains("交给您"), says.contains("交给您"), "{page}");
    }
}

#[test]
fn a_receipt_asks_for_nothing_more_only_when_nothing_is_to_come() {
    let house = house();
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let number = crate::desk::filed(&web);
    let receipt = format!("/zh/my/cases/{number}/receipt");
    let page = resident.get(&receipt);
    assert!(page.contains("还没交的材料：照片"), "{page}");
    assert!(!page.contains("您现在不用再做什么"));
    house.clerk().act(&number, testkit::notify(&["photo"])).unwrap();
    let photo =
        domain::cases::Paper { taken: domain::cases::Taken::Paper, ..testkit::paper("photo") };
    let supply = Command::Supply { papers: vec![photo], answers: serde_json::Map::new() };
    house.clerk().act(&number, supply).unwrap();
    assert!(resident.get(&receipt).contains("您现在不用再做什么"));
}

#[test]
fn a_result_that_is_to_be_posted_is_not_uncollected() {
    let house = house();
    for (item, wish) in [(LICENCE, DeliveryWish::PickUp), (SERVICE, DeliveryWish::Post)] {
        let mut application = TestHouse::application(item);
        application.delivery = wish;
        application.address = (wish == DeliveryWish::Post).then(|| PostalAddress {
            name: "段示例".into(),
            phone: "15400000001".into(),
            address: "示例路2号".into(),
        });
        let number = house.file(application).unwrap().number;
        house.officer().act(&number, accept()).unwrap();
        if item == LICENCE {
            house.officer().act(&number, opine()).unwrap();
            house.leader().act(&number, settle(Outcome::Granted)).unwrap();
        } else {
            house.officer().act(&number, settle(Outcome::Done)).unwrap();
        }
    }
    house.at("2026-03-20 09:00");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let page = clerk.get("/zh/desk/outlet?uncollected=1");
    assert_eq!(page.matches("久未领取").count(), 1, "{page}");
    assert_eq!(page.matches("还没寄出").count(), 1, "{page}");
}
