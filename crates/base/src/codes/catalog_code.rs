//! 基本编码: a directory entry's twelve characters.

use super::fold::{fold, is_digits};
use super::region_code::is_province;

/// `PP TT DD NNN SSS`: province (00 national), item type, department, main item, sub item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CatalogCode(String);

code_errors! {
    /// Why a text is not a [`CatalogCode`].
    CatalogCodeError {
        /// Not 12 characters.
        Length = "catalog_code.length", "a directory code has 12 characters";
        /// The first two digits are neither a province nor 00.
        Province = "catalog_code.province",
            "the first two digits of a directory code are a province, or 00 for the nation";
        /// Not digits where the code has digits.
        Character = "catalog_code.character",
            "a directory code has digits; only the department and a last Y may be letters";
    }
}

text_code!(CatalogCode, CatalogCodeError);
debug_whole!(CatalogCode);

impl CatalogCode {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, CatalogCodeError> {
        let text = fold(text);
        if text.chars().count() != 12 {
            return Err(CatalogCodeError::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
            return Err(CatalogCodeError::Character);
        }
        let sub_item = &text[9..];
        let numbers = [&text[..4], &text[6..9], sub_item.strip_suffix('Y').unwrap_or(sub_item)];
        if !numbers.into_iter().all(is_digits) {
            return Err(CatalogCodeError::Character);
        }
        if &text[..2] != "00" && !is_province(&text[..2]) {
            return Err(CatalogCodeError::Province);
        }
        Ok(Self(text))
    }

    /// The province's two digits, `00` for a national entry.
    pub fn province(&self) -> &str {
        &self.0[..2]
    }

    /// 事项类型, two digits of the issuing list (01 permission, …): lists differ by province.
    pub fn item_type(&self) -> &str {
        &self.0[2..4]
    }

    /// The department's two characters.
    pub fn department(&self) -> &str {
        &self.0[4..6]
    }

    /// The entry has sub items and is not applied for itself (it ends with Y).
    pub fn is_parent(&self) -> bool {
        self.0.ends_with('Y')
    }

    /// The entry above a sub item; none for a main item (`000`) or a parent.
    pub fn parent(&self) -> Option<Self> {
        let main = self.is_parent() || self.0.ends_with("000");
        (!main).then(|| Self(format!("{}00Y", &self.0[..9])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_a_real_code() {
        let code = CatalogCode::parse("440102002003").unwrap();
        assert_eq!((code.province(), code.item_type(), code.department()), ("44", "01", "02"));
        let parent = code.parent().unwrap();
        assert_eq!(parent.as_str(), "44010200200Y");
        assert_eq!(CatalogCode::parse("44010200200Y"), Ok(parent.clone()));
        assert_eq!(parent.parent(), None);
        assert_eq!(CatalogCode::parse("440101007000").unwrap().parent(), None);
    }

    #[test]
    fn each_error_is_told() {
        let of = |text| CatalogCode::parse(text).unwrap_err().code();
        assert_eq!(of("4401"), "catalog_code.length");
        assert_eq!(of("990102002003"), "catalog_code.province");
        assert_eq!(of("44010200200X"), "catalog_code.character");
        assert_eq!(of("基本编码基本编码基本编码"), "catalog_code.character");
    }

    proptest! {
        #[test]
        fn a_sub_item_has_a_parent(text in "(00|53)[0-9]{2}[0-9A-Z]{2}[0-9]{3}[0-9]{2}[1-9]") {
            let code = CatalogCode::parse(&text).unwrap();
            prop_assert!(code.parent().is_some_and(|parent| parent.is_parent()));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,14}") {
            let _ = CatalogCode::parse(&text);
        }
    }
}
