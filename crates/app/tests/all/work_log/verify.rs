//! What somebody changes behind the program's back is named with its place.

use app::log::verify;
use db::Value;
use domain::cases::Outcome;
use ledger::Checkpoint;
use testkit::*;

/// A house with a case that went its way, sequenced; and the case's number.
fn worked(house: &TestHouse) -> String {
    let number = house.submit(LICENCE).number;
    house.clerk().act(&number, accept()).unwrap();
    house.officer().act(&number, opine()).unwrap();
    house.leader().act(&number, settle(Outcome::Refused)).unwrap();
    house.sequence();
    assert_eq!(house.findings(), "");
    number
}

/// Reads bytes, flips one bit in the middle, and writes them back.
fn flip(house: &TestHouse, column: &str, table: &str, place: &str, params: &[Value]) {
    let read = TestHouse::statement(&format!("SELECT {column} FROM {table} WHERE {place}"));
    let (query, found) = (params.to_vec(), params.to_vec());
    let mut bytes: Vec<u8> = house
        .house
        .db
        .read_blocking(move |tx| tx.one(read, &query)?.expect("a row").bytes(0))
        .unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let last = params.len() + 1;
    let write =
        TestHouse::statement(&format!("UPDATE {table} SET {column} = ?{last} WHERE {place}"));
    let mut params = found;
    params.push(bytes.into());
    assert_eq!(house.tamper(write, params), 1);
}

fn case(number: &str, seq: i64) -> Vec<Value> {
    vec![format!("case/{number}").into(), seq.into()]
}

#[test]
fn one_byte_of_an_entry() {
    on_both(|house| {
        let number = worked(house);
        flip(house, "bytes", "entries", "stream = ?1 AND seq = ?2", &case(&number, 3));
        let findings = house.findings();
        assert!(findings.contains("leaf=2: bytes do not give the stored leaf hash"), "{findings}");
        assert!(findings.contains("do not give the signed root"), "{findings}");
    });
}

#[test]
fn one_byte_of_an_entry_that_has_no_place_yet() {
    on_both(|house| {
        worked(house);
        let number = house.submit(LICENCE).number;
        // Nobody has signed it, but its case and its commitments hold it.
        flip(house, "bytes", "entries", "stream = ?1 AND seq = ?2", &case(&number, 1));
        let findings = house.findings();
        assert!(findings.contains(&number), "{findings}");
    });
}

#[test]
fn every_cell_of_the_row_of_a_case() {
    on_both(|house| {
        let number = worked(house);
        let cells: [(&str, Value); 13] = [
            ("state", "closed".into()),
            ("department", "wjj".into()),
            ("region", "532922".into()),
            ("channel", "window".into()),
            ("filed_by", Value::Null),
            ("applicant", "p9".into()),
            ("officer", "s9".into()),
            ("due_on", "2027-01-01".into()),
            ("statutory_due_on", Value::Null),
            ("provisional", true.into()),
            ("outcome", "granted".into()),
            ("decided_at", base::Timestamp::from_micros(0).into()),
            ("body", db::Json("{}".into()).into()),
        ];
        for (column, value) in cells {
            let old = TestHouse::statement(&format!(
                "CREATE TABLE kept AS SELECT * FROM cases WHERE number = '{number}'"
            ));
            house.tamper(old, vec![]);
            let change =
                TestHouse::statement(&format!("UPDATE cases SET {column} = ?1 WHERE number = ?2"));
            assert_eq!(house.tamper(change, vec![value, number.as_str().into()]), 1);
            let finding = format!("case {number}: its row says another {column} than its events");
            assert_eq!(house.verify().findings, [finding]);
            for sql in
                ["DELETE FROM cases", "INSERT INTO cases SELECT * FROM kept", "DROP TABLE kept"]
            {
                house.tamper(TestHouse::statement(sql), vec![]);
            }
            assert_eq!(house.findings(), "");
        }
    });
}

#[test]
fn a_row_that_is_gone_and_an_entry_that_is_gone() {
    on_both(|house| {
        let number = worked(house);
        let gone = TestHouse::statement("DELETE FROM cases WHERE number = ?1");
        house.tamper(gone, vec![number.as_str().into()]);
        let files = format!("case_files/{number}: there is no such case");
        let lost = format!("case/{number}: the log has it, but its row is gone");
        assert_eq!(house.verify().findings, [files, lost]);
        let gone = TestHouse::statement("DELETE FROM entries WHERE stream = ?1 AND seq = ?2");
        house.tamper(gone, case(&number, 3));
        let findings = house.findings();
        assert!(findings.contains("leaf=2 to 2: missing"), "{findings}");
    });
}

#[test]
fn one_byte_of_a_tile() {
    on_both(|house| {
        worked(house);
        flip(house, "hashes", "tiles", "level = ?1 AND position = ?2", &[0.into(), 0.into()]);
        let findings = house.findings();
        assert!(findings.contains("bytes do not give the stored leaf hash"), "{findings}");
    });
}

