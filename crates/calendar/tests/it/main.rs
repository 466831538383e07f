//! Calendars and deadlines, by example, against an oracle, and against the published notices.

mod examples;
mod properties;
mod published;

use std::sync::LazyLock;

use base::Date;
use base::codes::RegionCode;
use calendar::{Calendar, Calendars};

static CALENDARS: LazyLock<Calendars> = LazyLock::new(Calendars::built_in);

/// The nation's calendar.
fn nation() -> &'static Calendar {
    CALENDARS.national()
}

/// The calendar that counts in a town of 大理市.
fn dali() -> &'static Calendar {
    CALENDARS.of(&RegionCode::parse("532901100").unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
