//! Every table that follows from the log: whatever is changed in it, `verify` names the place.

use std::fs;
use std::path::{Path, PathBuf};

use app::people::verify::{Came, verify_at_window};
use app::people::{Form, Registration};
use app::staff::{NewStaff, Prepared};
use base::codes::{DocumentKind, IdentityDocument};
use db::Engine;
use domain::cases::Outcome;
use domain::catalogue::Text;
use domain::people::Role;
use testkit::*;

const DOCUMENT: &str = "53290119880101999X";

/// What lies in the house that is tampered with.
struct Worked {
    /// A case that was refused.
    closed: String,
    /// One on which the fire brigade is asked.
    asked: String,
    /// A file of the first.
    file: String,
    account: String,
}

fn work(house: &TestHouse) -> Worked {
    house.at("2026-03-02 10:00");
    let mut items = items();
    items[0].name = "食品经营许可证".into();
    let mut around = surroundings();
    around.departments[0].about = "改过".into();
    house.publish(&around, &items);
    let new = NewStaff {
        id: Some("s7".into()),
        login: "zhou".into(),
        name: "周示例".into(),
        title: Text::default(),
        department: "scjg".into(),
        region: "532901".into(),
        roles: vec![Role::Officer],
        window: None,
        password: "correct horse battery staple".into(),
    };
    let ready = Prepared::new(&house.house, new).unwrap();
    house.system().cx.write_blocking(move |unit| ready.bootstrap(unit).map(drop)).unwrap();
    let form = Form {
        document_kind: "111".into(),
        document_number: DOCUMENT.into(),
        name: "段示例".into(),
        phone: "15400000001".into(),
        password: "correct horse battery staple".into(),
        ..Form::default()
    };
    let ready = Registration::prepare(&house.house, &form).unwrap();
    let account = house.system().cx.write_blocking(move |unit| ready.run_as_system(unit)).unwrap();
    let (id, seen) = (account.clone(), IdentityDocument::parse(DocumentKind::IdCard, DOCUMENT));
    let seen = seen.unwrap();
    let verified = house
        .clerk()
        .cx
        .write_blocking(move |unit| verify_at_window(unit, &id, &seen, &Came::default()).map(drop));
    verified.unwrap();
    house.sequence();
    let closed = house.submit(LICENCE).number;
    house.clerk().act(&closed, accept()).unwrap();
    house.officer().act(&closed, opine()).unwrap();
    house.leader().act(&closed, settle(Outcome::Refused)).unwrap();
    house.sequence();
    let asked = house.submit(JOINT).number;
    house.officer().act(&asked, accept()).unwrap();
    house.sequence();
    let (number, one) = (
        closed.clone(),
        TestHouse::statement("SELECT min(id) FROM case_files WHERE case_number = ?1"),
    );
    let file = house.house.db.read_blocking(move |tx| {
        let row = tx.one(one, &[number.as_str().into()])?.expect("a file");
        Ok::<_, app::Error>(row.text(0)?)
    });
    Worked { closed, asked, file: file.unwrap(), account }
}

/// SQL that replaces a part of a JSON column.
fn swapped(house: &TestHouse, column: &str, from: &str, to: &str) -> String {
    match house.engine() {
        Engine::Sqlite => format!("{column} = replace({column}, '{from}', '{to}')"),
        Engine::Postgres => {
            format!("{column} = replace({column}::text, '{from}', '{to}')::json")
        }
    }
}

/// Changes a table, verifies, and puts it back as it was.
fn findings_after(house: &TestHouse, table: &str, change: &str) -> Vec<String> {
    let run = |sql: &str| house.tamper(TestHouse::statement(sql), vec![]);
    run(&format!("CREATE TABLE kept AS SELECT * FROM {table}"));
    assert!(run(change) > 0, "{change}");
    let findings = house.verify().findings;
    run(&format!("DELETE FROM {table}"));
    run(&format!("INSERT INTO {table} SELECT * FROM kept"));
    run("DROP TABLE kept");
    findings
}

/// Changes a table; `verify` names the place, and nothing once it is put back.
fn names(house: &TestHouse, table: &str, change: &str, place: &str) {
    let findings = findings_after(house, table, change);
    assert!(findings.iter().any(|one| one.contains(place)), "{change}: {findings:?}");
}

