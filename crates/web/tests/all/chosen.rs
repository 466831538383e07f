//! What was typed or chosen is taken with whatever button sends the form.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use testkit::{LICENCE, SERVICE, TestHouse, items, surroundings};

use crate::browser::{Browser, PDF, between, token};
use crate::client::Web;

fn house() -> TestHouse {
    testkit::house(Engine::Sqlite).expect("SQLite is always there")
}

/// A file of its own content: the same one once more is taken for a second click.
fn pdf(content: &str) -> Vec<u8> {
    [PDF, b"%", content.as_bytes()].concat()
}

/// Begins an application; gives the draft's address.
fn begin(browser: &mut Browser<'_, '_>, item: &str) -> String {
    let start = format!("/zh/apply/{item}");
    let page = browser.get(&start);
    browser.post(&start, &[("token", token(&page))]).1
}

fn revision(page: &str) -> &str {
    between(page, "name=\"_revision\" value=\"", "\"")
}

#[test]
fn a_file_that_was_only_chosen_is_taken_by_every_button_of_the_step() {
    let house = house();
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = begin(&mut browser, SERVICE);
    let path = format!("{draft}/materials");
    for (name, button) in [
        ("前进.pdf", ("_on", "")),
        ("以后.pdf", ("_later", "photo")),
        ("现在.pdf", ("_now", "photo")),
        ("先存.pdf", ("_away", "true")),
        ("上一步.pdf", ("_back", "true")),
    ] {
        let page = browser.get(&path);
        let form = [("token", token(&page)), ("_revision", revision(&page)), button];
        let sent = browser.file(&path, &form, name, &pdf(name));
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
        assert!(browser.get(&path).contains(&format!(">{name}</a>")), "{name}");
    }
    let page = browser.get(&path);
    let form = [("token", token(&page)), ("_revision", revision(&page))];
    let lies = browser.file(&path, &form, "假.pdf", b"MZ");
    assert_eq!(lies.status, StatusCode::UNPROCESSABLE_ENTITY, "it does not go on without it");
    assert!(lies.text().contains("f-file-plan-error"));
    let (status, asks) = browser.post(&path, &[form[0], ("_upload", "plan")]);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asks.contains("f-file-plan-error"), "no file was chosen");
    let file = between(&page, "name=\"_remove\" value=\"", "\"").to_owned();
    let (_, place) = browser.post(&path, &[form[0], ("_remove", &file)]);
    assert_eq!(place, path);
    assert!(!browser.get(&path).contains(&file));
}

#[test]
fn whoever_leaves_a_step_for_now_finds_what_was_typed() {
    let house = house();
    let mut all = items();
    all[0].channels = all[2].channels.clone();
    house.publish(&surroundings(), &all);
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = begin(&mut browser, LICENCE);
    let page = browser.get(&format!("{draft}/whom"));
    let form = [("token", token(&page)), ("_revision", revision(&page)), ("_away", "true")];
    let (status, place) = browser.post(&format!("{draft}/whom"), &form);
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/zh/my"), "nothing is asked");
    let path = format!("{draft}/form");
    for (button, leads) in [("_away", "/zh/my".to_owned()), ("_back", format!("{draft}/whom"))] {
        let page = browser.get(&path);
        assert!(page.contains(&format!("name=\"{button}\"")), "a button of the form: {page}");
        let area = format!("{button} 亩");
        let form = [
            ("token", token(&page)),
            ("_revision", revision(&page)),
            ("area", &area),
            (button, "true"),
        ];
        let (status, place) = browser.post(&path, &form);
        assert_eq!((status, place), (StatusCode::SEE_OTHER, leads), "wrong as it is");
        assert!(browser.get(&path).contains(&area), "{button}");
    }
}

#[test]
fn what_is_typed_into_a_correction_outlives_the_upload_beside_it() {
    let house = house();
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let mut officer = Browser::with(&web, web.staff("officer", "scjg", Role::Officer));
    let number = crate::desk::filed(&web);
    let desk = format!("/zh/desk/cases/{number}");
    let page = officer.get(&desk);
    let notice = [
        ("token", token(&page)),
        ("seq", between(&page, "name=\"seq\" value=\"", "\"")),
        ("correct.what", "plan"),
        ("correct.text.plan", "看不清"),
        ("correct.what", "form"),
        ("correct.text.form", "面积不对"),
    ];
    assert_eq!(officer.post(&format!("{desk}/correct"), &notice).0, StatusCode::SEE_OTHER);
    let path = format!("/zh/my/cases/{number}/supply");
    let page = resident.get(&path);
    assert_eq!(page.matches(&format!("action=\"{path}\"")).count(), 1, "one form: {page}");
    let seq = between(&page, "name=\"_seq\" value=\"", "\"");
    let typed = [("token", token(&page)), ("_seq", seq), ("area", "97")];
    let upload = [&typed[..], &[("_upload", "plan")]].concat();
    let sent = resident.file(&path, &upload, "图一.pdf", &pdf("一"));
    assert_eq!(sent.status, StatusCode::OK);
    let shown = sent.text();
    assert!(shown.contains("value=\"97\"") && shown.contains(">图一.pdf</a>"), "{shown}");
    let lies = resident.file(&path, &upload, "假.pdf", b"MZ");
    assert_eq!(lies.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lies.text().contains("value=\"97\"") && lies.text().contains("f-file-plan-error"));
    // Another file is chosen, and the form is sent without the button beside it.
    let done = resident.file(&path, &typed, "图二.pdf", &pdf("二"));
    assert!(done.header("location").ends_with("done=supplied"), "{}", done.text());
    let case = resident.get(&format!("/zh/my/cases/{number}"));
    assert!(case.contains("图一.pdf") && case.contains("图二.pdf"), "{case}");
    assert!(officer.get(&desk).contains("97"));
    house.sequence();
    assert_eq!(house.findings(), "");
}
