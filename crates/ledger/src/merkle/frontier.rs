//! The right edge of the tree: all that is needed to append.

use super::{Hash, empty_root, hash_node};
use crate::limits::TREE_SIZE_MAX;

/// The roots of the perfect subtrees that make up a tree, from the largest (left) to the smallest.
/// Appending costs one hash on average; a tree of a billion leaves has at most 30 of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

/// The hashes are not the edge of a tree of that size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a tree of {size} leaves does not have {hashes} subtrees at its edge")]
pub struct NotAFrontier {
    /// The size that was given.
    pub size: u64,
    /// How many hashes were given.
    pub hashes: usize,
}

impl Frontier {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a tree where [`Frontier::subtrees`] left it.
    pub fn from_subtrees(size: u64, subtrees: Vec<Hash>) -> Result<Self, NotAFrontier> {
        if size > TREE_SIZE_MAX || subtrees.len() != size.count_ones() as usize {
            return Err(NotAFrontier { size, hashes: subtrees.len() });
        }
        Ok(Self { size, subtrees })
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The subtree hashes, largest first, to be kept beside the size.
    pub fn subtrees(&self) -> &[Hash] {
        &self.subtrees
    }

    /// Appends a leaf by its hash.
    pub fn append(&mut self, leaf: Hash) {
        self.append_with(leaf, |_, _, _| ());
    }

    /// Appends a leaf and tells `completed` of each subtree that it completes: level (0 for the
    /// leaf), index on that level, hash.
    pub fn append_with(&mut self, leaf: Hash, mut completed: impl FnMut(u32, u64, &Hash)) {
        completed(0, self.size, &leaf);
        let mut hash = leaf;
        for level in 1..=self.size.trailing_ones() {
            let left = self.subtrees.pop().expect("a subtree for every bit of the size");
            hash = hash_node(&left, &hash);
            completed(level, self.size >> level, &hash);
        }
        self.subtrees.push(hash);
        self.size += 1;
    }

    /// The root of the tree as it stands.
    pub fn root(&self) -> Hash {
        let joined =
            self.subtrees.iter().rev().copied().reduce(|right, left| hash_node(&left, &right));
        joined.unwrap_or_else(empty_root)
    }
}

impl Extend<Hash> for Frontier {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        for leaf in leaves {
            self.append(leaf);
        }
    }
}
