//! The one-time notice at the desk: it names everything that is known to be missing.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;

use crate::browser::{Browser, between, token};
use crate::client::Web;

/// What a page sends back with every act.
fn act<'p>(page: &'p str, more: &[(&'p str, &'p str)]) -> Vec<(&'p str, &'p str)> {
    let seq = between(page, "name=\"seq\" value=\"", "\"");
    [&[("token", token(page)), ("seq", seq)], more].concat()
}

#[test]
fn what_is_missing_is_ticked_and_a_notice_without_it_is_refused_by_its_name() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let mut application = testkit::TestHouse::application(testkit::LICENCE);
    application.papers.pop();
    let number = house.file(application).unwrap().number;
    let case = format!("/zh/desk/cases/{number}");
    let page = clerk.get(&case);
    let ticked = |page: &str, id: &str| {
        let tag = between(page, &format!("id=\"f-correct.what-{id}\""), ">");
        tag.contains("checked")
    };
    assert!(ticked(&page, "plan") && !ticked(&page, "form_paper") && !ticked(&page, "photo"));
    assert!(page.contains("value=\"还没有交，请补交。\""));
    let form = [("correct.what", "form"), ("correct.text.form", "写全")];
    let (status, told) = clerk.post(&format!("{case}/correct"), &act(&page, &form));
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told.contains("漏了还缺的必需材料：平面图") && told.contains("注明材料不用交"));
    assert!(!ticked(&told, "plan") && ticked(&told, "form"), "as it was sent");
    let waive = format!("{case}/waive");
    let (status, wrong) = clerk.post(&waive, &act(&page, &[("waive.what", "plan")]));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.contains("f-waive.reason-error"), "why is asked");
    let why = [("waive.what", "plan"), ("waive.reason", "原址没有变化")];
    assert_eq!(clerk.post(&waive, &act(&page, &why)).0, StatusCode::SEE_OTHER);
    let page = clerk.get(&case);
    assert!(page.contains("平面图：原址没有变化"), "the log says so");
    assert!(!page.contains("f-act-waive"), "nothing else is missing");
    let (status, place) = clerk.post(&format!("{case}/correct"), &act(&page, &form));
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    house.sequence();
    assert_eq!(house.findings(), "");
}
