//! Who does it and where: departments, public enterprises, halls and windows.

use serde::{Deserialize, Serialize};

use super::{Citation, Contacts, Text};

/// What kind of body a department is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentKind {
    /// 政府工作部门.
    Organ,
    /// 派出机构、站所, as a police station.
    Branch,
    /// 乡镇人民政府、街道办事处.
    Town,
    /// 事业单位、经办机构.
    Institution,
    /// 公用企业: power, water, gas, television.
    PublicEnterprise,
    /// 政务服务中心.
    ServiceCentre,
}

/// 受理机构 / 实施主体: a body that answers for items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Short name in data: `scjg`.
    pub id: String,
    /// 统一社会信用代码, GB 32100.
    pub credit_code: String,
    /// Full name, as on its seal.
    pub name: Text,
    /// The short name people use: 市场监管局.
    pub short: Text,
    /// What kind of body it is.
    pub kind: DepartmentKind,
    /// Region code (GB/T 2260, 6 digits; towns 9).
    pub region: String,
    /// The department above it in the same line, if it is a branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Who reconsiders its acts, where it is not the government at its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconsideration: Option<Reconsideration>,
    /// Where one can ask and complain.
    pub contacts: Contacts,
    /// The place where it receives people itself.
    pub place: String,
    /// In one sentence, what people come to it for.
    pub about: Text,
}

/// 行政复议机关 of a department that is led from above, or that belongs to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reconsideration {
    /// To whom one applies.
    pub to: Text,
    /// The article: 行政复议法 24, 27 or 28.
    pub basis: Citation,
}

/// A place that people go to: a hall, a station, a business office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Short name in data.
    pub id: String,
    /// Name on the door.
    pub name: Text,
    /// 地址.
    pub address: Text,
    /// 办公时间, a line each.
    pub hours: Vec<Text>,
    /// 交通路线: buses, parking, the way on foot.
    pub route: Text,
    /// Access for people with a wheelchair, a stick, a child.
    pub access: Text,
    /// Telephone of the place.
    pub phone: String,
    /// Region code.
    pub region: String,
    /// Its windows, where it has numbered ones.
    #[serde(default)]
    pub windows: Vec<ServiceWindow>,
}

/// A window of a hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceWindow {
    /// Number on the sign: `A01`.
    pub number: String,
    /// What the sign says: 综合受理窗口.
    pub name: Text,
}

/// 行政区划.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// GB/T 2260 with 6 digits; towns 9, villages 12.
    pub code: String,
    /// Name.
    pub name: Text,
    /// The region that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// `province`, `prefecture`, `county`, `town`, `village`.
    pub level: RegionRank,
}

/// Rank of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionRank {
    /// 省.
    Province,
    /// 州、市.
    Prefecture,
    /// 县、市、区.
    County,
    /// 乡、镇、街道.
    Town,
    /// 村、社区.
    Village,
}

/// 服务主题 or a life event (一件事).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Short name in data.
    pub id: String,
    /// For whom.
    pub group: ThemeGroup,
    /// Name.
    pub name: Text,
    /// In one sentence.
    pub about: Text,
    /// Its items in the order of doing, by 基本编码; others come after them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
}

impl Theme {
    /// The place of an item in the order of doing; those without one come last.
    pub fn place(&self, catalog_code: &str) -> usize {
        let place = self.order.iter().position(|code| code == catalog_code);
        place.unwrap_or(self.order.len())
    }
}

/// For whom a theme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeGroup {
    /// 个人.
    Person,
    /// 企业.
    Business,
    /// 人生大事, 一件事.
    LifeEvent,
}
