//! 外国人永久居留身份证.

use super::fold::{fold, is_digits, mask};

/// The number of a foreigner's permanent residence card: three letters of the nation and twelve
/// digits, or (cards since 2023) eighteen digits that start with 9.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermanentResidentCard(String);

code_errors! {
    /// The text is not a [`PermanentResidentCard`] number.
    PermanentResidentCardError {
        /// Neither of the two forms.
        Form = "permanent_resident.form",
            "a permanent residence card has 3 letters and 12 digits, or 18 digits from 9 on";
    }
}

text_code!(PermanentResidentCard, PermanentResidentCardError);
debug_masked!(PermanentResidentCard);

impl PermanentResidentCard {
    /// Reads a number. The last character of the longer form may be X.
    pub fn parse(text: &str) -> Result<Self, PermanentResidentCardError> {
        let text = fold(text);
        let well_formed = match (text.len(), text.is_ascii()) {
            (15, true) => {
                text[..3].bytes().all(|b| b.is_ascii_uppercase()) && is_digits(&text[3..])
            }
            (18, true) => {
                text.starts_with('9') && is_digits(&text[..17]) && text.ends_with(is_check)
            }
            _ => false,
        };
        if well_formed { Ok(Self(text)) } else { Err(PermanentResidentCardError::Form) }
    }

    /// For screens: first three and last two characters.
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 2)
    }
}

fn is_check(c: char) -> bool {
    c.is_ascii_digit() || c == 'X'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_forms(text in "[A-Za-z]{3}[0-9]{12}|9[0-9]{16}[0-9Xx]") {
            prop_assert!(PermanentResidentCard::parse(&text).is_ok());
            prop_assert!(PermanentResidentCard::parse(&text[1..]).is_err());
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,20}") {
            let _ = PermanentResidentCard::parse(&text);
        }
    }
}
