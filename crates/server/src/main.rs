//! The one binary `yichuang`.

mod cli;
mod commands;
mod config;
mod jobs;
mod lan;
mod open;
mod published;

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
