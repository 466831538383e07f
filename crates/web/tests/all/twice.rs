//! Every form twice, without scripts, and once more after the back button: the answer is the same,
//! and what was done was done once.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;
use web::endpoints;

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

/// Where each form of the pages is sent twice: a test of this crate.
const TWICE: [(&str, &str); 30] = [
    ("/prefs", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/apply/{code}", "forms_of_an_account_say_the_same_twice"),
    (
        "/{lang}/desk/cases/{number}/query-code",
        "a_person_of_the_case_gets_a_new_query_code_on_a_slip",
    ),
    ("/{lang}/desk/cases/{number}/{act}", "supplying_and_withdrawing_say_the_same_twice"),
    ("/{lang}/desk/erase", "a_closed_case_is_erased_by_typing_its_number_again"),
    ("/{lang}/desk/outlet/{number}", "a_paper_application_goes_from_the_window_to_the_outlet"),
    (
        "/{lang}/desk/password",
        "staff_are_moved_and_get_a_first_password_that_they_change_themselves",
    ),
    ("/{lang}/desk/sign-in", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/desk/sign-out", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/desk/staff", "forms_of_an_administrator_say_the_same_twice"),
    (
        "/{lang}/desk/staff/{login}",
        "staff_are_moved_and_get_a_first_password_that_they_change_themselves",
    ),
    ("/{lang}/desk/staff/{login}/active", "forms_of_an_administrator_say_the_same_twice"),
    ("/{lang}/desk/staff/{login}/password", "forms_of_an_administrator_say_the_same_twice"),
    ("/{lang}/desk/window/new/{code}", "a_paper_application_goes_from_the_window_to_the_outlet"),
    ("/{lang}/desk/window/person", "a_case_is_found_by_the_document_of_whoever_came"),
    ("/{lang}/desk/window/verify", "supplying_and_withdrawing_say_the_same_twice"),
    ("/{lang}/kept", "steps_of_a_draft_say_the_same_twice"),
    (
        "/{lang}/my/cases/{number}/again",
        "one_button_fills_in_everything_and_it_is_sent_after_a_look",
    ),
    ("/{lang}/my/cases/{number}/supply", "supplying_and_withdrawing_say_the_same_twice"),
    ("/{lang}/my/cases/{number}/withdraw", "supplying_and_withdrawing_say_the_same_twice"),
    ("/{lang}/my/drafts/{id}/autosave", "steps_of_a_draft_say_the_same_twice"),
    ("/{lang}/my/drafts/{id}/delete", "forms_of_an_account_say_the_same_twice"),
    ("/{lang}/my/drafts/{id}/{step}", "steps_of_a_draft_say_the_same_twice"),
    ("/{lang}/my/profile/password", "forms_of_an_account_say_the_same_twice"),
    ("/{lang}/my/profile/phone", "forms_of_an_account_say_the_same_twice"),
    ("/{lang}/my/profile/sign-out-everywhere", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/register", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/sign-in", "forms_of_an_account_say_the_same_twice"),
    ("/{lang}/sign-out", "forms_of_everybody_say_the_same_twice"),
    ("/{lang}/status", "forms_of_everybody_say_the_same_twice"),
];

#[test]
fn no_form_is_left_out() {
    let all = endpoints();
    let forms = all.iter().filter(|one| one.method == Method::POST);
    let forms = forms.map(|one| one.path).filter(|path| !path.starts_with("/api/"));
    let twice: BTreeSet<&str> = TWICE.iter().map(|(path, _)| *path).collect();
    assert_eq!(forms.collect::<BTreeSet<_>>(), twice);
    let sources = [
        include_str!("twice.rs"),
        include_str!("desk.rs"),
        include_str!("admin.rs"),
        include_str!("again.rs"),
    ];
    for (path, test) in TWICE {
        let named = format!("\nfn {test}() {{");
        assert!(sources.iter().any(|source| source.contains(&named)), "{path}: {test}");
    }
}

#[test]
fn forms_of_everybody_say_the_same_twice() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut anybody = Browser::new(&web);
    thrice(&mut anybody, "/prefs", &[("care", "1"), ("back", "/zh/status")]);
    let register = [
        ("kind", "natural"),
        ("document_kind", "111"),
        ("document_number", "53290119880101999X"),
        ("name", "杨建国"),
        ("phone", PHONE),
        ("password", PASSWORD),
    ];
    assert!(thrice(&mut anybody, "/zh/register", &register).contains("came=registered"));
    let receipt = house.submit(testkit::SERVICE);
    let look_up = [("number", receipt.number.as_str()), ("code", &receipt.query_code)];
    thrice(&mut anybody, "/zh/status", &look_up);
    let enter = [("login", PHONE), ("password", PASSWORD), ("back", "/zh/my")];
    let staff = web.staff("zhao", "scjg", Role::Officer);
    for (mut who, page, form) in [
        (signed_in(&web, &enter), "/zh/my", "/zh/sign-out"),
        (signed_in(&web, &enter), "/zh/my/profile", "/zh/my/profile/sign-out-everywhere"),
        (Browser::with(&web, staff), "/zh/desk", "/zh/desk/sign-out"),
    ] {
        let page = who.get(page);
        let (session, left) = (who.cookies.clone(), [("token", token(&page))]);
        for _ in 0..2 {
            // The second click is on its way before the answer that takes the session.
            who.cookies.clone_from(&session);
            let (status, place) = who.post(form, &left);
            assert_eq!(status, StatusCode::SEE_OTHER, "{form}: {place}");
            assert!(place.contains("/sign-in"), "{form}: {place}");
        }
    }
    let enter = [("login", "zhao"), ("password", PASSWORD)];
    thrice(&mut Browser::new(&web), "/zh/desk/sign-in", &enter);
}

