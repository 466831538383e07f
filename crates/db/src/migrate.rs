//! Migrations: one text for both engines, with tokens for what their types are called.

use crate::statement::walk;
use crate::{Engine, Error, Result};

/// One step of the schema. Once released it never changes.
///
/// The text may use `{text}`, `{bigint}`, `{bool}`, `{time}`, `{json}` and `{bytes}` for the types
/// of columns, and `{clustered}` after a table's parenthesis for rows that lie in the order of
/// their primary key (SQLite's `WITHOUT ROWID`). Tables are made `STRICT` on SQLite without saying
/// so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Position in the order, from 1.
    pub id: u32,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Its statements, each ended by a semicolon.
    pub sql: &'static str,
}

/// Tokens and what they mean on SQLite and on PostgreSQL. SQLite keeps a table's text, comments
/// included, so the comment is how the schema's description knows a time from a number.
const TOKENS: [(&str, &str, &str); 7] = [
    ("{text}", "TEXT /*text*/", "text COLLATE \"C\""),
    ("{bigint}", "INTEGER /*bigint*/", "bigint"),
    ("{bool}", "INTEGER /*bool*/", "boolean"),
    ("{time}", "INTEGER /*time*/", "timestamptz"),
    ("{json}", "TEXT /*json*/", "json"),
    ("{bytes}", "BLOB /*bytes*/", "bytea"),
    ("{clustered}", "WITHOUT ROWID", ""),
];

/// The table in which each engine remembers what was applied.
const REMEMBER: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    id {bigint} PRIMARY KEY, name {text} NOT NULL, sql {text} NOT NULL);";

/// The text of [`REMEMBER`] for an engine.
pub(crate) fn remember(engine: Engine) -> String {
    expand(engine, REMEMBER)
}

/// Ids must rise, so that the order is one.
pub(crate) fn check(migrations: &[Migration]) -> Result<()> {
    if migrations.windows(2).all(|pair| pair[0].id < pair[1].id) {
        return Ok(());
    }
    Err(Error::Migration("the ids do not rise".into()))
}

/// What is still to be applied, given the `(id, sql)` that were.
pub(crate) fn pending<'a>(
    known: &'a [Migration],
    applied: &[(i64, String)],
) -> Result<Vec<&'a Migration>> {
    for (id, sql) in applied {
        let Some(migration) = known.iter().find(|m| i64::from(m.id) == *id) else {
            let text = format!("the database has step {id}, which this program does not know");
            return Err(Error::Migration(text));
        };
        if migration.sql != sql {
            let name = migration.name;
            let text = format!("step {id} ({name}) is not the one that was applied");
            return Err(Error::Migration(text));
        }
    }
    let is_new = |m: &&Migration| applied.iter().all(|(id, _)| *id != i64::from(m.id));
    Ok(known.iter().filter(is_new).collect())
}

/// The tables that the migrations make, and the one that remembers them.
pub(crate) fn tables(migrations: &[Migration]) -> Vec<&str> {
    let texts = migrations.iter().flat_map(|migration| statements(migration.sql));
    let mut tables: Vec<&str> = texts.filter_map(created).collect();
    tables.push("schema_migrations");
    tables
}

/// The table that a statement creates.
fn created(statement: &str) -> Option<&str> {
    let code = statement.lines().filter(|line| !line.trim_start().starts_with("--"));
    let mut words = code.flat_map(str::split_whitespace);
    (words.next() == Some("CREATE") && words.next() == Some("TABLE")).then_some(())?;
    words.next()
}

/// Puts the name of a step before what went wrong in it.
pub(crate) fn failed(migration: &Migration, error: &Error) -> Error {
    Error::Migration(format!("step {} ({}): {error}", migration.id, migration.name))
}

/// The text for one engine.
pub(crate) fn expand(engine: Engine, sql: &str) -> String {
    let mut out = String::new();
    for statement in statements(sql) {
        let (strict, own) = match engine {
            Engine::Sqlite => (strictness(statement), 1),
            Engine::Postgres => ("", 2),
        };
        let mut text = statement.to_owned();
        for token in TOKENS {
            text = text.replace(token.0, if own == 1 { token.1 } else { token.2 });
        }
        out.push_str(&text);
        out.push_str(strict);
        out.push_str(";\n");
    }
    out
}

/// What must follow a statement to make the table that it creates strict.
fn strictness(statement: &str) -> &'static str {
    let mut code = String::new();
    walk(statement, |c, _| code.push(c.to_ascii_uppercase()));
    let mut words = code.split_whitespace();
    let creates = words.next() == Some("CREATE") && words.next() == Some("TABLE");
    match creates {
        false => "",
        true if code.trim_end().ends_with(')') => "\nSTRICT",
        true => "\n, STRICT",
    }
}

/// The statements of a text, without their semicolons and without empty ones.
pub(crate) fn statements(sql: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    walk(sql, |c, rest| {
        if c == ';' {
            let end = sql.len() - rest.len() - 1;
            found.push(&sql[start..end]);
            start = end + 1;
        }
    });
    found.push(&sql[start..]);
    found.retain(|statement| {
        let mut has_code = false;
        walk(statement, |c, _| has_code |= !c.is_whitespace());
        has_code
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQL: &str =
        "-- a case; CREATE TABLE\nCREATE TABLE a (\n  id {bigint} PRIMARY KEY, -- its key
  note {text} DEFAULT ';');
CREATE TABLE b (at {time}, PRIMARY KEY (at)) {clustered};
CREATE INDEX b_at ON b (at); -- end";

    #[test]
    fn tables_are_strict_on_sqlite() {
        let sql = expand(Engine::Sqlite, SQL);
        assert!(sql.contains("DEFAULT ';')\nSTRICT;"), "{sql}");
        assert!(sql.contains("WITHOUT ROWID\n, STRICT;"), "{sql}");
        assert!(sql.contains("CREATE INDEX b_at ON b (at);"), "{sql}");
        assert_eq!(sql.matches("STRICT").count(), 2);
    }

    #[test]
    fn postgresql_gets_its_types() {
        let sql = expand(Engine::Postgres, SQL);
        assert!(sql.contains("note text COLLATE \"C\" DEFAULT ';')"), "{sql}");
        assert!(sql.contains("CREATE TABLE b (at timestamptz, PRIMARY KEY (at)) ;"), "{sql}");
        assert!(!sql.contains("STRICT"), "{sql}");
    }

    #[test]
    fn the_tables_of_a_text_are_known() {
        let migrations = [Migration { id: 1, name: "one", sql: SQL }];
        assert_eq!(tables(&migrations), ["a", "b", "schema_migrations"]);
    }

    #[test]
    fn a_changed_or_unknown_step_is_refused() {
        let known = [Migration { id: 1, name: "one", sql: "a" }];
        assert_eq!(pending(&known, &[]).unwrap().len(), 1);
        assert_eq!(pending(&known, &[(1, "a".into())]).unwrap().len(), 0);
        assert!(pending(&known, &[(1, "b".into())]).is_err());
        assert!(pending(&known, &[(2, "a".into())]).is_err());
    }
}
