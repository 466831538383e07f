//! `yichuang erase`.

use std::process::ExitCode;

use app::{Cx, cases};
use db::Options;
use domain::access::Actor;

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Destroys the personal part of a closed case.
pub fn run(place: &Where, number: &str, reason: &str) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let house = open::house(&config, Options::command())?;
    let (case, why) = (number.to_owned(), reason.to_owned());
    Cx::new(&house, Actor::System)
        .write_blocking(move |unit| cases::erase::erase(unit, &case, &why).map(|_| ()))
        .map_err(|error| match error {
            app::Error::NotFound => format!("there is no case {number}"),
            other => format!("{number} is not erased: {other}"),
        })?;
    house.db.close_blocking();
    println!("{number}: the personal part is destroyed, and the log says so");
    println!("backups hold it until they are rotated out");
    Ok(ExitCode::SUCCESS)
}
