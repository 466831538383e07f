//! Proofs that a leaf is in a tree (RFC 9162, 2.1.3).

use super::reader::range_root;
use super::{Hash, NotProven, ReadError, TreeReader, hash_node};

/// The hashes that lead from the leaf at `index` to the root of the first `size` leaves.
pub fn inclusion_proof<R: TreeReader>(
    reader: &R,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    if index >= size {
        return Err(ReadError::OutOfRange { size });
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        let sibling = if index < middle { (middle, end) } else { (start, middle) };
        path.push(range_root(reader, sibling.0, sibling.1).map_err(ReadError::Read)?);
        (start, end) = if index < middle { (start, middle) } else { (middle, end) };
    }
    path.reverse();
    Ok(path)
}

/// Checks that the leaf with hash `leaf` is at `index` in the tree with this size and root
/// (RFC 9162, 2.1.3.2).
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), NotProven> {
    if index >= size {
        return Err(NotProven::OutOfRange);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(NotProven::WrongLength);
        }
        if node & 1 == 1 || node == last {
            hash = hash_node(sibling, &hash);
            // A right edge that has no sibling on some levels skips them.
            let skipped = if node & 1 == 0 { node.trailing_zeros().min(63) } else { 0 };
            (node, last) = (node >> skipped, last >> skipped);
        } else {
            hash = hash_node(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last != 0 {
        return Err(NotProven::WrongLength);
    }
    if hash == *root { Ok(()) } else { Err(NotProven::OtherRoot) }
}

/// The size of the left child: the largest power of two below `size`, which is above 1.
pub(super) fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}
