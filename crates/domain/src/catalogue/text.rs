//! Words of the catalogue: Chinese, with English where somebody has translated them, and the law
//! behind them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text of the catalogue. In a file it is either a plain Chinese text or
/// `{ zh = "…", en = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(from = "Written")]
pub struct Text {
    /// The Chinese text, which alone has legal effect.
    pub zh: String,
    /// A translation for orientation.
    pub en: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Written {
    Chinese(String),
    Both { zh: String, en: Option<String> },
}

impl From<Written> for Text {
    fn from(written: Written) -> Self {
        match written {
            Written::Chinese(zh) => Self { zh, en: None },
            Written::Both { zh, en } => Self { zh, en },
        }
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let zh = self.zh.clone();
        match self.en.clone() {
            None => Written::Chinese(zh),
            en => Written::Both { zh, en },
        }
        .serialize(s)
    }
}

impl From<&str> for Text {
    fn from(zh: &str) -> Self {
        Self { zh: zh.to_owned(), en: None }
    }
}

/// Where the law says so: 《law》第article条, and below that the clause in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The title without 中华人民共和国 and without brackets, as 行政许可法.
    pub law: String,
    /// The number of the article, as 32; none where a whole paper is the basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<u16>,
    /// Below the article: 第一款第四项.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What it says for this matter, in short and in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 《行政许可法》第三十二条第一款第四项: the citation as Chinese law cites.
impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》", self.law)?;
        if let Some(article) = self.article {
            write!(f, "第{}条", chinese_number(article))?;
        }
        f.write_str(self.clause.as_deref().unwrap_or_default())
    }
}

/// A number below 1,000 in Chinese characters, as laws number their articles. Larger ones stay
/// digits up to 9,999 with 千.
pub(crate) fn chinese_number(number: u16) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(u16, &str); 3] = [(1000, "千"), (100, "百"), (10, "十")];
    let (mut rest, mut text, mut gap) = (number, String::new(), false);
    for (size, unit) in UNITS {
        let digit = rest / size;
        rest %= size;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push_str(DIGITS[0]);
            gap = false;
        }
        if !(size == 10 && digit == 1 && text.is_empty()) {
            text.push_str(DIGITS[usize::from(digit % 10)]);
        }
        text.push_str(unit);
    }
    if rest > 0 || text.is_empty() {
        if gap && rest > 0 {
            text.push_str(DIGITS[0]);
        }
        text.push_str(DIGITS[usize::from(rest)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_counted_as_laws_count_them() {
        let cases = [(3, "三"), (10, "十"), (11, "十一"), (20, "二十"), (32, "三十二")];
        let more = [(100, "一百"), (101, "一百零一"), (110, "一百一十"), (1260, "一千二百六十")];
        for (number, text) in cases.into_iter().chain(more) {
            assert_eq!(chinese_number(number), text);
        }
    }

    #[test]
    fn a_citation_reads_as_law_cites() {
        let citation = Citation {
            law: "行政许可法".into(),
            article: Some(32),
            clause: Some("第一款第四项".into()),
            note: None,
        };
        assert_eq!(citation.to_string(), "《行政许可法》第三十二条第一款第四项");
    }
}
