use std::collections::BTreeMap;

use ledger::hash_leaf;
use ledger::merkle::{
    Hash, LeafHashes, ReadError, TreeReader, consistency_proof, inclusion_proof, root_at,
    verify_inclusion,
};
use ledger::tile::{
    Bundle, BundleError, NotTheEdge, Tile, TileError, TileReader, TileWriter, changed_bundles,
    changed_tiles, decode_bundle, encode_bundle, tiles_of,
};
use proptest::prelude::*;

type Files = BTreeMap<Tile, Vec<u8>>;

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|n| hash_leaf(&n.to_be_bytes())).collect()
}

/// Writes leaves in batches, taking the edge up from the files each time.
fn written(leaves: &[Hash], batch: usize) -> Files {
    let (mut files, mut size) = (Files::new(), 0);
    for hashes in leaves.chunks(batch) {
        let mut writer = TileWriter::resume(size, |tile| files.get(&tile).cloned()).unwrap();
        let mut changed = Files::new();
        for hash in hashes {
            writer.append(*hash, |tile, bytes| assert_eq!(changed.insert(tile, bytes), None));
        }
        changed.extend(writer.partial_tiles());
        let expected: Vec<Tile> = changed_tiles(size, writer.size()).collect();
        let mut tiles: Vec<Tile> = changed.keys().copied().collect();
        // A partial tile that did not grow is given again; nothing else may differ.
        tiles.retain(|tile| files.get(tile) != changed.get(tile));
        assert_eq!(tiles, expected);
        size = writer.size();
        assert_eq!(writer.root(), root_at(&LeafHashes(leaves), size).unwrap());
        files.extend(changed);
    }
    files
}

fn reader(files: &Files, size: u64) -> impl TreeReader<Error = TileError<Tile>> {
    TileReader::new(size, |tile| files.get(&tile).cloned().ok_or(tile))
}

#[test]
fn tiles_reproduce_the_tree() {
    let all = leaves(70_000);
    for (count, batch) in [(1, 1), (255, 255), (256, 100), (257, 257), (70_000, 9_999)] {
        let files = written(&all[..count], batch);
        let (size, tree) = (count as u64, LeafHashes(&all[..count]));
        let tiles = reader(&files, size);
        let root = root_at(&tree, size).unwrap();
        assert_eq!(root_at(&tiles, size).unwrap(), root);
        for tile in tiles_of(size) {
            assert_eq!(tile.bytes(&tree).unwrap(), files[&tile], "{tile}");
        }
        for index in (0..count).step_by(count / 7 + 1) {
            let proof = inclusion_proof(&tiles, index as u64, size).unwrap();
            verify_inclusion(&all[index], index as u64, size, &proof, &root).unwrap();
            let older = index as u64 + 1;
            assert_eq!(
                consistency_proof(&tiles, older, size).unwrap(),
                consistency_proof(&tree, older, size).unwrap()
            );
        }
    }
}

#[test]
fn the_tiles_of_a_tree_of_70_000_leaves() {
    let tiles: Vec<String> = tiles_of(70_000).map(|tile| tile.to_string()).collect();
    assert_eq!(tiles.len(), 274 + 2 + 1);
    assert_eq!(tiles[0], "tile/0/000");
    assert_eq!(
        tiles[273..],
        ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",]
    );
    assert_eq!(tiles_of(0).count(), 0);
    let changed: Vec<String> = changed_tiles(69_999, 70_000).map(|tile| tile.to_string()).collect();
    assert_eq!(changed, ["tile/0/273.p/112"]);
    let bundles: Vec<String> = changed_bundles(256, 600).map(|bundle| bundle.to_string()).collect();
    assert_eq!(bundles, ["tile/entries/001", "tile/entries/002.p/88"]);
}

#[test]
fn paths_have_one_spelling() {
    let tile = Tile { level: 5, index: 1_234_067, width: 256 };
    assert_eq!(tile.to_string(), "tile/5/x001/x234/067");
    let partial = Tile { width: 8, ..tile };
    assert_eq!(partial.to_string(), "tile/5/x001/x234/067.p/8");
    assert_eq!("tile/5/x001/x234/067.p/8".parse(), Ok(partial));
    let bundle = Bundle { index: 67, width: 255 };
    assert_eq!("tile/entries/067.p/255".parse(), Ok(bundle));
    for bad in [
        "",
        "tile/0/67",
        "tile/0/0067",
        "tile/00/067",
        "tile/64/067",
        "tile/0/x000/067",
        "tile/0/001/067",
        "tile/0/x001/x067",
        "tile/0/067.p/0",
        "tile/0/067.p/256",
        "tile/0/067.p/08",
        "tile/0/+67",
        "tile/0/067/",
        "tile/entries/067",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert!(bad.parse::<Tile>().is_err(), "{bad}");
    }
    assert!("tile/0/067".parse::<Bundle>().is_err());
}

#[test]
fn broken_and_missing_tiles_are_named() {
    let all = leaves(300);
    let mut files = written(&all, 300);
    let edge = Tile { level: 0, index: 1, width: 44 };
    let missing =
        TileWriter::resume(300, |tile| files.get(&tile).filter(|_| tile != edge).cloned());
    assert_eq!(missing, Err(NotTheEdge { tile: edge }));
    files.get_mut(&edge).unwrap().pop();
    let broken = inclusion_proof(&reader(&files, 300), 299, 300);
    assert_eq!(broken, Err(ReadError::Read(TileError::WrongLength { tile: edge, bytes: 1407 })));
    files.remove(&edge);
    let gone = inclusion_proof(&reader(&files, 300), 299, 300);
    assert_eq!(gone, Err(ReadError::Read(TileError::Fetch(edge))));
    let outside = reader(&files, 300).node(3, 37);
    assert!(matches!(outside, Err(TileError::NoSuchNode { .. })));
}

proptest! {
    #[test]
    fn bundles_give_their_entries_back(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = encode_bundle(&entries).unwrap();
        prop_assert_eq!(decode_bundle(&bytes).unwrap(), entries.clone());
        if !bytes.is_empty() {
            // Cut anywhere, it is an error or the beginning of the entries.
            if let Ok(some) = decode_bundle(&bytes[..cut.index(bytes.len())]) {
                prop_assert_eq!(&entries[..some.len()], some.as_slice());
            }
        }
    }

    #[test]
    fn paths_round_trip(level in 0..64_u32, index in any::<u64>(), width in 1..=256_u16) {
        let tile = Tile { level, index, width };
        prop_assert_eq!(tile.to_string().parse(), Ok(tile));
    }
}

#[test]
fn a_bundle_refuses_what_its_length_field_cannot_say() {
    let long = vec![0; 65_536];
    let error = encode_bundle(&[vec![], long]);
    assert_eq!(error, Err(BundleError::EntryTooLong { place: 1, bytes: 65_536 }));
}
