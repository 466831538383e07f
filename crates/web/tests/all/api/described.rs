//! The description says what there is.

use std::collections::BTreeSet;

use app::cases::Command;
use axum::http::StatusCode;
use db::Engine;
use i18n::Lang;
use serde_json::{Value, json};
use web::{Guard, endpoints};

use crate::client::Web;

/// The words of all acts: serde names every one that it knows when it meets another.
fn acts() -> BTreeSet<String> {
    let unknown = serde_json::from_value::<Command>(json!({ "act": "?" })).unwrap_err();
    unknown.to_string().split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

fn description() -> Value {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    Web::new(&house).get("/api/v1/openapi.json", &[]).json()
}

#[test]
fn everything_below_api_v1_is_described_and_nothing_else() {
    let api = description();
    assert!(api["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    let mut served = BTreeSet::new();
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{*tile}", "{tile}");
        if !path.starts_with("/api/v1/") || path.ends_with("openapi.json") {
            continue;
        }
        let method = endpoint.method.as_str().to_lowercase();
        let secured = endpoint.guard == Guard::Bearer;
        let words = if path.ends_with("{act}") { acts() } else { [String::new()].into() };
        for word in words {
            let path = path.replace("{act}", &word);
            let operation = &api["paths"][&path][&method];
            assert!(operation.is_object(), "{method} {path} is not described");
            assert_eq!(operation["security"].is_array(), secured, "{method} {path}");
            served.insert((path, method.clone()));
        }
    }
    let paths = api["paths"].as_object().expect("paths").iter();
    let described: BTreeSet<(String, String)> = paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("methods").keys();
            methods.map(move |method| (path.clone(), method.clone()))
        })
        .collect();
    assert_eq!(described, served);
}

#[test]
fn every_act_is_described_with_its_fields() {
    let api = description();
    let acts = acts();
    assert!(acts.len() >= 20, "{acts:?}");
    for act in &acts {
        let operation = &api["paths"][format!("/api/v1/cases/{{number}}/{act}")]["post"];
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        assert!(body["properties"]["seen"].is_object(), "{act}: {operation}");
        assert!(body["properties"]["act"].is_null(), "{act}: the word is in the address");
        assert!(operation["summary"].as_str().is_some_and(|words| !words.is_empty()), "{act}");
    }
    let settle = &api["paths"]["/api/v1/cases/{number}/settle"]["post"];
    let settle = &settle["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(settle["required"], json!(["outcome"]));
    assert_eq!(settle["properties"]["outcome"]["$ref"], "#/components/schemas/Outcome");
}

#[test]
fn operations_have_names_of_their_own_errors_and_keys() {
    let api = description();
    let mut names = BTreeSet::new();
    for (path, item) in api["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            let name = operation["operationId"].as_str().expect("a name").to_owned();
            for lang in Lang::ALL {
                assert!(views::api::title(lang, &name).is_some(), "{name} has no title");
            }
            assert!(names.insert(name), "{method} {path}: a name that another has");
            assert!(operation["responses"]["4XX"]["$ref"].is_string(), "{method} {path}");
            let keyed = operation["parameters"].to_string().contains("IdempotencyKey");
            let secured = operation["security"].is_array();
            assert_eq!(keyed, method == "post" && secured, "{method} {path}");
        }
    }
    refer(&api, &api);
}

/// What is referred to is there.
fn refer(api: &Value, value: &Value) {
    if let Some(place) = value["$ref"].as_str() {
        let there = place.strip_prefix('#').and_then(|place| api.pointer(place));
        assert!(there.is_some(), "{place} is nowhere");
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|one| refer(api, one)),
        Value::Array(values) => values.iter().for_each(|one| refer(api, one)),
        _ => {}
    }
}

#[test]
fn the_page_shows_fields_in_both_languages() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for (lang, words) in [("zh", "一次性告知补正"), ("en", "The one-time notice of corrections")]
    {
        let page = web.get(&format!("/{lang}/api"), &[]);
        assert_eq!(page.status, StatusCode::OK);
        let page = page.text();
        for there in [words, "POST /api/v1/cases/{number}/settle", "valid_until", "next_cursor"] {
            assert!(page.contains(there), "{lang}: {there}");
        }
        assert!(web.get(&format!("/{lang}/"), &[]).text().contains(&format!("/{lang}/api")));
        assert!(web.get(&format!("/{lang}/log"), &[]).text().contains(&format!("/{lang}/api")));
    }
    let front = web.get("/api/v1", &[("accept-language", "en-GB")]);
    assert_eq!(front.header("location"), "/en/api");
}

/// Descriptions below a value, wherever they are.
fn descriptions<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("description").and_then(Value::as_str));
            fields.values().for_each(|inner| descriptions(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|inner| descriptions(inner, found)),
        _ => {}
    }
}

/// What stands neither in brackets nor between backticks.
fn outside(words: &str) -> String {
    let (mut depth, mut code) = (0_usize, false);
    let mut keep = |letter: &char| {
        match letter {
            '`' => code = !code,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && !code,
        }
        false
    };
    words.chars().filter(|letter| keep(letter)).collect()
}

#[test]
fn a_description_is_english_with_the_official_term_in_brackets() {
    let api = description();
    let mut all = Vec::new();
    descriptions(&api, &mut all);
    assert!(all.len() > 300, "{}", all.len());
    let han = |letter| ('\u{3400}'..='\u{9fff}').contains(&letter);
    all.retain(|words| outside(words).contains(han));
    assert_eq!(all, <Vec<&str>>::new());
}

#[test]
fn an_upload_is_described_as_bytes() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let api = web.get("/api/v1/openapi.json", &[]).json();
    let content = &api["paths"]["/api/v1/uploads"]["post"]["requestBody"]["content"];
    let schema = content["application/octet-stream"]["schema"].to_string();
    assert!(!schema.contains("array"), "{schema}");
    assert_eq!(api["components"]["schemas"]["FileBytes"]["format"], "binary");
}
