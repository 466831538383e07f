//! 行政区划代码: GB/T 2260 to the county, GB/T 10114 to the town, 12 digits to the village.

use super::fold::{fold, is_digits};

/// The provincial codes of GB/T 2260, and 83, which the residence permits of Taiwan's use.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// A region: six digits to the county (`530000`, `532900`, `532901`), nine for a town, twelve for a
/// village. Shorter and zero-filled spellings are brought to this form, so equal regions are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(String);

/// The levels, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 省、自治区、直辖市
    Province,
    /// 地级市、自治州
    Prefecture,
    /// 县、县级市、区
    County,
    /// 乡、镇、街道
    Town,
    /// 村、社区
    Village,
}

code_errors! {
    /// Why a text is not a [`RegionCode`].
    RegionCodeError {
        /// Not 2, 4, 6, 9 or 12 characters.
        Length = "region_code.length", "a region code has 2, 4, 6, 9 or 12 digits";
        /// A character that is no digit.
        Character = "region_code.character", "a region code has digits only";
        /// The first two digits are no province.
        Province = "region_code.province", "the first two digits of a region code name a province";
        /// A level is left out, as in `530001`.
        Level = "region_code.level", "the region code leaves out a level";
    }
}

text_code!(RegionCode, RegionCodeError);
debug_whole!(RegionCode);

impl RegionCode {
    /// Reads a code of 2, 4, 6, 9 or 12 digits; `53`, `530000` and `530000000000` are the same.
    pub fn parse(text: &str) -> Result<Self, RegionCodeError> {
        let mut text = fold(text);
        if !matches!(text.chars().count(), 2 | 4 | 6 | 9 | 12) {
            return Err(RegionCodeError::Length);
        }
        if !is_digits(&text) {
            return Err(RegionCodeError::Character);
        }
        if !is_province(&text[..2]) {
            return Err(RegionCodeError::Province);
        }
        while text.len() < 6 {
            text.push_str("00");
        }
        while text.len() > 6 && text.ends_with("000") {
            text.truncate(text.len() - 3);
        }
        let county_without_prefecture = &text[2..4] == "00" && &text[4..6] != "00";
        let town_without_prefecture = &text[2..4] == "00" && text.len() > 6;
        let village_without_town = text.len() == 12 && &text[6..9] == "000";
        if county_without_prefecture || town_without_prefecture || village_without_town {
            return Err(RegionCodeError::Level);
        }
        Ok(Self(text))
    }

    /// The level. A town directly under a prefecture (东莞) is a town like others.
    pub fn level(&self) -> RegionLevel {
        match (self.0.len(), &self.0[2..4], &self.0[4..6]) {
            (12, ..) => RegionLevel::Village,
            (9, ..) => RegionLevel::Town,
            (_, "00", _) => RegionLevel::Province,
            (_, _, "00") => RegionLevel::Prefecture,
            _ => RegionLevel::County,
        }
    }

    /// The region above; none above a province.
    pub fn parent(&self) -> Option<Self> {
        let parent = match self.level() {
            RegionLevel::Province => return None,
            RegionLevel::Prefecture => format!("{}0000", &self.0[..2]),
            RegionLevel::County => format!("{}00", &self.0[..4]),
            RegionLevel::Town => self.0[..6].to_owned(),
            RegionLevel::Village => self.0[..9].to_owned(),
        };
        Some(Self(parent))
    }

    /// This region and all above it, the narrowest first.
    pub fn lineage(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// The other region is this one or lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(self.prefix())
    }

    /// The digits that this region and everything in it start with.
    pub fn prefix(&self) -> &str {
        let digits = match self.level() {
            RegionLevel::Province => 2,
            RegionLevel::Prefecture => 4,
            RegionLevel::County | RegionLevel::Town | RegionLevel::Village => self.0.len(),
        };
        &self.0[..digits]
    }
}

/// The two digits are a province's.
pub fn is_province(digits: &str) -> bool {
    digits.parse::<u8>().is_ok_and(|number| PROVINCES.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn region(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_one_region_are_equal() {
        assert_eq!(region("53"), region("530000000000"));
        assert_eq!(region("5329"), region("532900"));
        assert_eq!(region("532901"), region("532901000"));
    }

    #[test]
    fn levels_go_up_to_the_province() {
        let village = region("532901001001");
        let names: Vec<String> = village.lineage().map(String::from).collect();
        assert_eq!(names, ["532901001001", "532901001", "532901", "532900", "530000"]);
        assert_eq!(village.level(), RegionLevel::Village);
        assert_eq!(region("441900003").parent(), Some(region("441900")));
    }

    #[test]
    fn each_error_is_told() {
        let of = |text| RegionCode::parse(text).unwrap_err();
        assert_eq!(of("532"), RegionCodeError::Length);
        assert_eq!(of("53290a"), RegionCodeError::Character);
        assert_eq!(of("992901"), RegionCodeError::Province);
        assert_eq!(of("530001"), RegionCodeError::Level);
        assert_eq!(of("532901000001"), RegionCodeError::Level);
    }

    proptest! {
        #[test]
        fn every_region_above_contains_it(digits in "53[0-9]{10}") {
            if let Ok(code) = RegionCode::parse(&digits) {
                for above in code.lineage() {
                    prop_assert!(above.contains(&code));
                    prop_assert_eq!(code.contains(&above), above == code);
                    prop_assert_eq!(RegionCode::parse(above.as_str()), Ok(above.clone()));
                }
            }
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,14}") {
            let _ = RegionCode::parse(&text);
        }
    }
}
