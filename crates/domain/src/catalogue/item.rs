//! 实施清单: one item as one department offers it, with everything its guide tells.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Application, ApplicationForm, BodyNature, CaseType, Citation, CodeScheme, CrossRegion,
    ExerciseLevel, FormDownload, ItemKind, ItemState, LimitUnit, Material, OnlineDepth, Part,
    PowerSource, Remedy, ResultKind, ServiceObject, Text,
};

/// 实施清单: an item as one department offers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// 实施编码. Left out in a file of ours, it is built from department, level and `catalog_code`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// How the code is built.
    #[serde(default = "national31")]
    pub code_scheme: CodeScheme,
    /// 基本编码: province 2, kind 2, department 2, main item 3, sub item 3.
    pub catalog_code: String,
    /// 事项名称 (element 1).
    pub name: Text,
    /// In one sentence of plain words, what one gets.
    pub summary: Text,
    /// 事项类型.
    pub kind: ItemKind,
    /// 行使层级.
    pub level: ExerciseLevel,
    /// 实施主体: the competent body, by its `id` (element 2).
    pub department: String,
    /// 委托部门: in whose place a body acts that is entrusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegating: Option<Text>,
    /// 实施主体性质.
    pub body_nature: BodyNature,
    /// 权力来源; public services have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power_source: Option<PowerSource>,
    /// Region code.
    pub region: String,
    /// 事项状态.
    #[serde(default = "in_use")]
    pub state: ItemState,
    /// Whether the window accepts under written authority or only receives.
    pub window_role: WindowRole,
    /// 服务对象.
    pub objects: Vec<ServiceObject>,
    /// 办件类型.
    pub case_type: CaseType,
    /// The procedure regime, by its `id`.
    pub regime: String,
    /// 设定依据.
    pub basis: Vec<Citation>,
    /// Whether and when one can apply.
    pub application: Application,
    /// 受理条件 (element 3), one a line.
    pub conditions: Vec<Text>,
    /// 数量限制.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity_limit: Option<Text>,
    /// 申请材料 (element 4).
    #[serde(default)]
    pub materials: Vec<Material>,
    /// 办理流程 (element 5).
    pub steps: Vec<Step>,
    /// What the machine does with a case of this item.
    pub flow: Flow,
    /// 办结时限 (element 6).
    pub limits: Limits,
    /// 不予批准的情形 (element 7), one a line.
    pub refusals: Vec<Text>,
    /// 救济途径, where the item's own law says otherwise than its regime.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// 办理结果 (element 8).
    #[serde(default)]
    pub results: Vec<Outcome>,
    /// 收费 (element 8); empty is free of charge, unless it is unstated.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// 咨询投诉 (element 9), where it differs from the department's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
    /// 表格下载 (element 10).
    #[serde(default)]
    pub downloads: Vec<FormDownload>,
    /// 办公时间和地址、交通路线 (elements 11, 12): places by their `id`.
    pub places: Vec<String>,
    /// 办理状态查询 (element 13), where it is more than the case number and query code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_query: Option<Text>,
    /// How one can apply and what goes online.
    pub channels: Channels,
    /// 服务主题 and life events, by their `id`.
    pub themes: Vec<String>,
    /// Other words people use for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// 常见问题.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What the form asks beyond who one is: JSON Schema 2020-12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Value>,
    /// Where the entry comes from, for entries of other platforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// What the source does not say: these parts are empty because nobody knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unstated: Vec<Part>,
    /// Whether this is demonstration data (演示).
    #[serde(default)]
    pub demo: bool,
}

const fn national31() -> CodeScheme {
    CodeScheme::National31
}

const fn in_use() -> ItemState {
    ItemState::InUse
}

/// What the one window may do for the competent organ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WindowRole {
    /// Accepts in the organ's name, under written authority.
    Accepts {
        /// The paper that gives the authority.
        authority: String,
    },
    /// Only receives; the organ itself decides on acceptance.
    Receives,
}

/// 办理环节: a step as people are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// 申请与受理、审查、决定、送达 ….
    pub name: Text,
    /// Who does it.
    pub who: Text,
    /// How long it takes, in words.
    pub time: Text,
    /// What happens.
    pub what: Text,
}

/// What the machine does with a case after acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Which of the three flows.
    pub kind: FlowKind,
    /// Whether the law wants two officers for a check of substance (行政许可法 34).
    #[serde(default)]
    pub second_officer: bool,
    /// Departments asked in parallel inside this one matter, within its limit.
    #[serde(default)]
    pub joint: Vec<JointDepartment>,
}

/// The three flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    /// Done at the window while one waits (即办).
    Immediate,
    /// Accepted, then done without a decision (most public services).
    Service,
    /// Accepted, reviewed, decided.
    Review,
}

/// A department asked in parallel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointDepartment {
    /// By its `id`.
    pub department: String,
    /// Its own share of the limit, in working days.
    pub days: u16,
    /// What it is asked.
    pub question: Text,
}

/// 法定 and 承诺.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// 法定办结时限: only where a law sets one. See [`Limits::by_law`] for lists without articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory: Option<TimeLimit>,
    /// 承诺办结时限: never longer than the statutory one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<TimeLimit>,
}

/// A limit. `days` counts units; zero working days is the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    /// How many units.
    pub days: u16,
    /// Which unit.
    pub unit: LimitUnit,
    /// The article, for a statutory one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Citation>,
    /// Words beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// 办理结果: the paper one gets and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// 结果名称: 营业执照.
    pub name: Text,
    /// 审批结果类型.
    pub kind: ResultKind,
    /// 样式: a specimen as text that prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// 有效期 in months; none is without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u16>,
    /// 年检 or a periodic check that a law attaches to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<Upkeep>,
    /// 政府指定培训 that a law attaches to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<Upkeep>,
}

/// What one must do to keep a result: what, how often, and the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upkeep {
    /// What it is and how often.
    pub what: Text,
    /// The article.
    pub basis: Citation,
}

/// 收费项目.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// 收费项目名称.
    pub name: Text,
    /// 收费标准 in words: 80 元／件.
    pub standard: Text,
    /// 收费依据.
    pub basis: Citation,
    /// 减免.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<Text>,
}

impl Item {
    /// Whether the answers of the form are this material, so that no file has to come. A letter or
    /// a list, such as a mandate, is a paper of its own: somebody signs it.
    pub fn is_form(&self, material: &str) -> bool {
        let asks = |form: &FormDownload| form.material == material && form.body.is_questions();
        self.form.is_some() && self.downloads.iter().any(asks)
    }
}

/// 咨询方式 and 监督投诉方式.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// 咨询电话.
    pub ask: String,
    /// 监督投诉电话.
    pub complain: String,
}

/// How one can apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "practice lists these as yes or no")]
pub struct Channels {
    /// 办理形式.
    pub apply: Vec<ApplicationForm>,
    /// How often one has to come (到办事现场次数).
    pub visits: u8,
    /// 必须到现场的原因, when there is a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_reason: Option<Text>,
    /// 网上办理深度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_depth: Option<OnlineDepth>,
    /// 通办范围.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cross_region: Option<CrossRegion>,
    /// 是否支持预约办理.
    #[serde(default)]
    pub booking: bool,
    /// 是否支持网上支付.
    #[serde(default)]
    pub online_payment: bool,
    /// 是否支持物流快递 of the result.
    #[serde(default)]
    pub courier: bool,
    /// 是否支持自助终端.
    #[serde(default)]
    pub kiosk: bool,
}

/// 常见问题.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question as people ask it.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}
