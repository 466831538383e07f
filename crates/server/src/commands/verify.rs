//! `yichuang verify`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use db::Options;
use ledger::{Checkpoint, Proof, VerifierKey};

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Checks the log of an instance, or one proof offline.
pub fn run(
    place: &Where,
    checkpoints: &[PathBuf],
    proof: Option<&Path>,
    key: Option<&str>,
) -> Result<ExitCode, Failure> {
    match proof {
        Some(file) => offline(file, key),
        None => instance(place, checkpoints),
    }
}

fn instance(place: &Where, checkpoints: &[PathBuf]) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let house = open::house(&config, false, Options::command())?;
    let known = [house.keys.verifier()];
    let mut outside = Vec::new();
    for file in checkpoints {
        let name = file.display().to_string();
        let note = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        let checkpoint =
            Checkpoint::open(&note, &known).map_err(|error| format!("{name}: {error}"))?;
        outside.push((name, checkpoint));
    }
    let verified = app::log::verify::run(&house, &outside)?;
    println!("log      {}", known[0].name());
    println!("leaves   {}", verified.leaves);
    println!("streams  {}", verified.streams);
    println!("tail     {} (not sequenced yet)", verified.tail);
    println!("cases    {} replayed, {} erased", verified.cases, verified.erased);
    house.db.close_blocking();
    if verified.findings.is_empty() {
        println!("everything holds");
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &verified.findings {
        println!("DOES NOT HOLD: {finding}");
    }
    Ok(ExitCode::from(1))
}

/// Checks a proof with the public key alone.
fn offline(file: &Path, key: Option<&str>) -> Result<ExitCode, Failure> {
    let key =
        key.ok_or("give the log's public key with --key; it stands on the page of the log")?;
    let text = if Path::new(key).is_file() { std::fs::read_to_string(key)? } else { key.into() };
    let key: VerifierKey = text.trim().parse()?;
    let text = std::fs::read_to_string(file)?;
    let checked = Proof::from_json(&text).and_then(|proof| proof.verify(&[key]));
    match checked {
        Ok(verified) => {
            println!("{}: {} entries are in the log", file.display(), verified.entries.len());
            for entry in &verified.entries {
                println!("{:>4}  {}  {}", entry.entry.seq, entry.entry.time, entry.entry.kind);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("DOES NOT HOLD: {}: {error}", file.display());
            Ok(ExitCode::from(1))
        }
    }
}
