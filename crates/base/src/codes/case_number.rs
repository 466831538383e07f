//! 办件编号: the number of a case, made to be read over the phone. It needs no counter, so any node
//! can give one, and it is the key by which a large database is distributed.

use super::crockford::{self, is_crockford};
use super::fold::{fold_crockford, is_digits};
use super::{RegionCode, mod_37_36};
use crate::{Date, Draw};

/// `532901-261123-8H4K2M7-C`: the region (six digits), the day, seven random characters (about 35
/// bits), a check character (ISO 7064 MOD 37,36). Only Crockford's characters are used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(String);

code_errors! {
    /// Why a text is not a [`CaseNumber`].
    CaseNumberError {
        /// Not 20 letters and digits.
        Length = "case_number.length",
            "a case number has 20 letters and digits, as in 532901-261123-8H4K2M7-C";
        /// A character outside the alphabet, or letters where the region and the day are.
        Character = "case_number.character",
            "a case number starts with 12 digits and never has the letter U";
        /// The first six digits are no region.
        Region = "case_number.region", "the first six digits of a case number are a region";
        /// Digits 7 to 12 are no day.
        Day = "case_number.day", "digits 7 to 12 of a case number are a day, as in 261123";
        /// The last character does not fit the others.
        CheckDigit = "case_number.check_digit",
            "the check character does not fit: one character of the case number is wrong";
    }
}

text_code!(CaseNumber, CaseNumberError);
debug_whole!(CaseNumber);

impl CaseNumber {
    /// Reads a number with or without hyphens and spaces; O is read as 0, I and L as 1.
    pub fn parse(text: &str) -> Result<Self, CaseNumberError> {
        let text = fold_crockford(text);
        if text.chars().count() != 20 {
            return Err(CaseNumberError::Length);
        }
        if !is_crockford(&text) || !is_digits(&text[..12]) {
            return Err(CaseNumberError::Character);
        }
        RegionCode::parse(&text[..6]).map_err(|_| CaseNumberError::Region)?;
        day(&text[6..12]).ok_or(CaseNumberError::Day)?;
        if mod_37_36(&text[..19]).is_none_or(|check| !text.ends_with(check)) {
            return Err(CaseNumberError::CheckDigit);
        }
        Ok(Self::written(&text))
    }

    /// Draws a number for a case received in this region (its county, for a town) on this day.
    /// The day's century is not written: numbers are told apart until 2099.
    pub fn draw(region: &RegionCode, day: Date, draw: &mut Draw) -> Self {
        let (year, month) = (day.year().rem_euclid(100), day.month());
        let mut text = format!("{}{year:02}{month:02}{:02}", &region.as_str()[..6], day.day());
        for byte in draw.bytes::<6>() {
            text.push(crockford::character(u16::from(byte)));
        }
        // The check may be any of 36 characters. Of the 32 last random ones, those (28 at least)
        // are used whose check is one of Crockford's, so that no number has a letter to misread.
        let endings: Vec<String> = (0..32)
            .filter_map(|value| {
                let body = format!("{text}{}", crockford::character(value));
                let checked = format!("{body}{}", mod_37_36(&body)?);
                is_crockford(&checked).then_some(checked)
            })
            .collect();
        let written: &String = draw.pick(&endings);
        Self::written(written)
    }

    /// The region that received the case.
    pub fn region(&self) -> RegionCode {
        RegionCode::parse(&self.0[..6]).expect("checked when it was parsed")
    }

    /// The day on which it was received.
    pub fn day(&self) -> Date {
        day(&self.0[7..13]).expect("checked when it was parsed")
    }

    fn written(text: &str) -> Self {
        Self([&text[..6], &text[6..12], &text[12..19], &text[19..]].join("-"))
    }
}

fn day(digits: &str) -> Option<Date> {
    let year = digits[..2].parse::<i16>().ok()?;
    Date::new(2000 + year, digits[2..4].parse().ok()?, digits[4..6].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seed;
    use proptest::prelude::*;

    fn drawn(seed: [u8; 32]) -> CaseNumber {
        let region = RegionCode::parse("532901").unwrap();
        CaseNumber::draw(&region, Date::constant(2026, 11, 23), &mut Seed::from_bytes(seed).draw())
    }

    #[test]
    fn each_error_is_told() {
        let of = |text: &str| CaseNumber::parse(text).unwrap_err().code();
        let good = drawn([7; 32]);
        assert_eq!(of("532901-261123"), "case_number.length");
        assert_eq!(of(&good.as_str().replace("532901", "5329OU")), "case_number.character");
        assert_eq!(of(&good.as_str().replace("532901", "992901")), "case_number.region");
        assert_eq!(of(&good.as_str().replace("261123", "260230")), "case_number.day");
        assert_eq!(of(&good.as_str().replace("261123", "261124")), "case_number.check_digit");
    }

    proptest! {
        #[test]
        fn a_drawn_number_parses_however_it_is_typed(seed: [u8; 32], spaces: bool) {
            let number = drawn(seed);
            prop_assert_eq!(number.day(), Date::constant(2026, 11, 23));
            prop_assert_eq!(number.region().to_string(), "532901");
            let typed = number.as_str().to_ascii_lowercase();
            let typed = typed.replace('-', if spaces { " " } else { "" });
            let typed = typed.replace('0', "o").replace('1', "l");
            prop_assert_eq!(CaseNumber::parse(&typed), Ok(number));
        }

        #[test]
        fn one_wrong_character_is_found(seed: [u8; 32], place in 14usize..21, other in "[0-9A-Z]") {
            let number = drawn(seed);
            let mut wrong = number.as_str().to_owned();
            wrong.replace_range(place..=place, &other);
            if let Ok(parsed) = CaseNumber::parse(&wrong) {
                prop_assert_eq!(parsed, number);
            }
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}") {
            let _ = CaseNumber::parse(&text);
        }
    }
}
