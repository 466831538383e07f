//! Papers of an application or an act, and their files.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};

use super::{application, send, upload};
use crate::client::{Answer, Web, bearer};

/// The fields of an answer that are not as they must be, with their codes.
fn faults(answer: &Answer) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let json = answer.json();
    let errors = json["errors"].as_array().unwrap_or_else(|| panic!("{}", answer.text()));
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}

fn fault(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

#[test]
fn what_a_resident_says_of_a_paper_is_held_against_what_there_is() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    let file = |materials: Value| {
        let mut body = application(&web, &who);
        body["materials"] = materials;
        web.post("/api/v1/cases", &[("authorization", &who)], &body)
    };
    for taken in ["paper", "scan", "vault"] {
        let told = faults(&file(json!([{ "id": "plan", "taken": taken }])));
        assert!(told.contains(&fault("papers.plan.taken", "taken.by_staff_only")), "{told:?}");
    }
    let bare = file(json!([{ "id": "plan", "taken": "upload" }]));
    assert_eq!(faults(&bare), [fault("papers.plan.file", "required")]);
    let later = file(json!([{ "id": "plan", "taken": "later" }]));
    assert_eq!(faults(&later), [fault("papers.plan.taken", "taken.not_later")]);
    let unknown = file(json!([{ "id": "plan", "taken": "upload", "file": "none" }]));
    assert_eq!(faults(&unknown), [fault("papers.plan.file", "file.unknown")]);
    let one = upload(&web, &who, "图.pdf").json()["id"].clone();
    let twice = json!([{ "id": "plan", "taken": "upload", "file": one },
        { "id": "form_paper", "taken": "upload", "file": one }]);
    assert_eq!(faults(&file(twice)), [fault("papers.form_paper.file", "file.named_twice")]);
    let right = json!([{ "id": "plan", "taken": "upload", "file": one },
        { "id": "photo", "taken": "later" }]);
    assert_eq!(file(right.clone()).status, StatusCode::CREATED);
    let taken = faults(&file(right));
    assert_eq!(taken, [fault("papers.plan.file", "file.unknown")], "it is a case's now");
}

#[test]
fn a_file_is_its_owner_s_alone() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let who = bearer(&web.resident());
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let mut body = application(&web, &who);
        body["materials"][1]["taken"] = json!("scan");
        body["materials"][0] = json!({ "id": "form_paper", "taken": "paper" });
        let told = faults(&web.post("/api/v1/cases", &[("authorization", &clerk)], &body));
        assert_eq!(told, [fault("papers.plan.file", "file.unknown")]);
        body["materials"][1]["file"] = upload(&web, &clerk, "图.pdf").json()["id"].clone();
        let filed = web.post("/api/v1/cases", &[("authorization", &clerk)], &body);
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
        let number = filed.json()["number"].as_str().expect("a number").to_owned();
        let case = web.get(&format!("/api/v1/cases/{number}"), &[("authorization", &clerk)]);
        assert_eq!(case.json()["papers"][1]["sha256"].as_str().map(str::len), Some(64));
    });
}

#[test]
fn what_is_supplied_has_its_file_and_fits_the_form() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let body = |file: &Value| {
            json!({ "papers": [
            { "material": "plan", "taken": "upload", "file": file, "count": 1 }] })
        };
        let number = house.submit(testkit::LICENCE).number;
        let act = |act: &str, body: &Value| {
            web.post(&format!("/api/v1/cases/{number}/{act}"), &[("authorization", &clerk)], body)
        };
        let wrong = act("mend", &json!({ "answers": { "area": "eighty", "size": 1 } }));
        let told = faults(&wrong);
        assert!(told.contains(&fault("answers.area", "not_a_number")), "{told:?}");
        assert!(told.contains(&fault("answers.size", "unknown_field")), "{told:?}");
        assert_eq!(act("mend", &json!({ "answers": { "area": 90 } })).status, StatusCode::OK);
        let notice = json!({ "corrections": [{ "material": "plan", "text": "看不清" }] });
        assert_eq!(act("notify-corrections", &notice).status, StatusCode::OK);
        let told = faults(&act("supply", &body(&Value::Null)));
        assert_eq!(told, [fault("papers.plan.file", "required")]);
        let told = faults(&act("supply", &body(&json!("none"))));
        assert_eq!(told, [fault("papers.plan.file", "file.unknown")]);
        let wrong = json!({ "answers": { "area": 0 } });
        assert_eq!(faults(&act("supply", &wrong)), [fault("answers.area", "too_small")]);
        let file = upload(&web, &clerk, "图.pdf").json()["id"].clone();
        let supplied = act("supply", &body(&file));
        assert_eq!(supplied.status, StatusCode::OK, "{}", supplied.text());
        let again = faults(&act("add-papers", &body(&file)));
        assert_eq!(again, [fault("papers.plan.file", "file.named_twice")]);
        assert_eq!(supplied.json()["seq"], 4, "what was refused left nothing");
        house.sequence();
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn an_upload_is_known_by_its_content() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = bearer(&web.resident());
    let kept = upload(&web, &who, "图.pdf");
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    assert_eq!(kept.json()["media_type"], "application/pdf");
    let lies = send(&web, &who, "图.png", testkit::PDF, &[]);
    assert_eq!(faults(&lies), [fault("file", "file.lies")]);
    let large = vec![b' '; 20 * 1024 * 1024 + 1];
    assert_eq!(faults(&send(&web, &who, "图.pdf", &large, &[])), [fault("file", "file.too_large")]);
    house.at("2026-03-03 10:00");
    let system = house.system();
    assert_eq!(system.cx.write_blocking(app::files::expire).unwrap(), 1, "nobody named it");
}
