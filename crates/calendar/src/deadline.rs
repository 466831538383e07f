//! A computed last day, with the reason for every day on the way.

use base::Date;
use serde::{Deserialize, Serialize};

use crate::{Calendar, LimitUnit};

/// The result of counting a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day, whole; none while a pause goes on.
    pub due: Option<Date>,
    /// While a pause goes on: the day before which the last day cannot be.
    pub not_before: Option<Date>,
    /// A day that matters lies in a year whose holidays are not published.
    pub unpublished: bool,
    /// The days that matter and follow from rules only: nobody has seen their notice.
    pub unverified: Vec<Date>,
    /// What was counted.
    pub unit: LimitUnit,
    /// Every day from the start to the last one, or to the first day of the open pause.
    pub days: Vec<ExplainedDay>,
}

/// One day on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: Date,
    /// Its number among the days that count, from 1; none when it does not count.
    pub counted: Option<u16>,
    /// Why it counts or not.
    pub why: Why,
}

/// What a day is. Whether it counts follows from the limit's unit too: a weekend counts in calendar
/// days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    /// The day of the event (民法典 201).
    StartDay,
    /// Monday to Friday.
    Working,
    /// Saturday or Sunday.
    Weekend,
    /// A day off.
    Holiday {
        /// The holiday.
        name: String,
    },
    /// A Saturday or Sunday that is worked.
    MakeUpWorkday {
        /// The holiday that it makes up for.
        name: String,
    },
    /// The clock stands still.
    Paused {
        /// Which of the limit's pauses, from 0.
        pause: usize,
    },
    /// The last day moved here from a day that is not worked (民法典 203).
    Rolled,
}

/// Days in a row with the same reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many days.
    pub days: u16,
    /// The numbers of the first and the last day when they count.
    pub counted: Option<(u16, u16)>,
    /// The reason they share.
    pub why: Why,
}

impl Deadline {
    /// The explanation with days of the same reason put together.
    pub fn summary(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for day in &self.days {
            match runs.last_mut() {
                Some(run) if run.takes(day) => run.extend(day),
                _ => runs.push(Run::starting(day)),
            }
        }
        runs
    }

    /// The date may change: it depends on holidays that are not published or not verified.
    pub fn is_provisional(&self) -> bool {
        self.unpublished || !self.unverified.is_empty()
    }

    /// The last day has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| today > due)
    }

    /// How much is left at the end of `today`: working days without pauses for a limit in working
    /// days, else the calendar days up to the last one. Zero on the last day, then negative by the
    /// same measure (zero again on a weekend right after it: see [`Self::is_overdue`]). None while
    /// there is no last day.
    pub fn remaining(&self, today: Date, calendar: &Calendar) -> Option<i32> {
        let due = self.due?;
        if self.unit != LimitUnit::WorkingDay {
            return i32::try_from(due.duration_since(today).as_hours() / 24).ok();
        }
        if today > due {
            return Some(-calendar.working_days_between(due, today));
        }
        let to_come = |day: &&ExplainedDay| {
            day.date > today && (day.counted.is_some() || day.why == Why::Rolled)
        };
        i32::try_from(self.days.iter().filter(to_come).count()).ok()
    }
}

impl Run {
    fn starting(day: &ExplainedDay) -> Self {
        let counted = day.counted.map(|number| (number, number));
        Self { from: day.date, to: day.date, days: 1, counted, why: day.why.clone() }
    }

    fn takes(&self, day: &ExplainedDay) -> bool {
        self.why == day.why && self.counted.is_some() == day.counted.is_some()
    }

    fn extend(&mut self, day: &ExplainedDay) {
        self.to = day.date;
        self.days += 1;
        if let (Some((_, last)), Some(number)) = (&mut self.counted, day.counted) {
            *last = number;
        }
    }
}
