//! Behind a proxy everybody keeps a back-off of their own.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use db::Engine;
use serde_json::json;

use crate::client::{PROXY, Web, request};

#[test]
fn who_guesses_behind_a_proxy_slows_nobody_else_down() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let receipt = house.submit(testkit::LICENCE);
    let (number, code) = (&receipt.number, receipt.query_code.as_str());
    let api = |from: [u8; 4], named: &str, code: &str| {
        let path = format!("/api/v1/cases/{number}/status");
        let headers = [("content-type", "application/json"), ("x-forwarded-for", named)];
        let body = Body::from(json!({ "query_code": code }).to_string());
        web.send_from(from, request(Method::POST, &path, &headers, body)).status
    };
    let page = |named: &str, code: &str| {
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", named)];
        let body = Body::from(format!("number={number}&code={code}"));
        web.send_from(PROXY, request(Method::POST, "/zh/status", &headers, body)).status
    };
    let guesser = |client: &str| api(PROXY, client, "AAAAAAAAAA");
    for _ in 0..20 {
        // What stands left of the proxy's own word, the guesser has written.
        guesser("192.0.2.7, 203.0.113.5");
    }
    assert_eq!(guesser("192.0.2.8, 203.0.113.5"), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page("203.0.113.5", "AAAAAAAAAA"), StatusCode::TOO_MANY_REQUESTS, "on pages too");
    assert_eq!(api(PROXY, "198.51.100.1", code), StatusCode::OK, "the owner gets in");
    assert_ne!(page("198.51.100.2", code), StatusCode::TOO_MANY_REQUESTS);
    let stranger = [203, 0, 113, 5];
    let forged = api(stranger, "198.51.100.77", "AAAAAAAAAA");
    assert_eq!(forged, StatusCode::TOO_MANY_REQUESTS, "only the proxy is believed");
}
