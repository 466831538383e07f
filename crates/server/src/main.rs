//! The one binary `yichuang`.

mod cli;
mod commands;
mod config;
mod jobs;
mod lan;
mod open;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("yichuang: {error}");
            ExitCode::from(2)
        }
    }
}
