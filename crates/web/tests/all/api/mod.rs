//! The JSON API, from filing to delivery.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;
use serde_json::{Value, json};

use crate::client::{Answer, Web, bearer, request};

mod described;
mod errors;
mod hostile;
mod papers;
mod repeated;
mod rooms;
mod window;

/// An application with the licence's papers, whose files the person has uploaded.
pub fn application(web: &Web<'_>, who: &str) -> Value {
    let file = |name: &str| upload(web, who, name).json()["id"].clone();
    json!({
        "item": testkit::LICENCE,
        "applicant": {
            "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X", "phone": "15400000001"
        },
        "answers": { "area": 80 },
        "materials": [
            { "id": "form_paper", "taken": "upload", "file": file("申请书.pdf") },
            { "id": "plan", "taken": "upload", "file": file("图.pdf") }
        ]
    })
}

/// Uploads the smallest PDF file.
fn upload(web: &Web<'_>, who: &str, name: &str) -> Answer {
    send(web, who, name, testkit::PDF, &[])
}

fn send(web: &Web<'_>, who: &str, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> Answer {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let mut headers = vec![("authorization", who), ("content-type", "application/octet-stream")];
    headers.extend_from_slice(more);
    let path = format!("/api/v1/uploads?name={name}");
    let body = Body::from(bytes.to_vec());
    web.send_from([127, 0, 0, 1], request(Method::POST, &path, &headers, body))
}

#[test]
fn a_case_goes_all_the_way() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let resident = bearer(&web.resident());
        let officer = bearer(&web.staff("officer", "scjg", Role::Officer));
        let second = bearer(&web.staff("second", "scjg", Role::Officer));
        let leader = bearer(&web.staff("leader", "scjg", Role::Leader));
        let clerk = bearer(&web.staff("clerk", "zwzx", Role::Window));
        let filed = web.post(
            "/api/v1/cases",
            &[("authorization", &resident)],
            &application(&web, &resident),
        );
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
        let receipt = filed.json();
        let number = receipt["number"].as_str().expect("a number").to_owned();
        assert!(receipt["promise"].as_str().is_some_and(|note| note.contains(&number)));
        assert!(
            receipt["answer_by"]["basis"].as_str().is_some_and(|law| law.contains("行政许可法"))
        );
        let status = web.post(
            &format!("/api/v1/cases/{number}/status"),
            &[],
            &json!({ "query_code": receipt["query_code"] }),
        );
        let status = status.json();
        assert_eq!(status["holder"], "window", "{status}");
        assert_eq!(status["due_on"], receipt["answer_by"]["on"]);
        assert_eq!(status["why"]["count"], 5);
        assert_eq!(status["days_late"], Value::Null);
        let act = |who: &str, act: &str, body: &Value| {
            web.post(&format!("/api/v1/cases/{number}/{act}"), &[("authorization", who)], body)
        };
        let accepted = act(&officer, "accept", &json!({ "seen": 1 }));
        assert_eq!(accepted.json()["state"], "accepted", "{}", accepted.text());
        let stale = act(&officer, "claim", &json!({ "seen": 1 }));
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(stale.json()["type"], "urn:yichuang:problem:moved");
        let opinion = json!({ "conclusion": "agree", "text": "符合条件" });
        let early = act(&leader, "settle", &json!({ "outcome": "granted" }));
        assert_eq!(early.status, StatusCode::CONFLICT, "nobody has checked it yet");
        assert_eq!(act(&officer, "opine", &opinion).status, StatusCode::OK);
        assert_eq!(act(&second, "opine", &opinion).status, StatusCode::OK);
        let granted = act(&leader, "settle", &json!({ "outcome": "granted" }));
        assert_eq!(granted.json()["state"], "decided", "{}", granted.text());
        let handed = json!({ "delivery": {
            "method": "handed", "to": "applicant", "checked": "111" },
            "note": "杨建国", "number_end": "9999" });
        let other = act(&clerk, "deliver", &handed);
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text());
        let handed = json!({ "delivery": {
            "method": "handed", "to": "applicant", "checked": "111" },
            "note": "杨建国", "number_end": "999x" });
        assert_eq!(act(&clerk, "deliver", &handed).json()["state"], "closed");
        let status = web.post(
            &format!("/api/v1/cases/{number}/status"),
            &[],
            &json!({ "query_code": receipt["query_code"] }),
        );
        assert_eq!(status.json()["next"], "finished", "{}", status.text());
        house.sequence();
        let proof =
            web.get(&format!("/api/v1/cases/{number}/proof"), &[("authorization", &resident)]);
        let proof = ledger::Proof::from_json(&proof.text()).expect("a proof");
        let key = web.get("/api/v1/log/key", &[]).text().trim().parse().expect("a key");
        let verified = proof.verify(&[key]).expect("it holds");
        assert_eq!(verified.entries.len(), 6);
    });
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_all_at_once() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let resident = bearer(&web.resident());
    let headers = [("authorization", resident.as_str())];
    let mut bad = application(&web, &resident);
    bad["applicant"]["document_number"] = json!("532901198801019990");
    bad["applicant"]["name"] = json!("");
    bad["answers"] = json!({ "area": "eighty" });
    let answer = web.post("/api/v1/cases", &headers, &bad);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let fields: Vec<String> = answer.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| error["field"].as_str().expect("a field").to_owned())
        .collect();
    for field in ["parties.applicant.document_number", "parties.applicant.name", "answers.area"] {
        assert!(fields.iter().any(|found| found == field), "{field} in {fields:?}");
    }
    let broken = web.send_from(
        [127, 0, 0, 1],
        request(Method::POST, "/api/v1/cases", &headers, Body::from("{")),
    );
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn guessing_a_query_code_is_slowed_down_and_locks_nobody_out() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let receipt = house.submit(testkit::LICENCE);
    let path = format!("/api/v1/cases/{}/status", receipt.number);
    let ask = |from: [u8; 4], code: &str| {
        let body = Body::from(json!({ "query_code": code }).to_string());
        let headers = [("content-type", "application/json")];
        web.send_from(from, request(Method::POST, &path, &headers, body)).status
    };
    let mut slowed = 0;
    for guess in 0..1_000 {
        let code = format!("{guess:012}");
        slowed += i32::from(ask([10, 0, 0, 1], &code) == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(slowed > 900, "{slowed} of 1000 guesses were slowed down");
    assert_eq!(ask([10, 0, 0, 2], &receipt.query_code), StatusCode::OK, "the owner gets in");
}

#[test]
fn who_guesses_at_many_cases_holds_up_the_others_of_the_address_for_some_seconds() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let ask = |receipt: &app::cases::Receipt, code: &str| {
        let path = format!("/api/v1/cases/{}/status", receipt.number);
        web.post(&path, &[], &json!({ "query_code": code }))
    };
    let cases: Vec<_> = (0..7).map(|_| house.submit(testkit::LICENCE)).collect();
    let receipt = house.submit(testkit::LICENCE);
    for minute in 10..38 {
        house.at(&format!("2026-03-03 10:{minute}"));
        let told = ask(&cases[minute % cases.len()], "AAAA-AAAA-AAAA");
        assert_eq!(told.status, StatusCode::NOT_FOUND, "minute {minute}");
    }
    let told = ask(&receipt, &receipt.query_code);
    assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds = told.json()["retry_after_seconds"].as_i64().expect("seconds");
    assert!((1..=4).contains(&seconds), "{seconds}");
    house.at("2026-03-03 10:38");
    assert_eq!(ask(&receipt, &receipt.query_code).status, StatusCode::OK);
}

