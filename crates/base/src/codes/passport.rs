//! Passports, Chinese and foreign. ICAO 9303 gives the number nine characters; some states print
//! more.

use super::fold::{fold, mask};

/// A passport's number: 5 to 20 digits and Latin letters, at least one digit, upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passport(String);

code_errors! {
    /// Why a text is not a [`Passport`] number.
    PassportError {
        /// Fewer than 5 or more than 20 characters.
        Length = "passport.length", "a passport number has 5 to 20 characters";
        /// Something else than digits and Latin letters, or no digit at all.
        Character = "passport.character",
            "a passport number has digits and Latin letters, at least one digit";
    }
}

text_code!(Passport, PassportError);
debug_masked!(Passport);

impl Passport {
    /// Reads a number. Passports have no check digit outside their machine-readable zone.
    pub fn parse(text: &str) -> Result<Self, PassportError> {
        let text = fold(text);
        if !(5..=20).contains(&text.chars().count()) {
            return Err(PassportError::Length);
        }
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain || !text.bytes().any(|b| b.is_ascii_digit()) {
            return Err(PassportError::Character);
        }
        Ok(Self(text))
    }

    /// For screens: `E1*****78`.
    pub fn masked(&self) -> String {
        mask(&self.0, 2, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_and_foreign() {
        assert_eq!(Passport::parse(" ｅ12345678").unwrap().masked(), "E1*****78");
        assert_eq!(Passport::parse("C01X0006H").unwrap().as_str(), "C01X0006H");
        assert_eq!(Passport::parse("1234"), Err(PassportError::Length));
        assert_eq!(Passport::parse("ABCDEF"), Err(PassportError::Character));
        assert_eq!(Passport::parse("护照12345"), Err(PassportError::Character));
    }

    proptest! {
        #[test]
        fn folding_is_stable(text in "[a-zA-Z0-9]{4}[0-9]{1,16}") {
            let passport = Passport::parse(&text).unwrap();
            prop_assert_eq!(Passport::parse(passport.as_str()), Ok(passport.clone()));
        }
    }
}
