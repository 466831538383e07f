//! The tree cut into tiles that can be served as files (C2SP tlog-tiles): a tile on level L has up
//! to 256 hashes of level 8·L of the tree; entry bundles have the entries of one tile of leaves.

mod bundle;
mod path;
mod reader;
mod writer;

pub use bundle::{BundleError, decode_bundle, encode_bundle};
pub use path::NotATilePath;
pub use reader::{TileError, TileReader};
pub use writer::{NotTheEdge, TileWriter};

use crate::merkle::{Frontier, Hash, TreeReader};

/// Levels of the tree in one tile.
pub const HEIGHT: u32 = 8;
/// Hashes in a full tile.
pub const WIDTH: u64 = 1 << HEIGHT;
/// The highest level that a tile's name may have.
pub const LEVEL_MAX: u32 = 63;
/// Tile levels that a tree of 64-bit size can fill.
const LEVELS: u32 = 8;

/// One tile of hashes, full or as wide as the tree had grown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// 0 for leaf hashes, 1 for the roots of full leaf tiles, and so on.
    pub level: u32,
    /// The place on its level.
    pub index: u64,
    /// How many hashes, 1 to 256.
    pub width: u16,
}

/// The entries of one tile of leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    /// The place, as of the tile of their leaf hashes.
    pub index: u64,
    /// How many entries, 1 to 256.
    pub width: u16,
}

impl Tile {
    /// The tile at a place as it is in a tree of `size` leaves, or nothing where it has no hash.
    pub fn at(level: u32, index: u64, size: u64) -> Option<Self> {
        if level >= LEVELS {
            return None;
        }
        let hashes = size >> (HEIGHT * level);
        let width = hashes.saturating_sub(index.checked_mul(WIDTH)?).min(WIDTH);
        let width = u16::try_from(width).expect("at most 256");
        (width > 0).then_some(Self { level, index, width })
    }

    /// Whether all 256 hashes are there: then it never changes.
    pub fn is_full(self) -> bool {
        u64::from(self.width) == WIDTH
    }

    /// The tile's file: its hashes one after the other, read from a tree.
    pub fn bytes<R: TreeReader>(self, tree: &R) -> Result<Vec<u8>, R::Error> {
        let mut bytes = Vec::with_capacity(usize::from(self.width) * 32);
        for place in 0..u64::from(self.width) {
            bytes.extend(tree.node(HEIGHT * self.level, self.index * WIDTH + place)?);
        }
        Ok(bytes)
    }
}

/// All tiles that cover a tree of `size` leaves, level by level.
pub fn tiles_of(size: u64) -> impl Iterator<Item = Tile> {
    changed_tiles(0, size)
}

/// The tiles that are new or wider in a tree of `newer` leaves than in one of `older`.
pub fn changed_tiles(older: u64, newer: u64) -> impl Iterator<Item = Tile> {
    (0..LEVELS).flat_map(move |level| {
        let first = older >> (HEIGHT * level) >> HEIGHT;
        let before = move |index| Tile::at(level, index, older);
        (first..)
            .map_while(move |index| Tile::at(level, index, newer))
            .filter(move |tile| before(tile.index) != Some(*tile))
    })
}

/// The entry bundles that are new or longer in a tree of `newer` leaves than in one of `older`.
pub fn changed_bundles(older: u64, newer: u64) -> impl Iterator<Item = Bundle> {
    changed_tiles(older, newer)
        .take_while(|tile| tile.level == 0)
        .map(|tile| Bundle { index: tile.index, width: tile.width })
}

/// The hashes in a tile's file; nothing where the length is not a multiple of 32.
pub fn hashes(bytes: &[u8]) -> Option<&[Hash]> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    rest.is_empty().then_some(hashes)
}

/// The root over `hashes`, which must be a power of two in number.
fn root_over(hashes: &[Hash]) -> Hash {
    let mut tree = Frontier::new();
    tree.extend(hashes.iter().copied());
    tree.root()
}
