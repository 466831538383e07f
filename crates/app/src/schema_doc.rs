//! `docs/schema.md`, made from the migrations: the tables from a database that has them, the words
//! from the comments beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use db::{Engine, Index, Table};

use crate::migrations::MIGRATIONS;

const HEAD: &str = "# Tables

Made from the migrations (`crates/app/src/migrations.rs`) by `make docs`; a test fails when it is
not what they say. The tables are the same on both engines.

| kind | SQLite | PostgreSQL | what it holds |
|---|---|---|---|
| text | TEXT | text COLLATE \"C\" | text, compared by its bytes; days are `2026-11-23` |
| bigint | INTEGER | bigint | a whole number |
| bool | INTEGER | boolean | true or false |
| time | INTEGER | timestamptz | an instant in microseconds |
| json | TEXT | json | JSON that SQL does not look into |
| bytes | BLOB | bytea | bytes |

Every table of a case has the case number, or the stream that holds it, as the first column of its
primary key and refers to no other case. There are no foreign keys between tables that lie on
different shards; what must hold together is written in one transaction.
";

/// Writes the file anew where it is not what the migrations say, and fails then.
#[test]
fn schema_doc_is_what_the_migrations_say() {
    let database = db::testing::fresh(Engine::Sqlite, MIGRATIONS).expect("SQLite is always there");
    let schema = database.schema().expect("the schema can be read");
    let comments = db::comments(MIGRATIONS);
    let mut expected = HEAD.to_owned();
    for table in schema.tables.iter().filter(|table| comments.contains_key(&table.name)) {
        write_table(&mut expected, table, &comments);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.md");
    let present = std::fs::read_to_string(&file).unwrap_or_default();
    if present != expected {
        std::fs::write(&file, &expected).expect("the documentation can be written");
        panic!("docs/schema.md was stale and is written anew: look at it and commit it");
    }
}

#[test]
fn every_table_and_column_is_described() {
    let database = db::testing::fresh(Engine::Sqlite, MIGRATIONS).expect("SQLite is always there");
    let schema = database.schema().expect("the schema can be read");
    let comments = db::comments(MIGRATIONS);
    let ours = |table: &&Table| table.name != "schema_migrations";
    let mut silent = Vec::new();
    for table in schema.tables.iter().filter(ours) {
        let columns = table.columns.iter().map(|column| format!("{}.{}", table.name, column.name));
        silent.extend(std::iter::once(table.name.clone()).chain(columns));
    }
    silent.retain(|name| !comments.contains_key(name));
    assert!(silent.is_empty(), "no words beside: {}", silent.join(", "));
}

fn write_table(out: &mut String, table: &Table, comments: &BTreeMap<String, String>) {
    let words = |key: &str| comments.get(key).map_or("", String::as_str).replace('|', "\\|");
    let _ = write!(out, "\n## {}\n\n{}\n\n", table.name, words(&table.name));
    out.push_str("| column | kind | null | |\n|---|---|---|---|\n");
    for column in &table.columns {
        let place = table.primary_key.iter().position(|name| *name == column.name);
        let key = place.map(|at| format!(" key {}", at + 1)).unwrap_or_default();
        let null = if column.nullable { "null" } else { "" };
        let (name, kind) = (&column.name, column.kind.name());
        let said = words(&format!("{}.{name}", table.name));
        let _ = writeln!(out, "| `{name}`{key} | {kind} | {null} | {said} |");
    }
    if !table.indexes.is_empty() {
        let indexes: Vec<String> = table.indexes.iter().map(described).collect();
        let _ = write!(out, "\nIndexes: {}.\n", indexes.join("; "));
    }
}

fn described(index: &Index) -> String {
    let unique = if index.unique { "unique " } else { "" };
    let partial = if index.partial { ", of some rows" } else { "" };
    format!("{unique}`{}`{partial}", index.columns.join(", "))
}
