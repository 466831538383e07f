//! The window and the outlet: several items in one visit, originals that were seen, results that
//! are posted, and those that nobody collects.

use app::cases::Application;
use axum::http::StatusCode;
use db::Engine;
use domain::cases::{DeliveryWish, Outcome, PostalAddress};
use domain::people::Role;
use testkit::{IMMEDIATE, SERVICE, TestHouse, accept, settle};

use crate::browser::{Browser, between, token};
use crate::client::Web;
use crate::desk::take_in;

fn house() -> TestHouse {
    testkit::house(Engine::Sqlite).expect("SQLite is always there")
}

/// A service that is done, whose paper is to be posted or fetched.
fn done(house: &TestHouse, wish: DeliveryWish) -> String {
    let address = PostalAddress {
        name: "段示例".into(),
        phone: "15400000001".into(),
        address: "大理市示例路 8 号".into(),
    };
    let application = Application {
        delivery: wish,
        address: (wish == DeliveryWish::Post).then_some(address),
        ..TestHouse::application(SERVICE)
    };
    let number = house.file(application).expect("it is taken").number;
    house.officer().act(&number, accept()).expect("accepted");
    house.officer().act(&number, settle(Outcome::Done)).expect("done");
    number
}

#[test]
fn a_result_is_posted_with_its_tracking_number_once() {
    let house = house();
    let number = done(&house, DeliveryWish::Post);
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let path = format!("/zh/desk/outlet/{number}");
    let page = clerk.get(&path);
    assert!(page.contains("大理市示例路 8 号"), "where to: {page}");
    let seq = between(&page, "name=\"seq\" value=\"", "\"");
    let mut form = vec![("token", token(&page)), ("seq", seq), ("deliver.method", "posted")];
    let (status, wrong) = clerk.post(&path, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.contains("f-deliver.tracking-error") && wrong.contains("请写快递单号"));
    form.push(("deliver.tracking", "EMS1234567890"));
    let (status, place) = clerk.post(&path, &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    assert_eq!(clerk.post(&path, &form).1, place, "a second click");
    let mut officer = Browser::with(&web, web.staff("officer", "scjg", Role::Officer));
    let case = officer.get(&format!("/zh/desk/cases/{number}"));
    assert!(case.contains("邮寄，单号 EMS1234567890"), "{case}");
    let paper = format!("/zh/desk/papers/{number}/");
    let seq = house.officer().view(&number).expect("the case").seq;
    let paper = officer.get(&format!("{paper}{seq}"));
    assert!(paper.contains("送达回证") && paper.contains("市场监管局送字〔2026〕第1号"));
    assert!(paper.contains("EMS1234567890") && !paper.contains("receipt-foot"), "nobody signs");
}

#[test]
fn what_nobody_fetches_is_listed_after_ten_days_until_it_is_handed_over() {
    let house = house();
    let number = done(&house, DeliveryWish::PickUp);
    let listed = |page: &str| page.contains(&format!("/zh/desk/outlet/{number}"));
    let forgotten = "/zh/desk/outlet?uncollected=1";
    {
        let web = Web::new(&house);
        let mut clerk = Browser::with(&web, web.staff("early", "zwzx", Role::Window));
        assert!(listed(&clerk.get("/zh/desk/outlet")) && !listed(&clerk.get(forgotten)));
    }
    house.at("2026-03-12 09:00");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    assert!(!listed(&clerk.get(forgotten)), "not before ten days are over");
    house.at("2026-03-12 09:31");
    assert!(listed(&clerk.get(forgotten)));
    house.clerk().act(&number, testkit::deliver()).expect("handed over");
    assert!(!listed(&clerk.get(forgotten)) && !listed(&clerk.get("/zh/desk/outlet")));
}

#[test]
fn a_second_item_of_the_same_visit_knows_the_person_already() {
    let house = house();
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let (_, place) = take_in(&mut clerk, "k1", "53290119880101999X");
    let receipt = clerk.get(&place);
    let number = between(&receipt, "/zh/desk/cases/", "\"").to_owned();
    let with = format!("with={number}");
    assert!(receipt.contains(&with), "the way to the next item: {receipt}");
    let found = clerk.get(&format!("/zh/desk/window/new?{with}&q=户籍证明"));
    let next = format!("/zh/desk/window/new/{IMMEDIATE}?{with}");
    assert!(found.contains(&next), "{found}");
    assert!(found.contains(&format!("接着给 {number} 的同一位申请人")));
    let page = clerk.get(&next);
    for value in ["杨建国", "53290119880101999X"] {
        assert!(page.contains(&format!("value=\"{value}\"")), "{value}: {page}");
    }
    let form = [
        ("token", token(&page)),
        ("intake.key", between(&page, "name=\"intake.key\" value=\"", "\"")),
        ("intake.with", &number),
        ("intake.do", "receive"),
        ("applicant.name", "杨建国"),
        ("applicant.document_kind", "111"),
        ("applicant.document_number", "53290119880101999X"),
        ("taken.form_paper", "paper"),
        ("taken.plan", "paper"),
        ("wish.how", "pick_up"),
    ];
    let (status, place) = clerk.post(&format!("/zh/desk/window/new/{IMMEDIATE}"), &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    assert!(clerk.get(&place).contains("户籍证明"));
    // Another clerk does not learn who came to this one.
    let mut other = Browser::with(&web, web.staff("other", "wjj", Role::Officer));
    let hidden = other.send(axum::http::Method::GET, &next, "", Vec::new());
    assert_eq!(hidden.status, StatusCode::FORBIDDEN);
}

#[test]
fn originals_that_were_seen_at_the_intake_are_in_the_file_and_no_others() {
    let house = house();
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let (_, place) = take_in(&mut clerk, "k1", "53290119880101999X");
    let number = between(&clerk.get(&place), "/zh/desk/cases/", "\"").to_owned();
    let case = house.officer().view(&number).expect("the case");
    assert_eq!(case.originals_seen, ["form_paper"]);
    let page = clerk.get(&format!("/zh/desk/cases/{number}"));
    assert!(page.contains("核对了原件"), "{page}");
    assert_eq!(page.matches("原件已核对").count(), 1, "{page}");
}
