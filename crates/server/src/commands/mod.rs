//! One file a command.

mod backup;
mod demo;
mod import;
mod migrate;
mod serve;
mod user;
mod verify;

use std::process::ExitCode;

use crate::cli::{Cli, Command, Import, User};
use crate::open::Failure;

/// Does what the command line says.
pub fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Demo { place, listen, fresh, county } => {
            demo::run(&place, listen, fresh, county.as_deref())
        }
        Command::Serve { place, listen } => serve::run(&place, listen),
        Command::Migrate { place } => migrate::run(&place),
        Command::Import(Import::Items(asked)) => import::run(&asked),
        Command::Verify { place, checkpoint, proof, key } => {
            verify::run(&place, &checkpoint, proof.as_deref(), key.as_deref())
        }
        Command::User(User::Add { place, login, name, department, region, roles }) => {
            user::add(&place, &login, &name, &department, region.as_deref(), &roles)
        }
        Command::Backup { place, dir } => backup::backup(&place, &dir),
        Command::Restore { place, dir } => backup::restore(&place, &dir),
    }
}
