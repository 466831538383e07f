//! Whether and when one can apply.

use base::Date;
use serde::{Deserialize, Serialize};

use super::Text;

/// Whether and when one can apply for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Application {
    /// At any time.
    Open,
    /// Only in published periods (recruitment, qualification): 受理期.
    Window {
        /// The periods, in order.
        windows: Vec<ApplicationWindow>,
    },
    /// Never: the item gives information or advice. `instead` says what to do.
    None {
        /// What a person does instead of applying.
        instead: Text,
    },
}

/// One period in which applications are taken, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationWindow {
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// What the period is for, as 2026 年秋季.
    pub name: Text,
}

impl Application {
    /// The period that contains the day, for items with periods.
    pub fn window_on(&self, day: Date) -> Option<&ApplicationWindow> {
        match self {
            Self::Window { windows } => {
                windows.iter().find(|window| window.opens <= day && day <= window.closes)
            }
            Self::Open | Self::None { .. } => None,
        }
    }

    /// Whether an application is taken on this day.
    pub fn is_open(&self, day: Date) -> bool {
        matches!(self, Self::Open) || self.window_on(day).is_some()
    }

    /// The next period that opens after the day.
    pub fn next_window(&self, day: Date) -> Option<&ApplicationWindow> {
        match self {
            Self::Window { windows } => {
                windows.iter().filter(|window| window.opens > day).min_by_key(|window| window.opens)
            }
            Self::Open | Self::None { .. } => None,
        }
    }
}
