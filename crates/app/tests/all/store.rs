//! What both engines must agree on.

use app::migrations::MIGRATIONS;
use db::Engine;
use db::testing::{fresh, on_both};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    let statements = app::statements();
    assert!(statements.len() > 100, "{}", statements.len());
    on_both(MIGRATIONS, |db| db.prepare_all(&statements).unwrap());
}

#[test]
fn no_two_statements_have_one_name() {
    let mut names: Vec<&str> = app::statements().iter().map(|one| one.name()).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn both_engines_have_the_same_tables() {
    let schema = |engine| fresh(engine, MIGRATIONS).map(|db| db.schema().unwrap());
    let Some(postgres) = schema(Engine::Postgres) else { return };
    assert_eq!(schema(Engine::Sqlite), Some(postgres));
}

#[test]
fn the_row_of_a_case_is_written_and_read_in_the_order_of_the_table() {
    on_both(MIGRATIONS, |db| {
        let schema = db.schema().unwrap();
        let columns: Vec<&str> =
            schema.table("cases").unwrap().columns.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(columns, app::cases::store::COLUMNS);
    });
}

#[test]
fn operators_are_told_of_every_table_whether_it_is_verified() {
    let docs = include_str!("../../../../docs/operations.md");
    let section = docs.split("\n## ").find(|section| section.starts_with("Verify\n"));
    let section = section.expect("a section on verification");
    on_both(MIGRATIONS, |db| {
        for table in db.schema().unwrap().tables {
            let told = section.contains(&format!("`{}`", table.name));
            assert!(told || table.name == "schema_migrations", "{} is left out", table.name);
        }
    });
}
