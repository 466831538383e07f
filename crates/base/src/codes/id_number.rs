//! 公民身份号码, GB 11643: region, birthday, sequence, check digit.

use super::RegionCode;
use super::fold::{fold, is_digits, mask};
use super::region_code::is_province;
use crate::Date;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// An 18-character citizen's number with a valid check digit; the X is upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber(String);

/// The sex that a number's sequence names: odd is male.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

code_errors! {
    /// Why a text is not an [`IdNumber`], the first reason from the left.
    IdNumberError {
        /// Not 18 characters.
        Length = "id_number.length", "an ID number has 18 characters";
        /// Something else than 17 digits and a digit or X.
        Character = "id_number.character",
            "an ID number has 17 digits, then a digit or the letter X";
        /// The first two digits are no province.
        Province = "id_number.province", "the first two digits of an ID number name a province";
        /// Characters 7 to 14 are no day of the calendar since 1850.
        Birthday = "id_number.birthday", "characters 7 to 14 of an ID number are a birthday";
        /// The last character does not fit the others.
        CheckDigit = "id_number.check_digit",
            "the check digit does not fit: one character of the ID number is wrong";
    }
}

text_code!(IdNumber, IdNumberError);
debug_masked!(IdNumber);

impl IdNumber {
    /// Reads a number. Whether its birthday is in the past depends on the day: see
    /// [`Self::is_born_by`].
    pub fn parse(text: &str) -> Result<Self, IdNumberError> {
        let text = fold(text);
        if text.chars().count() != 18 {
            return Err(IdNumberError::Length);
        }
        let Some((body, check)) = text.split_at_checked(17) else {
            return Err(IdNumberError::Character);
        };
        if !is_digits(body) || !(is_digits(check) || check == "X") {
            return Err(IdNumberError::Character);
        }
        if !is_province(&body[..2]) {
            return Err(IdNumberError::Province);
        }
        birthday(body).ok_or(IdNumberError::Birthday)?;
        if !check.starts_with(check_digit(body)) {
            return Err(IdNumberError::CheckDigit);
        }
        Ok(Self(text))
    }

    /// Builds a number for demonstration data. The sequence is cut to its last three digits, a
    /// region above the county to six; none when the year is before 1850.
    pub fn compose(region: &RegionCode, born: Date, sequence: u16) -> Option<Self> {
        let (year, month, day) = (born.year(), born.month(), born.day());
        let area = &region.as_str()[..6];
        let body = format!("{area}{year:04}{month:02}{day:02}{:03}", sequence % 1000);
        Self::parse(&format!("{body}{}", check_digit(&body))).ok()
    }

    /// The birthday.
    pub fn born_on(&self) -> Date {
        birthday(&self.0).expect("checked when it was parsed")
    }

    /// The person was born on or before this day: false means that the number is invented.
    pub fn is_born_by(&self, day: Date) -> bool {
        self.born_on() <= day
    }

    /// Full years on a day: who is born on 29 February is a year older on 1 March.
    pub fn age_on(&self, day: Date) -> u16 {
        let born = self.born_on();
        let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
        u16::try_from(day.year() - born.year() - i16::from(before_birthday)).unwrap_or(0)
    }

    /// The sex that was registered.
    pub fn sex(&self) -> Sex {
        if self.0.as_bytes()[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The six digits of the region *when the number was given*: it may be abolished since.
    pub fn region(&self) -> &str {
        &self.0[..6]
    }

    /// For screens: `5329************12`.
    pub fn masked(&self) -> String {
        mask(&self.0, 4, 2)
    }
}

/// The birthday in a number's body: a real day, not before 1850.
fn birthday(body: &str) -> Option<Date> {
    let year = body[6..10].parse().ok().filter(|year| *year >= 1850)?;
    Date::new(year, body[10..12].parse().ok()?, body[12..14].parse().ok()?).ok()
}

/// The check digit of 17 digits.
fn check_digit(body: &str) -> char {
    let digits = body.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    char::from(CHECKS[usize::try_from(sum % 11).unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standards_own_example() {
        let number = IdNumber::parse("１１０１０５１９４９１２３１００２ｘ ").unwrap();
        assert_eq!(number.as_str(), "11010519491231002X");
        assert_eq!(number.born_on().to_string(), "1949-12-31");
        assert_eq!(number.sex(), Sex::Female);
        assert_eq!(number.masked(), "1101************2X");
        assert_eq!(format!("{number:?}"), "IdNumber(1101************2X)");
        assert_eq!(number.age_on("2026-12-30".parse().unwrap()), 76);
        assert_eq!(number.age_on("2026-12-31".parse().unwrap()), 77);
        assert!(!number.is_born_by("1949-12-30".parse().unwrap()));
    }

    #[test]
    fn each_error_is_told() {
        let of = |text| IdNumber::parse(text).unwrap_err().code();
        assert_eq!(of("110105491231002"), "id_number.length");
        assert_eq!(of("1101051949123100XX"), "id_number.character");
        assert_eq!(of("一二三四五六七八九十一二三四五六七八"), "id_number.character");
        assert_eq!(of("10010519491231002X"), "id_number.province");
        assert_eq!(of("11010519490230002X"), "id_number.birthday");
        assert_eq!(of("110105194912310021"), "id_number.check_digit");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(
            born in 0i32..60_000, sequence in 0u16..1000, place in 0usize..17, other in "[0-9]",
        ) {
            let first = Date::constant(1850, 1, 1);
            let born = first + jiff::Span::new().days(born);
            let region = RegionCode::parse("532901").unwrap();
            let number = IdNumber::compose(&region, born, sequence).unwrap();
            prop_assert_eq!(number.born_on(), born);
            let mut wrong = number.as_str().to_owned();
            wrong.replace_range(place..=place, &other);
            prop_assume!(wrong != number.as_str());
            prop_assert!(IdNumber::parse(&wrong).is_err());
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,20}") {
            let _ = IdNumber::parse(&text);
        }
    }
}
