//! What the command of the import tells by its exit code.

use std::fs;

use crate::house::{Place, said};

/// A row of the demonstration's source, or one with an unknown kind.
fn row(number: u32, kind: &str) -> String {
    format!(
        "{{\"TASK_CODE\": \"11440000006940116U2440102002{number:03}\", \
         \"CATAID\": \"440102002{number:03}\", \"TASK_NAME\": \"教材初审\", \
         \"TASK_TYPE\": \"{kind}\", \"DEPT_NAME\": \"广东省教育厅\", \
         \"AREACODE\": \"440000\", \"online_book\": \"是\"}}\n"
    )
}

#[test]
fn good_rows_are_kept_when_asked_and_a_dry_run_writes_nothing() {
    let place = Place::new();
    let file = place.beside("items.jsonl");
    let path = file.to_str().expect("a path");
    let import = |more: &[&str]| {
        let mut words = vec!["import", "items", path, "--profile", "guangdong"];
        words.extend_from_slice(more);
        let done = place.run(&words);
        (done.status.code(), said(&done))
    };
    fs::write(&file, row(1, "01") + &row(2, "99")).expect("a file");
    let (code, text) = import(&[]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("第2行") && text.contains("--keep-good"), "{text}");
    let (code, text) = import(&["--keep-good", "--dry-run"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("new      1") && text.contains("dry run"), "{text}");
    let (code, text) = import(&["--keep-good"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("new      1"), "the dry run wrote nothing: {text}");
    let (code, text) = import(&["--keep-good"]);
    assert_eq!(code, Some(0), "nothing to do is done: {text}");
    assert!(text.contains("same     1"), "{text}");
    fs::write(&file, row(2, "99")).expect("a file");
    let (code, text) = import(&["--keep-good"]);
    assert_eq!(code, Some(1), "no row is good: {text}");
    fs::write(&file, row(3, "01") + &row(4, "99").repeat(1_005)).expect("a file");
    let (code, text) = import(&["--dry-run"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("refused  1005") && text.contains("5 more"), "{text}");
}