#[test]
fn a_token_is_given_up_and_a_wrong_password_is_called_so() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let token = bearer(&web.resident());
    let wrong = json!({ "account": crate::client::PHONE, "password": "not this one, never" });
    let told = web.post("/api/v1/sessions", &[], &wrong);
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    assert_eq!(told.json()["type"], "urn:yichuang:problem:wrong-password");
    let headers = [("authorization", token.as_str())];
    assert_eq!(web.get("/api/v1/cases", &headers).status, StatusCode::OK);
    let end = || web.knock(&Method::DELETE, "/api/v1/sessions/current", &headers).status;
    assert_eq!(end(), StatusCode::NO_CONTENT);
    assert_eq!(web.get("/api/v1/cases", &headers).status, StatusCode::UNAUTHORIZED);
    assert_eq!(end(), StatusCode::UNAUTHORIZED);
}

#[test]
fn a_total_is_the_same_on_every_page_or_not_told() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let all = testkit::items().len();
    let totals = |count: &str| {
        let (mut totals, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/items?limit=2{count}&cursor={cursor}");
            let page = web.get(&path, &[]).json();
            totals.push(page["total"].as_u64());
            match page["next_cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return totals,
            }
        }
    };
    let known = Some(all as u64);
    assert!(totals("&count=true").iter().all(|total| *total == known));
    assert!(totals("").iter().all(|total| total.is_none() || *total == known));
}

#[test]
fn lists_come_a_page_at_a_time() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = web.get(&format!("/api/v1/items?limit=2&cursor={cursor}"), &[]).json();
        let items = page["items"].as_array().expect("items").clone();
        seen.extend(items.iter().map(|item| item["code"].to_string()));
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    let all = testkit::items().len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
    assert_eq!(web.get("/api/v1/items/none", &[]).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_cursor_of_items_ends_with_its_edition() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let page = web.get("/api/v1/items?limit=2", &[]).json();
    let cursor = page["next_cursor"].as_str().expect("a cursor").to_owned();
    let mut items = testkit::items();
    items[0].name.zh.push('新');
    let reform = house.reform();
    app::catalogue::publish::publish(&reform.cx, &items, "again", false, &|_| {}).unwrap();
    let catalogue = house.house.db.read_blocking(app::catalogue::Catalogue::load).unwrap();
    house.house.replace_catalogue(catalogue);
    let next = web.get(&format!("/api/v1/items?limit=2&cursor={cursor}"), &[]);
    assert_eq!(next.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(next.json()["errors"][0]["code"], "cursor.outdated");
}
