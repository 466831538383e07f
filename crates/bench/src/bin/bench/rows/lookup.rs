//! Look-up of a case by number and query code over HTTP, 100,000 cases, SQLite, 8 clients.

use std::sync::Arc;

use serde_json::json;

use super::ROUNDS;
use crate::load::Requests;
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const CASES: usize = 100_000;
const REQUESTS: usize = 20_000;
const CLIENTS: usize = 8;

/// Look-ups of cases spread over all of them.
pub fn requests(cases: &[(String, String)]) -> Requests {
    let headers = [("content-type", "application/json")];
    let step = (cases.len() / 5_000).max(1);
    let all = cases.iter().step_by(step).map(|(number, code)| {
        let body = json!({ "query_code": code }).to_string();
        load::request("POST", &format!("/api/v1/cases/{number}/status"), &headers, &body)
    });
    Arc::new(all.collect())
}

/// Measures the row.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let place = place::make("lookup", CASES)?;
    let server = Server::program(&place.data, None)?;
    let requests = requests(&place.cases);
    let file = place.data.join("status.bytes");
    std::fs::write(&file, load::fetch(server.port, &requests[0])?)?;
    let bare = Server::bare(&file)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let ours = load::run(server.port, CLIENTS, REQUESTS, &requests)?;
        let theirs = load::run(bare.port, CLIENTS, REQUESTS, &requests)?;
        rounds.push((ours.rate, theirs.rate));
    }
    report.ratio("case look-up, 100,000 cases, 8 clients, requests/s", ">= 0.3", &rounds);
    Ok(())
}
