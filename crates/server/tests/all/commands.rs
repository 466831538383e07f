//! Commands beside a server and without one.

use std::fs;

use crate::house::{Place, run, said};

/// Files a case and gives its number.
fn file_a_case(place: &Place) -> String {
    let server = place.serve();
    let token = server.token();
    let (status, receipt) =
        server.ask("POST", "/api/v1/cases", Some(&token), &place.body).expect("an answer");
    assert_eq!(status, 201, "{receipt}");
    server.stop();
    receipt["number"].as_str().expect("a number").to_owned()
}

/// Runs SQL behind the program's back.
fn tamper(place: &Place, sql: &str) {
    let file = place.data().join("yichuang.db");
    let script = "import sqlite3, sys\n\
        db = sqlite3.connect(sys.argv[1])\n\
        db.execute(sys.argv[2])\n\
        db.commit()";
    let done = std::process::Command::new("python3")
        .args(["-c", script])
        .arg(&file)
        .arg(sql)
        .status()
        .expect("python3 is there");
    assert!(done.success(), "{sql}");
}

#[test]
fn verify_names_the_row_that_was_changed() {
    let place = Place::new();
    let number = file_a_case(&place);
    let clean = place.run(&["verify"]);
    assert!(clean.status.success(), "{}", said(&clean));
    tamper(&place, "UPDATE cases SET due_on = '2030-01-01'");
    let found = place.run(&["verify"]);
    assert_eq!(found.status.code(), Some(1));
    let text = said(&found);
    assert!(text.contains(&number) && text.contains("due_on"), "{text}");
}

#[test]
fn verify_names_the_entry_whose_byte_was_changed() {
    let place = Place::new();
    let number = file_a_case(&place);
    tamper(
        &place,
        "UPDATE entries SET bytes =
             CAST(replace(CAST(bytes AS TEXT), '\"api\"', '\"web\"') AS BLOB)
         WHERE stream LIKE 'case/%'",
    );
    let found = place.run(&["verify"]);
    assert_eq!(found.status.code(), Some(1));
    assert!(said(&found).contains(&number), "{}", said(&found));
}

#[test]
fn a_backup_of_a_running_instance_comes_back_and_an_old_one_opens_a_new_log() {
    let place = Place::new();
    let number = file_a_case(&place);
    let server = place.serve();
    let backup = place.beside("backup");
    let done = place.run(&["backup", backup.to_str().expect("a path")]);
    assert!(done.status.success(), "{}", said(&done));
    server.stop();
    file_a_case(&place);
    // A disaster: only the backup and the keys are left.
    let data = place.data();
    fs::remove_file(data.join("yichuang.db")).expect("it was there");
    for rest in ["yichuang.db-wal", "yichuang.db-shm"] {
        let _ = fs::remove_file(data.join(rest));
    }
    let restored = place.run(&["restore", backup.to_str().expect("a path")]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(said(&restored).contains("test.example/532901/2"), "{}", said(&restored));
    let server = place.serve();
    server.stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(said(&verified).contains("cases    1 replayed"), "{}", said(&verified));
    assert!(!number.is_empty());
}

#[test]
fn an_import_says_what_is_wrong_and_writes_nothing() {
    let place = Place::new();
    let file = place.beside("items.jsonl");
    fs::write(&file, "{\"TASK_CODE\": \"x\"}\nnot json\n").expect("a file");
    let path = file.to_str().expect("a path");
    let refused = place.run(&["import", "items", path, "--profile", "guangdong"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("第2行"), "{}", said(&refused));
    let unknown = place.run(&["import", "items", path, "--profile", "mars"]);
    assert_eq!(unknown.status.code(), Some(2));
    let missing = place.run(&["import", "items", "/none/such", "--profile", "guangdong"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn migrating_twice_changes_nothing_and_help_is_there() {
    let place = Place::new();
    let again = place.run(&["migrate"]);
    assert!(said(&again).starts_with("0 migrations applied"), "{}", said(&again));
    for command in ["demo", "serve", "migrate", "verify", "backup", "restore"] {
        let help = std::process::Command::new(env!("CARGO_BIN_EXE_yichuang"))
            .args([command, "--help"])
            .output()
            .expect("the program runs");
        assert!(help.status.success(), "{command}");
        assert!(said(&help).contains("--data"), "{command}");
    }
    let elsewhere = run(&place.beside("empty"), &["verify"]);
    assert_eq!(elsewhere.status.code(), Some(1), "a log that has not begun does not hold");
}

#[test]
fn a_county_that_cannot_be_done_is_told_and_nothing_is_made() {
    let folder = db::testing::Folder::new().expect("a temporary folder");
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/dali");
    let county = folder.path().join("county");
    for inside in ["", "items"] {
        fs::create_dir_all(county.join(inside)).expect("a folder");
        for file in fs::read_dir(source.join(inside)).expect("the county").flatten() {
            if file.path().is_file() {
                fs::copy(file.path(), county.join(inside).join(file.file_name())).expect("a copy");
            }
        }
    }
    let item = county.join("items/hwgg.toml");
    let text = fs::read_to_string(&item).expect("an item");
    fs::write(&item, text.replacen("case_type = ", "case_tipe = ", 1)).expect("a change");
    let data = folder.path().join("data");
    let found = run(&data, &["demo", "--county", &county.display().to_string()]);
    assert_eq!(found.status.code(), Some(2), "{}", said(&found));
    let text = said(&found);
    assert!(text.contains("items/hwgg.toml:") && text.contains("case_tipe: unknown"), "{text}");
    assert!(!data.exists(), "nothing was made");
}
