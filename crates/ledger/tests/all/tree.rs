use ledger::merkle::{
    Frontier, Hash, LeafHashes, NotProven, ReadError, consistency_proof, empty_root, hash_leaf,
    hash_node, inclusion_proof, root_at, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;

use super::hex;

/// The eight leaves and the roots of their first n that implementations of RFC 6962 share.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn the_shared_roots() {
    let mut tree = Frontier::new();
    assert_eq!(tree.root(), hex(ROOTS[0]));
    for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        tree.append(hash_leaf(leaf));
        assert_eq!(tree.root(), hex(root));
    }
}

/// MTH, PATH and SUBPROOF word by word from RFC 9162, 2.1: slow, and an oracle for the rest.
mod rfc {
    use super::{Hash, empty_root, hash_node};

    fn k(n: usize) -> usize {
        n.next_power_of_two() / 2
    }

    pub fn mth(d: &[Hash]) -> Hash {
        match d {
            [] => empty_root(),
            [one] => *one,
            _ => hash_node(&mth(&d[..k(d.len())]), &mth(&d[k(d.len())..])),
        }
    }

    pub fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
        if d.len() == 1 {
            return Vec::new();
        }
        let (left, right) = d.split_at(k(d.len()));
        let (mut proof, other) = if m < left.len() {
            (path(m, left), mth(right))
        } else {
            (path(m - left.len(), right), mth(left))
        };
        proof.push(other);
        proof
    }

    pub fn subproof(m: usize, d: &[Hash], known: bool) -> Vec<Hash> {
        if m == d.len() {
            return if known { Vec::new() } else { vec![mth(d)] };
        }
        let (left, right) = d.split_at(k(d.len()));
        let (mut proof, other) = if m <= left.len() {
            (subproof(m, left, known), mth(right))
        } else {
            (subproof(m - left.len(), right, false), mth(left))
        };
        proof.push(other);
        proof
    }
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|n| hash_leaf(&n.to_be_bytes())).collect()
}

#[test]
fn every_proof_of_small_trees_is_that_of_the_rfc_and_verifies() {
    let all = leaves(40);
    for size in 1..=all.len() {
        let (tree, hashes) = (LeafHashes(&all), &all[..size]);
        let root = root_at(&tree, size as u64).unwrap();
        assert_eq!(root, rfc::mth(hashes));
        for (index, leaf) in hashes.iter().enumerate() {
            let proof = inclusion_proof(&tree, index as u64, size as u64).unwrap();
            assert_eq!(proof, rfc::path(index, hashes));
            let (at, of) = (index as u64, size as u64);
            assert_eq!(verify_inclusion(leaf, at, of, &proof, &root), Ok(()));
        }
        for older in 1..=size {
            let proof = consistency_proof(&tree, older as u64, size as u64).unwrap();
            assert_eq!(proof, rfc::subproof(older, hashes, true));
            let old_root = rfc::mth(&all[..older]);
            let (old, new) = ((older as u64, &old_root), (size as u64, &root));
            assert_eq!(verify_consistency(old, new, &proof), Ok(()), "{older} {size}");
        }
    }
}

#[test]
fn the_edges_of_proofs() {
    let all = leaves(5);
    let tree = LeafHashes(&all);
    let outside = Err(ReadError::OutOfRange { size: 5 });
    assert_eq!(inclusion_proof(&tree, 5, 5), outside);
    assert_eq!(consistency_proof(&tree, 6, 5), outside);
    assert!(matches!(inclusion_proof(&tree, 0, 6), Err(ReadError::Read(_))));
    let root = rfc::mth(&all);
    assert_eq!(verify_inclusion(&all[0], 5, 5, &[], &root), Err(NotProven::OutOfRange));
    let empty = empty_root();
    assert_eq!(verify_consistency((0, &empty), (5, &root), &[]), Ok(()));
    assert_eq!(verify_consistency((0, &root), (5, &root), &[]), Err(NotProven::OtherRoot));
    assert_eq!(verify_consistency((5, &empty), (5, &root), &[]), Err(NotProven::OtherRoot));
    assert_eq!(verify_consistency((5, &root), (5, &root), &all), Err(NotProven::WrongLength));
    assert_eq!(verify_consistency((6, &root), (5, &root), &[]), Err(NotProven::OutOfRange));
    assert_eq!(verify_consistency((3, &root), (5, &root), &[]), Err(NotProven::WrongLength));
}

