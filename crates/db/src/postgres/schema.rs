//! Describing the schema of a PostgreSQL database.

use tokio_postgres::{Client, Row};

use super::session::Session;
use crate::Result;
use crate::schema::{Column, Index, Kind, Schema, Table};

const TABLES: &str = "SELECT c.oid, c.relname::text FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname COLLATE \"C\"";

const COLUMNS: &str = "SELECT a.attname::text, format_type(a.atttypid, NULL), a.attnotnull,
        coalesce((SELECT l.collname = 'C' FROM pg_collation l WHERE l.oid = a.attcollation), true)
    FROM pg_attribute a WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum";

/// Key columns in their order, with the direction that `indoption` holds in its lowest bit.
const INDEXES: &str = "SELECT i.indisprimary, i.indisunique, i.indpred IS NOT NULL,
        ARRAY(SELECT coalesce(a.attname::text, '(expression)')
                || CASE WHEN i.indoption[u.n - 1] & 1 = 1 THEN ' DESC' ELSE '' END
            FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (k, n)
            LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.k AND u.k <> 0
            WHERE u.n <= i.indnkeyatts ORDER BY u.n)
    FROM pg_index i WHERE i.indrelid = $1";

impl Session {
    /// Describes every table of the schema in use.
    pub(crate) fn schema(&mut self) -> Result<Schema> {
        let (runtime, client) = self.parts()?;
        runtime.block_on(async {
            let mut tables = Vec::new();
            for row in client.query(TABLES, &[]).await? {
                tables.push(table(client, row.get(0), row.get(1)).await?);
            }
            Ok(Schema { tables })
        })
    }
}

async fn table(client: &Client, oid: u32, name: String) -> Result<Table> {
    let columns = client.query(COLUMNS, &[&oid]).await?.iter().map(column).collect();
    let (mut primary_key, mut indexes) = (Vec::new(), Vec::new());
    for row in client.query(INDEXES, &[&oid]).await? {
        if row.get(0) {
            primary_key = row.get(3);
        } else {
            indexes.push(Index { columns: row.get(3), unique: row.get(1), partial: row.get(2) });
        }
    }
    indexes.sort();
    Ok(Table { name, columns, primary_key, indexes })
}

fn column(row: &Row) -> Column {
    let (declared, not_null, by_bytes): (String, bool, bool) = (row.get(1), row.get(2), row.get(3));
    let kind = match declared.as_str() {
        "text" if by_bytes => Kind::Text,
        "bigint" => Kind::Bigint,
        "boolean" => Kind::Bool,
        "timestamp with time zone" => Kind::Time,
        "json" => Kind::Json,
        "bytea" => Kind::Bytes,
        _ => Kind::Other(declared),
    };
    Column { name: row.get(0), kind, nullable: !not_null }
}
