//! Who applies for whom is one rule: what a page refuses, the window and the API refuse too.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::{Map, Value, json};

use crate::api::application;
use crate::browser::{Browser, between, token};
use crate::client::{Web, bearer};
use crate::desk::take_in_with;

const MOTHER: (&str, &str) = ("111", "53290119880101999X");
const CHILD: (&str, &str) = ("111", "532901201506013215");
const YOUTH: (&str, &str) = ("111", "53290120090601321X");
const FIRM: (&str, &str) = ("001", "11440000006939756B");
const UNBORN: (&str, &str) = ("111", "532901209901019998");

/// Somebody beside the applicant, in which part.
type Beside = (&'static str, (&'static str, &'static str));

/// The applicant, who is with them, and where something is wrong; nowhere for what is right.
const TABLE: [((&str, &str), &[Beside], &str); 13] = [
    (MOTHER, &[], ""),
    (MOTHER, &[("subject", CHILD), ("guardian", MOTHER)], ""),
    (CHILD, &[("guardian", MOTHER)], ""),
    (FIRM, &[("handler", MOTHER)], ""),
    (YOUTH, &[("agent", MOTHER)], ""),
    (CHILD, &[], "guardian.name"),
    (MOTHER, &[("subject", CHILD)], "guardian.name"),
    (CHILD, &[("guardian", YOUTH)], "guardian.document_number"),
    (MOTHER, &[("guardian", MOTHER)], "guardian.document_number"),
    (FIRM, &[], "handler.name"),
    (MOTHER, &[("handler", YOUTH)], "handler.name"),
    (MOTHER, &[("agent", MOTHER)], "agent.document_number"),
    (MOTHER, &[("subject", UNBORN), ("guardian", MOTHER)], "subject.document_number"),
];

fn person((kind, number): (&str, &str)) -> Value {
    json!({ "name": "杨建国", "document_kind": kind, "document_number": number })
}

#[test]
fn the_api_holds_to_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    for (applicant, beside, wrong) in TABLE {
        let mut body = application(&web, &who);
        body["applicant"] = person(applicant);
        for (part, document) in beside {
            body[part] = person(*document);
        }
        let answer = web.post("/api/v1/cases", &[("authorization", &who)], &body);
        let told = fields(&answer.json());
        if wrong.is_empty() {
            assert_eq!(answer.status, StatusCode::CREATED, "{body}: {told:?}");
        } else {
            assert_eq!(told, [format!("parties.{wrong}")], "{body}");
        }
    }
}

fn fields(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().into_iter().flatten();
    errors.filter_map(|error| error["field"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_window_holds_to_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    for (at, (applicant, beside, wrong)) in TABLE.into_iter().enumerate() {
        let mut more = Map::new();
        for (part, (kind, number)) in beside {
            more.insert(format!("{part}.name"), json!("杨示例"));
            more.insert(format!("{part}.document_kind"), json!(kind));
            more.insert(format!("{part}.document_number"), json!(number));
        }
        let more: Vec<(&str, &str)> =
            more.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let (status, page) = take_in_with(&mut clerk, &format!("k{at}"), applicant, &more);
        if wrong.is_empty() {
            assert_eq!(status, StatusCode::SEE_OTHER, "{applicant:?} {beside:?}: {page}");
        } else {
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{applicant:?} {beside:?}");
            assert_eq!(page.matches("<p class=\"error\"").count(), 1, "{wrong}");
            assert!(page.contains(&format!("id=\"f-{wrong}-error\"")), "{wrong}: {page}");
        }
    }
}

/// Begins an application and answers for whom it is; gives the draft's address.
fn begin(browser: &mut Browser<'_, '_>, whom: &str) -> (String, StatusCode, String) {
    let draft = browser.draft();
    let (status, page) = step(browser, &format!("{draft}/whom"), &[("whom", whom)]);
    (draft, status, page)
}

fn step(
    browser: &mut Browser<'_, '_>,
    path: &str,
    answers: &[(&str, &str)],
) -> (StatusCode, String) {
    let page = browser.get(path);
    let revision = between(&page, "name=\"_revision\" value=\"", "\"");
    let mut form = vec![("token", token(&page)), ("_revision", revision)];
    form.extend_from_slice(answers);
    browser.post(path, &form)
}

#[test]
fn the_pages_hold_to_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut mother = Browser::of_resident(&web);
    for (whom, (kind, number), right) in [
        ("child", CHILD, true),
        ("child", UNBORN, false),
        ("child", MOTHER, false),
        ("other", YOUTH, true),
        ("other", CHILD, false),
        ("other", MOTHER, false),
    ] {
        let (draft, status, _) = begin(&mut mother, whom);
        assert_eq!(status, StatusCode::SEE_OTHER, "{whom}");
        let typed = [("name", "杨小示"), ("document_kind", kind), ("document_number", number)];
        let (status, page) = step(&mut mother, &format!("{draft}/person"), &typed);
        if right {
            assert_eq!(status, StatusCode::SEE_OTHER, "{whom} {number}: {page}");
        } else {
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{whom} {number}");
            let told = ["f-document_number-error", "f-name-error"];
            assert!(told.iter().any(|id| page.contains(id)), "{whom} {number}: {page}");
        }
    }
}

#[test]
fn who_is_too_young_for_it_is_told_at_the_first_question() {
    for (document, allowed) in [(CHILD.1, &[][..]), (YOUTH.1, &["me", "other"])] {
        let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
        let web = Web::new(&house);
        let mut young = Browser::with(&web, web.person(document));
        for whom in ["me", "child", "other"] {
            let (_, status, page) = begin(&mut young, whom);
            let right = allowed.contains(&whom);
            let led = status == StatusCode::SEE_OTHER;
            assert_eq!(led, right, "{document} {whom}: {page}");
            assert!(right || page.contains("f-whom-error"), "{page}");
        }
    }
}

#[test]
fn a_firm_gives_itself_no_mandate() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut firm = Browser::with(&web, web.firm(FIRM.1));
    let (draft, status, page) = begin(&mut firm, "other");
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let person = format!("{draft}/person");
    let own = [("name", "米线店"), ("document_kind", FIRM.0), ("document_number", FIRM.1)];
    let (status, page) = step(&mut firm, &person, &own);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a mandate to oneself: {page}");
    let other = [("name", "杨小示"), ("document_kind", "111"), ("document_number", MOTHER.1)];
    assert_eq!(step(&mut firm, &person, &other).0, StatusCode::SEE_OTHER);
}
