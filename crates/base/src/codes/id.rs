//! Ids of rows that nobody types: 128 random bits.

use super::crockford::is_crockford;
use crate::Draw;

/// 26 characters of Crockford's base 32 in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

code_errors! {
    /// The text is not an [`Id`].
    IdError {
        /// Not 26 characters of the alphabet in lower case.
        Form = "id.form", "not an id: 26 characters of Crockford's base 32 in lower case";
    }
}

text_code!(Id, IdError);
debug_whole!(Id);

impl Id {
    /// Reads an id exactly as it was made; nothing is folded, as no person types it.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        // Of the last character three bits belong to the 128.
        let well_formed = text.len() == 26
            && !text.bytes().any(|b| b.is_ascii_uppercase())
            && is_crockford(&text.to_ascii_uppercase())
            && text.ends_with(['0', '4', '8', 'c', 'g', 'm', 'r', 'w']);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(IdError::Form) }
    }

    /// Draws a new one.
    pub fn draw(draw: &mut Draw) -> Self {
        Self(draw.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seed;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_drawn_id_parses(bytes: [u8; 32]) {
            let id = Id::draw(&mut Seed::from_bytes(bytes).draw());
            prop_assert_eq!(Id::parse(id.as_str()), Ok(id.clone()));
            prop_assert!(Id::parse(&id.as_str().to_ascii_uppercase()).is_err());
        }

        #[test]
        fn any_text_is_survived(text: String) {
            let _ = Id::parse(&text);
        }
    }
}
