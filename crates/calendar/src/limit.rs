//! A time limit as a law writes it: a number and a unit.

use serde::{Deserialize, Serialize};

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// How many units; 0 is the same day.
    pub count: u16,
    /// What is counted.
    pub unit: LimitUnit,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// 工作日 (许可法 82)
    WorkingDay,
    /// 自然日
    CalendarDay,
    /// 月 (民法典 202)
    Month,
}

impl Limit {
    /// So many working days.
    pub const fn working_days(count: u16) -> Self {
        Self { count, unit: LimitUnit::WorkingDay }
    }

    /// So many calendar days.
    pub const fn calendar_days(count: u16) -> Self {
        Self { count, unit: LimitUnit::CalendarDay }
    }

    /// So many months.
    pub const fn months(count: u16) -> Self {
        Self { count, unit: LimitUnit::Month }
    }
}
