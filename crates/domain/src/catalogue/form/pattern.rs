//! Patterns of answers: regular expressions that take linear time and mean the same everywhere.

use regex::Regex;

/// The most characters of a pattern.
const PATTERN_CHARS_MAX: usize = 200;
/// Bytes that a compiled pattern may take; `[0-9]{17}` takes a few thousand.
const COMPILED_BYTES_MAX: usize = 256 * 1024;

/// A regular expression of the part that browsers, JSON Schema and this engine read alike:
/// literals, sets, groups, repetitions, anchors. No `.`, no classes like `\d`, nothing with `(?`.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Pattern {
    /// Reads a pattern; none when it is too long, broken, or outside the common part.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().count() > PATTERN_CHARS_MAX || !is_common(text) {
            return None;
        }
        let regex = regex::RegexBuilder::new(text).size_limit(COMPILED_BYTES_MAX).build().ok()?;
        Some(Self { text: text.to_owned(), regex })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern is somewhere in the text (patterns bring their own `^` and `$`).
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// Whether the pattern has only what means the same in every engine.
fn is_common(text: &str) -> bool {
    let (mut in_set, mut escaped, mut before) = (false, false, ' ');
    for c in text.chars() {
        let refused = match c {
            // `\<` and `\>` are word boundaries here and nowhere else.
            _ if escaped => !c.is_ascii_punctuation() || matches!(c, '<' | '>'),
            // Set operations (`&&`, `--`, `~~`) and nested sets are this engine's own.
            '[' | '&' | '~' => in_set,
            '-' => in_set && before == '-',
            '.' => !in_set,
            '?' => before == '(' && !in_set,
            _ => false,
        };
        if refused {
            return false;
        }
        match c {
            '\\' if !escaped => escaped = true,
            _ => {
                in_set = if escaped { in_set } else { (in_set || c == '[') && c != ']' };
                escaped = false;
            }
        }
        before = c;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_forms_are_read() {
        for (text, good, bad) in [
            ("^[0-9]{17}[0-9X]$", "11010519491231002X", "11010519491231002x"),
            ("^[A-Z]+( [A-Z]+)+$", "LI XIAOMING", "Li"),
            ("^[0-9]{4}-[0-9]{2}$", "2026-09", "2026-09\n"),
            (r"^[a-z.]+@[a-z]+\.cn$", "a.b@dali.cn", "a.b@dalixcn"),
        ] {
            let pattern = Pattern::parse(text).unwrap();
            assert!(pattern.is_match(good) && !pattern.is_match(bad), "{text}");
        }
    }

    #[test]
    fn what_engines_read_differently_is_refused() {
        for text in
            [r"^\d+$", "^.+$", "(?i)a", "(?=a)", "[a&&b]", "[[a]]", "[a--b]", r"\p{Han}", "(", "a{"]
        {
            assert!(Pattern::parse(text).is_none(), "{text}");
        }
        assert!(Pattern::parse(&"a".repeat(201)).is_none());
        assert!(Pattern::parse("((a{100}){100}){100}").is_none(), "a pattern that explodes");
    }
}
