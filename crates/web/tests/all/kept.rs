//! A form whose session has ended, or was exchanged for another one: nothing that was typed is
//! lost, nothing is sent, and nobody gets it who does not say that it is theirs.

use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;

use crate::browser::{Browser, between, token};
use crate::client::{PASSWORD, PHONE, Web};

/// Confirms what was kept; gives the page of the form, filled in.
fn take(browser: &mut Browser<'_, '_>, kept: &str) -> String {
    let form = [("token", token(kept)), ("draft", ""), ("do", "take")];
    let (status, place) = browser.post("/zh/kept", &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    browser.get(&place)
}

#[test]
fn what_is_typed_when_a_session_ends_is_shown_again_and_not_sent() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = browser.draft();
    browser.cookies.clear();
    let typed = [("token", "old"), ("_revision", "1"), ("whom", "child")];
    let (status, place) = browser.post(&format!("{draft}/whom"), &typed);
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(place.starts_with("/zh/sign-in?came=kept"), "{place}");
    let form = [("login", PHONE), ("password", PASSWORD), ("back", "//evil.example")];
    let (_, place) = browser.post("/zh/sign-in", &form);
    assert_eq!(place, "/zh/kept");
    let page = browser.get("/zh/kept");
    assert!(page.contains("<dt>给谁办</dt><dd><span class=\"lines\">给孩子办</span>"), "{page}");
    assert!(!page.contains("child") && !page.contains("_revision"), "words and no codes");
    assert!(!browser.get("/zh/my").contains("您填的内容还在"), "it is nobody's yet");
    let page = take(&mut browser, &page);
    assert!(page.contains("value=\"child\" checked"), "filled in again");
    assert!(browser.get("/zh/my").contains("您填的内容还在"), "taken up and not sent");
    let page = browser.get(&format!("{draft}/whom"));
    assert!(!page.contains("value=\"child\" checked"), "and not saved by itself");
    assert!(browser.cookies.iter().all(|(name, _)| name != "kept"));
}

#[test]
fn a_form_of_an_older_session_is_kept_for_whoever_confirms_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = browser.draft();
    let old = browser.get(&format!("{draft}/whom"));
    // In a second tab: out and in again.
    let page = browser.get("/zh/my");
    browser.post("/zh/sign-out", &[("token", token(&page))]);
    browser.post("/zh/sign-in", &[("login", PHONE), ("password", PASSWORD)]);
    let path = format!("{draft}/whom");
    let form = [("token", token(&old)), ("_revision", "1"), ("whom", "other")];
    let (status, place) = browser.post(&path, &form);
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/zh/kept"));
    let page = browser.get("/zh/kept");
    assert!(page.contains("替别人办") || page.contains("别人"), "{page}");
    let filled = take(&mut browser, &page);
    assert!(filled.contains("value=\"other\" checked"));
    let kept = between(&filled, "name=\"_kept\" value=\"", "\"").to_owned();
    let rev = between(&filled, "name=\"_revision\" value=\"", "\"").to_owned();
    let form = [
        ("token", token(&filled)),
        ("_revision", rev.as_str()),
        ("_kept", kept.as_str()),
        ("whom", "other"),
    ];
    let (status, _) = browser.post(&path, &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "sent by the person");
    assert!(!browser.get("/zh/my").contains("您填的内容还在"), "and then forgotten");
}

#[test]
fn what_is_not_wanted_is_thrown_away_and_a_form_without_words_is_shown_anew() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let number = house.submit(testkit::LICENCE).number;
    let case = format!("/zh/desk/cases/{number}");
    let bare = [("token", "old"), ("seq", "1"), ("case.purpose", "受理")];
    let (_, place) = clerk.post(&format!("{case}/claim"), &bare);
    assert_eq!(place, case, "nothing was typed");
    let typed = [
        ("token", "old"),
        ("seq", "1"),
        ("correct.what", "plan"),
        ("correct.what", "form"),
        ("correct.text.plan", "缺\r\n消防通道"),
    ];
    let (_, place) = clerk.post(&format!("{case}/correct"), &typed);
    assert_eq!(place, "/zh/kept");
    let page = clerk.get("/zh/kept");
    let name = between(&page, "<dd><span class=\"lines\">", "</span>").to_owned();
    assert!(name.contains('、') && !name.contains("plan"), "materials by their names: {name}");
    assert!(page.contains("消防通道"));
    let drop = [("token", token(&page)), ("draft", ""), ("do", "drop")];
    let (_, place) = clerk.post("/zh/kept", &drop);
    assert_eq!(place, "/zh/desk?done=dropped");
    let gone = clerk.send(Method::GET, "/zh/kept", "", Vec::new());
    assert_eq!(gone.header("location"), "/zh/desk");
}

#[test]
fn a_token_that_does_not_fit_and_no_word_of_where_from_is_refused() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let session = format!("session={}", web.resident());
    let path = format!("/zh/apply/{}", testkit::SERVICE);
    let answer = web.knock(&Method::POST, &path, &[("cookie", &session)]);
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.header("set-cookie").is_empty(), "nothing of it is kept");
}

#[test]
fn a_file_that_comes_with_an_old_token_is_asked_for_once_more() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = browser.draft();
    let answer =
        browser.upload(&format!("{draft}/materials"), "old", "图.pdf", crate::browser::PDF);
    let place = answer.header("location");
    assert_eq!(place, format!("{draft}/materials?again=plan"));
    assert!(browser.get(&place).contains("f-file-plan-error"), "said at its material");
}

#[test]
fn a_draft_that_saves_by_itself_never_says_yes_without_a_session() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = browser.draft();
    let path = format!("{draft}/autosave");
    let (old, _) = browser.post(&path, &[("token", "old"), ("area", "8")]);
    assert_eq!(old, StatusCode::FORBIDDEN);
    browser.cookies.clear();
    let (ended, _) = browser.post(&path, &[("token", "old"), ("area", "8")]);
    assert_eq!(ended, StatusCode::UNAUTHORIZED);
    assert!(browser.cookies.is_empty(), "and parks nothing");
}

#[test]
fn every_page_with_words_of_its_own_is_filled_in_again() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let send = |who: &mut Browser<'_, '_>, path: &str, name: &str, words: &str| {
        let (_, place) = who.post(path, &[("token", "old"), (name, words)]);
        assert_eq!(place, "/zh/kept", "{path}");
        let page = who.get("/zh/kept");
        assert!(page.contains(words), "{path} tells it");
        let filled = take(who, &page);
        assert!(filled.contains(&format!("value=\"{words}\"")), "{path}: {filled}");
        assert!(filled.contains("name=\"_kept\""), "{path} forgets it when it is sent");
    };
    send(&mut resident, "/zh/my/profile/phone", "phone", "15400000077");
    send(&mut clerk, "/zh/desk/window/verify", "document_number", "53290119880101999X");
    send(&mut admin, "/zh/desk/staff", "name", "杨𠮷");
    let intake = format!("/zh/desk/window/new/{}", testkit::LICENCE);
    send(&mut clerk, &intake, "applicant.name", "赵示例");
    let case = house.submit(testkit::LICENCE).number;
    send(&mut clerk, &format!("/zh/desk/cases/{case}/query-code"), "code.name", "赵示例");
}
