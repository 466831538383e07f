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
fn verify_names_what_it_cannot_read() {
    let place = Place::new();
    place.serve().stop();
    tamper(
        &place,
        "UPDATE item_versions SET body = replace(body, '\"licence\"', '\"national41\"')",
    );
    let found = place.run(&["verify"]);
    let text = said(&found);
    assert_eq!(found.status.code(), Some(1), "{text}");
    assert!(text.contains("DOES NOT HOLD: item_versions/11532901"), "{text}");
    let refused = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    let text = said(&refused);
    assert_eq!(refused.status.code(), Some(2), "{text}");
    assert!(text.contains("item_versions/1") && text.contains("national41"), "{text}");
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
    // Nothing is half done where the keys are not there yet.
    let (keys, kept) = (data.join("keys"), place.beside("keys"));
    fs::rename(&keys, &kept).expect("keys");
    let keyless = place.run(&["restore", backup.to_str().expect("a path")]);
    assert!(said(&keyless).contains("put the keys"), "{}", said(&keyless));
    fs::rename(&kept, &keys).expect("keys");
    let nothing = place.run(&["restore", data.to_str().expect("a path")]);
    assert!(said(&nothing).contains("is no backup"), "{}", said(&nothing));
    let restored = place.run(&["restore", backup.to_str().expect("a path")]);
    assert!(restored.status.success(), "{}", said(&restored));
    let again = place.run(&["restore", backup.to_str().expect("a path")]);
    assert!(said(&again).contains("exists"), "{}", said(&again));
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
fn migrating_twice_changes_nothing() {
    let place = Place::new();
    let again = place.run(&["migrate"]);
    assert!(said(&again).starts_with("0 migrations applied"), "{}", said(&again));
}

#[test]
fn who_only_looks_makes_nothing() {
    let place = Place::new();
    let typo = place.beside("dtaa");
    let backup = place.beside("backup");
    for args in [&["verify"][..], &["backup", backup.to_str().expect("a path")]] {
        let missing = run(&typo, args);
        assert_eq!(missing.status.code(), Some(2), "{}", said(&missing));
        assert!(said(&missing).contains("there is no database at"), "{}", said(&missing));
        assert!(!typo.exists() && !backup.exists(), "{args:?}");
    }
    file_a_case(&place);
    let database = place.data().join("yichuang.db");
    let before = fs::read(&database).expect("a database");
    assert!(place.run(&["verify"]).status.success());
    assert_eq!(fs::read(&database).expect("a database"), before, "the evidence is untouched");
    fs::rename(place.data().join("keys"), place.beside("keys")).expect("keys");
    let keyless = place.run(&["verify"]);
    assert_eq!(keyless.status.code(), Some(2), "{}", said(&keyless));
    assert!(!place.data().join("keys").exists());
}

#[test]
fn keys_are_not_made_over_data_nor_taken_from_another_house() {
    let place = Place::new();
    file_a_case(&place);
    let (keys, kept) = (place.data().join("keys"), place.beside("kept"));
    fs::rename(&keys, &kept).expect("keys");
    for args in [&["serve", "--listen", "127.0.0.1:0"][..], &["erase", "1", "--reason", "x"]] {
        let refused = place.run(args);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("is it mounted?"), "{}", said(&refused));
        assert!(!keys.join("master.key").exists(), "{args:?}");
    }
    file_a_case(&Place::new());
    let other = Place::new();
    fs::create_dir_all(&keys).expect("a folder");
    for name in ["master.key", "log.key"] {
        fs::copy(other.data().join("keys").join(name), keys.join(name)).expect("a key");
    }
    let foreign = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(said(&foreign).contains("is not the key"), "{}", said(&foreign));
    fs::remove_dir_all(&keys).expect("it is there");
    fs::rename(&kept, &keys).expect("keys");
    assert!(place.run(&["verify"]).status.success());
}

