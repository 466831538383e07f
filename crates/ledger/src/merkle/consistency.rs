//! Proofs that a tree is the beginning of a later one (RFC 9162, 2.1.4).

use super::inclusion::split;
use super::reader::range_root;
use super::{Hash, NotProven, ReadError, TreeReader, empty_root, hash_node};

/// The hashes that lead from the roots of the first `older` leaves to that of the first `newer`.
/// Nothing needs proof when the sizes are equal or the older tree is empty.
pub fn consistency_proof<R: TreeReader>(
    reader: &R,
    older: u64,
    newer: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    if older > newer {
        return Err(ReadError::OutOfRange { size: newer });
    }
    if older == 0 || older == newer {
        return Ok(Vec::new());
    }
    let (mut start, mut end) = (0, newer);
    let mut path = Vec::new();
    while end != older {
        let middle = start + split(end - start);
        let left = older <= middle;
        let sibling = if left { (middle, end) } else { (start, middle) };
        path.push(range_root(reader, sibling.0, sibling.1).map_err(ReadError::Read)?);
        (start, end) = if left { (start, middle) } else { (middle, end) };
    }
    // The older tree itself needs no hash where it is a whole subtree: the reader has its root.
    if start != 0 {
        path.push(range_root(reader, start, end).map_err(ReadError::Read)?);
    }
    path.reverse();
    Ok(path)
}

/// Checks that the tree `newer` (size, root) begins with the tree `older` (RFC 9162, 2.1.4.2).
pub fn verify_consistency(
    older: (u64, &Hash),
    newer: (u64, &Hash),
    proof: &[Hash],
) -> Result<(), NotProven> {
    let ((size, root), (new_size, new_root)) = (older, newer);
    if size > new_size {
        return Err(NotProven::OutOfRange);
    }
    if size == 0 || size == new_size {
        let expected = if size == 0 { empty_root() } else { *new_root };
        let equal = *root == expected;
        return match (proof.is_empty(), equal) {
            (false, _) => Err(NotProven::WrongLength),
            (true, false) => Err(NotProven::OtherRoot),
            (true, true) => Ok(()),
        };
    }
    let whole = size.is_power_of_two();
    let (first, rest) =
        if whole { (root, proof) } else { proof.split_first().ok_or(NotProven::WrongLength)? };
    let edge = (size - 1).trailing_ones();
    let (mut node, mut last) = ((size - 1) >> edge, (new_size - 1) >> edge);
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(NotProven::WrongLength);
        }
        if node & 1 == 1 || node == last {
            old_hash = hash_node(sibling, &old_hash);
            new_hash = hash_node(sibling, &new_hash);
            let skipped = if node & 1 == 0 { node.trailing_zeros().min(63) } else { 0 };
            (node, last) = (node >> skipped, last >> skipped);
        } else {
            new_hash = hash_node(&new_hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last != 0 {
        return Err(NotProven::WrongLength);
    }
    if old_hash == *root && new_hash == *new_root { Ok(()) } else { Err(NotProven::OtherRoot) }
}
