//! 程序制度: the procedural law that governs an item's time limits, as data with articles.
//!
//! 行政许可法 is one regime, for 行政许可 only. An item without an article has no statutory limit
//! and no deemed acceptance, only a promise.

use calendar::LimitUnit;
use serde::{Deserialize, Serialize};

use super::{Citation, Remedy, Text};

/// From which event a limit runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartEvent {
    /// 收到申请材料之日 (收件).
    Receipt,
    /// 受理之日.
    Acceptance,
    /// 受理期截止之日, for items with an application window.
    WindowCloses,
}

/// What silence past the correction days means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// 逾期不告知的，自收到申请材料之日起即为受理.
    AcceptedFromReceipt,
    /// Nothing follows by law; the delay is on record.
    Nothing,
}

/// What becomes of an application whose papers are not complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incomplete {
    /// 一次性告知补正: the case waits for the rest.
    #[default]
    Corrected,
    /// 当场书面不予受理, with everything that is missing; a new application brings it.
    Refused,
}

/// 延期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How much, in the regime's unit.
    pub days: u16,
    /// Who approves: 本行政机关负责人.
    pub approver: Text,
    /// The article.
    pub basis: Citation,
}

/// A reason for which time is not counted (行政许可法 45), and nothing else stops a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Short name in data: `hearing`.
    pub id: String,
    /// 听证.
    pub name: Text,
    /// The article.
    pub basis: Citation,
}

/// 程序制度.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Short name in data: `licence`.
    pub id: String,
    /// 行政许可法一般程序.
    pub name: Text,
    /// The law it comes from; none for a promise-only regime.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// From which event the limit runs.
    pub start: StartEvent,
    /// In which unit.
    pub unit: LimitUnit,
    /// The general limit, where the regime has one and the item's own law does not say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_days: Option<u16>,
    /// Days from receipt within which all corrections are told once; zero is "on the spot, that
    /// day". None: the law sets no such period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_days: Option<u16>,
    /// What the correction days are: working days (行政许可法 82), where the regime's own law does
    /// not count otherwise (排污许可管理条例 9).
    #[serde(default = "working_day", skip_serializing_if = "is_working_day")]
    pub correction_unit: LimitUnit,
    /// The article of the correction days and of silence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_basis: Option<Citation>,
    /// What becomes of an application whose papers are not complete.
    #[serde(default)]
    pub incomplete: Incomplete,
    /// 承诺: working days from receipt within which the house says whether it accepts, where the law
    /// sets no such period. It has no article, and nothing follows by law when it passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_days: Option<u16>,
    /// What silence past the correction days means.
    pub silence: Silence,
    /// The one extension, if the law gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// What is not counted.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
    /// Days after the decision within which the result is delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_days: Option<u16>,
    /// What the delivery days are, likewise.
    #[serde(default = "working_day", skip_serializing_if = "is_working_day")]
    pub delivery_unit: LimitUnit,
    /// The article of the delivery days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_basis: Option<Citation>,
    /// Days after a correction notice, when the law itself closes a case whose papers do not come
    /// (法律援助法 43, 政府信息公开条例 30); none elsewhere, and then a case is never closed for silence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abandoned_after_days: Option<u16>,
    /// What one can do against a decision under it, or against there being none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
}

const fn working_day() -> LimitUnit {
    LimitUnit::WorkingDay
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_working_day(unit: &LimitUnit) -> bool {
    *unit == LimitUnit::WorkingDay
}
