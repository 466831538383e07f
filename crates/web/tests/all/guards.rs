//! No endpoint escapes: each is knocked at by those who may not come in.

use std::fmt::Write as _;

use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;
use web::{Guard, endpoints};

use crate::client::{Web, bearer};

/// An address for an endpoint: its parameters filled in with things that do not exist.
fn address(path: &str) -> String {
    path.replace("{lang}", "zh")
        .replace("{number}", "532901-260302-0000000-0")
        .replace("{*tile}", "tile/0/000")
        .split('/')
        .map(|part| if part.starts_with('{') { "none" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn the_list_of_endpoints_is_the_golden_one() {
    let mut lines: Vec<String> = endpoints()
        .iter()
        .map(|endpoint| {
            let mut line = String::new();
            let (guard, method) = (endpoint.guard, &endpoint.method);
            write!(line, "{:<36} {method:<5} {guard:?}", endpoint.path).unwrap();
            line
        })
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn nobody_comes_in_without_a_name() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for endpoint in endpoints() {
        let path = address(endpoint.path);
        let answer = web.knock(&endpoint.method, &path, &[]);
        let status = answer.status;
        match endpoint.guard {
            Guard::Public | Guard::Secret | Guard::Anybody => {
                assert!(!status.is_server_error(), "{} {path}: {status}", endpoint.method);
            }
            Guard::Bearer => assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}"),
            // A script asks, which cannot tell a sign-in page from a yes.
            Guard::Resident if path.ends_with("/autosave") => {
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
            }
            Guard::Resident | Guard::Staff | Guard::Newcomer => {
                assert_eq!(status, StatusCode::SEE_OTHER, "{} {path}", endpoint.method);
                let to = answer.header("location");
                assert!(to.contains("sign-in"), "{path} leads to {to}");
            }
        }
    }
}

#[test]
fn nobody_comes_in_by_the_wrong_door() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let resident = format!("session={}", web.resident());
    let clerk = format!("session={}", web.staff("clerk", "zwzx", Role::Window));
    for endpoint in endpoints() {
        let cookie = match endpoint.guard {
            Guard::Staff | Guard::Newcomer => &resident,
            Guard::Resident => &clerk,
            _ => continue,
        };
        let path = address(endpoint.path);
        let answer = web.knock(&endpoint.method, &path, &[("cookie", cookie)]);
        let script = path.ends_with("/autosave");
        let refused = if script { StatusCode::UNAUTHORIZED } else { StatusCode::SEE_OTHER };
        assert_eq!(answer.status, refused, "{} {path}", endpoint.method);
    }
}

#[test]
fn a_role_that_may_not_is_refused_by_the_use_case() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let number = house.submit(testkit::LICENCE).number;
    let admin = bearer(&web.staff("admin", "zwzx", Role::Admin));
    let other = bearer(&web.staff("other", "wjj", Role::Officer));
    let accept = format!("/api/v1/cases/{number}/accept");
    let body = serde_json::json!({});
    let refused = web.post(&accept, &[("authorization", &admin)], &body);
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "an administrator sees that it exists");
    let hidden = web.post(&accept, &[("authorization", &other)], &body);
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "another department does not");
    let wrong = web.knock(&Method::POST, &accept, &[("authorization", "Bearer nonsense")]);
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
}
