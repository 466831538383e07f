//! Telephone numbers at which a person can be reached.

use super::fold::{fold_without_hyphens, is_digits};

/// A number in one spelling: `13812345678`, `0872-2125533`, `+85291234567`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Where a number belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// A mobile phone of the mainland: the only kind that receives short messages surely.
    Mobile,
    /// A landline of the mainland with its area code.
    Landline,
    /// Hong Kong, +852.
    HongKong,
    /// Macao, +853.
    Macao,
    /// Taiwan, +886.
    Taiwan,
}

code_errors! {
    /// Why a text is not a [`Phone`].
    PhoneError {
        /// Something else than digits, spaces, hyphens, brackets and a leading plus.
        Character = "phone.character", "a phone number has digits only";
        /// None of the known forms.
        Form = "phone.form",
            "not a phone number: 11 digits, an area code and a number, or +852, +853, +886";
    }
}

text_code!(Phone, PhoneError);
debug_masked!(Phone);

impl Phone {
    /// Reads a number. Mainland numbers may have +86, 86 or 0086 before them; landlines need their
    /// area code; numbers of Hong Kong, Macao and Taiwan need their country code.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let folded = fold_without_hyphens(text).replace(['(', ')'], "");
        let international = folded.strip_prefix('+').or_else(|| folded.strip_prefix("00"));
        let digits = international.unwrap_or(&folded);
        if !is_digits(digits) {
            return Err(PhoneError::Character);
        }
        let canonical = match international {
            Some(digits) => abroad(digits).or_else(|| mainland(digits.strip_prefix("86")?)),
            None => mainland(digits).or_else(|| mainland(digits.strip_prefix("86")?)),
        };
        canonical.map(Self).ok_or(PhoneError::Form)
    }

    /// Where the number belongs.
    pub fn kind(&self) -> PhoneKind {
        match &self.0 {
            text if text.starts_with("+852") => PhoneKind::HongKong,
            text if text.starts_with("+853") => PhoneKind::Macao,
            text if text.starts_with("+886") => PhoneKind::Taiwan,
            text if text.contains('-') => PhoneKind::Landline,
            _ => PhoneKind::Mobile,
        }
    }

    /// For screens: `138****5678`. The last four digits and the area or country code stay.
    pub fn masked(&self) -> String {
        let tail = self.0.len() - 4;
        let head = match self.kind() {
            PhoneKind::Mobile => 3,
            PhoneKind::Landline => self.0.find('-').map_or(tail, |hyphen| hyphen + 1),
            PhoneKind::HongKong | PhoneKind::Macao | PhoneKind::Taiwan => 4,
        };
        format!("{}{}{}", &self.0[..head], "*".repeat(tail - head), &self.0[tail..])
    }
}

/// A mobile phone, or a landline with its area code (whose 0 falls away after +86).
fn mainland(digits: &str) -> Option<String> {
    let bytes = digits.as_bytes();
    if digits.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) {
        return Some(digits.to_owned());
    }
    let national = digits.strip_prefix('0').unwrap_or(digits);
    let area_digits = match national.as_bytes().first()? {
        b'1' if national.starts_with("10") => 2,
        b'2' => 2,
        b'3'..=b'9' => 3,
        _ => return None,
    };
    let (area, subscriber) = national.split_at_checked(area_digits)?;
    let well_formed = matches!(subscriber.len(), 7 | 8) && !subscriber.starts_with(['0', '1', '9']);
    // Without its 0, a number of seven or eight digits more could be anything.
    let told_apart = digits.starts_with('0') || national.len() >= 10;
    (well_formed && told_apart).then(|| format!("0{area}-{subscriber}"))
}

/// A number of Hong Kong, Macao or Taiwan, after the plus.
fn abroad(digits: &str) -> Option<String> {
    let (country, subscriber) = digits.split_at_checked(3)?;
    let subscriber = if country == "886" {
        subscriber.strip_prefix('0').unwrap_or(subscriber)
    } else {
        subscriber
    };
    let well_formed = match country {
        "852" | "853" => subscriber.len() == 8,
        "886" => matches!(subscriber.len(), 8 | 9),
        _ => return None,
    };
    (well_formed && !subscriber.starts_with(['0', '1'])).then(|| format!("+{country}{subscriber}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_become_one() {
        let cases = [
            ("138 1234 5678", "13812345678", "138****5678", PhoneKind::Mobile),
            ("＋86 138-1234-5678", "13812345678", "138****5678", PhoneKind::Mobile),
            ("008613812345678", "13812345678", "138****5678", PhoneKind::Mobile),
            ("8613812345678", "13812345678", "138****5678", PhoneKind::Mobile),
            ("(0872)2125533", "0872-2125533", "0872-***5533", PhoneKind::Landline),
            ("+86 872 2125533", "0872-2125533", "0872-***5533", PhoneKind::Landline),
            ("010-66001234", "010-66001234", "010-****1234", PhoneKind::Landline),
            ("02034121084", "020-34121084", "020-****1084", PhoneKind::Landline),
            ("+852 9123 4567", "+85291234567", "+852****4567", PhoneKind::HongKong),
            ("00853 6612 3456", "+85366123456", "+853****3456", PhoneKind::Macao),
            ("+886 0912 345 678", "+886912345678", "+886*****5678", PhoneKind::Taiwan),
        ];
        for (typed, canonical, masked, kind) in cases {
            let phone = Phone::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!((phone.as_str(), phone.kind()), (canonical, kind));
            assert_eq!(phone.masked(), masked);
            assert_eq!(Phone::parse(canonical), Ok(phone));
        }
    }

    #[test]
    fn what_is_no_number() {
        for typed in ["12345678901", "2125533", "+1 202 555 0100", "0872", "11012345678", "110"] {
            assert_eq!(Phone::parse(typed), Err(PhoneError::Form), "{typed}");
        }
        assert_eq!(Phone::parse("张三"), Err(PhoneError::Character));
        assert_eq!(Phone::parse(""), Err(PhoneError::Character));
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_what_parses_is_stable(text in "[+]?[0-9 -]{0,16}|\\PC{0,20}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                prop_assert!(phone.masked().contains('*'));
            }
        }
    }
}
