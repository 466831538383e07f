//! Durable submit over HTTP, SQLite `synchronous=FULL`, 64 clients, its log sequenced inside the
//! timing; beside raw rusqlite that writes the same rows, one commit a case.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use app::demo::county;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::ROUNDS;
use crate::load::Requests;
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const SUBMITS: usize = 6_000;
const RAW: usize = 3_000;
const CLIENTS: usize = 64;
/// Tables that a submission writes.
pub const TABLES: [&str; 3] = ["entries", "person_keys", "cases"];

/// Submissions of the folder's item.
pub fn requests(token: &str, item: &str) -> Result<Requests, Failure> {
    let county = county::load()?;
    let found = county.items.iter().find(|found| found.code == item).ok_or("no item")?;
    let bearer = format!("Bearer {token}");
    let headers = [("content-type", "application/json"), ("authorization", bearer.as_str())];
    let body = place::body_of(found).to_string();
    Ok(Arc::new(vec![load::request("POST", "/api/v1/cases", &headers, &body)]))
}

/// Measures the row.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let place = place::make("submit", 100)?;
    let server = Server::program(&place.data, None)?;
    let requests = requests(&place::token(server.port)?, &place.item)?;
    let rows = rows_of_a_case(&place.data)?;
    let (mut rounds, mut batched) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let began = Instant::now();
        load::run(server.port, CLIENTS, SUBMITS, &requests)?;
        server.drained()?;
        let ours = rate(SUBMITS, began);
        let raw = place.data.join(format!("raw-{round}.db"));
        let theirs = raw_rate(&raw, &rows, RAW, 1)?;
        batched.push(raw_rate(&raw, &rows, RAW * 4, 32)?);
        rounds.push((ours, theirs));
    }
    report.ratio("durable submit, SQLite, 64 clients, cases/s", ">= 1.2", &rounds);
    report.figure("raw rusqlite, 32 cases a commit", "cases/s", "for scale", &batched);
    Ok(())
}

/// So many in the time since then, a second.
pub fn rate(count: usize, began: Instant) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / began.elapsed().as_secs_f64()
}

type Row = (String, Vec<Value>);

/// The rows that one submission wrote, with the statements that write them.
fn rows_of_a_case(data: &Path) -> Result<Vec<Row>, Failure> {
    let source = Connection::open(data.join("yichuang.db"))?;
    let number: String =
        source.query_row("SELECT number FROM cases LIMIT 1", [], |row| row.get(0))?;
    let mut rows = Vec::new();
    for table in TABLES {
        let key = if table == "cases" { "number" } else { "stream" };
        let of = if table == "cases" { number.clone() } else { format!("case/{number}") };
        let mut found = source.prepare(&format!("SELECT * FROM {table} WHERE {key} = ?1"))?;
        let columns = found.column_count();
        let values = found.query_row([of], |row| {
            (0..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()
        })?;
        let places: Vec<String> = (1..=columns).map(|place| format!("?{place}")).collect();
        rows.push((format!("INSERT INTO {table} VALUES ({})", places.join(", ")), values));
    }
    Ok(rows)
}

/// Writes the rows again and again under other keys, so many cases a commit.
fn raw_rate(file: &Path, rows: &[Row], cases: usize, a_commit: usize) -> Result<f64, Failure> {
    let fresh = !file.exists();
    if fresh {
        let db = db::Db::open(&db::Url::sqlite(file), db::Options::command())?;
        db.migrate(app::migrations::MIGRATIONS)?;
        db.close_blocking();
    }
    let mut to = Connection::open(file)?;
    to.pragma_update(None, "journal_mode", "wal")?;
    to.pragma_update(None, "synchronous", "full")?;
    let began = Instant::now();
    for first in (0..cases).step_by(a_commit) {
        let turn = to.transaction()?;
        for case in first..cases.min(first + a_commit) {
            for (statement, values) in rows {
                let mut values = values.clone();
                values[0] = Value::Text(format!("{a_commit}/{case:012}"));
                turn.prepare_cached(statement)?.execute(params_from_iter(values))?;
            }
        }
        turn.commit()?;
    }
    Ok(rate(cases, began))
}
