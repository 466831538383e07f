//! 表格下载: forms that one can take home, and what stands on them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Text;

/// Columns of a list that still fit side by side on a sheet.
pub const COLUMNS_MAX: usize = 6;

/// 表格: a form one can take home, blank and filled in as an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormDownload {
    /// The material (by its `id`) that this form is.
    pub material: String,
    /// 表格名称.
    pub name: Text,
    /// What stands on it; left out, it is the form that asks the item's questions.
    #[serde(default, skip_serializing_if = "FormBody::is_questions")]
    pub body: FormBody,
    /// 常见错误示例, one a line: what people write, and what is right.
    pub common_errors: Vec<Text>,
}

/// What stands on a form. Blank and filled-in sample are made from the same data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FormBody {
    /// The questions of the item's own form, a box each.
    #[default]
    Questions,
    /// A letter with gaps, a paragraph a line; see [`pieces`].
    Letter {
        /// The letter.
        text: Text,
    },
    /// A list of things or people.
    List {
        /// What stands above the list: a letter with gaps.
        text: Text,
        /// The heads of the columns.
        columns: Vec<Text>,
        /// Rows of the filled-in sample, a cell for each column.
        sample: Vec<Vec<String>>,
    },
}

impl FormBody {
    /// Whether it asks the item's own questions.
    pub const fn is_questions(&self) -> bool {
        matches!(self, Self::Questions)
    }
}

/// A piece of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Printed words.
    Words(&'a str),
    /// To be written in.
    Gap {
        /// What is to be written, in small print; may be empty where the words before say it.
        hint: &'a str,
        /// What the sample has there.
        sample: &'a str,
    },
}

/// The pieces of a letter, whose gaps are written `{hint|sample}`; none when a brace has no
/// partner or a gap has no sample. A space as sample leaves the gap open on purpose.
pub fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((words, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}')?;
        let (hint, sample) = gap.split_once('|')?;
        if words.contains('}') || gap.contains('{') || sample.is_empty() {
            return None;
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Gap { hint, sample });
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    Some(pieces)
}

/// Fills in the downloads of an item in a file: where one names a `template`, what it does not say
/// itself comes from there. Papers that many items share are so written once.
///
/// # Errors
///
/// The name of a template that is not there.
pub fn fill_in(item: &mut Value, templates: &Map<String, Value>) -> Result<(), String> {
    let downloads = item.get_mut("downloads").and_then(Value::as_array_mut);
    for download in downloads.into_iter().flatten().filter_map(Value::as_object_mut) {
        let Some(name) = download.remove("template") else { continue };
        let name = name.as_str().unwrap_or_default().to_owned();
        let template = templates.get(&name).and_then(Value::as_object).ok_or(name)?;
        for (key, value) in template {
            download.entry(key).or_insert_with(|| value.clone());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_template_says_what_the_download_does_not() {
        let templates = json!({"mandate": {"name": "授权委托书", "common_errors": ["漏签"]}});
        let templates = templates.as_object().unwrap();
        let mut item = json!({"downloads": [
            {"material": "a", "template": "mandate", "name": "委托书"}, {"material": "b"}]});
        fill_in(&mut item, templates).unwrap();
        let expected = json!({"downloads": [
            {"material": "a", "name": "委托书", "common_errors": ["漏签"]}, {"material": "b"}]});
        assert_eq!(item, expected);
        let mut item = json!({"downloads": [{"template": "none"}]});
        assert_eq!(fill_in(&mut item, templates), Err("none".to_owned()));
    }

    #[test]
    fn a_letter_is_words_and_gaps() {
        let letter = "委托人：{|段演示}，{起止日期|三个月}。";
        let gap = |hint, sample| Piece::Gap { hint, sample };
        let expected = [
            Piece::Words("委托人："),
            gap("", "段演示"),
            Piece::Words("，"),
            gap("起止日期", "三个月"),
            Piece::Words("。"),
        ];
        assert_eq!(pieces(letter).as_deref(), Some(&expected[..]));
        assert_eq!(pieces("无空").as_deref(), Some(&[Piece::Words("无空")][..]));
    }

    #[test]
    fn a_gap_that_is_not_whole_is_none() {
        for letter in ["{甲", "甲}", "{甲}", "{甲|}", "{甲|{乙|丙}}", "甲}{乙|丙}"] {
            assert_eq!(pieces(letter), None, "{letter}");
        }
    }
}