#[test]
fn the_frontier_is_taken_up_where_it_was_left() {
    let all = leaves(300);
    let mut tree = Frontier::new();
    for (size, leaf) in all.iter().enumerate() {
        let kept = tree.subtrees().to_vec();
        tree = Frontier::from_subtrees(size as u64, kept).unwrap();
        tree.append(*leaf);
    }
    assert_eq!(tree.root(), rfc::mth(&all));
    Frontier::from_subtrees(3, vec![all[0]]).unwrap_err();
    Frontier::from_subtrees(u64::MAX, vec![all[0]; 64]).unwrap_err();
}

#[test]
fn appending_tells_every_node_once() {
    let all = leaves(21);
    let (mut tree, mut nodes) = (Frontier::new(), std::collections::BTreeMap::new());
    for leaf in &all {
        tree.append_with(*leaf, |level, index, hash| {
            assert_eq!(nodes.insert((level, index), *hash), None);
        });
    }
    assert_eq!(nodes.len(), 21 + 10 + 5 + 2 + 1);
    for ((level, index), hash) in nodes {
        let range = usize::try_from(index << level).unwrap()..;
        assert_eq!(hash, rfc::mth(&all[range][..1 << level]));
    }
}

proptest! {
    #[test]
    fn any_flipped_bit_breaks_an_inclusion_proof(
        size in 2..200_u64, pick in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let all = leaves(200);
        let tree = LeafHashes(&all);
        let index = pick.index(usize::try_from(size).unwrap());
        let mut proof = inclusion_proof(&tree, index as u64, size).unwrap();
        let root = root_at(&tree, size).unwrap();
        let flip = |hash: &mut Hash| hash[bit / 8] ^= 1 << (bit % 8);
        let check = |leaf: &Hash, proof: &[Hash], root: &Hash| {
            verify_inclusion(leaf, index as u64, size, proof, root)
        };
        prop_assert_eq!(check(&all[index], &proof, &root), Ok(()));
        let mut other = all[index];
        flip(&mut other);
        prop_assert_eq!(check(&other, &proof, &root), Err(NotProven::OtherRoot));
        let mut other = root;
        flip(&mut other);
        prop_assert_eq!(check(&all[index], &proof, &other), Err(NotProven::OtherRoot));
        prop_assert_eq!(check(&all[index], &proof[1..], &root).is_err(), true);
        let place = part.index(proof.len());
        flip(&mut proof[place]);
        prop_assert_eq!(check(&all[index], &proof, &root), Err(NotProven::OtherRoot));
        flip(&mut proof[place]);
        proof.push(root);
        prop_assert_eq!(check(&all[index], &proof, &root), Err(NotProven::WrongLength));
    }

    #[test]
    fn any_flipped_bit_breaks_a_consistency_proof(
        newer in 2..200_u64, pick in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let all = leaves(200);
        let tree = LeafHashes(&all);
        let older = pick.index(usize::try_from(newer - 1).unwrap()) as u64 + 1;
        let mut proof = consistency_proof(&tree, older, newer).unwrap();
        let (old, new) = (root_at(&tree, older).unwrap(), root_at(&tree, newer).unwrap());
        let flip = |hash: &mut Hash| hash[bit / 8] ^= 1 << (bit % 8);
        let check = |old: &Hash, new: &Hash, proof: &[Hash]| {
            verify_consistency((older, old), (newer, new), proof)
        };
        prop_assert_eq!(check(&old, &new, &proof), Ok(()));
        let mut other = old;
        flip(&mut other);
        prop_assert_eq!(check(&other, &new, &proof), Err(NotProven::OtherRoot));
        let mut other = new;
        flip(&mut other);
        prop_assert_eq!(check(&old, &other, &proof), Err(NotProven::OtherRoot));
        let place = part.index(proof.len());
        flip(&mut proof[place]);
        prop_assert_eq!(check(&old, &new, &proof), Err(NotProven::OtherRoot));
        flip(&mut proof[place]);
        prop_assert_eq!(check(&old, &new, &proof[..proof.len() - 1]).is_err(), true);
        proof.push(new);
        prop_assert_eq!(check(&old, &new, &proof), Err(NotProven::WrongLength));
    }
}
