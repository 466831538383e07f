//! 同义词: words that mean the same to a search. Those of the program hold until an office brings
//! its own, which take their place.

use base::limits::{SYNONYM_CHARS_MAX, SYNONYM_GROUPS_MAX};
use db::Tx;
use serde::Deserialize;

use super::{built_in, sql};
use crate::error::{Error, Result};
use crate::log::imprint::{self, Rows};
use crate::unit::Unit;

/// The name of the fact.
const KEY: &str = "synonyms";

/// A line of `synonyms.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Words that stand for one another.
    pub words: Vec<String>,
}

/// What is wrong with the groups of a file, in words.
pub(super) fn check(groups: &[Group]) -> Vec<String> {
    let mut wrong = Vec::new();
    if groups.len() > SYNONYM_GROUPS_MAX {
        wrong.push(format!("more groups than {SYNONYM_GROUPS_MAX}"));
    }
    for Group { words } in groups {
        let shown = words.join("、");
        let bad =
            |word: &String| word.trim().is_empty() || word.chars().count() > SYNONYM_CHARS_MAX;
        if words.len() < 2 {
            wrong.push(format!("“{shown}” stands alone in its group"));
        }
        if words.iter().any(bad) {
            wrong.push(format!(
                "a word of “{shown}” is empty or has over {SYNONYM_CHARS_MAX} characters"
            ));
        }
    }
    wrong
}

/// Puts groups in the place of those that are there; without any, those stay. Gives
/// what was written.
pub(super) fn put(unit: &mut Unit<'_>, groups: &[Group]) -> Result<Rows> {
    if groups.is_empty() {
        return Ok(Rows::new());
    }
    let words: Vec<_> = groups.iter().map(|group| &group.words).collect();
    let value = serde_json::to_string(&words).map_err(Error::broken)?;
    let params = [KEY.into(), value.into()];
    unit.tx.run(&sql::PUT_META, &params)?;
    Ok(vec![imprint::note("meta", 1, &params)])
}

/// Those of the store, or those of the program.
pub(super) fn stored(tx: &mut Tx) -> Result<Vec<Vec<String>>> {
    match tx.one(&sql::META, &[KEY.into()])? {
        Some(row) => super::parse(&row.text(0)?),
        None => built_in::synonyms(),
    }
}
