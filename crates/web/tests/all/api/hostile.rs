//! What people paste and what others try, through every field of the API, on both engines: it is
//! kept as it is or refused in words, nothing of ours breaks, and nothing is written by halves.

use app::cases::Command;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::people::Role;
use serde_json::{Value, json};

use super::application;
use super::errors::problem;
use crate::client::{Answer, Web, bearer, request};

/// Texts that any field may get.
fn texts() -> Vec<String> {
    [
        "'; DROP TABLE cases; --",
        "\" OR 1=1 /* \\",
        "<script>alert(1)</script><b onclick=x()>&lt;",
        "{{1+1}}${x}%s%n%00../../etc/passwd",
        "\u{202e}elbat\u{202c}\u{200b}\u{200d}\u{feff}\u{2066}",
        "🍜👩‍👩‍👧‍👦🇨🇳e\u{301}\u{301}\u{301}",
        "𠮷𪚥𫝀𫠝𬺰𰀀𱍐㐂𫖯",
        "a\u{0}b",
        "\u{1}\u{1b}[31m\u{7f}\u{85}\u{2028}\r\nSet-Cookie: a=b",
        "",
        " \u{3000} ",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain(["长".repeat(10_000), "9".repeat(400)])
    .collect()
}

/// Places of the texts of a value, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, inner)| places(inner, &format!("{at}/{key}"), found));
        }
        Value::Array(all) => {
            let all = all.iter().enumerate();
            all.for_each(|(place, inner)| places(inner, &format!("{at}/{place}"), found));
        }
        Value::String(_) => found.push(at.to_owned()),
        _ => {}
    }
}

/// An error is told as RFC 9457 has it, and is nobody's fault but the sender's.
fn told(answer: &Answer, what: &str) {
    let status = answer.status;
    assert!(status.is_success() || status.is_client_error(), "{what}: {status} {}", answer.text());
    if status.is_client_error() {
        let kind = problem(answer);
        let detail = answer.json()["detail"].as_str().unwrap_or_default().to_owned();
        assert!(detail.contains(' ') || kind != "invalid", "{what}: {detail}");
        let faults = answer.json()["errors"].as_array().cloned().unwrap_or_default();
        let named = |fault: &Value| fault["field"].is_string() && fault["code"].is_string();
        assert!(faults.iter().all(named), "{what}: {faults:?}");
    }
}

/// How many entries the log has.
fn entries(web: &Web<'_>) -> usize {
    web.house.sequence();
    let checkpoint = web.get("/api/v1/log/checkpoint", &[]).text();
    checkpoint.lines().nth(1).and_then(|size| size.parse().ok()).unwrap_or(0)
}

/// Sends what `make` makes with each text in each place, to where `to` leads; how often it was
/// taken. What is refused has written nothing.
fn through(web: &Web<'_>, who: &str, make: &dyn Fn() -> Value, to: &dyn Fn() -> String) -> usize {
    let (mut found, mut taken, mut path, mut whole) = (Vec::new(), 0, to(), make());
    places(&whole, "", &mut found);
    assert!(!found.is_empty());
    for (place, text) in found.iter().flat_map(|at| texts().into_iter().map(move |t| (at, t))) {
        let mut body = whole.clone();
        *body.pointer_mut(place).expect("it was found there") = Value::from(text.as_str());
        let before = entries(web);
        let answer = web.post(&path, &[("authorization", who)], &body);
        told(&answer, &format!("{path} {place} {}", text.escape_debug()));
        if answer.status.is_success() {
            taken += 1;
            (path, whole) = (to(), make());
        } else {
            assert_eq!(before, entries(web), "{path} {place}: {}", answer.text());
        }
    }
    taken
}

/// Publishes the licence with a question that is answered in words.
fn ask_for_words(web: &Web<'_>) {
    let mut items = testkit::items();
    let form = items[0].form.as_mut().expect("the licence has a form");
    form["properties"]["remark"] =
        json!({ "type": "string", "title": "备注", "maxLength": 2_000, "examples": ["无"] });
    items[0].channels.courier = true;
    web.house.publish(&testkit::surroundings(), &items);
}

/// Everybody's header.
struct Everybody {
    resident: String,
    clerk: String,
    officer: String,
    leader: String,
}

impl Everybody {
    fn of(web: &Web<'_>) -> Self {
        let staff = |login, of, role| bearer(&web.staff(login, of, role));
        Self {
            resident: bearer(&web.resident()),
            clerk: staff("clerk", "zwzx", Role::Window),
            officer: staff("officer", "scjg", Role::Officer),
            leader: staff("leader", "scjg", Role::Leader),
        }
    }
}

