//! 港澳居民来往内地通行证 (回乡证).

use super::fold::{fold, is_digits, mask};

/// H (Hong Kong) or M (Macao), eight digits that stay with the person, and on older cards two
/// digits that count the replacements.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HkMoPermit(String);

code_errors! {
    /// The text is not a [`HkMoPermit`] number.
    HkMoPermitError {
        /// Not H or M and 8 or 10 digits.
        Form = "hk_mo_permit.form", "a permit number is H or M and 8 or 10 digits";
    }
}

text_code!(HkMoPermit, HkMoPermitError);
debug_masked!(HkMoPermit);

impl HkMoPermit {
    /// Reads a number.
    pub fn parse(text: &str) -> Result<Self, HkMoPermitError> {
        let text = fold(text);
        let digits = text.strip_prefix(['H', 'M']).unwrap_or_default();
        let well_formed = matches!(digits.len(), 8 | 10) && is_digits(digits);
        if well_formed { Ok(Self(text)) } else { Err(HkMoPermitError::Form) }
    }

    /// The nine characters that do not change when the card is replaced.
    pub fn person(&self) -> &str {
        &self.0[..9]
    }

    /// For screens: `H1*****78`.
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
        fn a_replaced_card_is_the_same_person(digits in "[HhMm][0-9]{8}", count in "[0-9]{2}") {
            let new = HkMoPermit::parse(&digits).unwrap();
            let old = HkMoPermit::parse(&format!("{digits}{count}")).unwrap();
            prop_assert_eq!(new.person(), old.person());
        }

        #[test]
        fn nothing_else_is_taken(text in "[A-GI-LN-Z][0-9]{8}|[HM][0-9]{0,7}|[HM][0-9]{9}|\\PC*") {
            let taken = HkMoPermit::parse(&text);
            prop_assert!(taken.is_err() || text.trim().len() > 8);
        }
    }
}