fn signed_in<'w, 'h>(web: &'w Web<'h>, form: &[(&str, &str)]) -> Browser<'w, 'h> {
    let mut who = Browser::new(web);
    assert_eq!(who.post("/zh/sign-in", form).0, StatusCode::SEE_OTHER);
    who
}

#[test]
fn steps_of_a_draft_say_the_same_twice() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let draft = resident.draft();
    for (step, answer) in [("whom", ("whom", "me")), ("delivery", ("wish", "pick_up"))] {
        let path = format!("{draft}/{step}");
        let page = resident.get(&path);
        let form = [("token", token(&page)), ("_revision", seq(&page, "_revision")), answer];
        for _ in 0..2 {
            let saved = resident.post(&format!("{draft}/autosave"), &form);
            assert_eq!(saved.0, StatusCode::NO_CONTENT, "{saved:?}");
        }
        thrice(&mut resident, &path, &form);
    }
    let path = format!("{draft}/materials");
    for (name, end) in [("一.pdf", "%1"), ("二.pdf", "%2")] {
        let (page, content) = (resident.get(&path), [PDF, end.as_bytes()].concat());
        resident.upload(&path, token(&page), name, &content);
    }
    let page = resident.get(&path);
    let file = between(&page, "name=\"_remove\" value=\"", "\"").to_owned();
    let remove = [("token", token(&page)), ("_remove", &file)];
    thrice(&mut resident, &path, &remove);
    assert_eq!(resident.get(&path).matches(".pdf</a>").count(), 1, "only one is gone");
    thrice(&mut resident, &path, &[("token", token(&page)), ("_later", "photo")]);
    resident.cookies.clear();
    let typed = [("token", "old"), ("_revision", "1"), ("whom", "child")];
    resident.post(&format!("{draft}/whom"), &typed);
    resident.post("/zh/sign-in", &[("login", PHONE), ("password", PASSWORD)]);
    let kept = resident.get("/zh/kept");
    let take = [("token", token(&kept)), ("draft", ""), ("do", "take")];
    let cookies = resident.cookies.clone();
    let (_, place) = resident.post("/zh/kept", &take);
    assert!(resident.get(&place).contains("value=\"child\" checked"), "{place}");
    resident.cookies = cookies;
    let (_, again) = resident.post("/zh/kept", &take);
    assert!(resident.get(&again).contains("您填的内容还在"), "it leads to where it is: {again}");
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
    let new = "洱海的月亮真好看，苍山的雪也好看";
    let password = [("token", token(&page)), ("password_now", PASSWORD), ("password", new)];
    assert!(thrice(&mut resident, "/zh/my/profile/password", &password).ends_with("=password"));
    let wrong = [
        ("token", token(&page)),
        ("password_now", PASSWORD),
        ("password", "下关的风上关的花，什么时候都好看"),
    ];
    let (status, _) = resident.post("/zh/my/profile/password", &wrong);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "another password is another form");
    let enter = [("login", "15400000088"), ("password", new), ("back", "/zh/my")];
    thrice(&mut Browser::new(&web), "/zh/sign-in", &enter);
    assert_ne!(PHONE, "15400000088");
    let begin = format!("/zh/apply/{}", testkit::SERVICE);
    let page = resident.get(&begin);
    let draft = thrice(&mut resident, &begin, &[("token", token(&page))]);
    let upload = format!("{draft}/materials");
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
    let upload = format!("{case}/supply");
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
    for _ in 0..2 {
        let reset = [("token", token(&page))];
        let (status, shown) = admin.post("/zh/desk/staff/zhao/password", &reset);
        assert_eq!(status, StatusCode::OK);
        let made = between(&shown, "<code id=\"password\">", "<").to_owned();
        let enter = [("login", "zhao"), ("password", made.as_str())];
        let (status, _) = Browser::new(&web).post("/zh/desk/sign-in", &enter);
        assert_eq!(status, StatusCode::SEE_OTHER, "what is shown last holds");
    }
    new.pop();
    new.push(("password", "洱海的月亮真好看，苍山的雪也好看"));
    let (status, _) = admin.post("/zh/desk/staff", &new);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "another password is another form");
}
