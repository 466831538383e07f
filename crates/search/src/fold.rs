//! One spelling for what people regard as the same: case, width, ligatures, accents.
//!
//! Every character is folded by itself. So the folding of a part is a part of the folding, and
//! what a plain substring check finds is still found afterwards.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// Stands before a name or synonym.
pub const OPEN: char = '\u{2}';
/// Stands after a name or synonym.
pub const CLOSE: char = '\u{3}';

/// A whole name or synonym.
pub fn frame(folded: &str) -> String {
    format!("{OPEN}{folded}{CLOSE}")
}

fn fold_char(c: char, mut emit: impl FnMut(char)) {
    match c {
        '\0'..='\u{1f}' => emit(' '),
        ' '..='\u{7f}' => emit(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' => emit(c),
        _ => decompose_compatible(c, |d| d.to_lowercase().for_each(&mut emit)),
    }
}

/// Folds a text: lower case, half width, compatibility forms and accents taken apart.
/// Control characters become spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |f| folded.push(f));
    }
    folded
}

/// A folded text that knows where each byte came from.
pub struct Traced {
    /// The folded text.
    pub folded: String,
    origins: Vec<Range<usize>>,
}

impl Traced {
    /// Folds like [`fold`].
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            fold_char(c, |f| folded.push(f));
            origins.resize(folded.len(), at..at + c.len_utf8());
        }
        Self { folded, origins }
    }

    /// The bytes of the original text that a range of bytes of the folded one came from.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        match (self.origins.get(range.start), self.origins.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Whether a character is written without spaces between words.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_forms_fold() {
        assert_eq!(fold("ＷＴＯ／ＴＢＴ　①⼈é\n"), "wto/tbt 1人e\u{301} ");
    }

    #[test]
    fn a_range_leads_back() {
        let traced = Traced::new("办ﬁ证");
        assert_eq!(traced.folded, "办fi证");
        assert_eq!(traced.origin(4..8), 3..9);
    }

    proptest! {
        #[test]
        fn the_folding_of_a_part_is_a_part(before in ".*", part in ".*", after in ".*") {
            let whole = fold(&format!("{before}{part}{after}"));
            prop_assert_eq!(whole, fold(&before) + &fold(&part) + &fold(&after));
        }
    }
}
