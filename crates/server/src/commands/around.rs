//! `yichuang import calendar` and `import surroundings`: what surrounds the items.

use std::path::Path;
use std::process::ExitCode;

use app::catalogue::publish::put_surroundings;
use app::catalogue::{calendars, surroundings};
use app::{Cx, Error};
use db::Options;
use domain::access::Actor;

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Adds the years of a calendar.
pub fn calendar(place: &Where, file: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let house = open::house(&config, Options::command())?;
    let added = Cx::new(&house, Actor::System)
        .write_blocking(move |unit| calendars::add(unit, &text))
        .map_err(|error| format!("{name}: {}", words(&error)))?;
    house.db.close_blocking();
    println!("{name}: {}", if added { "added" } else { "is there already; nothing changed" });
    Ok(ExitCode::SUCCESS)
}

fn words(error: &Error) -> String {
    let Error::Invalid(fields) = error else { return error.to_string() };
    let wrong = fields.iter().map(|field| match field.code.as_str() {
        "used" => "another calendar has this version; give the file a new one".to_owned(),
        _ => field.values.join(", "),
    });
    wrong.collect::<Vec<_>>().join("; ")
}

/// Writes departments, places, regions, themes, the directory, regimes and synonyms.
pub fn surroundings(place: &Where, dir: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let all = surroundings::read(dir).map_err(|wrong| wrong.join("\n"))?;
    let house = open::house(&config, Options::command())?;
    let (departments, places) = (all.departments.len(), all.places.len());
    let (regions, themes) = (all.regions.len(), all.themes.len());
    let (entries, regimes) = (all.directory.len(), all.regimes.len());
    let synonyms = all.synonyms.len();
    Cx::new(&house, Actor::System).write_blocking(move |unit| put_surroundings(unit, &all))?;
    house.db.close_blocking();
    println!("{departments} departments, {places} places, {regions} regions, {themes} themes,");
    println!(
        "{entries} entries of the directory, {regimes} regimes, {synonyms} groups of synonyms"
    );
    Ok(ExitCode::SUCCESS)
}
