//! Tiles from leaf hashes, as the tree grows.

use super::{HEIGHT, Tile, WIDTH, hashes, root_over};
use crate::merkle::{Frontier, Hash, hash_node};

/// The right edge of a tiled tree. Appending gives each tile that becomes full; the partial ones
/// are asked for once the batch is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TileWriter {
    size: u64,
    /// The hashes of the last, partial tile of each level, from the leaves up.
    partial: Vec<Vec<Hash>>,
}

/// The tiles are not those at the right edge of a tree of that size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{tile} is missing or has the wrong length")]
pub struct NotTheEdge {
    /// The tile that was looked for.
    pub tile: Tile,
}

impl TileWriter {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a tree of `size` leaves; `bytes_of` gives the file of each partial tile at its
    /// edge, which are the tiles of [`TileWriter::edge`].
    pub fn resume(
        size: u64,
        bytes_of: impl Fn(Tile) -> Option<Vec<u8>>,
    ) -> Result<Self, NotTheEdge> {
        let mut writer = Self { size, partial: Vec::new() };
        let mut count = size;
        while count > 0 {
            writer.partial.push(Vec::new());
            count /= WIDTH;
        }
        for tile in Self::edge(size) {
            let bytes = bytes_of(tile).ok_or(NotTheEdge { tile })?;
            let found = hashes(&bytes).filter(|found| found.len() == usize::from(tile.width));
            writer.partial[tile.level as usize] = found.ok_or(NotTheEdge { tile })?.to_vec();
        }
        Ok(writer)
    }

    /// The partial tiles at the right edge of a tree of `size` leaves.
    pub fn edge(size: u64) -> impl Iterator<Item = Tile> {
        (0..super::LEVELS).filter_map(move |level| {
            let index = size >> (HEIGHT * level) >> HEIGHT;
            Tile::at(level, index, size)
        })
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash; `full` gets each tile that this completes, and its file.
    pub fn append(&mut self, leaf: Hash, mut full: impl FnMut(Tile, Vec<u8>)) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0.. {
            if self.partial.len() == level {
                self.partial.push(Vec::with_capacity(256));
            }
            let hashes = &mut self.partial[level];
            hashes.push(hash);
            if hashes.len() < 256 {
                return;
            }
            hash = root_over(hashes);
            let level = u32::try_from(level).expect("at most eight levels");
            let index = (self.size >> (HEIGHT * level) >> HEIGHT) - 1;
            full(Tile { level, index, width: 256 }, hashes.as_flattened().to_vec());
            hashes.clear();
        }
    }

    /// The partial tiles as they stand, and their files.
    pub fn partial_tiles(&self) -> impl Iterator<Item = (Tile, Vec<u8>)> {
        Self::edge(self.size)
            .map(|tile| (tile, self.partial[tile.level as usize].as_flattened().to_vec()))
    }

    /// The root of the tree as it stands.
    pub fn root(&self) -> Hash {
        let mut right: Option<Hash> = None;
        for hashes in &self.partial {
            let mut level = Frontier::new();
            level.extend(hashes.iter().copied());
            for left in level.subtrees().iter().rev() {
                right = Some(right.map_or(*left, |right| hash_node(left, &right)));
            }
        }
        right.unwrap_or_else(crate::merkle::empty_root)
    }
}
