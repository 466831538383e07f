//! Sentences for what a check or an import says, in two languages, as data.

use std::collections::HashMap;
use std::sync::LazyLock;

const FINDINGS: &str = include_str!("../../../../resources/findings.toml");

type Sentences = HashMap<String, HashMap<String, [String; 2]>>;

static SENTENCES: LazyLock<Sentences> =
    LazyLock::new(|| toml::from_str(FINDINGS).unwrap_or_default());

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

/// The sentence of a code with its values; the code itself where there is none.
pub fn sentence(language: Language, code: &str, values: &[String]) -> String {
    let texts = code.split_once('.').and_then(|(group, name)| SENTENCES.get(group)?.get(name));
    let Some([zh, en]) = texts else { return format!("{code} {}", values.join(" ")) };
    let mut sentence = match language {
        Language::Zh => zh.clone(),
        Language::En => en.clone(),
    };
    for (place, value) in values.iter().enumerate() {
        sentence = sentence.replace(&format!("{{{place}}}"), value);
    }
    // A value that was not given leaves no bracket behind.
    sentence.replace("（{0}）", "").replace(" ({0})", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_there_in_both_languages() {
        assert!(SENTENCES.len() > 10, "resources/findings.toml does not parse");
        for [zh, en] in SENTENCES.values().flat_map(HashMap::values) {
            let count = |text: &str| ["{0}", "{1}"].map(|hole| text.contains(hole));
            assert_eq!(count(zh), count(en), "{zh} / {en}");
        }
    }

    #[test]
    fn codes_of_identifiers_have_sentences() {
        let prefixes = ["item_code.", "catalog_code.", "credit_code."];
        for code in base::codes::error_codes() {
            if prefixes.iter().any(|prefix| code.starts_with(prefix)) {
                assert!(!sentence(Language::Zh, code, &[]).contains('.'), "{code}");
            }
        }
    }

    #[test]
    fn values_are_put_in() {
        let values = ["X".to_owned(), "3".to_owned()];
        let text = sentence(Language::Zh, "row.code_twice", &values);
        assert_eq!(text, "实施编码 X 和第 3 行重复");
        assert_eq!(sentence(Language::En, "new.code", &values), "new.code X 3");
    }
}
