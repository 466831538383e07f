//! 文书编号: drawn at issue, per department, kind and year, without gaps.

use base::Timestamp;
use domain::cases::{Delivery, Event, Outcome};
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
    /// 当场更正凭证.
    Mended,
    /// 延期告知书.
    Extension,
    /// 特别程序告知书.
    Pause,
    /// 撤回申请确认书.
    Withdrawal,
    /// 终止办理告知书.
    Abandoned,
    /// 送达回证.
    Delivery,
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
            Self::Mended => "更",
            Self::Extension => "延",
            Self::Pause => "特",
            Self::Withdrawal => "撤",
            Self::Abandoned => "终",
            Self::Delivery => "送",
            Self::Result => "证",
        }
    }
}

/// The numbered papers that an event names.
pub(crate) fn papers(event: &Event) -> Vec<(PaperKind, String)> {
    let (kind, document) = match event {
        Event::Unneeded { document } => (PaperKind::Unneeded, Some(document)),
        Event::Redirected { document, .. }
        | Event::CorrectionNotified { document, refused: true, .. } => {
            (PaperKind::Redirection, Some(document))
        }
        Event::CorrectionNotified { document, .. } => (PaperKind::Correction, Some(document)),
        Event::Accepted(accepted) => (PaperKind::Acceptance, accepted.document.as_ref()),
        Event::Mended { document, .. } => (PaperKind::Mended, document.as_ref()),
        Event::Extended { document, .. } => (PaperKind::Extension, document.as_ref()),
        Event::Paused(pause) => (PaperKind::Pause, pause.document.as_ref()),
        Event::Withdrawn { document } => (PaperKind::Withdrawal, document.as_ref()),
        Event::Abandoned { document, .. } => (PaperKind::Abandoned, document.as_ref()),
        Event::Delivered { document, .. } => (PaperKind::Delivery, document.as_ref()),
        Event::Decided(decided) => {
            let refused = decided.outcome == Outcome::Refused;
            let kind = if refused { PaperKind::Refusal } else { PaperKind::Decision };
            let mut papers = vec![(kind, decided.document.clone())];
            let results = decided.issued().into_iter();
            papers.extend(results.map(|issued| (PaperKind::Result, issued.number)));
            return papers;
        }
        _ => return Vec::new(),
    };
    document.map(|document| (kind, document.clone())).into_iter().collect()
}

/// Year and running number of what [`draw`] gave.
pub(crate) fn parse(number: &str) -> Option<(i64, i64)> {
    let (_, rest) = number.rsplit_once("字〔")?;
    let (year, last) = rest.split_once("〕第")?;
    Some((year.parse().ok()?, last.strip_suffix('号')?.parse().ok()?))
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

/// Gives the paper of an event its number, where it has none yet: of what the law has done by
/// itself, and of acts whose number nothing else names. Only for events that are recorded: what a
/// page only shows draws no number, so that none is missing.
pub(super) fn give(
    unit: &mut Unit<'_>,
    department: &str,
    at: Timestamp,
    event: &mut Event,
) -> Result<()> {
    let (kind, document) = match event {
        Event::Accepted(accepted) => (PaperKind::Acceptance, &mut accepted.document),
        Event::Mended { document, .. } => (PaperKind::Mended, document),
        Event::Extended { document, .. } => (PaperKind::Extension, document),
        Event::Paused(pause) => (PaperKind::Pause, &mut pause.document),
        Event::Withdrawn { document } => (PaperKind::Withdrawal, document),
        Event::Abandoned { document, .. } => (PaperKind::Abandoned, document),
        // Where nothing is handed over there is nothing to prove.
        Event::Delivered { delivery: Delivery::Nothing, .. } => return Ok(()),
        Event::Delivered { document, .. } => (PaperKind::Delivery, document),
        _ => return Ok(()),
    };
    if document.is_none() {
        *document = Some(draw(unit, department, kind, at)?);
    }
    Ok(())
}
