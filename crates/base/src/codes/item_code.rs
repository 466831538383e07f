//! 实施编码: the code of an item as one organ implements it.

use super::fold::{fold, is_digits};
use super::{CatalogCode, CatalogCodeError, CreditCode, CreditCodeError};

/// An implementation's code. The national form is the organ's credit code (18), the level (1) and
/// the directory code (12), 31 characters; 33 with a 业务办理项 of two digits. Anything else of 4 to
/// 50 letters, digits, `.`, `_` and `-` is a local code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemCode(String);

/// By which rule a code was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemCodeScheme {
    /// 31 characters.
    National31,
    /// 33 characters: with a 业务办理项.
    National33,
    /// A code whose inside is not ours to read.
    Local,
}

/// How much a wrong check digit weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// An officer types it: a wrong check digit is an error.
    Input,
    /// A published list is imported: six of 2,262 real codes have pseudo credit codes, so it is a
    /// warning.
    Import,
}

/// What an import should report about a code that it takes nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemCodeWarning {
    /// The first 18 characters are not a valid credit code.
    CreditCode(CreditCodeError),
}

impl ItemCodeWarning {
    /// A stable name, like the errors have.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CreditCode(error) => error.code(),
        }
    }
}

impl std::fmt::Display for ItemCodeWarning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::CreditCode(error) = self;
        write!(f, "the organ's part (characters 1 to 18): {error}")
    }
}

/// Why a text is not an [`ItemCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ItemCodeError {
    /// Not 4 to 50 characters.
    #[error("an item code has 31 or 33 characters, a local one 4 to 50")]
    Length,
    /// A character that is no Latin letter, digit, `.`, `_` or `-`.
    #[error("an item code has Latin letters, digits, '.', '_' and '-' only")]
    Character,
    /// Character 19 (行使层级) is no digit.
    #[error("character 19 of an item code is the level, a digit")]
    Level,
    /// Characters 32 and 33 (业务办理项) are not digits.
    #[error("the last two characters of a long item code are digits")]
    HandleItem,
    /// The organ's part is no credit code.
    #[error("the organ's part (characters 1 to 18): {0}")]
    CreditCode(CreditCodeError),
    /// The directory part is no directory code.
    #[error("the directory part (characters 20 to 31): {0}")]
    Catalog(CatalogCodeError),
}

text_code!(ItemCode, ItemCodeError);
debug_whole!(ItemCode);

impl ItemCodeError {
    /// The codes that are this error's own; the parts' errors have theirs.
    pub const CODES: &'static [&'static str] =
        &["item_code.length", "item_code.character", "item_code.level", "item_code.handle_item"];

    /// A stable name of what is wrong, to find the sentence in the reader's language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "item_code.length",
            Self::Character => "item_code.character",
            Self::Level => "item_code.level",
            Self::HandleItem => "item_code.handle_item",
            Self::CreditCode(error) => error.code(),
            Self::Catalog(error) => error.code(),
        }
    }
}

impl ItemCode {
    /// Reads a code that was taken in before: check digits were judged then.
    pub fn parse(text: &str) -> Result<Self, ItemCodeError> {
        Self::parse_with(text, Strictness::Import).map(|(code, _)| code)
    }

    /// Reads a code with what there is to warn of (nothing for [`Strictness::Input`]).
    pub fn parse_with(
        text: &str,
        strictness: Strictness,
    ) -> Result<(Self, Vec<ItemCodeWarning>), ItemCodeError> {
        let text = fold(text);
        if !(4..=50).contains(&text.chars().count()) {
            return Err(ItemCodeError::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)) {
            return Err(ItemCodeError::Character);
        }
        let code = Self(text);
        let mut warnings = Vec::new();
        if code.scheme() != ItemCodeScheme::Local {
            match (code.check_national(), strictness) {
                (Err(ItemCodeError::CreditCode(error)), Strictness::Import) => {
                    warnings.push(ItemCodeWarning::CreditCode(error));
                }
                (result, _) => result?,
            }
        }
        Ok((code, warnings))
    }

