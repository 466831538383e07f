//! 台湾居民来往大陆通行证 (台胞证).

use super::fold::{fold, is_digits, mask};

/// Eight digits that stay with the person, and in older booklets two that count the replacements.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaiwanPermit(String);

code_errors! {
    /// The text is not a [`TaiwanPermit`] number.
    TaiwanPermitError {
        /// Not 8 or 10 digits.
        Form = "taiwan_permit.form", "a permit number has 8 or 10 digits";
    }
}

text_code!(TaiwanPermit, TaiwanPermitError);
debug_masked!(TaiwanPermit);

impl TaiwanPermit {
    /// Reads a number.
    pub fn parse(text: &str) -> Result<Self, TaiwanPermitError> {
        let text = fold(text);
        let well_formed = matches!(text.len(), 8 | 10) && is_digits(&text);
        if well_formed { Ok(Self(text)) } else { Err(TaiwanPermitError::Form) }
    }

    /// The eight digits that do not change when the paper is replaced.
    pub fn person(&self) -> &str {
        &self.0[..8]
    }

    /// For screens: `12****78`.
    pub fn masked(&self) -> String {
        mask(&self.0, 2, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_replaced_booklet_is_the_same_person(digits in "[0-9]{8}", count in "[0-9]{2}") {
            let new = TaiwanPermit::parse(&digits).unwrap();
            let old = TaiwanPermit::parse(&format!("{digits}{count}")).unwrap();
            prop_assert_eq!(new.person(), old.person());
            prop_assert!(TaiwanPermit::parse(&digits[1..]).is_err());
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,12}") {
            let _ = TaiwanPermit::parse(&text);
        }
    }
}