#[test]
fn every_table_of_the_catalogue() {
    on_both(|house| {
        work(house);
        assert_eq!(house.findings(), "");
        let second = format!("item_versions/{LICENCE}/2");
        let days = swapped(house, "body", "\"days\":20", "\"days\":9");
        let changed = [
            days.as_str(),
            "body = '{\"kind\":\"national41\"}'",
            "regime = '{}'",
            "hash = 'a'",
            "version = 5",
            "published_at = (SELECT min(o.published_at) FROM item_versions o)",
        ];
        for change in changed {
            let change = format!("UPDATE item_versions SET {change} WHERE version = 2");
            names(house, "item_versions", &change, &second);
        }
        names(house, "item_versions", "DELETE FROM item_versions WHERE version = 2", &second);
        names(house, "items", "UPDATE items SET version = 1 WHERE version = 2", LICENCE);
        names(house, "items", "UPDATE items SET state = '3'", JOINT);
        names(house, "items", "DELETE FROM items", JOINT);
        let rogue = "INSERT INTO items SELECT 'x' || code, catalog_code, name, kind, department,
            region, case_type, state, version, source, published_at FROM items";
        names(house, "items", rogue, &format!("items/x{JOINT}: no entry of the log knows"));
        let rename = "UPDATE directory_entries SET name = 'a'";
        names(house, "directory_entries", rename, "directory_entries/");
        let about = format!("UPDATE departments SET {}", swapped(house, "body", "改过", "改"));
        names(house, "departments", &about, "departments/zwzx");
        let order = "UPDATE departments SET position = 9 WHERE id = 'wjj'";
        names(house, "departments", order, "departments/wjj");
        names(house, "places", "UPDATE places SET body = '{}'", "places/hall");
        names(house, "regions", "UPDATE regions SET parent = '53'", "regions/532901");
        names(house, "themes", "DELETE FROM themes", "themes/startup: the log has it");
        let days = format!("UPDATE regimes SET {}", swapped(house, "body", "5", "6"));
        names(house, "regimes", &days, "regimes/licence");
        assert_eq!(house.findings(), "", "everything was put back");
    });
}

#[test]
fn staff_and_accounts() {
    on_both(|house| {
        let account = work(house).account;
        let staff = |change: &str, place: &str| names(house, "staff", change, place);
        staff("UPDATE staff SET roles = '[\"admin\"]'", "staff/s7: its row says another roles");
        staff("UPDATE staff SET region = '53'", "staff/s7: its row says another region");
        staff("UPDATE staff SET password = 'a'", "staff/s7: its row is not what staff/s7 1 says");
        let rogue = "INSERT INTO staff SELECT id || '9', login || '9', name, title, department,
            region, roles, service_window, password, active, created_at, password_given FROM staff";
        staff(rogue, "staff/s79 (zhou9): no entry of the log knows this row");
        let twin = "INSERT INTO staff SELECT id, login || '9', name, title, department,
            region, roles, service_window, password, active, created_at, password_given FROM staff";
        staff(twin, "staff/s7: its row is not what staff/s7 1 says");
        staff("DELETE FROM staff", "staff/s7: the log has it");
        let place = format!("accounts/{account}: its row says another");
        for column in ["level = 'sign_on'", "person = 'p9'", "verified_by = NULL"] {
            names(house, "accounts", &format!("UPDATE accounts SET {column}"), &place);
        }
        let place = format!("accounts/{account}: its row is not what account/{account}");
        names(house, "accounts", "UPDATE accounts SET phone_hash = 'a'", &place);
        names(house, "accounts", "DELETE FROM accounts", &format!("account/{account}: the log"));
        assert_eq!(house.findings(), "", "everything was put back");
    });
}

#[test]
fn what_lies_beside_a_case() {
    on_both(|house| {
        let Worked { closed, asked, file, .. } = work(house);
        let place = format!("case_files/{closed}/{file}");
        for column in [
            "sha256 = 'a'",
            "material = 'a'",
            "media_type = 'text/html'",
            "size = 1",
            "case_number = 'a'",
        ] {
            let change = format!("UPDATE case_files SET {column} WHERE id = '{file}'");
            names(house, "case_files", &change, &place);
        }
        let gone = format!("DELETE FROM case_files WHERE id = '{file}'");
        names(house, "case_files", &gone, &place);
        let place = format!("asked/{asked}/xfdd");
        names(house, "asked", "DELETE FROM asked", &format!("{place}: it has not answered"));
        let due = "UPDATE asked SET due_on = '2030-01-01'";
        names(house, "asked", due, &format!("{place}: its row says another due_on"));
        let more = format!("INSERT INTO asked SELECT '{closed}', department, due_on FROM asked");
        let nobody = format!("asked/{closed}/xfdd: by the case's events nobody asks it");
        names(house, "asked", &more, &nobody);
        let (numbers, place) = ("document_numbers", "document_numbers/scjg/受/2026: its row says");
        let up = "UPDATE document_numbers SET last = last + 1";
        names(house, numbers, up, &format!("{place} 3, the last number in the events is 2"));
        let gone = "DELETE FROM document_numbers WHERE kind = '受'";
        names(house, numbers, gone, &format!("{place} 0"));
        assert_eq!(house.findings(), "", "everything was put back");
    });
}

