//! Every form twice, without scripts, and once more after the back button: the answer is the same,
//! and what was done was done once.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;

use crate::browser::{Browser, PDF, between, token};
use crate::client::{PASSWORD, PHONE, Web};

/// Sends the same form three times.
fn thrice(who: &mut Browser<'_, '_>, path: &str, form: &[(&str, &str)]) -> String {
    let (status, place) = who.post(path, form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {place}");
    for _ in 0..2 {
        let (status, again) = who.post(path, form);
        assert_eq!((status, &again), (StatusCode::SEE_OTHER, &place), "{path} once more: {again}");
    }
    place
}

fn seq<'p>(page: &'p str, name: &str) -> &'p str {
    between(page, &format!("name=\"{name}\" value=\""), "\"")
}

#[test]
fn forms_of_an_account_say_the_same_twice() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let page = resident.get("/zh/my/profile");
    let phone = [("token", token(&page)), ("phone", "15400000088"), ("phone_password", PASSWORD)];
    assert!(thrice(&mut resident, "/zh/my/profile/phone", &phone).ends_with("saved=phone"));
    let new = "洱海的月亮真好看";
    let password = [("token", token(&page)), ("password_now", PASSWORD), ("password", new)];
    assert!(thrice(&mut resident, "/zh/my/profile/password", &password).ends_with("=password"));
    let wrong =
        [("token", token(&page)), ("password_now", PASSWORD), ("password", "苍山的雪也很好看")];
    let (status, _) = resident.post("/zh/my/profile/password", &wrong);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "another password is another form");
    let enter = [("login", "15400000088"), ("password", new), ("back", "/zh/my")];
    thrice(&mut Browser::new(&web), "/zh/sign-in", &enter);
    assert_ne!(PHONE, "15400000088");
    let begin = format!("/zh/apply/{}", testkit::SERVICE);
    let page = resident.get(&begin);
    let draft = thrice(&mut resident, &begin, &[("token", token(&page))]);
    let upload = format!("{draft}/upload");
    let first = resident.upload(&upload, token(&page), "图.pdf", PDF).header("location");
    assert_eq!(resident.upload(&upload, token(&page), "图.pdf", PDF).header("location"), first);
    assert_eq!(resident.get(&format!("{draft}/materials")).matches(">图.pdf</a>").count(), 1);
    thrice(&mut resident, &format!("{draft}/delete"), &[("token", token(&page))]);
}

#[test]
fn supplying_and_withdrawing_say_the_same_twice() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let mut officer = Browser::with(&web, web.staff("officer", "scjg", Role::Officer));
    let number = crate::desk::filed(&web);
    let desk = format!("/zh/desk/cases/{number}");
    let page = officer.get(&desk);
    let notice = [
        ("token", token(&page)),
        ("seq", seq(&page, "seq")),
        ("correct.what", "plan"),
        ("correct.text.plan", "图上看不清"),
    ];
    let (first, _) = officer.post(&format!("{desk}/correct"), &notice);
    assert_eq!(first, StatusCode::SEE_OTHER);
    let (_, again) = officer.post(&format!("{desk}/correct"), &notice);
    assert!(again.contains("办好了") && !again.contains("有人先办了一步"), "{again}");
    let case = format!("/zh/my/cases/{number}");
    let page = resident.get(&format!("{case}/supply"));
    let upload = format!("{case}/upload");
    for _ in 0..2 {
        let answer = resident.upload(&upload, token(&page), "图.pdf", PDF);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let supply = [("token", token(&page)), ("_seq", seq(&page, "_seq"))];
    let place = thrice(&mut resident, &format!("{case}/supply"), &supply);
    assert!(place.ends_with("done=supplied"), "{place}");
    let page = resident.get(&format!("{case}/withdraw"));
    let form = [("token", token(&page)), ("_seq", seq(&page, "_seq")), ("reason", "不开了")];
    let place = thrice(&mut resident, &format!("{case}/withdraw"), &form);
    assert!(place.ends_with("done=withdrawn"), "{place}");
    let log = officer.get(&desk);
    for event in ["一次性告知补正</strong>", "补正交来了</strong>", "申请人撤回</strong>"]
    {
        assert_eq!(log.matches(event).count(), 1, "{event} once");
    }
}

#[test]
fn forms_of_an_administrator_say_the_same_twice() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let page = admin.get("/zh/desk/staff");
    let mut new = vec![
        ("token", token(&page)),
        ("name", "赵示例"),
        ("login", "zhao"),
        ("department", "zwzx"),
        ("roles", "window"),
        ("password", PASSWORD),
    ];
    thrice(&mut admin, "/zh/desk/staff", &new);
    let stop = [("token", token(&page)), ("active", "0")];
    thrice(&mut admin, "/zh/desk/staff/zhao/active", &stop);
    thrice(&mut admin, "/zh/desk/staff/zhao/active", &[("token", token(&page)), ("active", "1")]);
    new.pop();
    new.push(("password", "洱海的月亮真好看"));
    let (status, _) = admin.post("/zh/desk/staff", &new);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "another password is another form");
}
