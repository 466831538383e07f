//! Profiles: how the fields and codes of a source become ours, as data.

use std::collections::BTreeMap;

use domain::catalogue::{ItemKind, LimitUnit, Region, ServiceObject, Text, ThemeGroup};
use serde::Deserialize;

use crate::error::{Error, Result};

const GUANGDONG: &str = include_str!("../../../../../resources/profiles/guangdong.toml");

/// The names of the profiles that come with the program.
pub const PROFILES: &[&str] = &["yichuang", "guangdong"];

/// How the rows of a file are read.
#[derive(Debug, Clone)]
pub enum Profile {
    /// Each row is an item of ours.
    Yichuang,
    /// Each row is an item of another platform, translated by a profile file.
    Mapped(Box<Mapping>),
}

impl Profile {
    /// A profile that comes with the program; none when the name is not one of [`PROFILES`].
    pub fn named(name: &str) -> Option<Result<Self>> {
        match name {
            "yichuang" => Some(Ok(Self::Yichuang)),
            "guangdong" => Some(Self::parse(GUANGDONG)),
            _ => None,
        }
    }

    /// A profile from the text of a profile file.
    pub fn parse(text: &str) -> Result<Self> {
        let mapping = toml::from_str(text);
        let mapping = mapping.map_err(|error| Error::Broken(format!("profile: {error}")))?;
        Ok(Self::Mapped(Box::new(mapping)))
    }

    /// Its name.
    pub fn id(&self) -> &str {
        match self {
            Self::Yichuang => "yichuang",
            Self::Mapped(mapping) => &mapping.id,
        }
    }
}

/// How the rows of another platform become items.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Short name.
    pub id: String,
    /// How the source is named on each item.
    pub source: String,
    /// Words that mean that nothing was filled in.
    pub empty: Vec<String>,
    /// Words before an address that say nothing.
    pub strip: Vec<String>,
    /// Which regime an item without an article gets.
    pub regimes: Regimes,
    /// The source's names of fields.
    pub fields: Fields,
    /// Regions of the source.
    pub regions: Vec<Region>,
    /// 事项类型 by the source's codes.
    pub kinds: BTreeMap<String, ItemKind>,
    /// 服务对象 by the source's words.
    pub objects: BTreeMap<String, ServiceObject>,
    /// Units of limits by the source's words.
    pub units: BTreeMap<String, LimitUnit>,
    /// Yes and no by the source's words.
    pub flags: BTreeMap<String, bool>,
    /// What pages say where the source says nothing.
    pub texts: Texts,
    /// What is left out on purpose.
    pub ignored: Ignored,
    /// Themes, and which words of the source mean them.
    pub themes: Vec<MappedTheme>,
}

/// Which regime an item without an article gets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regimes {
    /// 行政许可 with a limit in working days.
    pub licence: String,
    /// Everything else.
    pub other: String,
}

/// The source's names of fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Item code (实施编码).
    pub code: String,
    /// 基本编码.
    pub catalog_code: String,
    /// The name of the item (事项名称).
    pub name: String,
    /// 事项类型, a code.
    pub kind: String,
    /// 实施主体, its name.
    pub department: String,
    /// Region code.
    pub region: String,
    /// 法定办结时限, as `20(工作日)`.
    pub statutory: String,
    /// 承诺办结时限, as `7(工作日)`.
    pub promised: String,
    /// 受理条件, one text.
    pub conditions: String,
    /// 申请材料, a list of names.
    pub materials: String,
    /// 服务对象, a list of words.
    pub objects: String,
    /// 服务主题, a list of words.
    pub themes: String,
    /// How often one has to come (到办事现场次数).
    pub visits: String,
    /// 办理地点.
    pub location: String,
    /// 咨询电话.
    pub ask: String,
    /// 监督投诉电话.
    pub complain: String,
    /// 是否网办.
    pub online: String,
    /// 是否支持物流快递.
    pub courier: String,
    /// Fields with other names of the item.
    pub synonyms: Vec<String>,
}

/// What pages say where the source says nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Beside a statutory limit without an article.
    pub no_article: Text,
    /// What a department is there for.
    pub about: Text,
    /// The name of a place of which only the address is known.
    pub place: Text,
    /// Anything else.
    pub unknown: Text,
}

/// What is left out on purpose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// Words that are no themes.
    pub themes: Vec<String>,
}

/// A theme, and which words of the source mean it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedTheme {
    /// The `id` of our theme.
    pub id: String,
    /// For whom, when the theme is not there yet.
    pub group: ThemeGroup,
    /// Its name, when it is not there yet.
    pub name: Text,
    /// In one sentence, when it is not there yet.
    pub about: Text,
    /// The source's words.
    pub from: Vec<String>,
}

impl Mapping {
    /// Whether a text says nothing.
    pub(super) fn is_empty(&self, text: &str) -> bool {
        text.is_empty() || self.empty.iter().any(|word| word == text)
    }

    /// The theme that a word of the source means.
    pub(super) fn theme(&self, word: &str) -> Option<&MappedTheme> {
        self.themes.iter().find(|theme| theme.from.iter().any(|from| from == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_parses() {
        for name in PROFILES {
            assert_eq!(Profile::named(name).unwrap().unwrap().id(), *name);
        }
        assert!(Profile::named("beijing").is_none());
    }
}
