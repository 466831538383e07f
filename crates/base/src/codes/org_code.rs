//! 组织机构代码 (主体标识码), GB 11714.

use super::fold::fold_without_hyphens;

const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Nine characters, the last a check digit; written without its hyphen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgCode(String);

code_errors! {
    /// Why a text is not an [`OrgCode`].
    OrgCodeError {
        /// Not nine characters.
        Length = "org_code.length", "an organisation code has 9 characters";
        /// A character that is neither a digit nor a Latin letter.
        Character = "org_code.character", "an organisation code has digits and Latin letters only";
        /// The last character does not fit the others.
        CheckDigit = "org_code.check_digit",
            "the check digit does not fit: one character of the organisation code is wrong";
    }
}

text_code!(OrgCode, OrgCodeError);
debug_whole!(OrgCode);

impl OrgCode {
    /// Reads a code, with or without the hyphen before its check digit.
    pub fn parse(text: &str) -> Result<Self, OrgCodeError> {
        let text = fold_without_hyphens(text);
        if text.chars().count() != 9 {
            return Err(OrgCodeError::Length);
        }
        let check = check_digit(&text).ok_or(OrgCodeError::Character)?;
        if !text.ends_with(check) {
            return Err(OrgCodeError::CheckDigit);
        }
        Ok(Self(text))
    }
}

/// The check digit of the first eight characters; none when one is no digit or capital letter.
pub fn check_digit(text: &str) -> Option<char> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return None;
    }
    let values = text.chars().filter_map(|c| c.to_digit(36));
    let sum: u32 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_real_code_with_and_without_hyphen() {
        assert_eq!(OrgCode::parse("00693975-6").unwrap().as_str(), "006939756");
        assert_eq!(OrgCode::parse("006939757"), Err(OrgCodeError::CheckDigit));
        assert_eq!(OrgCode::parse("00693975"), Err(OrgCodeError::Length));
        assert_eq!(OrgCode::parse("00693975_6").unwrap_err().code(), "org_code.length");
        assert_eq!(OrgCode::parse("0069397_6"), Err(OrgCodeError::Character));
    }

    proptest! {
        #[test]
        fn the_computed_digit_parses(body in "[0-9A-Z]{8}") {
            let code = format!("{body}{}", check_digit(&body).unwrap());
            prop_assert_eq!(OrgCode::parse(&code).unwrap().to_string(), code);
        }
    }
}
