//! 申请材料: one paper that an application needs, and the law that lets it be asked.

use serde::{Deserialize, Serialize};

use super::{Citation, MaterialClass, MaterialForm, MaterialNeed, MaterialSource, Text};

/// 申请材料.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its name within the item, for data: lower-case letters, digits and `_`.
    pub id: String,
    /// 材料名称.
    pub name: Text,
    /// 材料必要性: required, not, or may follow later (容缺后补).
    pub need: MaterialNeed,
    /// 材料类型.
    pub class: MaterialClass,
    /// 材料形式: on paper, electronic, or either.
    pub form: MaterialForm,
    /// 来源渠道: who makes it.
    pub source: MaterialSource,
    /// 出具机构: the body that issues it, where it is not the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Text>,
    /// 原件份数: originals to be shown or handed in.
    #[serde(default)]
    pub originals: u8,
    /// 复印件份数.
    #[serde(default)]
    pub copies: u8,
    /// 要求依据: the law that lets it be asked.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// 填报须知: how to fill or prepare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text>,
    /// 受理标准: what the window looks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Text>,
    /// 示例: what a good one looks like, as text that prints as a specimen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// Only in this situation; the words a resident reads (“委托他人办理时”).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
}
