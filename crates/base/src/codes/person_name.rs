//! A name of a person or an organisation, kept as it was typed.

use crate::limits::NAME_CHARS_MAX;

/// 1 to 100 characters without white space around. Nothing is normalised: a rare character is part
/// of a name, and whether two spellings mean one person is not ours to decide.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

code_errors! {
    /// Why a text is not a [`PersonName`].
    PersonNameError {
        /// Nothing but white space.
        Empty = "person_name.empty", "a name is needed";
        /// More than 100 characters.
        Length = "person_name.length", "a name has at most 100 characters";
        /// Control characters, line breaks, or invisible ones that turn the direction of writing.
        Character = "person_name.character", "a name has no control characters or line breaks";
    }
}

text_code!(PersonName, PersonNameError);
debug_masked!(PersonName);

impl PersonName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PersonNameError::Empty);
        }
        if text.chars().nth(NAME_CHARS_MAX).is_some() {
            return Err(PersonNameError::Length);
        }
        if text.chars().any(is_hidden) {
            return Err(PersonNameError::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// For screens: the first character (with the selector that chooses its glyph) and a star for
    /// each other one, `张**`. A name of one character is hidden.
    pub fn masked(&self) -> String {
        let mut visible = self.0.chars().filter(|c| !is_glyph_selector(*c));
        let (first, others) = (visible.next(), visible.count());
        if others == 0 {
            return "*".to_owned();
        }
        let selector = self.0.chars().nth(1).filter(|c| is_glyph_selector(*c));
        first.into_iter().chain(selector).chain(std::iter::repeat_n('*', others)).collect()
    }
}

/// Characters that change how text is shown without being seen, and separators of lines.
fn is_hidden(c: char) -> bool {
    let invisible = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fffd}');
    let turning = matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    c.is_control() || invisible || turning
}

/// Variation selectors: the second part of a rare glyph.
fn is_glyph_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e_0100}'..='\u{e_01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_kept_and_masked() {
        let cases = [
            ("张三丰", "张**"),
            (" \u{3000}李\u{20bb7}\u{2a6d6} ", "李**"),
            ("买买提·艾力", "买*****"),
            ("John Smith", "J*********"),
            ("葛\u{e_0100}明", "葛\u{e_0100}*"),
            ("张", "*"),
            ("大理市🌸饵丝店", "大******"),
        ];
        for (typed, masked) in cases {
            let name = PersonName::parse(typed).unwrap();
            assert_eq!(name.masked(), masked);
            assert_eq!(name.as_str(), typed.trim());
        }
    }

    #[test]
    fn each_error_is_told() {
        let of = |text: &str| PersonName::parse(text).unwrap_err();
        assert_eq!(of(" \u{3000}"), PersonNameError::Empty);
        assert_eq!(of(&"张".repeat(101)), PersonNameError::Length);
        for hidden in ["张\0三", "张\n三", "张\u{202e}三", "张\u{200b}三", "张\u{2066}三"]
        {
            assert_eq!(of(hidden), PersonNameError::Character, "{hidden:?}");
        }
    }

    proptest! {
        #[test]
        fn what_parses_is_stable_and_masked(text: String) {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
                prop_assert!(name.masked().contains('*'));
                prop_assert!(!name.as_str().contains('\0'));
            }
        }
    }
}