#[test]
fn a_closed_case_is_erased_with_a_reason_and_everything_verifies() {
    let place = Place::new();
    let number = file_a_case(&place);
    let open = place.run(&["erase", &number, "--reason", "期满"]);
    assert_eq!(open.status.code(), Some(2), "{}", said(&open));
    assert!(said(&open).contains("cannot have this act"), "{}", said(&open));
    let none = place.run(&["erase", "53290100000000000", "--reason", "期满"]);
    assert!(said(&none).contains("there is no case"), "{}", said(&none));
    let server = place.serve();
    let path = format!("/api/v1/cases/{number}/withdraw");
    let body = r#"{"reason":"不办了"}"#;
    let (status, answer) = server.ask("POST", &path, Some(&server.token()), body).expect("answer");
    assert_eq!(status, 200, "{answer}");
    let erased = place.run(&["erase", &number, "--reason", "本人请求"]);
    assert!(erased.status.success(), "{}", said(&erased));
    server.stop();
    let verified = place.run(&["verify"]);
    assert!(said(&verified).contains("1 replayed, 1 erased"), "{}", said(&verified));
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn a_password_on_a_terminal_is_not_shown() {
    let place = Place::new();
    let script = "import os, pty, sys, termios\n\
        said = b''\n\
        pid, terminal = pty.fork()\n\
        if pid == 0: os.execv(sys.argv[1], sys.argv[1:])\n\
        for prompt in (b'password for', b'once more'):\n\
        \x20   while prompt not in said: said += os.read(terminal, 1024)\n\
        \x20   while termios.tcgetattr(terminal)[3] & termios.ECHO: pass\n\
        \x20   os.write(terminal, b'ein langes geheimes Wort\\n')\n\
        try:\n\
        \x20   while True:\n\
        \x20       more = os.read(terminal, 1024)\n\
        \x20       if not more: break\n\
        \x20       said += more\n\
        except OSError: pass\n\
        sys.stdout.buffer.write(said)\n\
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))";
    let added = std::process::Command::new("python3")
        .args(["-c", script, env!("CARGO_BIN_EXE_yichuang")])
        .args(["user", "add", "root", "--name", "张管理", "--department", "scjg"])
        .args(["--roles", "admin", "--data"])
        .arg(place.data())
        .output()
        .expect("python3 is there");
    assert!(said(&added).contains("root can sign in"), "{}", said(&added));
    assert!(!said(&added).contains("geheimes"), "{}", said(&added));
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

#[test]
fn a_year_and_departments_are_added_without_a_build() {
    let place = Place::new();
    let file = place.beside("2027.toml");
    let year = |day: &str| {
        format!(
            "id = \"cn\"\nname = \"全国\"\nversion = \"2027-1\"\n[[year]]\nyear = 2027\n\
             papers = [\"通知\"]\noff = [{{ name = \"元旦\", days = [\"{day}\"] }}]\n"
        )
    };
    fs::write(&file, year("2027-01-01")).expect("a file");
    let path = file.to_str().expect("a path");
    let added = place.run(&["import", "calendar", path]);
    assert!(said(&added).contains("2027.toml: added"), "{}", said(&added));
    let again = place.run(&["import", "calendar", path]);
    assert!(said(&again).contains("nothing changed"), "{}", said(&again));
    fs::write(&file, year("2027-01-04")).expect("a file");
    let changed = place.run(&["import", "calendar", path]);
    assert!(said(&changed).contains("give the file a new one"), "{}", said(&changed));
    fs::write(&file, year("2027-02-30")).expect("a file");
    assert_eq!(place.run(&["import", "calendar", path]).status.code(), Some(2));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/dali");
    let taken = place.run(&["import", "surroundings", folder]);
    assert!(taken.status.success() && said(&taken).contains("themes"), "{}", said(&taken));
    let nothing = place.run(&["import", "surroundings", place.data().to_str().expect("a path")]);
    assert!(said(&nothing).contains("holds none of"), "{}", said(&nothing));
    place.serve().stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn nothing_is_served_where_there_is_no_instance() {
    let place = Place::new();
    let typo = place.beside("dta");
    let refused = run(&typo, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("yichuang migrate"), "{}", said(&refused));
    assert!(!typo.exists(), "nothing was made");
}
