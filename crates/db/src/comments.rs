//! What the migrations say about tables and columns, for the documentation of the schema.

use std::collections::BTreeMap;

use crate::Migration;
use crate::migrate::statements;

/// The comments of migrations, by `table` and by `table.column`.
///
/// A table's comment stands on the lines above its `CREATE TABLE`, a column's above its line or
/// behind it. A column has a line of its own; one that is added later has its comment above
/// `ALTER TABLE … ADD COLUMN`.
pub fn comments(migrations: &[Migration]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for statement in migrations.iter().flat_map(|migration| statements(migration.sql)) {
        read(statement, &mut found);
    }
    found
}

fn read(statement: &str, found: &mut BTreeMap<String, String>) {
    let mut table = None;
    let mut above = Vec::new();
    for line in statement.lines().map(str::trim) {
        let (code, behind) = line.split_once("--").unwrap_or((line, ""));
        if !behind.trim().is_empty() {
            above.push(behind.trim());
        }
        let key = match (words(code).as_slice(), &table) {
            ([], _) => continue,
            (["CREATE", "TABLE", name, ..], _) => {
                table = Some((*name).to_owned());
                Some((*name).to_owned())
            }
            (["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..], _) => {
                Some(format!("{name}.{column}"))
            }
            ([column, ..], Some(table)) if code.contains('{') => Some(format!("{table}.{column}")),
            _ => None,
        };
        if let Some(key) = key.filter(|_| !above.is_empty()) {
            found.insert(key, above.join(" "));
        }
        above.clear();
    }
}

fn words(code: &str) -> Vec<&str> {
    code.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_above_and_behind() {
        let sql = "-- One row per case;
-- its facts.
CREATE TABLE cases (
    -- The key.
    number {text} PRIMARY KEY,
    due_on {text}, -- The day that the law gives.
    plain {bigint}
) {clustered};
-- Who holds it.
ALTER TABLE cases ADD COLUMN holder {text};";
        let found = comments(&[Migration { id: 1, name: "cases", sql }]);
        let found: Vec<_> = found.iter().map(|(key, text)| format!("{key}: {text}")).collect();
        assert_eq!(
            found,
            [
                "cases: One row per case; its facts.",
                "cases.due_on: The day that the law gives.",
                "cases.holder: Who holds it.",
                "cases.number: The key.",
            ]
        );
    }
}
