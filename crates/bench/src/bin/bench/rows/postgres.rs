//! Durable submit over HTTP on PostgreSQL with `synchronous_commit=on`, 32 clients, its log
//! sequenced inside the timing; beside `pgbench -M prepared`, which writes the same rows by
//! the same
//! number of clients, statement by statement.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use db::testing::Cluster;
use serde_json::Value;

use super::ROUNDS;
use super::submit::{TABLES, rate, requests};
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const SUBMITS: usize = 4_000;
const CLIENTS: usize = 32;
/// The database of the server, and the one that pgbench fills.
const OURS: &str = "ours";
const THEIRS: &str = "theirs";

/// Measures the row.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let cluster = match Cluster::durable() {
        Ok(cluster) => cluster,
        Err(reason) => {
            println!("postgres: SKIPPED, {reason}");
            return Ok(());
        }
    };
    let (ours, theirs) = (cluster.create(OURS)?, cluster.create(THEIRS)?);
    let empty = db::Db::open(&theirs, db::Options::command())?;
    empty.migrate(app::migrations::MIGRATIONS)?;
    empty.close_blocking();
    let place = place::make_on(place::folder("postgres")?, &ours, 100)?;
    let script = place.data.join("case.sql");
    std::fs::write(&script, statements(&cluster)?)?;
    let server = Server::program(&place.data, Some(&ours.to_string()))?;
    let requests = requests(&place::token(server.port)?, &place.item)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        load::run(server.port, CLIENTS, SUBMITS, &requests)?;
        server.drained()?;
        let submitted = rate(SUBMITS, began);
        rounds.push((submitted, pgbench(&cluster, &script)?));
    }
    report.ratio("durable submit, PostgreSQL, 32 clients, cases/s", ">= 0.5", &rounds);
    Ok(())
}

/// The statements that write the rows of one case again under a new key, as pgbench reads them.
fn statements(cluster: &Cluster) -> Result<String, Failure> {
    let mut script = "\\set key random(1, 1000000000000000)\nBEGIN;\n".to_owned();
    for table in TABLES {
        let filter = if table == "cases" { "" } else { "WHERE stream LIKE 'case/%'" };
        let query = format!("SELECT row_to_json(t) FROM {table} t {filter} LIMIT 1");
        let mut psql = cluster.program("psql").ok_or("psql is not installed")?;
        let found = psql.args(["-At", "-d", OURS, "-c", &query]).output()?;
        let row: Value = serde_json::from_slice(&found.stdout)?;
        let values = row.as_object().ok_or("no row")?.iter().enumerate();
        let values: Vec<String> = values
            .map(|(place, (column, value))| match (place, column.as_str()) {
                (0, _) => "'b' || :key".to_owned(),
                (_, "leaf") => "NULL".to_owned(),
                _ => literal(value),
            })
            .collect();
        writeln!(script, "INSERT INTO {table} VALUES ({});", values.join(", "))?;
    }
    script.push_str("COMMIT;\n");
    Ok(script)
}

/// A literal without colons, which pgbench would take for its variables.
fn literal(value: &Value) -> String {
    let text = match value {
        Value::Null => return "NULL".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let text = text.replace('\\', "\\\\").replace(':', "\\003A").replace('\'', "''");
    format!("U&'{text}'")
}

fn pgbench(cluster: &Cluster, script: &Path) -> Result<f64, Failure> {
    let mut pgbench = cluster.program("pgbench").ok_or("pgbench is not installed")?;
    let (clients, each) = (CLIENTS.to_string(), (SUBMITS / CLIENTS).to_string());
    pgbench.args(["-n", "-M", "prepared", "-j", "2", "-c", &clients, "-t", &each, "-f"]);
    let done = pgbench.arg(script).arg(THEIRS).output()?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
    let failed = || format!("pgbench: {text}{}", String::from_utf8_lossy(&done.stderr));
    Ok(rate.ok_or_else(failed)?.parse()?)
}
