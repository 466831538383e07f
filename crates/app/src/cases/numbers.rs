//! 文书编号: drawn at issue, per department, kind and year, without gaps.

use base::Timestamp;
use serde::{Deserialize, Serialize};

use super::sql;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// The kinds of numbered papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 受理通知书.
    Acceptance,
    /// 补正告知书.
    Correction,
    /// 不予受理通知书.
    Redirection,
    /// 不需要许可告知书.
    Unneeded,
    /// 准予决定书 or a paper that a service ends with.
    Decision,
    /// 不予决定书.
    Refusal,
    /// The result itself: a licence or certificate.
    Result,
}

impl PaperKind {
    /// The character that the number carries.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Acceptance => "受",
            Self::Correction => "补",
            Self::Redirection => "不受",
            Self::Unneeded => "免",
            Self::Decision => "准",
            Self::Refusal => "不准",
            Self::Result => "证",
        }
    }
}

/// Draws a number: 市场监管局受字〔2026〕第12号.
pub fn draw(
    unit: &mut Unit<'_>,
    department: &str,
    kind: PaperKind,
    at: Timestamp,
) -> Result<String> {
    let year = at.day().year();
    let params = [department.into(), kind.mark().into(), i64::from(year).into()];
    let row = unit.tx.one(&sql::DRAW_NUMBER, &params)?;
    let last = row.ok_or_else(|| Error::broken("no number was drawn"))?.int(0)?;
    let catalogue = unit.cx.house.catalogue();
    let short = catalogue.department(department).map_or(department, |found| &found.short.zh);
    Ok(format!("{short}{}字〔{year}〕第{last}号", kind.mark()))
}
