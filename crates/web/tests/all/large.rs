//! Files at and beyond their limits: a page says so, and nothing is stored.

use axum::http::{Method, StatusCode};
use base::limits::{FORM_BYTES_MAX, UPLOAD_BYTES_MAX};
use db::Engine;
use domain::people::Role;

use crate::browser::{Browser, PDF, between, token};
use crate::client::Web;

/// A PDF of so many bytes.
fn pdf(bytes: u64) -> Vec<u8> {
    let end = b"\n%%EOF\n";
    let mut pdf = PDF.to_vec();
    pdf.resize(usize::try_from(bytes).expect("a small number") - end.len(), b' ');
    pdf.extend_from_slice(end);
    pdf
}

#[test]
fn a_file_of_20_mb_is_taken_and_one_byte_more_is_not() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let draft = resident.draft();
    let upload = format!("{draft}/materials");
    let page = resident.get(&upload);
    let large = resident.upload(&upload, token(&page), "大.pdf", &pdf(UPLOAD_BYTES_MAX + 1));
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = large.text();
    assert!(shown.contains("f-file-plan-error") && shown.contains("20 MB"), "{shown}");
    assert!(!resident.get(&format!("{draft}/materials")).contains(">大.pdf</a>"));
    let whole = resident.upload(&upload, token(&page), "正好.pdf", &pdf(UPLOAD_BYTES_MAX));
    assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.text());
    assert!(resident.get(&format!("{draft}/materials")).contains(">正好.pdf</a>"));
}

#[test]
fn a_form_of_the_window_says_which_file_is_too_large_and_when_all_are() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let path = format!("/zh/desk/window/new/{}", testkit::LICENCE);
    let page = clerk.get(&path);
    let mut send = |files: &[(&str, u64)]| {
        let part =
            |header: &str| format!("--b\r\nContent-Disposition: form-data; {header}\r\n\r\n");
        let mut body = Vec::new();
        for (name, value) in [
            ("token", token(&page)),
            ("intake.key", "k1"),
            ("intake.do", "receive"),
            ("applicant.name", "杨建国"),
            ("applicant.document_kind", "111"),
            ("applicant.document_number", "53290119880101999X"),
            ("area", "80"),
            ("taken.form_paper", "scan"),
            ("taken.plan", "scan"),
            ("taken.photo", "scan"),
            ("wish.how", "pick_up"),
        ] {
            body.extend_from_slice(part(&format!("name=\"{name}\"")).as_bytes());
            body.extend_from_slice(format!("{value}\r\n").as_bytes());
        }
        for (material, bytes) in files {
            let header = format!("name=\"file.{material}\"; filename=\"{material}.pdf\"");
            body.extend_from_slice(part(&header).as_bytes());
            body.extend_from_slice(&pdf(*bytes));
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        let answer = clerk.send(Method::POST, &path, "multipart/form-data; boundary=b", body);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = answer.text();
        assert!(shown.contains("value=\"杨建国\""), "what was typed is kept: {shown}");
        between(&shown, "<div class=\"errors\"", "</div>").to_owned()
    };
    let one = send(&[("plan", UPLOAD_BYTES_MAX + 1)]);
    assert!(one.contains("20 MB") && one.contains("plan.pdf"), "{one}");
    let each = FORM_BYTES_MAX / 3;
    let all = send(&[("form_paper", each), ("plan", each), ("photo", each), ("photo", 100)]);
    assert!(all.contains("一张表最多 60 MB"), "{all}");
}
