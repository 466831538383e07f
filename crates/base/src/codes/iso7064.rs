//! ISO 7064 MOD 37,36: one check character that finds every single wrong character and every swap
//! of two neighbours (but for the pair the standard itself cannot tell apart).

const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The check character of a text of digits and upper-case letters; none for other characters.
pub fn mod_37_36(text: &str) -> Option<char> {
    let mut product = 36;
    for c in text.chars() {
        let sum = (product + c.to_digit(36).filter(|_| !c.is_ascii_lowercase())?) % 36;
        product = if sum == 0 { 36 } else { sum } * 2 % 37;
    }
    let index = usize::try_from((37 - product) % 36).ok()?;
    ALPHABET.get(index).copied().map(char::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_empty_text_and_odd_characters() {
        assert_eq!(mod_37_36(""), Some('1'));
        assert_eq!(mod_37_36("a"), None);
        assert_eq!(mod_37_36("一"), None);
    }

    proptest! {
        #[test]
        fn one_wrong_character_changes_the_check(
            text in "[0-9A-Z]{1,30}", place in 0usize..30, other in "[0-9A-Z]",
        ) {
            let place = place % text.len();
            let mut wrong = text.clone();
            wrong.replace_range(place..=place, &other);
            prop_assume!(wrong != text);
            prop_assert_ne!(mod_37_36(&text), mod_37_36(&wrong));
        }
    }
}