#[test]
fn an_application_with_hostile_text_is_taken_as_it_is_or_refused_in_words() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        ask_for_words(&web);
        let who = Everybody::of(&web).resident;
        let whole = || {
            let mut whole = application(&web, &who);
            whole["applicant"]["address"] = json!("下关");
            whole["answers"]["remark"] = json!("无");
            whole["post_to"] = json!({ "name": "杨", "phone": "15400000001", "address": "下关" });
            whole
        };
        let good = web.post("/api/v1/cases", &[("authorization", &who)], &whole());
        assert_eq!(good.status, StatusCode::CREATED, "{}", good.text());
        assert!(through(&web, &who, &whole, &|| "/api/v1/cases".into()) > 20);
        let mut kept = 0;
        for text in texts() {
            let mut whole = application(&web, &who);
            whole["answers"]["remark"] = Value::from(text.as_str());
            let filed = web.post("/api/v1/cases", &[("authorization", &who)], &whole);
            told(&filed, &text);
            if filed.status == StatusCode::CREATED {
                let number = filed.json()["number"].as_str().expect("a number").to_owned();
                let path = format!("/api/v1/cases/{number}/file");
                let file = web.get(&path, &[("authorization", &who)]);
                assert_eq!(file.json()["answers"]["remark"], text, "{}", file.text());
                kept += 1;
            }
        }
        assert!(kept > 6, "{kept}");
        assert_eq!(house.findings(), "");
    });
}

#[test]
fn acts_with_hostile_text_are_done_as_they_are_or_refused_in_words() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        ask_for_words(&web);
        let all = Everybody::of(&web);
        let (clerk, officer) = (&all.clerk, &all.officer);
        for (who, word, stage, body) in [
            (clerk, "add-papers", 0, json!({ "papers": [testkit::paper("photo")] })),
            (clerk, "see-originals", 0, json!({ "materials": ["plan"] })),
            (clerk, "tell-unneeded", 0, json!({ "reason": "不用办" })),
            (clerk, "redirect", 0, json!({ "to": "scjg", "reason": "不归我们" })),
            (clerk, "mend", 0, json!({ "answers": { "area": 90, "remark": "改" } })),
            (
                clerk,
                "notify-corrections",
                0,
                json!({ "corrections": [{ "material": "plan", "text": "缺" }] }),
            ),
            (&all.resident, "withdraw", 0, json!({ "reason": "不办了" })),
            (officer, "hand-on", 1, json!({ "reason": "请假" })),
            (
                officer,
                "ask-departments",
                1,
                json!({ "department": "xfdd", "days": 3, "question": "行吗" }),
            ),
            (officer, "opine", 1, json!({ "conclusion": "agree", "text": "好" })),
            (&all.leader, "extend", 1, json!({ "days": 5, "reason": "复杂" })),
            (&all.leader, "pause", 1, json!({ "reason": "hearing", "told_days": 5, "text": "听" })),
            (
                &all.leader,
                "settle",
                2,
                json!({ "outcome": "refused", "reason": "不行", "basis": ["行政许可法"] }),
            ),
        ] {
            // Each on a case of its own: received, accepted, reviewed.
            let path = || {
                let number = house.submit(testkit::LICENCE).number;
                let acts = [(house.clerk(), Command::Accept), (house.officer(), testkit::opine())];
                for (who, act) in acts.into_iter().take(stage) {
                    who.act(&number, act).expect("it goes its way");
                }
                format!("/api/v1/cases/{number}/{word}")
            };
            let taken = through(&web, who, &|| body.clone(), &path);
            let words = !["add-papers", "see-originals", "withdraw"].contains(&word);
            assert_eq!(taken > 0, words, "{word}");
        }
        assert_eq!(house.findings(), "");
    });
}

/// Bodies that are no JSON, or none that anybody wants.
fn bodies(whole: &Value) -> Vec<(&'static str, Vec<u8>)> {
    let text = whole.to_string();
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} in {text}");
        text.replacen(from, to, 1).into_bytes()
    };
    let (deep, area) = ("[".repeat(100_000), "\"area\":80");
    let nested = format!("\"area\":{}1{}", "[".repeat(2_000), "]".repeat(2_000));
    vec![
        ("nothing", Vec::new()),
        ("null", b"null".to_vec()),
        ("a list", b"[]".to_vec()),
        ("a number", b"3".to_vec()),
        ("not UTF-8", b"{\"item\":\"\xff\xfe\"}".to_vec()),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("cut off", text.as_bytes()[..text.len() / 2].to_vec()),
        ("two of them", [text.as_bytes(), text.as_bytes()].concat()),
        ("deep", deep.into_bytes()),
        ("deep inside", with(area, &nested)),
        ("half a pair", with("杨建国", "\\ud800")),
        ("the other half", with("杨建国", "a\\udfff")),
        ("a field twice", with("\"item\"", "\"item\":\"x\",\"item\"")),
        ("a field of another", with("\"item\"", "\"admin\":true,\"item\"")),
        ("beyond a float", with(area, "\"area\":1e400")),
        ("beyond all integers", with(area, "\"area\":99999999999999999999999999")),
        ("below", with(area, "\"area\":-1e30")),
        ("a fraction", with(area, "\"area\":80.5")),
        ("no number", with(area, "\"area\":NaN")),
        ("text for a number", with(area, "\"area\":\"80\"")),
        ("copies out of range", with("\"taken\"", "\"count\":256,\"taken\"")),
        ("fewer than none", with("\"taken\"", "\"count\":-1,\"taken\"")),
        ("large", vec![b' '; 600 * 1024]),
    ]
}

