//! Departments, places, regions, themes, the directory, regimes and synonyms as files that an
//! office edits.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use base::codes::{CreditCode, RegionCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::publish::Surroundings;
use super::synonyms;
use crate::error::Result;
use crate::log::imprint::{self, Rows};
use crate::unit::Unit;

/// A file with a list: `[[departments]]`, `[[places]]`, ….
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed<T> {
    #[serde(default, rename = "notice")]
    _notice: Option<String>,
    #[serde(
        alias = "departments",
        alias = "places",
        alias = "regions",
        alias = "themes",
        alias = "entries",
        alias = "regimes",
        alias = "groups",
        alias = "staff",
        alias = "people"
    )]
    /// What is listed.
    pub rows: Vec<T>,
}

/// What a folder may hold.
const FILES: &str = "departments.toml, places.toml, regions.toml, themes.toml, directory.toml, \
    regimes.toml, synonyms.toml";

/// Reads the files of a folder, as far as they are there.
///
/// # Errors
///
/// Everything that is wrong, each with the name of its file.
pub fn read(folder: &Path) -> Result<Surroundings, Vec<String>> {
    let mut wrong = Vec::new();
    let all = Surroundings {
        departments: rows(folder, "departments.toml", &mut wrong),
        places: rows(folder, "places.toml", &mut wrong),
        regions: rows(folder, "regions.toml", &mut wrong),
        themes: rows(folder, "themes.toml", &mut wrong),
        directory: rows(folder, "directory.toml", &mut wrong),
        regimes: rows(folder, "regimes.toml", &mut wrong),
        synonyms: rows(folder, "synonyms.toml", &mut wrong),
    };
    check(&all, &mut wrong);
    if count(&all) == 0 && wrong.is_empty() {
        wrong.push(format!("{} holds none of {FILES}", folder.display()));
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

fn rows<T: DeserializeOwned>(folder: &Path, name: &str, wrong: &mut Vec<String>) -> Vec<T> {
    let text = match fs::read_to_string(folder.join(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        text => text.map_err(|error| error.to_string()),
    };
    let read = text.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
    match read {
        Ok(Listed { rows, .. }) => rows,
        Err(error) => {
            wrong.push(format!("{name}: {error}"));
            Vec::new()
        }
    }
}

fn check(all: &Surroundings, wrong: &mut Vec<String>) {
    let codes = all.regions.iter().map(|region| region.code.as_str());
    unique("regions.toml", codes.clone(), wrong);
    unique("departments.toml", all.departments.iter().map(|one| one.id.as_str()), wrong);
    unique("places.toml", all.places.iter().map(|one| one.id.as_str()), wrong);
    unique("themes.toml", all.themes.iter().map(|one| one.id.as_str()), wrong);
    unique("regimes.toml", all.regimes.iter().map(|one| one.id.as_str()), wrong);
    let synonyms = synonyms::check(&all.synonyms);
    wrong.extend(synonyms.into_iter().map(|error| format!("synonyms.toml: {error}")));
    for code in codes {
        tell("regions.toml", code, RegionCode::parse(code).err(), wrong);
    }
    for one in &all.departments {
        tell("departments.toml", &one.id, RegionCode::parse(&one.region).err(), wrong);
        tell("departments.toml", &one.id, CreditCode::parse(&one.credit_code).err(), wrong);
    }
}

fn unique<'a>(file: &str, ids: impl Iterator<Item = &'a str>, wrong: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let twice = ids.filter(|id| !seen.insert(*id));
    wrong.extend(twice.map(|id| format!("{file}: {id} is there twice")));
}

fn tell(file: &str, of: &str, error: Option<impl Display>, wrong: &mut Vec<String>) {
    wrong.extend(error.map(|error| format!("{file}: {of}: {error}")));
}

/// How many there are.
pub fn count(all: &Surroundings) -> usize {
    let around = all.departments.len() + all.places.len() + all.regions.len();
    let rules = all.regimes.len() + all.synonyms.len();
    around + all.themes.len() + all.directory.len() + rules
}

/// How many there are of each kind.
pub(super) fn counts(all: &Surroundings) -> Map<String, Value> {
    let counts = [
        ("departments", all.departments.len()),
        ("places", all.places.len()),
        ("regions", all.regions.len()),
        ("themes", all.themes.len()),
        ("directory", all.directory.len()),
        ("regimes", all.regimes.len()),
        ("synonyms", all.synonyms.len()),
    ];
    counts.into_iter().map(|(kind, count)| (kind.to_owned(), count.into())).collect()
}

/// Notes rows that were written in the log.
pub(super) fn note(unit: &mut Unit<'_>, public: &Map<String, Value>, rows: Rows) -> Result<()> {
    let kind = "catalogue.surroundings_changed";
    imprint::append_rows(unit, "catalogue/surroundings", kind, public, rows)
}
