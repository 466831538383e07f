//! What the source of an item does not say. Silence is no statement: an empty list of fees in a
//! guide of ours means that nothing is charged; in a list of another platform that has no such
//! field it means that nobody knows.

use serde::{Deserialize, Serialize};

use super::{Item, Limits, TimeLimit};

/// A part of a guide that a source may leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 设定依据.
    Basis,
    /// 受理条件.
    Conditions,
    /// 申请材料.
    Materials,
    /// Of each material: whether it must be there, its form, copies and source.
    MaterialDetails,
    /// 办理流程.
    Steps,
    /// 不予批准的情形.
    Refusals,
    /// 办理结果.
    Results,
    /// 收费.
    Fees,
    /// 表格下载.
    Downloads,
    /// What the one window may do for the competent organ.
    WindowRole,
    /// 到办事现场次数.
    Visits,
}

impl Part {
    /// Where it stands in the file of an item, as a JSON pointer; none for parts of parts.
    pub const fn pointer(self) -> Option<&'static str> {
        Some(match self {
            Self::Basis => "/basis",
            Self::Conditions => "/conditions",
            Self::Materials => "/materials",
            Self::MaterialDetails => return None,
            Self::Steps => "/steps",
            Self::Refusals => "/refusals",
            Self::Results => "/results",
            Self::Fees => "/fees",
            Self::Downloads => "/downloads",
            Self::WindowRole => "/window_role",
            Self::Visits => "/channels/visits",
        })
    }
}

impl Item {
    /// Whether the source says anything about this part, were it only that there is none.
    pub fn states(&self, part: Part) -> bool {
        !self.unstated.contains(&part)
    }

    /// Whether nothing is charged; none where the source does not say.
    pub fn is_free(&self) -> Option<bool> {
        self.states(Part::Fees).then_some(self.fees.is_empty())
    }

    /// How often one has to come; none where the source does not say.
    pub fn visits(&self) -> Option<u8> {
        self.states(Part::Visits).then_some(self.channels.visits)
    }
}

impl Limits {
    /// 法定办结时限. A limit that names no article is none: only a law can set it.
    pub fn by_law(&self) -> Option<&TimeLimit> {
        self.statutory.as_ref().filter(|limit| limit.basis.is_some())
    }

    /// What the body calls its statutory limit without naming the article: 办理机关公布的时限.
    pub fn published(&self) -> Option<&TimeLimit> {
        self.statutory.as_ref().filter(|limit| limit.basis.is_none())
    }

    /// The limit that people are told first: what is promised, else what is published or law.
    pub fn shown(&self) -> Option<&TimeLimit> {
        self.promised.as_ref().or(self.statutory.as_ref())
    }

    /// The limits that run for a case: no article, no statutory clock. What the body published
    /// without one binds it as its promise does.
    #[must_use]
    pub fn running(&self) -> Self {
        Self {
            statutory: self.by_law().cloned(),
            promised: self.promised.as_ref().or(self.published()).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn limits(value: serde_json::Value) -> Limits {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_limit_without_an_article_is_a_promise_at_most() {
        let bare = json!({ "statutory": { "days": 20, "unit": "working_day" } });
        let running = limits(bare.clone()).running();
        assert_eq!(running.statutory, None);
        assert_eq!(running.promised.map(|limit| limit.days), Some(20));

        let mut promised = bare;
        promised["promised"] = json!({ "days": 7, "unit": "working_day" });
        let limits = limits(promised);
        assert_eq!((limits.by_law(), limits.published().map(|limit| limit.days)), (None, Some(20)));
        assert_eq!(limits.running().promised.map(|limit| limit.days), Some(7));
    }

    #[test]
    fn a_limit_with_its_article_is_law() {
        let law = json!({ "law": "中华人民共和国行政许可法", "article": 42 });
        let set =
            limits(json!({ "statutory": { "days": 20, "unit": "working_day", "basis": law } }));
        assert_eq!(set.by_law().map(|limit| limit.days), Some(20));
        assert_eq!((set.published(), set.running()), (None, set.clone()));
    }
}
