//! p99 of submit and look-up with 1,000,000 cases beside the same with 10,000.

use super::ROUNDS;
use super::{lookup, submit};
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const MANY: usize = 1_000_000;
const FEW: usize = 10_000;
const REQUESTS: usize = 4_000;
const CLIENTS: usize = 8;

/// Measures the rows.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let (many, few) = (place::make("many", MANY)?, place::make("few", FEW)?);
    let servers = (Server::program(&many.data, None)?, Server::program(&few.data, None)?);
    let looks = (lookup::requests(&many.cases), lookup::requests(&few.cases));
    let submits = (
        submit::requests(&place::token(servers.0.port)?, &many.item)?,
        submit::requests(&place::token(servers.1.port)?, &few.item)?,
    );
    let (mut looked, mut submitted) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let p99 = |port, requests| {
            load::run(port, CLIENTS, REQUESTS, requests).map(|found| found.percentile_ms(99))
        };
        looked.push((p99(servers.0.port, &looks.0)?, p99(servers.1.port, &looks.1)?));
        submitted.push((p99(servers.0.port, &submits.0)?, p99(servers.1.port, &submits.1)?));
    }
    report.ratio("look-up p99, 1,000,000 beside 10,000 cases, ms", "<= 1.3", &looked);
    report.ratio("submit p99, 1,000,000 beside 10,000 cases, ms", "<= 1.3", &submitted);
    Ok(())
}
