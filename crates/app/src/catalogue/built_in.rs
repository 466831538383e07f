//! What comes with the program: the procedure regimes, as data with articles.

use domain::catalogue::Regime;
use serde::Deserialize;

use crate::error::{Error, Result};

const REGIMES: &str = include_str!("../../../../resources/regimes.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regimes {
    regimes: Vec<Regime>,
}

/// The procedure regimes that come with the program (`resources/regimes.toml`).
pub fn regimes() -> Result<Vec<Regime>> {
    let file: Regimes = toml::from_str(REGIMES)
        .map_err(|error| Error::Broken(format!("resources/regimes.toml: {error}")))?;
    Ok(file.regimes)
}
