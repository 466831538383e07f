//! `yichuang verify`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::log::verify::{Former, former};
use app::{House, Keys};
use ledger::{Checkpoint, Proof, VerifierKey};

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Checks the log of an instance, or one proof offline.
pub fn run(
    place: &Where,
    checkpoints: &[PathBuf],
    proof: Option<&Path>,
    keys: &[String],
) -> Result<ExitCode, Failure> {
    let keys = keys.iter().map(|key| public_key(key)).collect::<Result<Vec<_>, _>>()?;
    match proof {
        Some(file) => offline(file, &keys),
        None => instance(place, checkpoints, keys),
    }
}

/// A public key, or the file that holds it.
fn public_key(key: &str) -> Result<VerifierKey, Failure> {
    let text = if Path::new(key).is_file() { std::fs::read_to_string(key)? } else { key.into() };
    text.trim().parse().map_err(|error| format!("--key {key}: {error}").into())
}

fn instance(
    place: &Where,
    checkpoints: &[PathBuf],
    mut known: Vec<VerifierKey>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let house = open::existing(&config)?;
    let present = house.keys.verifier();
    known.extend(Keys::former(&config.keys_folder())?);
    let former = known.clone();
    known.push(present.clone());
    let (mut outside, mut findings) = (Vec::new(), Vec::new());
    for file in checkpoints {
        let name = file.display().to_string();
        let note = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        match Checkpoint::open(&note, &known) {
            Ok(checkpoint) if checkpoint.origin == present.name() => {
                outside.push((name, checkpoint));
            }
            Ok(checkpoint) => findings.extend(of_former_log(&house, &name, checkpoint)?),
            Err(error) => findings.push(format!("{name}: {error}")),
        }
    }
    let verified = app::log::verify::run(&house, &outside, &former)?;
    findings.extend(verified.findings);
    println!("log      {}", present.name());
    println!("leaves   {}", verified.leaves);
    println!("streams  {}", verified.streams);
    println!("tail     {} (not sequenced yet)", verified.tail);
    println!("signed   {} checkpoints", verified.checkpoints);
    println!("cases    {} replayed, {} erased", verified.cases, verified.erased);
    println!("files    {}", verified.files);
    println!("rows     {} of the catalogue, of staff and of accounts", verified.rows);
    house.db.close_blocking();
    if verified.more > 0 {
        findings.push(format!("and {} more", verified.more));
    }
    Ok(verdict(&findings))
}

fn verdict(findings: &[String]) -> ExitCode {
    for finding in findings {
        println!("DOES NOT HOLD: {finding}");
    }
    if findings.is_empty() {
        println!("everything holds");
        return ExitCode::SUCCESS;
    }
    ExitCode::from(1)
}

/// What is wrong with a checkpoint of a log that ended here, if anything is.
fn of_former_log(
    house: &House,
    name: &str,
    checkpoint: Checkpoint,
) -> Result<Option<String>, Failure> {
    let (origin, size) = (checkpoint.origin.clone(), checkpoint.size);
    Ok(match house.db.read_blocking(move |tx| former(tx, &checkpoint))? {
        Former::Published => {
            println!("{name}: the log {origin} ended here; it had published this at {size}");
            None
        }
        Former::Forked => Some(format!(
            "{name}: the log {origin} ended here, and had published another tree at {size}"
        )),
        Former::Unknown => Some(format!(
            "{name}: the log {origin} ended here, and nothing is known of {size} entries: they lie \
             after the backup that was restored, or beside this history"
        )),
    })
}

/// Checks a proof with the public key alone.
fn offline(file: &Path, keys: &[VerifierKey]) -> Result<ExitCode, Failure> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let checked = Proof::from_json(&text).and_then(|proof| proof.verify(keys));
    match checked {
        Ok(verified) => {
            println!("{}: {} entries are in the log", file.display(), verified.entries.len());
            for entry in &verified.entries {
                println!("{:>4}  {}  {}", entry.entry.seq, entry.entry.time, entry.entry.kind);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Ok(verdict(&[format!("{}: {error}", file.display())])),
    }
}
