//! Counting a limit on a calendar: from the start day over pauses to the last day.

use base::Date;
use base::limits::DEADLINE_DAYS_MAX;
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};

use crate::{Calendar, DayKind, Deadline, ExplainedDay, Limit, LimitUnit, Why};

/// A limit that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// The day of the event that starts it; it does not count itself (民法典 201).
    pub start: Date,
    /// How long.
    pub limit: Limit,
    /// The spans that do not count (许可法 45 or the item's own law). They may overlap.
    pub pauses: Vec<Pause>,
    /// The one extension that was approved.
    pub extension: Option<Extension>,
}

/// A span of days that do not count, its first and last day included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The first day that does not count.
    pub from: Date,
    /// The last day that does not count; none while the pause goes on.
    pub to: Option<Date>,
    /// The reason, by the id of its text.
    pub reason: String,
    /// The article that lets the time stand still.
    pub article: String,
}

/// A prolongation, in the unit of the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How many units more.
    pub count: u16,
    /// The article that allows it.
    pub article: String,
}

/// Why a limit cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TimeLimitError {
    /// It would span more than ten years.
    #[error("a time limit may not span more than {DEADLINE_DAYS_MAX} days")]
    TooLong,
    /// A pause ends before it starts.
    #[error("a pause ends before it starts")]
    PauseBackwards,
}

impl TimeLimitError {
    /// A stable name of what is wrong, to find the sentence in the reader's language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "time_limit.too_long",
            Self::PauseBackwards => "time_limit.pause_backwards",
        }
    }
}

impl TimeLimit {
    /// A limit from its start day on, without pauses or extension.
    pub const fn new(start: Date, limit: Limit) -> Self {
        Self { start, limit, pauses: Vec::new(), extension: None }
    }

    /// Counts. While a pause is open there is no last day, only the day before which it cannot be:
    /// the one that would follow if the pause had ended on its first day.
    pub fn run(&self, calendar: &Calendar) -> Result<Deadline, TimeLimitError> {
        if self.pauses.iter().any(|pause| pause.to.is_some_and(|to| to < pause.from)) {
            return Err(TimeLimitError::PauseBackwards);
        }
        let mut deadline = Count::new(self, calendar)?.walk()?;
        if deadline.due.is_none() {
            let shortest = self.with_pauses_closed();
            let earliest = Count::new(&shortest, calendar)?.walk()?;
            deadline.not_before = earliest.due;
            deadline.unpublished |= earliest.unpublished;
            deadline.unverified = earliest.unverified;
        }
        Ok(deadline)
    }

    /// The limit and its extension together.
    fn total(&self) -> u32 {
        let extension = self.extension.as_ref().map_or(0, |extension| extension.count);
        u32::from(self.limit.count) + u32::from(extension)
    }

    /// The days to count: months are as many days as lie between the start and the same day of the
    /// last month, or that month's end (民法典 202).
    fn days_to_count(&self) -> Result<usize, TimeLimitError> {
        let days = match self.limit.unit {
            LimitUnit::WorkingDay | LimitUnit::CalendarDay => i64::from(self.total()),
            LimitUnit::Month => {
                let months = i64::from(self.total()).months();
                let end = self.start.checked_add(months).map_err(|_| TimeLimitError::TooLong)?;
                end.duration_since(self.start).as_hours() / 24
            }
        };
        let days = usize::try_from(days).map_err(|_| TimeLimitError::TooLong)?;
        if days > DEADLINE_DAYS_MAX { Err(TimeLimitError::TooLong) } else { Ok(days) }
    }

    fn with_pauses_closed(&self) -> Self {
        let mut closed = self.clone();
        for pause in &mut closed.pauses {
            pause.to = pause.to.or(Some(pause.from));
        }
        closed
    }
}

/// The walk from the start day to the last one.
struct Count<'a> {
    limit: &'a TimeLimit,
    calendar: &'a Calendar,
    /// Days that still have to count.
    left: usize,
    counted: u16,
    unpublished: bool,
    unverified: Vec<Date>,
    days: Vec<ExplainedDay>,
}

impl<'a> Count<'a> {
    fn new(limit: &'a TimeLimit, calendar: &'a Calendar) -> Result<Self, TimeLimitError> {
        let left = limit.days_to_count()?;
        let (unverified, days) = (Vec::new(), Vec::new());
        Ok(Self { limit, calendar, left, counted: 0, unpublished: false, unverified, days })
    }

    fn walk(mut self) -> Result<Deadline, TimeLimitError> {
        let mut date = self.limit.start;
        loop {
            if self.days.len() > DEADLINE_DAYS_MAX {
                return Err(TimeLimitError::TooLong);
            }
            let pause = self.pause_on(date);
            let day = self.explain(date, pause);
            let last = self.left == 0 && self.may_end_on(date, pause);
            self.days.push(day);
            if last {
                return Ok(self.finish(Some(date)));
            }
            if pause.is_some_and(|index| self.limit.pauses[index].to.is_none()) {
                return Ok(self.finish(None));
            }
            date = date.tomorrow().map_err(|_| TimeLimitError::TooLong)?;
        }
    }

    /// The first pause that covers this day.
    fn pause_on(&self, date: Date) -> Option<usize> {
        let covers = |pause: &Pause| pause.from <= date && pause.to.is_none_or(|last| date <= last);
        self.limit.pauses.iter().position(covers)
    }

    /// Counts the day or not, and says why.
    fn explain(&mut self, date: Date, pause: Option<usize>) -> ExplainedDay {
        if date == self.limit.start {
            return ExplainedDay { date, counted: None, why: Why::StartDay };
        }
        if let Some(pause) = pause {
            return ExplainedDay { date, counted: None, why: Why::Paused { pause } };
        }
        let kind = self.calendar.day_kind(date);
        let matters = self.limit.limit.unit == LimitUnit::WorkingDay || self.left <= 1;
        if matters {
            self.depend_on(date);
        }
        if self.left == 0 {
            let why = if kind.is_working() { Why::Rolled } else { Why::from(kind) };
            return ExplainedDay { date, counted: None, why };
        }
        let counts = self.limit.limit.unit != LimitUnit::WorkingDay || kind.is_working();
        if !counts {
            return ExplainedDay { date, counted: None, why: kind.into() };
        }
        self.left -= 1;
        self.counted += 1;
        ExplainedDay { date, counted: Some(self.counted), why: kind.into() }
    }

    /// The last day must be a working one (民法典 203), and the clock must be running on it.
    fn may_end_on(&mut self, date: Date, pause: Option<usize>) -> bool {
        if date == self.limit.start {
            self.depend_on(date);
        }
        pause.is_none() && self.calendar.is_working(date)
    }

    /// The last day depends on what is said of this one.
    fn depend_on(&mut self, date: Date) {
        self.unpublished |= !self.calendar.is_published(date);
        if !self.calendar.is_verified(date) {
            self.unverified.push(date);
        }
    }

    fn finish(self, due: Option<Date>) -> Deadline {
        let unit = self.limit.limit.unit;
        let Self { unpublished, unverified, days, .. } = self;
        Deadline { due, not_before: None, unpublished, unverified, unit, days }
    }
}

impl From<DayKind<'_>> for Why {
    fn from(kind: DayKind<'_>) -> Self {
        match kind {
            DayKind::Working => Self::Working,
            DayKind::Weekend => Self::Weekend,
            DayKind::Holiday(name) => Self::Holiday { name: name.to_owned() },
            DayKind::MakeUpWorkday(name) => Self::MakeUpWorkday { name: name.to_owned() },
        }
    }
}
