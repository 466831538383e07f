//! Messages in Chinese and English, built from locales/; a missing one does not compile.
//!
//! `lang.guide_materials_title()` is the message `title` under `[materials]` of
//! `locales/{zh-CN,en}/guide.toml`. Messages with `{name}` take their values in the order of the
//! Chinese text and give a `String`.

mod format;

use std::fmt::Display;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文, which alone has legal effect.
    Zh,
    /// English, for orientation.
    En,
}

impl Lang {
    /// Both, Chinese first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The word in addresses, `/zh/…` and `/en/…`, and in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a path's first part.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// BCP 47 tag for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Its own name, as the language switch shows it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The word for one or for many, by the number as it is written.
fn plural(number: &impl Display, one: &'static str, other: &'static str) -> &'static str {
    if number.to_string() == "1" { one } else { other }
}
