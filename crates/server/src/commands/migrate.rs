//! `yichuang migrate`.

use std::process::ExitCode;

use db::{Db, Options};

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Brings the tables up to this version.
pub fn run(place: &Where) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    std::fs::create_dir_all(&config.data)?;
    let db = Db::open(&open::url(&config)?, Options::command())?;
    let applied = db.migrate(app::migrations::MIGRATIONS)?;
    println!("{applied} migrations applied; {} in all", app::migrations::MIGRATIONS.len());
    db.close_blocking();
    Ok(ExitCode::SUCCESS)
}