#[test]
fn a_body_that_is_not_as_described_writes_nothing_and_says_why() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let who = Everybody::of(&web).resident;
        let whole = application(&web, &who);
        let number = house.submit(testkit::LICENCE).number;
        let case = format!("/api/v1/cases/{number}");
        let before = entries(&web);
        for (what, body) in bodies(&whole) {
            for path in ["/api/v1/cases", "/api/v1/sessions", &format!("{case}/status")] {
                let headers = [("authorization", who.as_str()), ("content-type", JSON)];
                let sent = request(Method::POST, path, &headers, Body::from(body.clone()));
                let answer = web.send_from([127, 0, 0, 1], sent);
                let told_of = format!("{what} to {path}");
                told(&answer, &told_of);
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told_of}");
                assert_ne!(answer.json()["errors"], json!([]), "{told_of}");
            }
        }
        for seen in [json!(-1), json!(1.5), json!("1"), json!(1e19), json!([])] {
            let answer = web.post(
                &format!("{case}/withdraw"),
                &[("authorization", &who)],
                &json!({ "seen": seen }),
            );
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{seen}");
            told(&answer, "seen");
        }
        assert_eq!(entries(&web), before, "nothing was written");
    });
}

const JSON: &str = "application/json";

#[test]
fn another_kind_of_body_is_told_by_its_header() {
    let house = testkit::house(db::Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let who = Everybody::of(&web).resident;
    let send = |headers: &[(&str, &str)]| {
        let whole = application(&web, &who).to_string();
        let all: Vec<_> = [("authorization", &*who)].iter().chain(headers).copied().collect();
        let sent = request(Method::POST, "/api/v1/cases", &all, Body::from(whole));
        web.send_from([127, 0, 0, 1], sent)
    };
    let long = "k".repeat(5_000);
    for (name, value) in [
        ("content-type", "text/plain"),
        ("content-type", "multipart/form-data; boundary=b"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("content-type", "json"),
        ("content-type", "application/json; charset=gbk"),
        ("content-encoding", "gzip"),
        ("content-encoding", "br, gzip"),
        ("idempotency-key", ""),
        ("idempotency-key", &long),
        ("idempotency-key", "杨"),
    ] {
        let answer = send(&[(name, value)]);
        told(&answer, &format!("{name}: {value}"));
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {value}");
        let field = answer.json()["errors"][0]["field"].as_str().map(str::to_lowercase);
        assert_eq!(field.as_deref(), Some(name), "{}", answer.text());
    }
    for kind in ["application/json", "Application/JSON; charset=utf-8", "application/ld+json"] {
        assert_eq!(send(&[("content-type", kind)]).status, StatusCode::CREATED, "{kind}");
    }
    assert_eq!(send(&[]).status, StatusCode::CREATED, "what is not said is JSON");
}

#[test]
fn hostile_addresses_and_headers_are_refused_in_words() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        let all = Everybody::of(&web);
        for part in ["%00", "%FF%FE", "%F0%9F%8D%9C", "..%2F..%2Fetc", "'%20OR%201=1", "%ED%A0%80"]
        {
            let long = part.repeat(500);
            for part in [part, &long] {
                for path in [
                    format!("items/{part}"),
                    format!("items?q={part}"),
                    format!("items?cursor={part}"),
                    format!("items?region={part}"),
                    format!("suggestions?q={part}"),
                    format!("cases?cursor={part}"),
                    format!("cases/{part}"),
                    format!("cases/{part}/file"),
                    format!("cases/{part}/papers/{part}"),
                    format!("cases/{part}/files/{part}"),
                    format!("log/tile/{part}"),
                    format!("directory?kind={part}"),
                ] {
                    let path = format!("/api/v1/{path}");
                    told(&web.get(&path, &[("authorization", &all.clerk)]), &path);
                }
                let act = format!("/api/v1/cases/{part}/{part}");
                told(&web.post(&act, &[("authorization", &all.clerk)], &json!({})), &act);
                let file = format!("/api/v1/uploads?name={part}");
                let sent = [("authorization", all.resident.as_str())];
                let body = Body::from(testkit::PDF.to_vec());
                let sent = request(Method::POST, &file, &sent, body);
                told(&web.send_from([127, 0, 0, 1], sent), &file);
            }
        }
        let long = format!("Bearer {}", "x".repeat(100_000));
        for token in ["Bearer", "Bearer ", "Bearer \u{ff}", "Basic eDp4", "Bearer a b", &long] {
            let answer = web.get("/api/v1/cases", &[("authorization", token)]);
            told(&answer, token);
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token}");
        }
    });
}
