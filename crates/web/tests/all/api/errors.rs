//! Errors below `/api` are RFC 9457, whoever makes them.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};

use crate::client::{Answer, Web, bearer, request};

/// The last part of a problem's type.
pub(super) fn problem(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status.as_u16());
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
    let kind = problem["type"].as_str().expect("a type").rsplit(':').next();
    kind.expect("a name").to_owned()
}

#[test]
fn every_error_is_a_problem() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for path in ["/api", "/api/v1/none", "/api/v2/items", "/api/v1/items/none"] {
        let answer = web.get(path, &[]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(problem(&answer), "not-found", "{path}");
    }
    let other = web.knock(&Method::DELETE, "/api/v1/items", &[]);
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(problem(&other), "method-not-allowed");
    assert!(other.header("allow").contains("GET"), "{}", other.header("allow"));
    let foreign = [("origin", "https://evil.example")];
    let refused = web.post("/api/v1/sessions", &foreign, &json!({}));
    assert_eq!((refused.status, problem(&refused).as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    let nobody = web.get("/api/v1/cases", &[]);
    assert_eq!(problem(&nobody), "unauthenticated");
    assert_eq!(nobody.header("www-authenticate"), "Bearer");
    let large = Body::from(vec![b' '; 600 * 1024]);
    let json = [("content-type", "application/json")];
    let large = request(Method::POST, "/api/v1/sessions", &json, large);
    assert_eq!(problem(&web.send_from([127, 0, 0, 1], large)), "invalid");
    assert!(web.get("/zh/none", &[]).header("content-type").starts_with("text/html"));
}

#[test]
fn what_the_store_refuses_is_a_problem_too() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    house.house.db.close_blocking();
    let answer = web.get("/api/v1/cases", &[("authorization", "Bearer someone")]);
    assert!(answer.status.is_server_error(), "{}", answer.status);
    assert_eq!(problem(&answer), "unavailable");
}

#[test]
fn a_query_that_cannot_be_read_is_told_at_its_field() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    for (query, field) in [
        ("items?limit=x", "limit"),
        ("items?limit=0", "limit"),
        ("items?limit=101", "limit"),
        ("items?cursor=x", "cursor"),
        ("cases?limit=-1", "limit"),
        ("cases?list=all", "list"),
        ("cases?cursor=eHh4", "cursor"),
    ] {
        let answer = web.get(&format!("/api/v1/{query}"), &[("authorization", &who)]);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(problem(&answer), "invalid");
        assert_eq!(answer.json()["errors"][0]["field"], field, "{query}: {}", answer.text());
    }
    let deep = json!({ "item": "x", "applicant": { "name": 1 } });
    let answer = web.post("/api/v1/cases", &[("authorization", &who)], &deep);
    assert_eq!(answer.json()["errors"][0]["field"], "applicant.name", "{}", answer.text());
}

#[test]
fn the_law_refuses_by_a_stable_word() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
    let mut application = testkit::TestHouse::application(testkit::LICENCE);
    application.papers.pop();
    let number = house.file(application).unwrap().number;
    let accept = format!("/api/v1/cases/{number}/accept");
    let refused = web.post(&accept, &[("authorization", &clerk)], &json!({}));
    assert_eq!(problem(&refused), "refused");
    assert_eq!(refused.json()["reason"], "missing_papers");
    assert_eq!(refused.json()["about"], json!(["plan"]));
    let path = format!("/api/v1/cases/{number}/notify-corrections");
    let too_little = json!({ "corrections": [{ "material": "form", "text": "写全" }] });
    let refused = web.post(&path, &[("authorization", &clerk)], &too_little).json();
    assert_eq!((&refused["reason"], &refused["about"]), (&json!("left_out"), &json!(["plan"])));
    let notice = json!({ "corrections": [{ "material": "plan", "text": "缺" }] });
    assert_eq!(web.post(&path, &[("authorization", &clerk)], &notice).status, StatusCode::OK);
    let refused = web.post(&accept, &[("authorization", &clerk)], &json!({})).json();
    assert_eq!(
        (&refused["reason"], &refused["about"]),
        (&json!("wrong_stage"), &json!("correction"))
    );
    let misspelt = json!({ "reson": "" });
    let path = format!("/api/v1/cases/{number}/withdraw");
    let told = web.post(&path, &[("authorization", &clerk)], &misspelt);
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text());
    assert_ne!(told.json()["errors"], Value::Null);
}
