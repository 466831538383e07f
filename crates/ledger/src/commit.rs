//! Commitments to personal data: the log keeps a salted hash, the data and the salt lie elsewhere,
//! encrypted under a key per person and case. When key and salt are destroyed (个人信息保护法
//! 第四十七条), the hash says nothing any more and the log still verifies.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Keeps these hashes apart from every other use of SHA-256 in the log.
const DOMAIN: &[u8] = b"yichuang ledger commitment v1\0";

/// The commitment to `plaintext` under 32 random bytes of salt, drawn for this part alone.
pub fn commit(salt: &[u8; 32], plaintext: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(DOMAIN).chain_update(salt).chain_update(plaintext).finalize().into()
}

/// Whether salt and plaintext are what `commitment` promised; takes the same time wherever they
/// differ.
pub fn open(commitment: &[u8; 32], salt: &[u8; 32], plaintext: &[u8]) -> bool {
    commit(salt, plaintext).ct_eq(commitment).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_with_the_same_salt_and_text() {
        let promised = commit(&[7; 32], "段誉".as_bytes());
        assert!(open(&promised, &[7; 32], "段誉".as_bytes()));
        assert!(!open(&promised, &[8; 32], "段誉".as_bytes()));
        assert!(!open(&promised, &[7; 32], "段正".as_bytes()));
    }

    #[test]
    fn the_hash_never_changes() {
        let hex = data_encoding::HEXLOWER.encode(&commit(&[0; 32], b""));
        assert_eq!(hex, "93b6074c40b0570988896c99310b302a94b164d64d847df31bb3262126c17929");
    }
}
