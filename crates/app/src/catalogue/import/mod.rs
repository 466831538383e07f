//! Import: lists of other platforms, and of our own, become items.
//!
//! A file is JSON Lines. It is read in one pass, every row is checked as everything is checked that
//! is published, and only then is anything written. A file is all or nothing, unless the good rows
//! are to be kept.

mod encoding;
mod facts;
pub mod limits;
mod lines;
mod mapped;
mod object;
mod parse;
mod profile;
mod report;
mod row;
pub mod sql;
pub(super) mod store;
mod texts;

use std::io::BufRead;

pub use encoding::Encoding;
pub use parse::{Parsed, parse_file};
pub use profile::{Fields, Ignored, MappedTheme, Mapping, PROFILES, Profile, Regimes, Texts};
pub use report::{Refusal, Report, Warning};

use self::report::Fault;
use super::built_in;
use super::publish::{Surroundings, publish_with};
use crate::error::Error;
use crate::unit::Cx;

/// How a file is read and what happens with it.
#[derive(Debug, Clone)]
pub struct Options {
    /// How rows are read.
    pub profile: Profile,
    /// In which encoding the file is.
    pub encoding: Encoding,
    /// Whether good rows are taken when others are refused.
    pub keep_good: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
}

impl Options {
    /// A file in UTF-8, all or nothing, written.
    pub fn new(profile: Profile) -> Self {
        Self { profile, encoding: Encoding::Utf8, keep_good: false, dry_run: false }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The file is read.
    Reading {
        /// Rows so far.
        rows: usize,
        /// Bytes so far, to be held against the file's size.
        bytes: u64,
    },
    /// Items are compared with what is published, and nothing is written.
    Comparing {
        /// Items so far.
        items: usize,
        /// Items in all.
        of: usize,
    },
    /// Items are compared with what is published, and written.
    Publishing {
        /// Items so far.
        items: usize,
        /// Items in all.
        of: usize,
    },
}

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// The actor may not, or the store does not.
    #[error(transparent)]
    App(#[from] Error),
}

/// Imports a file: reads it whole, and then, if it is good (or its good rows are to be kept), puts
/// its items in force together. Blocks; for commands.
pub fn import(
    cx: &Cx,
    input: impl BufRead,
    options: &Options,
    progress: &dyn Fn(Progress),
) -> Result<Report, ImportError> {
    let known = cx.read_blocking(store::known)?;
    let in_store: Vec<String> = known.regimes.iter().map(|regime| regime.id.clone()).collect();
    let known = with_regimes(known)?;
    let parsed = parse_file(input, options, &known, progress)?;
    let mut report = Report {
        rows: parsed.rows,
        refused: parsed.refused,
        refusals: parsed.refusals,
        untold: parsed.untold,
        warnings: parsed.warnings,
        ..Report::default()
    };
    if parsed.stopped {
        report.stopped = true;
        return Ok(report);
    }
    let write = !options.dry_run && (report.refused == 0 || options.keep_good);
    let (items, mut added) = (parsed.items, parsed.added);
    added.regimes = known.regimes.into_iter().filter(|one| !in_store.contains(&one.id)).collect();
    added.regimes.retain(|regime| items.iter().any(|item| item.regime == regime.id));
    report.surroundings = store::count(&added);
    let of = items.len();
    let heard = |items| {
        progress(if write {
            Progress::Publishing { items, of }
        } else {
            Progress::Comparing { items, of }
        });
    };
    report.count(publish_with(cx, &items, &added, options.profile.id(), !write, &heard)?);
    report.written = write && report.new + report.changed + report.surroundings > 0;
    Ok(report)
}

/// The regimes of the program stand in where the store has none of that name.
fn with_regimes(mut known: Surroundings) -> Result<Surroundings, Error> {
    for regime in built_in::regimes()? {
        if !known.regimes.iter().any(|present| present.id == regime.id) {
            known.regimes.push(regime);
        }
    }
    Ok(known)
}