#[test]
fn one_byte_of_a_tile_above_the_leaves() {
    on_both(|house| {
        for _ in 0..260 {
            house.submit(LICENCE);
        }
        house.sequence();
        assert_eq!(house.findings(), "");
        flip(house, "hashes", "tiles", "level = ?1 AND position = ?2", &[1.into(), 0.into()]);
        let findings = house.verify().findings;
        assert_eq!(
            findings,
            ["tile tile/1/000.p/1: its hashes are not those that the leaves give"]
        );
    });
}

#[test]
fn one_byte_of_a_personal_part_and_one_that_is_gone() {
    on_both(|house| {
        let number = worked(house);
        flip(house, "personal", "entries", "stream = ?1 AND seq = ?2", &case(&number, 1));
        let place = format!("case/{number} 1: ");
        let changed = format!("{place}the personal part is not what the entry committed to");
        assert_eq!(house.verify().findings, [changed]);
        let null = TestHouse::statement(
            "UPDATE entries SET personal = NULL WHERE stream = ?1 AND seq = ?2",
        );
        house.tamper(null, case(&number, 1));
        let gone = format!("{place}its personal part is gone, and no erasure is on record");
        assert_eq!(house.verify().findings, [gone]);
    });
}

#[test]
fn a_key_that_is_gone_and_one_that_was_changed() {
    on_both(|house| {
        let number = worked(house);
        let of = vec![Value::from(format!("case/{number}"))];
        flip(house, "wrapped", "person_keys", "stream = ?1", &of);
        let findings = house.findings();
        assert!(findings.contains("is not what the entry committed to"), "{findings}");
        house.tamper(TestHouse::statement("DELETE FROM person_keys WHERE stream = ?1"), of);
        let findings = house.findings();
        assert!(findings.contains("a cipher without its key"), "{findings}");
    });
}

#[test]
fn a_row_of_the_log_that_says_another_kind_or_claims_a_place() {
    on_both(|house| {
        let number = worked(house);
        let kind = TestHouse::statement(
            "UPDATE entries SET kind = 'case.decided' WHERE stream = ?1 AND seq = ?2",
        );
        house.tamper(kind, case(&number, 2));
        let other = format!("the row case/{number} 2 says another kind or time than its entry");
        assert_eq!(house.verify().findings, [other]);
        let hidden = house.submit(LICENCE).number;
        let place =
            TestHouse::statement("UPDATE entries SET leaf = 99 WHERE stream = ?1 AND seq = ?2");
        house.tamper(place, case(&hidden, 1));
        let findings = house.findings();
        let claims = format!("the row case/{hidden} 1 claims a place beyond the tree");
        assert!(findings.contains(&claims), "{findings}");
    });
}

#[test]
fn a_checkpoint_that_an_outsider_kept_finds_a_log_that_was_written_anew() {
    on_both(|house| {
        worked(house);
        let known = [house.house.keys.verifier()];
        house.submit(LICENCE);
        let note = house.sequence().checkpoint.unwrap();
        let kept = Checkpoint::open(&note, &known).unwrap();
        let outside = |checkpoint: &Checkpoint| {
            let held = [("the newspaper".to_owned(), checkpoint.clone())];
            verify::run(&house.house, &held, &[]).unwrap().findings
        };
        assert_eq!(outside(&kept), Vec::<String>::new());
        house.submit(LICENCE);
        house.sequence();
        assert_eq!(outside(&kept), Vec::<String>::new(), "an older one holds too");
        // The operator drops the last case and signs a shorter history.
        let last = TestHouse::statement(
            "DELETE FROM entries WHERE leaf = (SELECT max(leaf) FROM entries)",
        );
        let all = [
            "UPDATE entries SET leaf = NULL",
            "DELETE FROM tiles",
            "DELETE FROM tree",
            "DELETE FROM checkpoints",
            "DELETE FROM cases WHERE number NOT IN (SELECT substr(stream, 6) FROM entries)",
            "DELETE FROM case_files WHERE case_number NOT IN (SELECT number FROM cases)",
        ];
        house.tamper(last, vec![]);
        house.tamper(last, vec![]);
        for sql in all {
            house.tamper(TestHouse::statement(sql), vec![]);
        }
        house.sequence();
        assert_eq!(house.findings(), "", "by itself it looks clean");
        let findings = outside(&kept);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].starts_with("the newspaper"), "{findings:?}");
    });
}

#[test]
fn a_checkpoint_that_was_changed() {
    on_both(|house| {
        worked(house);
        let tree = TestHouse::statement("UPDATE tree SET checkpoint = replace(checkpoint, ?1, ?2)");
        house.tamper(tree, vec!["test.example".into(), "best.example".into()]);
        let findings = house.findings();
        assert!(findings.starts_with("the stored checkpoint: "), "{findings}");
    });
}
