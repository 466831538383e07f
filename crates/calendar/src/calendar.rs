//! Which days are worked, in one region.

use std::collections::{BTreeMap, BTreeSet};

use base::Date;
use base::codes::RegionCode;
use jiff::civil::Weekday;

/// The working days of a nation or region. Monday to Friday are worked but for what the published
/// notices say; a year without a notice is counted so, and what falls into it is provisional. So is
/// what passes a day that follows from rules only, because nobody has seen the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) region: Option<RegionCode>,
    pub(crate) days: BTreeMap<Date, Override>,
    pub(crate) published: BTreeSet<i16>,
    /// Days of years without papers, with the year that lists them.
    pub(crate) unverified: BTreeMap<Date, i16>,
}

/// What a notice says of one day, with the holiday's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Override {
    Off(String),
    Work(String),
}

/// Whether a day is worked, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday.
    Working,
    /// A Saturday or Sunday that is worked for the named holiday (调休).
    MakeUpWorkday(&'a str),
    /// A Saturday or Sunday.
    Weekend,
    /// A day off by a notice, with the holiday's name.
    Holiday(&'a str),
}

impl DayKind<'_> {
    /// The day is worked.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUpWorkday(_))
    }
}

impl Calendar {
    /// A calendar without any notice: Monday to Friday, everything provisional.
    pub fn weekdays_only() -> Self {
        Self {
            id: "weekdays".to_owned(),
            name: "周一至周五".to_owned(),
            version: "1".to_owned(),
            region: None,
            days: BTreeMap::new(),
            published: BTreeSet::new(),
            unverified: BTreeMap::new(),
        }
    }

    /// The identifier: `cn`, `cn-532900`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name in Chinese.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version of the data, which goes into every record that a date was computed for. It
    /// names each layer: `cn@2026-1+cn-532900@2026-1`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The region that it is made for; none for the nation.
    pub fn region(&self) -> Option<&RegionCode> {
        self.region.as_ref()
    }

    /// What kind of day it is.
    pub fn day_kind(&self, date: Date) -> DayKind<'_> {
        match self.days.get(&date) {
            Some(Override::Off(name)) => DayKind::Holiday(name),
            Some(Override::Work(name)) if is_weekend(date) => DayKind::MakeUpWorkday(name),
            None if is_weekend(date) => DayKind::Weekend,
            // A notice may also say that a weekday is worked, as the one of January 2020 did.
            Some(Override::Work(_)) | None => DayKind::Working,
        }
    }

    /// The day is worked.
    pub fn is_working(&self, date: Date) -> bool {
        self.day_kind(date).is_working()
    }

    /// The notices of this day's year are known; if not, a date that depends on it is provisional.
    pub fn is_published(&self, date: Date) -> bool {
        self.published.contains(&date.year())
    }

    /// What is said of this day was held against a notice, not only derived from rules.
    pub fn is_verified(&self, date: Date) -> bool {
        !self.unverified.contains_key(&date)
    }

    /// The years whose notices are known.
    pub fn published_years(&self) -> impl Iterator<Item = i16> {
        self.published.iter().copied()
    }

    /// How many working days lie after `from` up to and with `to`; negative the other way round,
    /// so that `between(a, b) + between(b, c) == between(a, c)`.
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        // Whole weeks by arithmetic, then what the notices change: no loop over the days.
        let after = |day: &Date| *day > from;
        let changed = self.days.range(from..=to).filter(|(day, _)| after(day));
        let change: i32 = changed.map(|(day, change)| change.effect(*day)).sum();
        weekdays_until(to) - weekdays_until(from) + change
    }

    /// This calendar with the years of a newer one for the same region: what the newer one says of
    /// a day stands, and what was only derived for one of its years is forgotten.
    #[must_use]
    pub fn amended(&self, newer: &Self) -> Self {
        let mut all = self.clone();
        all.unverified.retain(|_, year| !newer.published.contains(year));
        all.days.retain(|day, _| self.is_verified(*day) || all.unverified.contains_key(day));
        all.days.extend(newer.days.clone());
        all.unverified.retain(|day, _| !newer.days.contains_key(day));
        all.unverified.extend(newer.unverified.clone());
        all.published.extend(&newer.published);
        all.version = format!("{}+{}", self.version, newer.version);
        all
    }

    /// This region's calendar over a wider one: what it says of a day stands above. A year before
    /// the first that it lists was not governed by it.
    #[must_use]
    pub fn over(&self, wider: &Self) -> Self {
        let first = self.published.first().copied().unwrap_or(i16::MAX);
        let known = |year: &i16| *year < first || self.published.contains(year);
        let mut days = wider.days.clone();
        days.extend(self.days.clone());
        let mut unverified = wider.unverified.clone();
        unverified.retain(|day, _| !self.days.contains_key(day));
        unverified.extend(self.unverified.clone());
        Self {
            id: self.id.clone(),
            name: self.name.clone(),
            version: format!("{}+{}", wider.version, self.version),
            region: self.region.clone(),
            days,
            published: wider.published.iter().copied().filter(known).collect(),
            unverified,
        }
    }
}

impl Override {
    /// How many working days more (or fewer) there are than Monday to Friday say.
    fn effect(&self, day: Date) -> i32 {
        match self {
            Self::Off(_) => -i32::from(!is_weekend(day)),
            Self::Work(_) => i32::from(is_weekend(day)),
        }
    }
}

pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Mondays to Fridays from some fixed Monday up to and with this day (negative before it).
fn weekdays_until(date: Date) -> i32 {
    let monday = Date::constant(1900, 1, 1);
    let days = date.duration_since(monday).as_hours() / 24;
    let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
    i32::try_from(weeks * 5 + (rest + 1).min(5)).expect("jiff's dates span fewer than 10^7 days")
}
