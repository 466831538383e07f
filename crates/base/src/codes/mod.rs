//! Identifiers: each a newtype that only `parse` makes.

/// Crockford's base 32: no I, L, O, U, so that read aloud or copied by hand it survives.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Bits, most significant first, as Crockford's base 32, the last character padded with zeros.
pub fn crockford(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(CROCKFORD[(buffer >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        text.push(char::from(CROCKFORD[(buffer << (5 - bits) & 31) as usize]));
    }
    text
}
