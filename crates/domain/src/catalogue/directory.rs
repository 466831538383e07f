//! 基本目录: what the government may be asked for at all, before any department implements it. Every
//! implementation with the same 基本编码 has its name, kind and legal basis from here.

use serde::{Deserialize, Serialize};

use super::{Citation, ExerciseLevel, Item, ItemKind, ItemState, Text};

/// An entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryEntry {
    /// 基本编码.
    pub catalog_code: String,
    /// The name of the item (事项名称).
    pub name: Text,
    /// 事项类型.
    pub kind: ItemKind,
    /// 设定依据: what every implementation cites.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// 行使层级: every level at which it is exercised.
    pub levels: Vec<ExerciseLevel>,
    /// 事项状态.
    #[serde(default = "in_use")]
    pub state: ItemState,
    /// Whether no directory names it, and it was made from an implementation.
    #[serde(default, skip_serializing_if = "is_false")]
    pub derived: bool,
}

const fn in_use() -> ItemState {
    ItemState::InUse
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl DirectoryEntry {
    /// The entry of an implementation whose code no directory names, as with lists of other
    /// platforms: what the implementation says stands in for it.
    pub fn derived(item: &Item) -> Self {
        Self {
            catalog_code: item.catalog_code.clone(),
            name: item.name.clone(),
            kind: item.kind,
            basis: item.basis.clone(),
            levels: vec![item.level],
            state: item.state,
            derived: true,
        }
    }

    /// A derived entry grows with the implementations that are found: it is exercised at each of
    /// their levels, and in use while one of them is.
    pub fn join(&mut self, item: &Item) {
        if !self.derived {
            return;
        }
        if !self.levels.contains(&item.level) {
            self.levels.push(item.level);
            self.levels.sort();
        }
        self.state = self.state.min(item.state);
    }
}
