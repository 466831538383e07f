//! Time as the house uses it: an instant in microseconds, and the law's day, which is a day in
//! Asia/Shanghai (UTC+8, no daylight saving since 1991).

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

/// The offset of Chinese standard time.
const SHANGHAI: Offset = Offset::constant(8);

/// An instant with the precision that both databases keep: microseconds since 1970 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The text is not an instant between the years 1 and 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a time: {0}")]
pub struct NotATime(pub String);

impl Timestamp {
    /// Builds an instant from microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The start (00:00 in Shanghai) of a day.
    pub fn midnight(day: Date) -> Self {
        Self::at(day, 0, 0)
    }

    /// A time of day in Shanghai. Hours and minutes beyond the clock are clamped.
    pub fn at(day: Date, hour: i8, minute: i8) -> Self {
        let civil = day.at(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0);
        let instant = SHANGHAI.to_timestamp(civil);
        Self(instant.map_or(i64::MAX, jiff::Timestamp::as_microsecond))
    }

    /// The law's day on which this instant falls.
    pub fn day(self) -> Date {
        self.civil().date()
    }

    /// Date and time of day in Shanghai.
    pub fn civil(self) -> jiff::civil::DateTime {
        SHANGHAI.to_datetime(self.jiff())
    }

    /// This instant and `seconds` more.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to this instant (negative when `earlier` is later).
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    fn jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

/// RFC 3339 in UTC, always with six digits after the second, so that equal instants are equal text.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.jiff())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads RFC 3339 with any offset.
impl FromStr for Timestamp {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let instant = text.parse::<jiff::Timestamp>().map_err(|_| NotATime(text.to_owned()))?;
        Ok(Self(instant.as_microsecond()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Where the time comes from. Everything takes one; only the binary has the real one.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_microsecond())
    }
}

/// The day in Shanghai that an RFC 3339 text or a plain `YYYY-MM-DD` names.
pub fn parse_day(text: &str) -> Result<Date, NotATime> {
    text.parse::<Date>().map_err(|_| NotATime(text.to_owned()))
}

/// Chinese standard time, for callers that need a time zone value.
pub fn shanghai() -> TimeZone {
    TimeZone::fixed(SHANGHAI)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_shanghai() {
        let before: Timestamp = "2026-11-22T15:59:59.999999Z".parse().unwrap();
        let after: Timestamp = "2026-11-22T16:00:00Z".parse().unwrap();
        assert_eq!(before.day().to_string(), "2026-11-22");
        assert_eq!(after.day().to_string(), "2026-11-23");
        assert_eq!(Timestamp::midnight(after.day()), after);
    }

    #[test]
    fn text_round_trips_with_six_digits() {
        let text = "2026-11-23T01:02:03.000040Z";
        let instant: Timestamp = text.parse().unwrap();
        assert_eq!(instant.to_string(), text);
    }
}