    /// The rule by which it was made: 31 or 33 letters and digits are national.
    pub fn scheme(&self) -> ItemCodeScheme {
        let plain = self.0.bytes().all(|b| b.is_ascii_alphanumeric());
        match self.0.len() {
            31 if plain => ItemCodeScheme::National31,
            33 if plain => ItemCodeScheme::National33,
            _ => ItemCodeScheme::Local,
        }
    }

    /// The organ's credit code (its text: imported ones can be pseudo codes); none in a local code.
    pub fn organ(&self) -> Option<&str> {
        self.national().map(|text| &text[..18])
    }

    /// 行使层级; none in a local code.
    pub fn level(&self) -> Option<char> {
        self.national().and_then(|text| text[18..].chars().next())
    }

    /// The directory entry; none in a local code.
    pub fn catalog(&self) -> Option<CatalogCode> {
        let text = self.national()?;
        Some(CatalogCode::parse(&text[19..31]).expect("checked when it was parsed"))
    }

    /// 业务办理项, the two digits that only the long form has.
    pub fn handle_item(&self) -> Option<&str> {
        (self.scheme() == ItemCodeScheme::National33).then(|| &self.0[31..])
    }

    fn national(&self) -> Option<&str> {
        (self.scheme() != ItemCodeScheme::Local).then_some(&self.0)
    }

    /// The credit code comes last, so that an import never warns where it has to refuse.
    fn check_national(&self) -> Result<(), ItemCodeError> {
        if !is_digits(&self.0[18..19]) {
            return Err(ItemCodeError::Level);
        }
        CatalogCode::parse(&self.0[19..31]).map_err(ItemCodeError::Catalog)?;
        if self.handle_item().is_some_and(|digits| !is_digits(digits)) {
            return Err(ItemCodeError::HandleItem);
        }
        CreditCode::parse(&self.0[..18]).map_err(ItemCodeError::CreditCode)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_a_real_code() {
        let text = "11440000006940116u244010200200301";
        let (code, warnings) = ItemCode::parse_with(text, Strictness::Input).unwrap();
        assert_eq!(warnings, []);
        assert_eq!(code.scheme(), ItemCodeScheme::National33);
        assert_eq!(code.organ(), Some("11440000006940116U"));
        assert_eq!(code.level(), Some('2'));
        assert_eq!(code.catalog().unwrap().as_str(), "440102002003");
        assert_eq!(code.handle_item(), Some("01"));
    }

    #[test]
    fn a_pseudo_credit_code_is_a_warning_in_an_import_only() {
        let text = "TE440000GD030003VV2442199374000";
        let (_, warnings) = ItemCode::parse_with(text, Strictness::Import).unwrap();
        assert_eq!(warnings, [ItemCodeWarning::CreditCode(CreditCodeError::Character)]);
        let error = ItemCode::parse_with(text, Strictness::Input).unwrap_err();
        assert_eq!(error.code(), "credit_code.character");
    }

    #[test]
    fn local_codes_are_taken_as_they_are() {
        for text in ["XK0010100Y", "511A0138600000-511602000000-000-1-00"] {
            let code = ItemCode::parse(text).unwrap();
            assert_eq!((code.scheme(), code.organ()), (ItemCodeScheme::Local, None));
            assert_eq!(code.catalog(), None);
        }
        assert_eq!(ItemCode::parse("ab").unwrap_err().code(), "item_code.length");
        assert_eq!(ItemCode::parse("a/b/c").unwrap_err().code(), "item_code.character");
        let bad_level = "11440000006940116UX440102002003";
        assert_eq!(ItemCode::parse(bad_level).unwrap_err().code(), "item_code.level");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[0-9A-Z]{31}|[0-9A-Z]{33}|\\PC{0,60}") {
            if let Ok(code) = ItemCode::parse(&text) {
                prop_assert_eq!(code.catalog().is_some(), code.scheme() != ItemCodeScheme::Local);
            }
        }
    }
}
