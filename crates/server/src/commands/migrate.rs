//! `yichuang migrate`.

use std::process::ExitCode;

use db::{Db, Options, Url};

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Brings the tables up to this version.
pub fn run(place: &Where) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let url = open::url(&config)?;
    if let Url::Sqlite(path) = &url
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    let db = Db::open(&url, Options::command())?;
    let applied = db.migrate(app::migrations::MIGRATIONS)?;
    println!("{applied} migrations applied; {} in all", app::migrations::MIGRATIONS.len());
    db.close_blocking();
    Ok(ExitCode::SUCCESS)
}
