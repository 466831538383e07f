//! 统一社会信用代码 (USCC), GB 32100, with the body's own check digit of GB 11714.

use super::fold::{fold, is_digits};
use super::{OrgCode, RegionCode, org_code};

/// The characters by value: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of 3 modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// An 18-character credit code of a legal person or organisation, both check digits valid.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

code_errors! {
    /// Why a text is not a [`CreditCode`].
    CreditCodeError {
        /// Not 18 characters.
        Length = "credit_code.length", "a credit code has 18 characters";
        /// A character outside the alphabet (I, O, S, V and Z are never used).
        Character = "credit_code.character",
            "a credit code has digits and capital letters, but never I, O, S, V or Z";
        /// Characters 3 to 8 are not digits.
        Region = "credit_code.region", "characters 3 to 8 of a credit code are a region's digits";
        /// The organisation code inside (characters 9 to 17) does not fit its own check digit.
        BodyCheckDigit = "credit_code.body_check_digit",
            "the organisation code inside the credit code (characters 9 to 17) is wrong";
        /// The last character does not fit the others.
        CheckDigit = "credit_code.check_digit",
            "the check character does not fit: one character of the credit code is wrong";
    }
}

text_code!(CreditCode, CreditCodeError);
debug_whole!(CreditCode);

impl CreditCode {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let text = fold(text);
        if text.chars().count() != 18 {
            return Err(CreditCodeError::Length);
        }
        let check = check_character(&text).ok_or(CreditCodeError::Character)?;
        if !is_digits(&text[2..8]) {
            return Err(CreditCodeError::Region);
        }
        if !text.ends_with(check) {
            return Err(CreditCodeError::CheckDigit);
        }
        let body = &text[8..17];
        if org_code::check_digit(body).is_none_or(|digit| !body.ends_with(digit)) {
            return Err(CreditCodeError::BodyCheckDigit);
        }
        Ok(Self(text))
    }

    /// Builds a code for demonstration data from 登记管理部门 + 机构类别 (two characters, `91` is
    /// a company), the region and the first eight characters of the body.
    pub fn compose(class: &str, region: &RegionCode, body: &str) -> Result<Self, CreditCodeError> {
        let digit = org_code::check_digit(body).ok_or(CreditCodeError::Character)?;
        let start = format!("{class}{}{body}{digit}", &region.as_str()[..6]);
        if start.len() != 17 {
            return Err(CreditCodeError::Length);
        }
        let check = check_character(&start).ok_or(CreditCodeError::Character)?;
        Self::parse(&format!("{start}{check}"))
    }

    /// 登记管理部门: `1` staffing offices, `5` civil affairs, `9` market regulation, …
    pub fn registrar(&self) -> char {
        char::from(self.0.as_bytes()[0])
    }

    /// 机构类别 within the registrar: of `9`, `1` is a company, `2` an individual business.
    pub fn class(&self) -> char {
        char::from(self.0.as_bytes()[1])
    }

    /// The six digits of the region that registered it.
    pub fn region(&self) -> &str {
        &self.0[2..8]
    }

    /// The organisation code inside.
    pub fn org_code(&self) -> OrgCode {
        OrgCode::parse(&self.0[8..17]).expect("checked when it was parsed")
    }
}

/// The check character of the first 17 characters; none when any is outside the alphabet.
fn check_character(text: &str) -> Option<char> {
    let value = |b| ALPHABET.iter().position(|known| *known == b);
    let values: Option<Vec<usize>> = text.bytes().map(value).collect();
    let sum: usize = values?.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    Some(char::from(ALPHABET[(31 - sum % 31) % 31]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_real_code_and_its_parts() {
        let code = CreditCode::parse("11440000006939756b").unwrap();
        assert_eq!((code.registrar(), code.class(), code.region()), ('1', '1', "440000"));
        assert_eq!(code.org_code().as_str(), "006939756");
    }

    #[test]
    fn each_error_is_told() {
        let of = |text| CreditCode::parse(text).unwrap_err().code();
        assert_eq!(of("1144000000693975"), "credit_code.length");
        assert_eq!(of("TE440000GD030003VV"), "credit_code.character");
        assert_eq!(of("11A40000006939756B"), "credit_code.region");
        assert_eq!(of("114400000069397560"), "credit_code.check_digit");
        assert_eq!(of("13440000515356094L"), "credit_code.check_digit");
        let start = "11440000006939755";
        let forged = format!("{start}{}", check_character(start).unwrap());
        assert_eq!(of(&forged), "credit_code.body_check_digit");
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(
            body in "[0-9A-HJ-NP-RTUWXY]{8}", place in 0usize..18, other in "[0-9A-Y]",
        ) {
            let region = RegionCode::parse("532901").unwrap();
            let code = CreditCode::compose("91", &region, &body).unwrap();
            let mut wrong = code.as_str().to_owned();
            wrong.replace_range(place..=place, &other);
            prop_assume!(wrong != code.as_str());
            prop_assert!(CreditCode::parse(&wrong).is_err());
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,20}") {
            let _ = CreditCode::parse(&text);
        }
    }
}
