//! Requests that come twice.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};

use super::{application, send, upload};
use crate::client::{Web, bearer};

#[test]
fn a_request_that_comes_twice_makes_one_case() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let resident = bearer(&web.resident());
        let headers = [("authorization", resident.as_str()), ("idempotency-key", "k-1")];
        let body = application(&web, &resident);
        let one = web.post("/api/v1/cases", &headers, &body);
        let two = web.post("/api/v1/cases", &headers, &body);
        assert_eq!(one.status, StatusCode::CREATED, "{}", one.text());
        assert_eq!(one.json()["number"], two.json()["number"]);
        let mut other = body;
        other["answers"]["area"] = json!(81);
        let reused = web.post("/api/v1/cases", &headers, &other);
        assert_eq!(reused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mine = web.get("/api/v1/cases", &[("authorization", &resident)]);
        assert_eq!(mine.json()["cases"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn an_act_that_comes_twice_is_done_once() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let number = house.submit(testkit::LICENCE).number;
        let act = |number: &str, act: &str, key: &str, body: &Value| {
            let headers = [("authorization", clerk.as_str()), ("idempotency-key", key)];
            web.post(&format!("/api/v1/cases/{number}/{act}"), &headers, body)
        };
        let one = act(&number, "accept", "k-1", &json!({ "seen": 1 }));
        assert_eq!(one.status, StatusCode::OK, "{}", one.text());
        let two = act(&number, "accept", "k-1", &json!({ "seen": 1 }));
        assert_eq!((two.status, two.text()), (StatusCode::OK, one.text()));
        let again = act(&number, "accept", "k-2", &json!({ "seen": 1 }));
        assert_eq!(again.status, StatusCode::CONFLICT, "another key is another request");
        let other = house.submit(testkit::LICENCE).number;
        for (number, word, body) in [
            (&number, "accept", json!({})),
            (&number, "withdraw", json!({ "seen": 1 })),
            (&other, "accept", json!({ "seen": 1 })),
        ] {
            let reused = act(number, word, "k-1", &body);
            assert_eq!(reused.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {word}");
            assert_eq!(reused.json()["type"], "urn:yichuang:problem:key-reused");
        }
        // What was refused was not done, so the same request may be tried again.
        let early = json!({ "delivery": { "method": "nothing" } });
        for _ in 0..2 {
            assert_eq!(act(&other, "deliver", "k-3", &early).status, StatusCode::CONFLICT);
        }
        let long = "k".repeat(101);
        let told = act(&other, "accept", &long, &json!({}));
        assert_eq!(told.json()["errors"][0]["field"], "Idempotency-Key");
    });
}

#[test]
fn a_new_query_code_that_is_asked_for_twice_is_one() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
    let receipt = house.submit(testkit::LICENCE);
    let path = format!("/api/v1/cases/{}", receipt.number);
    let headers = [("authorization", clerk.as_str()), ("idempotency-key", "k-1")];
    let came = json!({ "to": "applicant", "checked": "111", "name": "段示例",
        "number_end": "999X" });
    let one = web.post(&format!("{path}/query-code"), &headers, &came);
    assert_eq!(one.status, StatusCode::OK, "{}", one.text());
    let two = web.post(&format!("{path}/query-code"), &headers, &came);
    assert_eq!(two.text(), one.text());
    let status = |code: &Value| {
        web.post(&format!("{path}/status"), &[], &json!({ "query_code": code })).status
    };
    assert_eq!(status(&json!(receipt.query_code)), StatusCode::NOT_FOUND);
    assert_eq!(status(&one.json()["query_code"]), StatusCode::OK);
}

#[test]
fn an_upload_that_comes_twice_is_one_file() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    let key = [("idempotency-key", "k-1")];
    let one = send(&web, &who, "图.pdf", testkit::PDF, &key).json();
    assert_eq!(send(&web, &who, "图.pdf", testkit::PDF, &key).json(), one);
    assert_ne!(upload(&web, &who, "图.pdf").json()["id"], one["id"]);
    let other = send(&web, &who, "图.pdf", b"%PDF-1.4\n2\n%%EOF\n", &key);
    assert_eq!(other.json()["type"], "urn:yichuang:problem:key-reused", "{}", other.text());
}
