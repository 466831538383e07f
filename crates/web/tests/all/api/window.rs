//! What the window does by the API while the person waits, and afterwards.

use app::cases::act::Command;
use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};
use testkit::{IMMEDIATE, LICENCE};

use super::application;
use crate::client::{Answer, Web, bearer};

fn on_paper(item: &str) -> Value {
    json!({
        "item": item,
        "applicant": { "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X" },
        "materials": [{ "id": "form_paper", "taken": "paper" },
            { "id": "plan", "taken": "paper", "count": 2 }]
    })
}

fn file(web: &Web<'_>, who: &str, body: &Value) -> Answer {
    web.post("/api/v1/cases", &[("authorization", who)], body)
}

fn number(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["number"].as_str().expect("a number").to_owned()
}

#[test]
fn a_receipt_on_paper_is_entered_afterwards_with_its_true_time_and_its_reason() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    house.at("2026-03-05 09:00");
    let web = Web::new(&house);
    let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
    let late = |at: &str, reason: &str| {
        let mut body = on_paper(LICENCE);
        body["answers"] = json!({ "area": 80 });
        body["late"] = json!({ "received_at": at, "paper_receipt": "纸0012", "reason": reason });
        body
    };
    let good = late("2026-03-02T09:30:00+08:00", "power");
    let filed = file(&web, &clerk, &good);
    let case = number(&filed);
    let receipt = filed.json();
    assert_eq!(receipt["answer_by"]["on"], "2026-03-09", "counted from the 2nd: {receipt}");
    let received = receipt["received_at"].as_str().expect("a time").to_owned();
    assert!(received.starts_with("2026-03-02T01:30:00"), "{received}");
    let path = format!("/api/v1/cases/{case}/file");
    let events = web.get(&path, &[("authorization", &clerk)]).json()["events"].clone();
    let told = json!({ "paper_receipt": "纸0012", "reason": "power" });
    assert_eq!(events[0]["public"]["late"], told, "{events}");
    for (at, reason, word) in [
        ("2026-02-02T09:30:00+08:00", "power", "too_old"),
        ("2026-03-05T09:30:00+08:00", "power", "wrong_time"),
        ("2026-03-02T09:30:00+08:00", "", "reason_missing"),
        ("2026-03-02T09:30:00+08:00", "laziness", "reason_missing"),
    ] {
        let refused = file(&web, &clerk, &late(at, reason));
        assert_eq!(refused.status, StatusCode::CONFLICT, "{word}: {}", refused.text());
        assert_eq!(refused.json()["reason"], word, "{}", refused.text());
    }
    let odd = file(&web, &clerk, &late("yesterday", "power"));
    assert_eq!(odd.json()["errors"][0]["field"], "late.received_at", "{}", odd.text());
    let resident = bearer(&web.resident());
    let mut own = application(&web, &resident);
    own["late"] = good["late"].clone();
    let told = file(&web, &resident, &own);
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text());
    assert_eq!(told.json()["errors"][0]["field"], "late");
}

#[test]
fn an_immediate_item_is_accepted_done_and_handed_over_in_one_request() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let mut body = on_paper(IMMEDIATE);
        body["on_the_spot"] = json!(true);
        body["originals_seen"] = json!(["plan"]);
        let key = [("authorization", clerk.as_str()), ("idempotency-key", "k-1")];
        let filed = web.post("/api/v1/cases", &key, &body);
        let case = number(&filed);
        let again = web.post("/api/v1/cases", &key, &body);
        assert_eq!(again.json()["number"], case.as_str(), "done once: {}", again.text());
        // The window has done its part: the file is the department's.
        let officer = bearer(&web.staff("officer", "scjg", Role::Officer));
        let path = format!("/api/v1/cases/{case}/papers");
        let papers = web.get(&path, &[("authorization", &officer)]).json();
        let numbers: Vec<&str> = papers["papers"]
            .as_array()
            .expect("papers")
            .iter()
            .map(|paper| paper["document"].as_str().expect("a number"))
            .collect();
        let mine = [
            case.as_str(),
            "市场监管局受字〔2026〕第1号",
            "市场监管局准字〔2026〕第1号",
            "市场监管局送字〔2026〕第1号",
        ];
        assert_eq!(numbers, mine, "{papers}");
        let status = web.get(&format!("/api/v1/cases/{case}"), &[("authorization", &officer)]);
        assert_eq!(status.json()["state"]["at"], "closed", "{}", status.text());
        // Taken in first, and done when the printer works again.
        let taken = number(&file(&web, &clerk, &on_paper(IMMEDIATE)));
        let spot = format!("/api/v1/cases/{taken}/on-the-spot");
        let done = web.post(&spot, &[("authorization", &clerk)], &json!({ "seen": 1 }));
        assert_eq!(done.json()["state"], "closed", "{}", done.text());
        let twice = web.post(&spot, &[("authorization", &clerk)], &json!({}));
        assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text());
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn a_paper_of_which_nobody_says_how_many_is_one() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
    let case = number(&file(&web, &clerk, &on_paper(IMMEDIATE)));
    let add = format!("/api/v1/cases/{case}/add-papers");
    let photo = json!({ "papers": [{ "material": "photo", "taken": "paper" }] });
    let added = web.post(&add, &[("authorization", &clerk)], &photo);
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    let view = house.officer().view(&case).expect("the case");
    let counts: Vec<(&str, u8)> =
        view.papers.iter().map(|paper| (paper.material.as_str(), paper.count)).collect();
    assert_eq!(counts, [("form_paper", 1), ("plan", 2), ("photo", 1)]);
    let command = json!({ "act": "add-papers", "papers": photo["papers"] });
    let Ok(Command::AddPapers { papers }) = serde_json::from_value(command) else { panic!() };
    assert_eq!(papers[0].count, 1);
}
