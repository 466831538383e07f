//! 查询码: the secret on a receipt with which its holder sees where the case is, without login.

use subtle::ConstantTimeEq as _;

use super::crockford::{self, is_crockford};
use super::fold::fold_crockford;
use crate::Draw;

/// Twelve random Crockford characters, 60 bits. It is a secret: it has no `Display` and is not
/// written as JSON, `Debug` hides it, and two are compared in constant time.
#[derive(Clone)]
pub struct QueryCode(String);

code_errors! {
    /// The text is not a [`QueryCode`].
    QueryCodeError {
        /// Not twelve characters of the alphabet.
        Form = "query_code.form", "a query code has 12 letters and digits, as in 7KD2-M94X-0QRT";
    }
}

deserialize_by_parse!(QueryCode);

impl QueryCode {
    /// Reads a code with or without hyphens and spaces; O is read as 0, I and L as 1.
    pub fn parse(text: &str) -> Result<Self, QueryCodeError> {
        let text = fold_crockford(text);
        let well_formed = text.len() == 12 && is_crockford(&text);
        if well_formed { Ok(Self(text)) } else { Err(QueryCodeError::Form) }
    }

    /// Draws a new one.
    pub fn draw(draw: &mut Draw) -> Self {
        let bytes = draw.bytes::<12>();
        Self(bytes.into_iter().map(|byte| crockford::character(u16::from(byte))).collect())
    }

    /// The twelve characters, to be hashed with the key.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The code as a receipt shows it: `7KD2-M94X-0QRT`.
    pub fn grouped(&self) -> String {
        [&self.0[..4], &self.0[4..8], &self.0[8..]].join("-")
    }
}

impl PartialEq for QueryCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for QueryCode {}

impl std::fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seed;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_drawn_code_parses_and_stays_secret(bytes: [u8; 32]) {
            let mut draw = Seed::from_bytes(bytes).draw();
            let (one, other) = (QueryCode::draw(&mut draw), QueryCode::draw(&mut draw));
            let typed = one.grouped().to_ascii_lowercase().replace('1', "i");
            prop_assert_eq!(&QueryCode::parse(&typed).unwrap(), &one);
            prop_assert_ne!(&one, &other);
            prop_assert_eq!(format!("{one:?}"), "QueryCode(…)");
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,16}") {
            if let Ok(code) = QueryCode::parse(&text) {
                prop_assert_eq!(code.expose().len(), 12);
            }
        }
    }
}
