//! Nodes of the tree out of tiles.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{HEIGHT, Tile, WIDTH, hashes, root_over};
use crate::merkle::{Hash, TreeReader};

/// A tree of known size whose hashes come from tiles. A tile is fetched once and kept while the
/// reader lives: make a reader for one or a few proofs, not for ever.
pub struct TileReader<F> {
    size: u64,
    fetch: F,
    kept: RefCell<HashMap<Tile, Vec<u8>>>,
}

/// A node could not be had from the tiles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileError<E> {
    /// The node is not inside the tree.
    #[error("a tree of {size} leaves has no node {index} on level {level}")]
    NoSuchNode {
        /// The level, 0 for leaves.
        level: u32,
        /// The index on that level.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The tile's file is not 32 bytes for each of its hashes.
    #[error("{tile} has {bytes} bytes")]
    WrongLength {
        /// Which tile.
        tile: Tile,
        /// How long its file is.
        bytes: usize,
    },
    /// The tile could not be fetched.
    #[error("fetching a tile: {0}")]
    Fetch(E),
}

impl<E, F: Fn(Tile) -> Result<Vec<u8>, E>> TileReader<F> {
    /// A reader for a tree of `size` leaves; `fetch` gives the bytes of a tile.
    pub fn new(size: u64, fetch: F) -> Self {
        Self { size, fetch, kept: RefCell::default() }
    }
}

impl<E, F: Fn(Tile) -> Result<Vec<u8>, E>> TreeReader for TileReader<F> {
    type Error = TileError<E>;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error> {
        let missing = TileError::NoSuchNode { level, index, size: self.size };
        let inside = index < self.size.checked_shr(level).unwrap_or(0);
        let tile = Tile::at(level / HEIGHT, index >> (HEIGHT - level % HEIGHT), self.size);
        let Some(tile) = tile.filter(|_| inside) else { return Err(missing) };
        let mut kept = self.kept.borrow_mut();
        let bytes = match kept.entry(tile) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => place.insert((self.fetch)(tile).map_err(TileError::Fetch)?),
        };
        node_in(bytes, tile, level, index)
            .ok_or(TileError::WrongLength { tile, bytes: bytes.len() })
    }
}

/// The node as the root over its part of the tile's hashes.
fn node_in(bytes: &[u8], tile: Tile, level: u32, index: u64) -> Option<Hash> {
    let inner = level % HEIGHT;
    let start = usize::try_from((index << inner) % WIDTH).ok()?;
    let hashes = hashes(bytes).filter(|hashes| hashes.len() == usize::from(tile.width))?;
    hashes.get(start..)?.get(..1 << inner).map(root_over)
}
