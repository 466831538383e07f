//! What surrounds every request.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use db::Engine;

use crate::client::{Web, request};

#[test]
fn a_text_with_u0000_is_refused_in_words_and_is_no_fault_of_ours() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let form = [("login", "chuang\0kou"), ("password", "x")];
    let (status, page) = crate::browser::Browser::new(&web).post("/zh/desk/sign-in", &form);
    assert_eq!(status, StatusCode::BAD_REQUEST, "{page}");
    let who = serde_json::json!({ "login": "chuang\u{0}kou", "password": "x" });
    let answer = web.post("/api/v1/sessions", &[], &who);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains("U+0000"), "it is told what is wrong");
}

#[test]
fn every_answer_carries_the_headers_that_protect() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for path in ["/zh/", "/en/none", "/api/v1/items", "/healthz"] {
        let answer = web.get(path, &[]);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 26, "{path}");
    }
}

/// Such a policy on a page with forms would make browsers say `Origin: null` of them.
#[test]
fn only_an_address_that_carries_a_secret_is_told_to_nobody() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let answer = web.get("/q/532901-260302-0000000-0/ABCD-EFGH-JKMN", &[]);
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
}

#[test]
fn a_form_that_another_site_sends_is_refused() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let send = |headers: &[(&str, &str)]| {
        let mut all = vec![form];
        all.extend_from_slice(headers);
        let body = Body::from("care=1&back=/zh/");
        web.send_from([127, 0, 0, 1], request(Method::POST, "/prefs", &all, body)).status
    };
    assert_eq!(send(&[("sec-fetch-site", "cross-site")]), StatusCode::FORBIDDEN);
    assert_eq!(send(&[("origin", "https://evil.example")]), StatusCode::FORBIDDEN);
    assert_eq!(send(&[("origin", "null")]), StatusCode::FORBIDDEN);
    assert_eq!(send(&[("sec-fetch-site", "same-origin")]), StatusCode::SEE_OTHER);
    assert_eq!(send(&[("origin", "http://127.0.0.1:8080")]), StatusCode::SEE_OTHER);
}

#[test]
fn the_way_back_stays_on_this_site() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for back in
        ["//evil.example", "https://evil.example", "/\\evil.example", "/%09/evil.example", ""]
    {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let body = Body::from(format!("care=1&back={back}"));
        let answer = web.send_from([127, 0, 0, 1], request(Method::POST, "/prefs", &headers, body));
        assert_eq!(answer.header("location"), "/", "{back}");
    }
}
