//! A guide page over HTTP, 8 clients, beside a bare handler that returns the same bytes.

use std::sync::Arc;

use super::ROUNDS;
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const REQUESTS: usize = 20_000;
const CLIENTS: usize = 8;

/// Measures the row.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let place = place::make("guide", 0)?;
    let server = Server::program(&place.data, None)?;
    let path = format!("/zh/items/{}", place.item);
    let plain = load::fetch(server.port, &load::request("GET", &path, &[], ""))?;
    let file = place.data.join("guide.bytes");
    std::fs::write(&file, &plain)?;
    let requests = Arc::new(vec![load::request("GET", &path, &[], "")]);
    let bare = Server::bare(&file)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let ours = load::run(server.port, CLIENTS, REQUESTS, &requests)?;
        let theirs = load::run(bare.port, CLIENTS, REQUESTS, &requests)?;
        rounds.push((ours.rate, theirs.rate));
    }
    report.ratio("guide page, 8 clients, requests/s", ">= 0.6", &rounds);
    Ok(())
}