#[test]
fn the_tree_and_what_was_published() {
    on_both(|house| {
        work(house);
        names(house, "tree", "UPDATE tree SET size = size - 1", "tree: its row says");
        let earlier = "UPDATE tree SET at = (SELECT min(created_at) FROM staff)";
        house.at("2026-03-03 09:00");
        house.submit(LICENCE);
        house.sequence();
        names(house, "tree", earlier, "its row is not what the tree's row says");
        let last = "it is the tree's last, and its row is gone";
        names(house, "checkpoints", "DELETE FROM checkpoints", last);
        let one = "DELETE FROM checkpoints WHERE previous > 0 AND size < (SELECT size FROM tree)";
        names(house, "checkpoints", one, "were published, but the checkpoint before it");
        let forged = "UPDATE checkpoints SET note = replace(note, 'test', 'best')
            WHERE previous = 0";
        names(house, "checkpoints", forged, "checkpoints/test.example/532901/");
        assert_eq!(house.findings(), "", "everything was put back");
    });
}

#[test]
fn a_checkpoint_that_another_history_gives() {
    on_both(|house| {
        house.submit(LICENCE);
        house.sequence();
        let early = "CREATE TABLE kept AS SELECT * FROM checkpoints";
        house.tamper(TestHouse::statement(early), vec![]);
        // The operator signs another history of the same length.
        let anew = [
            "UPDATE entries SET leaf = NULL",
            "DELETE FROM tiles",
            "DELETE FROM tree",
            "DELETE FROM checkpoints",
        ];
        for sql in anew {
            house.tamper(TestHouse::statement(sql), vec![]);
        }
        house.submit(LICENCE);
        house.sequence();
        assert_eq!(house.findings(), "", "by itself it looks clean");
        let back = "INSERT INTO checkpoints SELECT * FROM kept";
        house.tamper(TestHouse::statement(back), vec![]);
        let findings = house.verify().findings;
        let other = "the entries do not give the root that was published";
        assert!(findings.iter().any(|one| one.ends_with(other)), "{findings:?}");
    });
}

fn objects(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    files.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn an_object_on_the_disk() {
    on_both(|house| {
        let number = house.submit(LICENCE).number;
        house.sequence();
        let object = objects(&house.house.settings.files).remove(0);
        let id = object.file_name().unwrap().to_str().unwrap().to_owned();
        let place = format!("case_files/{number}/{id}");
        let content = fs::read(&object).unwrap();
        let mut other = content.clone();
        *other.last_mut().unwrap() ^= 1;
        fs::write(&object, other).unwrap();
        let damaged = format!("{place}: file {id} does not open: damaged, or another key");
        assert_eq!(house.verify().findings, [damaged]);
        fs::remove_file(&object).unwrap();
        let gone = format!("{place}: its object on the disk is gone");
        assert_eq!(house.verify().findings, [gone]);
        fs::write(&object, content).unwrap();
        let verified = house.verify();
        assert_eq!(verified.findings, Vec::<String>::new());
        assert_eq!(verified.files, 2);
    });
}

#[test]
fn rows_that_an_older_release_wrote_are_told_from_those_that_nobody_wrote() {
    on_both(|house| {
        house.sequence();
        let rogue = "INSERT INTO themes (id, position, body) VALUES ('x', 9, '{}')";
        house.tamper(TestHouse::statement(rogue), vec![]);
        let unknown = "themes/x: no entry of the log knows this row";
        assert_eq!(house.verify().findings, [unknown]);
        let older = house.admin();
        let appended = older.cx.write_blocking(|unit| {
            unit.by_secret();
            let public = serde_json::json!({ "themes": 1 });
            let kind = "catalogue.surroundings_changed";
            app::log::append(unit, "catalogue/surroundings", kind, public)
        });
        appended.unwrap();
        assert_eq!(house.findings(), "", "it may be that release's");
    });
}
