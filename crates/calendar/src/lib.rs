//! Working days and statutory time limits, with an explanation day by day.
//!
//! A [`Calendar`] knows which days are worked; a [`TimeLimit`] counts on it and gives a
//! [`Deadline`], which says of every day whether it counted and why. [`Calendars`] holds the
//! published calendars of the nation and of regions with holidays of their own.

mod calendar;
mod calendars;
mod deadline;
mod file;
mod limit;
mod time_limit;

pub use calendar::{Calendar, DayKind};
pub use calendars::Calendars;
pub use deadline::{Deadline, ExplainedDay, Run, Why};
pub use file::CalendarError;
pub use limit::{Limit, LimitUnit};
pub use time_limit::{Extension, Pause, TimeLimit, TimeLimitError};
