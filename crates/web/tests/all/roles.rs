//! Each role at each endpoint that staff may reach: what it gets is a golden file, so that a change
//! of a right is a line in a review.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::Method;
use db::Engine;
use domain::cases::Outcome;
use domain::people::Role;
use serde_json::json;
use testkit::TestHouse;
use web::{Endpoint, Guard, endpoints};

use crate::client::{Web, bearer, request};

/// The department in which somebody of this role is: officers and leaders are of the competent one.
const fn department(role: Role) -> &'static str {
    match role {
        Role::Officer | Role::Leader => "scjg",
        Role::Window | Role::Reform | Role::Supervisor | Role::Admin => "zwzx",
    }
}

/// Everybody who knocks: a name and a session.
fn everybody(web: &Web<'_>) -> Vec<(&'static str, String)> {
    let staff = |role: &Role| (role.word(), web.staff(role.word(), department(*role), *role));
    let mut all: Vec<(&str, String)> = Role::ALL.iter().map(staff).collect();
    all.push(("elsewhere", web.staff("elsewhere", "wjj", Role::Officer)));
    all.push(("resident", web.resident()));
    all
}

/// A case that nobody has touched: decided for the outlet, else as it came in.
fn case(house: &TestHouse, path: &str) -> String {
    let number = house.submit(testkit::LICENCE).number;
    if path.contains("outlet") {
        house.officer().act(&number, testkit::accept()).expect("accepted");
        house.officer().act(&number, testkit::opine()).expect("checked");
        house.leader().act(&number, testkit::settle(Outcome::Granted)).expect("granted");
    }
    number
}

/// The endpoint's address with parameters that exist.
fn address(house: &TestHouse, path: &str) -> String {
    let number = case(house, path);
    let papers = house.officer().view(&number).expect("a case").papers;
    let file = papers.iter().find_map(|paper| paper.file.clone()).expect("an upload");
    path.replace("{lang}", "zh")
        .replace("{number}", &number)
        .replace("{id}", &file)
        .replace("{seq}", "1")
        .replace("{act}", "accept")
        .replace("{code}", testkit::LICENCE)
        .replace("{login}", "bystander")
        .replace("{key}", "none")
}

/// What is sent to an endpoint of the API: complete where that is possible.
fn body(path: &str) -> (&'static str, Vec<u8>) {
    let paper = |id: &str| json!({ "id": id, "taken": "paper" });
    let json = match path {
        "/api/v1/uploads" => return ("application/octet-stream", testkit::PDF.to_vec()),
        "/api/v1/cases" => json!({
            "item": testkit::LICENCE, "answers": { "area": 80 },
            "applicant": { "name": "杨建国", "document_kind": "111",
                "document_number": "53290119880101999X" },
            "materials": [paper("form_paper"), paper("plan")],
        }),
        _ => json!({}),
    };
    ("application/json", json.to_string().into_bytes())
}

/// The fields of every form of the desk that asks for something.
fn form(token: &str) -> Vec<u8> {
    let fields = [
        ("token", token),
        ("seq", "1"),
        ("active", "false"),
        ("document_kind", "111"),
        ("document_number", "53290119880101999X"),
        ("deliver.method", "posted"),
        ("deliver.tracking", "EMS1"),
    ];
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    form.into_bytes()
}

fn status(web: &Web<'_>, endpoint: &Endpoint, secret: &str) -> u16 {
    let mut path = address(web.house, endpoint.path);
    let (name, value, (kind, body)) = if endpoint.guard == Guard::Bearer {
        ("authorization", bearer(secret), body(&path))
    } else {
        let token = app::sessions::form_token(&web.house.house.keys, secret);
        let form = ("application/x-www-form-urlencoded", form(&token));
        ("cookie", format!("session={secret}"), form)
    };
    if path.ends_with("/uploads") {
        path.push_str("?name=a.pdf");
    }
    let headers = [(name, value.as_str()), ("content-type", kind)];
    let get = endpoint.method == Method::GET;
    let body = if get { Body::empty() } else { Body::from(body) };
    let request = request(endpoint.method.clone(), &path, &headers, body);
    web.send_from([127, 0, 0, 1], request).status.as_u16()
}

#[test]
fn what_each_role_gets_is_the_golden_list() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let everybody = everybody(&web);
    web.staff("bystander", "wjj", Role::Officer);
    let mut staffed: Vec<Endpoint> = endpoints();
    let desk = [Guard::Staff, Guard::Newcomer, Guard::Bearer];
    staffed.retain(|endpoint| desk.contains(&endpoint.guard));
    // Whoever has signed out gets nothing any more.
    let ends = |path: &str| path.ends_with("/sign-out") || path.ends_with("/sessions/current");
    staffed.sort_by_key(|one| (ends(one.path), one.path, one.method.to_string()));
    let mut table = format!("{:<44}", "");
    for (who, _) in &everybody {
        write!(table, " {who:>10}").unwrap();
    }
    for endpoint in &staffed {
        write!(table, "\n{:<38} {:<5}", endpoint.path, endpoint.method).unwrap();
        for (_, secret) in &everybody {
            write!(table, " {:>10}", status(&web, endpoint, secret)).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}
