//! Makes typed text comparable before it is parsed, and hides parts of it when it is shown.

use crate::limits::CODE_CHARS_MAX;

/// Half-width, upper case, without white space. Longer input is cut one character above the limit,
/// which no code's length reaches, so it is refused like any other wrong length.
pub fn fold(text: &str) -> String {
    let narrow = text.chars().map(half_width).filter(|c| !c.is_whitespace());
    narrow.map(|c| c.to_ascii_uppercase()).take(CODE_CHARS_MAX + 1).collect()
}

/// Like [`fold`], and without hyphens and the dashes that keyboards make of them.
pub fn fold_without_hyphens(text: &str) -> String {
    fold(text).chars().filter(|c| !is_hyphen(*c)).collect()
}

/// Like [`fold_without_hyphens`], reading the letters that Crockford's base 32 leaves out as the
/// digits they are mistaken for.
pub fn fold_crockford(text: &str) -> String {
    let mistaken = |c| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    fold_without_hyphens(text).chars().map(mistaken).collect()
}

/// The text is ASCII digits only, and not empty.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Keeps `head` and `tail` characters and shows a star for each one between them. A text that is
/// too short to hide anything that way becomes stars altogether.
pub fn mask(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    let hidden = |index| count <= head + tail || (index >= head && index < count - tail);
    text.chars().enumerate().map(|(index, c)| if hidden(index) { '*' } else { c }).collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_dashes_fold_away() {
        assert_eq!(fold(" １１０ａｘ\u{3000}"), "110AX");
        assert_eq!(fold_without_hyphens("1－2–3—4-5"), "12345");
        assert_eq!(fold_crockford("oil"), "011");
        assert_eq!(fold(&"9".repeat(5000)).len(), CODE_CHARS_MAX + 1);
    }

    #[test]
    fn a_short_text_is_masked_whole() {
        assert_eq!(mask("12345", 1, 2), "1**45");
        assert_eq!(mask("123", 1, 2), "***");
    }
}
