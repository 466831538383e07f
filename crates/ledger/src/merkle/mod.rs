//! The Merkle tree of RFC 9162, section 2.1, over SHA-256.

mod consistency;
mod frontier;
mod inclusion;
mod reader;

pub use consistency::{consistency_proof, verify_consistency};
pub use frontier::{Frontier, NotAFrontier};
pub use inclusion::{inclusion_proof, verify_inclusion};
pub use reader::{LeafHashes, ReadError, TreeReader, root_at};

use sha2::{Digest as _, Sha256};

/// A SHA-256 hash: of a leaf, a node or a whole tree.
pub type Hash = [u8; 32];

/// The hash of a leaf (RFC 9162, 2.1.1): the byte 0 stands before the entry's bytes.
pub fn hash_leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of an inner node (RFC 9162, 2.1.1): the byte 1 stands before both children.
pub fn hash_node(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(left);
    bytes[33..].copy_from_slice(right);
    Sha256::digest(bytes).into()
}

/// The root of the tree without leaves: the hash of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// A proof does not prove what it is said to prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// The index is not below the size, or the older size is above the newer.
    #[error("the leaf or the older tree lies outside the tree")]
    OutOfRange,
    /// The number of hashes does not fit the sizes.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    OtherRoot,
}
