//! What staff do in their rooms, by the API.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};

use super::application;
use crate::client::{Web, bearer};

#[test]
fn a_case_is_found_read_and_handed_over() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let who = bearer(&web.resident());
        let officer = bearer(&web.staff("officer", "scjg", Role::Officer));
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let filed = web.post("/api/v1/cases", &[("authorization", &who)], &application(&web, &who));
        let number = filed.json()["number"].as_str().expect("a number").to_owned();
        let get = |who: &str, path: &str| web.get(path, &[("authorization", who)]);
        let of = |part: &str| format!("/api/v1/cases/{number}/{part}");
        let work = get(&officer, "/api/v1/cases").json();
        assert_eq!(work["cases"][0]["number"], number.as_str());
        assert_eq!(work["cases"][0]["applicant"], "杨**", "lists are masked");
        assert_eq!(get(&clerk, "/api/v1/cases").status, StatusCode::FORBIDDEN);
        let window = get(&clerk, "/api/v1/cases?list=window&stage=received").json();
        assert_eq!(window["cases"][0]["number"], number.as_str());
        let file = get(&officer, &of("file")).json();
        assert_eq!(file["parties"][0]["name"], "杨建国");
        assert_eq!(file["answers"]["area"], 80);
        assert_eq!(file["events"][0]["kind"], "case.submitted");
        assert_eq!(file["events"][0]["public"]["query_hash"], Value::Null);
        let id = file["files"][0]["id"].as_str().expect("a file");
        let stored = get(&officer, &of(&format!("files/{id}")));
        assert_eq!(stored.body, testkit::PDF);
        let accept = web.post(&of("accept"), &[("authorization", &clerk)], &json!({}));
        assert_eq!(accept.status, StatusCode::OK, "{}", accept.text());
        let clocks = get(&who, &of("clocks")).json();
        assert_eq!(clocks["promised"]["days"][0]["why"]["kind"], "start_day");
        assert_eq!(clocks["statutory"]["last_day"], "2026-03-30");
        let papers = get(&who, &of("papers?lang=en")).json();
        assert_eq!(papers["papers"].as_array().map(Vec::len), Some(2));
        let paper = get(&who, &of("papers/2")).json();
        assert_eq!(paper["title"], "受理通知书");
        assert!(paper["text"].to_string().contains(&number), "{paper}");
        assert_eq!(get(&who, &of("papers/9")).status, StatusCode::NOT_FOUND);
        let readings = get(&who, &of("file")).json()["readings"].clone();
        assert!(readings.to_string().contains("staff:"), "who read it is told");
        let stranger = bearer(&web.staff("other", "wjj", Role::Officer));
        for part in ["file", "clocks", "papers", "papers/2", &format!("files/{id}")] {
            assert_eq!(get(&stranger, &of(part)).status, StatusCode::NOT_FOUND, "{part}");
        }
    });
}

#[test]
fn an_immediate_item_is_done_while_the_person_waits() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
    let post =
        |who: &str, path: &str, body: &Value| web.post(path, &[("authorization", who)], body);
    let body = json!({ "item": testkit::LICENCE, "answers": { "area": 80 },
        "applicant": { "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X" },
        "materials": [{ "id": "form_paper", "taken": "paper" }, { "id": "plan", "taken": "paper" }],
        "originals_seen": ["plan"] });
    let filed = post(&clerk, "/api/v1/cases", &body);
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
    let number = filed.json()["number"].as_str().expect("a number").to_owned();
    let case = web.get(&format!("/api/v1/cases/{number}"), &[("authorization", &clerk)]).json();
    assert_eq!(case["originals_seen"], json!(["plan"]));
    let spot = format!("/api/v1/cases/{number}/on-the-spot");
    let stale = post(&clerk, &spot, &json!({ "seen": 1 }));
    assert_eq!(stale.json()["type"], "urn:yichuang:problem:moved");
    let refused = post(&clerk, &spot, &json!({}));
    assert_eq!(refused.json()["reason"], "wrong_outcome", "a licence is no immediate item");
    let mut own = application(&web, &who);
    own["originals_seen"] = json!(["plan"]);
    let forbidden = post(&who, "/api/v1/cases", &own);
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN, "no resident sees originals");
}
