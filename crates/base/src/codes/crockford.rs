//! Crockford's base 32: digits and upper-case letters without I, L, O and U.

/// The 32 characters in the order of their values.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The bytes in base 32, five bits a character, the last one filled up with zero bits.
pub fn crockford(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut pending, mut bits) = (0_u16, 0_u8);
    for byte in bytes {
        pending = pending << 8 | u16::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(character(pending >> bits));
        }
    }
    if bits > 0 {
        text.push(character(pending << (5 - bits)));
    }
    text
}

/// The character of the lowest five bits.
pub fn character(value: u16) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

/// Every character is one of the alphabet (upper case).
pub fn is_crockford(text: &str) -> bool {
    text.bytes().all(|b| ALPHABET.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_values() {
        assert_eq!(crockford(b""), "");
        assert_eq!(crockford(b"\xff"), "ZW");
        assert_eq!(crockford(b"foobar"), "CSQPYRK1E8");
    }

    proptest! {
        #[test]
        fn length_follows_from_the_bytes(bytes: Vec<u8>) {
            let text = crockford(&bytes);
            prop_assert_eq!(text.len(), (bytes.len() * 8).div_ceil(5));
            prop_assert!(is_crockford(&text));
        }
    }
}
