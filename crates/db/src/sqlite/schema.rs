//! Describing the schema of a SQLite file.

use rusqlite::Connection;

use crate::Result;
use crate::schema::{Column, Index, Kind, Schema, Table};

/// Describes every table.
pub(crate) fn schema(connection: &Connection) -> Result<Schema> {
    let names = "SELECT name, sql FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut tables = Vec::new();
    let mut found = connection.prepare(names)?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
        tables.push(table(connection, name, &sql)?);
    }
    Ok(Schema { tables })
}

fn table(connection: &Connection, name: String, sql: &str) -> Result<Table> {
    let mut found =
        connection.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)")?;
    let mut rows = found.query([&name])?;
    let (mut columns, mut keys) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let column: String = row.get(0)?;
        let (declared, not_null, key): (String, bool, i64) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        let kind = kind(sql, &column, &declared);
        if key > 0 {
            keys.push((key, column.clone()));
        }
        columns.push(Column { name: column, kind, nullable: !not_null && key == 0 });
    }
    keys.sort();
    let primary_key = keys.into_iter().map(|(_, column)| column).collect();
    let indexes = indexes(connection, &name)?;
    Ok(Table { name, columns, primary_key, indexes })
}

/// Finds `column TYPE /*kind*/` in the text of the table.
fn kind(sql: &str, column: &str, declared: &str) -> Kind {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    for (at, _) in sql.match_indices(column) {
        let after = sql[at + column.len()..].trim_start_matches('"');
        if sql[..at].ends_with(is_name) || !after.starts_with(char::is_whitespace) {
            continue;
        }
        let comment = after.trim_start().strip_prefix(declared).map(str::trim_start);
        let comment = comment.and_then(|text| text.strip_prefix("/*"));
        if let Some((name, _)) = comment.and_then(|text| text.split_once("*/")) {
            return Kind::named(name);
        }
    }
    Kind::Other(declared.to_lowercase())
}

fn indexes(connection: &Connection, table: &str) -> Result<Vec<Index>> {
    let list = "SELECT name, \"unique\", partial FROM pragma_index_list(?1) WHERE origin <> 'pk'";
    let parts =
        "SELECT coalesce(name, '(expression)') || CASE \"desc\" WHEN 1 THEN ' DESC' ELSE '' END
        FROM pragma_index_xinfo(?1) WHERE \"key\" = 1 ORDER BY seqno";
    let mut found = connection.prepare(list)?;
    let mut rows = found.query([table])?;
    let mut indexes = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let columns = connection
            .prepare_cached(parts)?
            .query_map([&name], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        indexes.push(Index { columns, unique: row.get(1)?, partial: row.get(2)? });
    }
    indexes.sort();
    Ok(indexes)
}
