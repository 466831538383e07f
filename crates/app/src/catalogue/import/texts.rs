//! Readings of free texts: limits as `20(工作日)`, conditions in paragraphs, other names.

use domain::catalogue::{LimitUnit, Text, TimeLimit};

use super::profile::Mapping;

/// A limit as sources write it: a number and a unit in brackets of either width.
pub(super) fn limit(text: &str, mapping: &Mapping) -> Option<TimeLimit> {
    let plain = text.replace('（', "(").replace('）', ")");
    let (number, unit) = plain.trim_end_matches(')').split_once('(')?;
    let days = number.trim().parse().ok()?;
    let unit: LimitUnit = *mapping.units.get(unit.trim())?;
    Some(TimeLimit { days, unit, basis: None, note: None })
}

/// A text in paragraphs: at line breaks, and at blanks before `1.`, `2、`, `（三）`, `四、`.
pub(super) fn paragraphs(text: &str) -> Vec<Text> {
    let mut all = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (place, _) in line.match_indices(char::is_whitespace) {
            let rest = line[place..].trim_start();
            if place >= start && starts_numbered(rest) {
                push(&mut all, &line[start..place]);
                start = line.len() - rest.len();
            }
        }
        push(&mut all, line.get(start..).unwrap_or_default());
    }
    all
}

fn push(all: &mut Vec<Text>, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        all.push(Text::from(text));
    }
}

/// Whether a text begins as a point of an enumeration does.
fn starts_numbered(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let inside = text.strip_prefix(['（', '(']);
    let body = inside.unwrap_or(text);
    let number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let rest = body.trim_start_matches(number);
    let length = body.len() - rest.len();
    let circled = text.starts_with(|c| ('①'..='⑳').contains(&c));
    let mut after = rest.chars();
    let ended = match (inside.is_some(), after.next()) {
        (true, Some('）' | ')')) | (false, Some('、' | '．' | '）' | ')')) => true,
        // A dot is an end only where no decimal follows it.
        (false, Some('.')) => !after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    circled || (length > 0 && length <= 9 && ended)
}

/// Other names of an item, from texts that join them in many ways.
pub(super) fn synonyms(texts: &[&str], name: &str) -> Vec<String> {
    const WORD_CHARS_MAX: usize = 50;
    let mut words: Vec<String> = Vec::new();
    for word in texts.iter().flat_map(|text| text.split([',', '，', '、', ';', '；', '\n'])) {
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = !word.is_empty() && word.chars().count() <= WORD_CHARS_MAX && word != name;
        if fits && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::*;

    #[test]
    fn limits_are_read_in_their_unit() {
        let Ok(Profile::Mapped(mapping)) = Profile::named("guangdong").unwrap() else {
            panic!("guangdong is a mapping");
        };
        let read = |text| limit(text, &mapping).map(|limit| (limit.days, limit.unit));
        assert_eq!(read("20(工作日)"), Some((20, LimitUnit::WorkingDay)));
        assert_eq!(read("30（自然日）"), Some((30, LimitUnit::CalendarDay)));
        assert_eq!(read("1(月)"), Some((1, LimitUnit::Month)));
        for text in ["20", "20(年)", "(工作日)", "二十(工作日)", "99999(工作日)"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn conditions_come_in_paragraphs() {
        let split = |text| paragraphs(text).into_iter().map(|text| text.zh).collect::<Vec<_>>();
        let text =
            "符合下列条件之一的：   1、跨市转所的；   2、设立新所的；\n（三）面积 1.5 亩以上";
        assert_eq!(
            split(text),
            ["符合下列条件之一的：", "1、跨市转所的；", "2、设立新所的；", "（三）面积 1.5 亩以上"]
        );
        assert_eq!(split("  无编号 的一句话  "), ["无编号 的一句话"]);
    }

    #[test]
    fn synonyms_are_words_and_differ_from_the_name() {
        let words = synonyms(&["设立，技工学校", "火灾  复核,设立"], "技工学校");
        assert_eq!(words, ["设立", "火灾 复核"]);
    }
}
