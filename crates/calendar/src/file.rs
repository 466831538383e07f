//! A calendar as a file that an office can edit.

use std::collections::{BTreeMap, BTreeSet};

use base::Date;
use base::codes::RegionCode;
use base::limits::CALENDAR_BYTES_MAX;
use serde::Deserialize;

use crate::calendar::{Calendar, Override};

/// Why a file is not a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Longer than any calendar.
    #[error("a calendar file has at most {CALENDAR_BYTES_MAX} bytes")]
    TooLong,
    /// Not TOML of the expected shape; the message names line and field.
    #[error("{0}")]
    Shape(String),
    /// A year has two sections.
    #[error("the year {0} is there twice")]
    YearTwice(i16),
    /// Two lines speak of one day.
    #[error("the day {0} is there twice")]
    DayTwice(Date),
    /// A notice speaks of its year and of the last days before it, of nothing else.
    #[error("the day {day} stands under the year {year}")]
    WrongYear {
        /// The day that is named.
        day: Date,
        /// The section it stands in.
        year: i16,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: String,
    version: String,
    region: Option<RegionCode>,
    #[serde(rename = "year")]
    years: Vec<Year>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    #[serde(rename = "year")]
    number: i16,
    /// Where the days come from; without any they follow from rules, and nobody saw the notice.
    papers: Vec<String>,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(default)]
    off: Vec<Named>,
    #[serde(default)]
    work: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    days: Vec<Date>,
}

impl Calendar {
    /// Reads one layer from TOML: `id`, `name`, `version`, perhaps `region`, and for each year its
    /// `papers` and the days `off` and at `work`, each with the holiday's name. A year without
    /// papers is no notice: the days that it lists are unverified, and the nation's, where any
    /// other day may be moved too, is not published.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        if text.len() > CALENDAR_BYTES_MAX {
            return Err(CalendarError::TooLong);
        }
        let file: File =
            toml::from_str(text).map_err(|error| CalendarError::Shape(error.to_string()))?;
        let (mut days, mut unverified) = (BTreeMap::new(), BTreeMap::new());
        let (mut listed, mut published) = (BTreeSet::new(), BTreeSet::new());
        for Year { number, papers, off, work, .. } in file.years {
            if !listed.insert(number) {
                return Err(CalendarError::YearTwice(number));
            }
            let named = off.iter().chain(&work).flat_map(|named| &named.days);
            if papers.is_empty() {
                unverified.extend(named.map(|day| (*day, number)));
            }
            if !papers.is_empty() || file.region.is_some() {
                published.insert(number);
            }
            add(&mut days, number, off, Override::Off)?;
            add(&mut days, number, work, Override::Work)?;
        }
        let version = format!("{}@{}", file.id, file.version);
        let File { id, name, region, .. } = file;
        Ok(Self { id, name, version, region, days, published, unverified })
    }
}

fn add(
    days: &mut BTreeMap<Date, Override>,
    year: i16,
    named: Vec<Named>,
    kind: fn(String) -> Override,
) -> Result<(), CalendarError> {
    for Named { name, days: dates } in named {
        for day in dates {
            if day.year() != year && (day.year(), day.month()) != (year - 1, 12) {
                return Err(CalendarError::WrongYear { day, year });
            }
            if days.insert(day, kind(name.clone())).is_some() {
                return Err(CalendarError::DayTwice(day));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(years: &str) -> Result<Calendar, CalendarError> {
        Calendar::parse(&format!("id = \"x\"\nname = \"某地\"\nversion = \"1\"\n{years}"))
    }

    #[test]
    fn mistakes_are_named() {
        let year = "[[year]]\nyear = 2026\npapers = [\"通知\"]\n";
        let off = |day: &str| format!("{year}off = [{{ name = \"节\", days = [{day}] }}]\n");
        assert_eq!(
            parse(&off("\"2026-01-01\", \"2026-01-01\"")),
            Err(CalendarError::DayTwice(Date::constant(2026, 1, 1))),
        );
        let wrong = CalendarError::WrongYear { day: Date::constant(2025, 11, 30), year: 2026 };
        assert_eq!(parse(&off("\"2025-11-30\"")), Err(wrong));
        assert!(parse(&off("\"2025-12-31\"")).is_ok());
        assert_eq!(parse(&[year, year].concat()), Err(CalendarError::YearTwice(2026)));
        assert!(matches!(parse(&off("\"2026-02-30\"")), Err(CalendarError::Shape(_))));
        assert!(matches!(parse("[[year]]\nyaer = 1\n"), Err(CalendarError::Shape(_))));
        let long = "#".repeat(CALENDAR_BYTES_MAX + 1);
        assert_eq!(Calendar::parse(&long), Err(CalendarError::TooLong));
    }
}
