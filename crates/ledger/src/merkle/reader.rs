//! Where the hashes of a stored tree come from.

use super::{Frontier, Hash, empty_root, hash_node};

/// Gives the hashes of perfect subtrees. Implemented by [`crate::tile::TileReader`] and by
/// [`LeafHashes`].
pub trait TreeReader {
    /// What can go wrong while reading.
    type Error;

    /// The root of the perfect subtree over the leaves from `index << level` on, `1 << level` of
    /// them. Only called for subtrees that lie wholly inside the tree.
    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// Why a proof could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError<E> {
    /// The index is not below the size, or the older size is above the newer.
    #[error("the leaf or the older tree lies outside a tree of {size} leaves")]
    OutOfRange {
        /// The size of the tree that was asked.
        size: u64,
    },
    /// The hashes could not be read.
    #[error("reading the tree: {0}")]
    Read(E),
}

/// The root of the tree's first `size` leaves.
pub fn root_at<R: TreeReader>(reader: &R, size: u64) -> Result<Hash, R::Error> {
    range_root(reader, 0, size)
}

/// The root over the leaves `start..end`, where `start` is a multiple of a power of two that is not
/// below the length: such ranges are what proofs consist of.
pub(super) fn range_root<R: TreeReader>(
    reader: &R,
    start: u64,
    end: u64,
) -> Result<Hash, R::Error> {
    let mut subtrees = Vec::new();
    let mut from = start;
    while from < end {
        let level = (end - from).ilog2();
        subtrees.push(reader.node(level, from >> level)?);
        from += 1 << level;
    }
    let joined = subtrees.into_iter().rev().reduce(|right, left| hash_node(&left, &right));
    Ok(joined.unwrap_or_else(empty_root))
}

/// A tree of which all leaf hashes are in memory; inner nodes are computed when asked for.
#[derive(Debug, Clone, Copy)]
pub struct LeafHashes<'a>(pub &'a [Hash]);

/// The leaf hashes end before the subtree does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the tree has no node {index} on level {level}")]
pub struct NoSuchNode {
    /// The level, 0 for leaves.
    pub level: u32,
    /// The index on that level.
    pub index: u64,
}

impl TreeReader for LeafHashes<'_> {
    type Error = NoSuchNode;

    fn node(&self, level: u32, index: u64) -> Result<Hash, NoSuchNode> {
        let missing = NoSuchNode { level, index };
        let start = usize::try_from(index << level).map_err(|_| missing)?;
        let leaves = self.0.get(start..).and_then(|rest| rest.get(..1_usize << level));
        let mut tree = Frontier::new();
        tree.extend(leaves.ok_or(missing)?.iter().copied());
        Ok(tree.root())
    }
}
