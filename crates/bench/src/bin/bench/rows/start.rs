//! Start to ready, and memory when idle, with 2,100 items.

use std::path::Path;
use std::process::Command;

use crate::report::Report;
use crate::server::Server;
use crate::{Failure, place};

const STARTS: usize = 7;

/// Measures the rows.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let place = place::make("start", 300)?;
    import(&place.data)?;
    let (mut starts, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let server = Server::program(&place.data, None)?;
        starts.push(server.started.as_secs_f64());
        memory.push(server.memory_mb()?);
    }
    report.figure("start to ready", "s", "<= 0.5", &starts);
    report.figure("memory idle", "MB", "<= 120", &memory);
    Ok(())
}

/// The real items beside the demonstration ones, where they are at hand.
pub fn import(data: &Path) -> Result<(), Failure> {
    let items = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/items/guangdong-provincial-2021.jsonl");
    if !items.exists() {
        println!("start: SKIPPED the 2,024 real items, they are not at hand");
        return Ok(());
    }
    let program = std::env::current_exe()?.with_file_name("yichuang");
    let done = Command::new(program)
        .args(["import", "items", "--profile", "guangdong", "--data"])
        .arg(data)
        .arg(&items)
        .output()?;
    if done.status.success() { Ok(()) } else { Err("the items were not imported".into()) }
}
