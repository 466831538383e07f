//! What comes with the program, as data: the procedure regimes with their articles, and synonyms.

use domain::catalogue::Regime;
use serde::Deserialize;

use super::synonyms::Group;
use crate::error::{Error, Result};

const REGIMES: &str = include_str!("../../../../resources/regimes.toml");
const SYNONYMS: &str = include_str!("../../../../resources/synonyms.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regimes {
    regimes: Vec<Regime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    groups: Vec<Group>,
}

/// The synonyms that come with the program (`resources/synonyms.toml`).
pub fn synonyms() -> Result<Vec<Vec<String>>> {
    let file: Synonyms = toml::from_str(SYNONYMS)
        .map_err(|error| Error::Broken(format!("resources/synonyms.toml: {error}")))?;
    Ok(file.groups.into_iter().map(|group| group.words).collect())
}

/// The procedure regimes that come with the program (`resources/regimes.toml`).
pub fn regimes() -> Result<Vec<Regime>> {
    let file: Regimes = toml::from_str(REGIMES)
        .map_err(|error| Error::Broken(format!("resources/regimes.toml: {error}")))?;
    Ok(file.regimes)
}
