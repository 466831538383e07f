//! Every row beside its reference in one run: same client, same machine, in turns. It prints the
//! ratio with median and spread, and writes `target/bench.json`. A benchmark, never a timed test.

mod load;
mod place;
mod report;
mod rows;
mod server;

use std::path::PathBuf;

/// Measures a row and adds it to the report.
type Row = fn(&mut report::Report) -> Result<(), Failure>;
/// What stops the run, in words.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [word, file, port] = args.as_slice()
        && word == "bare"
    {
        return server::bare(&PathBuf::from(file), port.parse()?);
    }
    let wanted = |row: &str| args.is_empty() || args.iter().any(|arg| arg == row);
    let mut report = report::Report::default();
    let rows: [(&str, Row); 7] = [
        ("start", rows::start::run),
        ("guide", rows::guide::run),
        ("lookup", rows::lookup::run),
        ("submit", rows::submit::run),
        ("postgres", rows::postgres::run),
        ("search", rows::search::run),
        ("scale", rows::scale::run),
    ];
    for (name, run) in rows {
        if wanted(name) {
            run(&mut report)?;
        }
    }
    report.write(&PathBuf::from("target/bench.json"))
}
