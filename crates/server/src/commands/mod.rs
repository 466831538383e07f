//! One file a command.

mod around;
mod backup;
mod demo;
mod erase;
mod import;
mod migrate;
mod restore;
mod serve;
mod user;
mod verify;

use std::process::ExitCode;

use crate::cli::{Cli, Command, Import, User};
use crate::open::Failure;

/// Does what the command line says.
pub fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Demo { fresh, county, serving } => {
            demo::run(&serving.place(), fresh, county.as_deref())
        }
        Command::Serve { serving } => serve::run(&serving.place()),
        Command::Migrate { place } => migrate::run(&place),
        Command::Import(Import::Items(asked)) => import::run(&asked),
        Command::Import(Import::Calendar { file, place }) => around::calendar(&place, &file),
        Command::Import(Import::Surroundings { dir, place }) => around::surroundings(&place, &dir),
        Command::Verify { checkpoint, proof, key, place } => {
            verify::run(&place, &checkpoint, proof.as_deref(), &key)
        }
        Command::User(User::Add(new)) => user::add(new),
        Command::Erase { number, reason, place } => erase::run(&place, &number, &reason),
        Command::Backup { dir, place } => backup::run(&place, &dir),
        Command::Restore { dir, place } => restore::run(&place, &dir),
    }
}
