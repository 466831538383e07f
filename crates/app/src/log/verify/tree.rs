//! The tree: entries, their rows, tiles, and the signed checkpoints.

use base::Timestamp;
use db::Tx;
use ledger::tile::{Tile, TileWriter, WIDTH};
use ledger::{Checkpoint, Entry, Hash, Verifier, hash_leaf};

use super::checkpoints::{self, History};
use super::{PAGE, Verified};
use crate::error::{Error, Result};
use crate::house::House;
use crate::log::entries::int;
use crate::log::{sequencer, sql};

pub(super) fn check(
    house: &House,
    outside: &[(String, Checkpoint)],
    verified: &mut Verified,
) -> Result<()> {
    let Some(tree) = house.db.read_blocking(sequencer::tree)? else {
        verified.found("the log has not begun".into());
        return Ok(());
    };
    let known = [house.keys.verifier()];
    let latest = match Checkpoint::open(&tree.checkpoint, &known) {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            verified.found(format!("the stored checkpoint: {error}"));
            return Ok(());
        }
    };
    if (latest.size, &latest.origin) != (tree.size, &tree.origin) {
        verified.found(format!(
            "tree: its row says {} entries of {}, its checkpoint {} of {}",
            tree.size, tree.origin, latest.size, latest.origin
        ));
    }
    let mut walker = Verifier::new("the stored checkpoint", &latest);
    for (name, checkpoint) in outside {
        walker.hold_against(name, checkpoint);
    }
    let mut history = History::new(&latest.origin, known.into());
    leaves(house, latest.size, &mut walker, &mut history, verified)?;
    checkpoints::last(house, verified)?;
    tail(house, latest.size, &mut walker, verified)?;
    let report = walker.finish();
    verified.leaves = report.leaves;
    verified.tail = report.tail;
    verified.streams = report.streams;
    verified.extend(report.findings.iter().map(ToString::to_string));
    verified.more += report.more;
    Ok(())
}

/// Every leaf against its hash in the tiles, and the tiles above against those.
fn leaves(
    house: &House,
    size: u64,
    walker: &mut Verifier,
    history: &mut History,
    verified: &mut Verified,
) -> Result<()> {
    let mut writer = TileWriter::new();
    for first in (0..size).step_by(usize::try_from(PAGE).map_err(Error::broken)?) {
        let end = size.min(first + PAGE);
        let rows = house.db.read_blocking(move |tx| page(tx, first, end))?;
        history.read(house, first, end)?;
        let mut tiles = Vec::new();
        for (row, stored) in rows {
            let index = row.leaf.and_then(|leaf| u64::try_from(leaf).ok()).unwrap_or(u64::MAX);
            let entry = walker.leaf(index, &row.bytes, &stored);
            row.check(entry.as_ref(), verified);
            history.reached(index.saturating_add(1), || walker.root(), verified);
            writer.append(stored, |tile, bytes| tiles.push((tile, bytes)));
        }
        check_tiles(house, tiles, verified)?;
    }
    if writer.size() == size {
        check_tiles(house, writer.partial_tiles().collect(), verified)?;
    }
    Ok(())
}

/// The tiles above the leaves, which their hashes give. The leaves' own were checked one by one.
fn check_tiles(house: &House, made: Vec<(Tile, Vec<u8>)>, verified: &mut Verified) -> Result<()> {
    for (tile, bytes) in made.into_iter().filter(|(tile, _)| tile.level > 0) {
        let stored = house.db.read_blocking(move |tx| sequencer::stored_tile(tx, tile))?;
        if stored.as_ref() != Some(&bytes) {
            verified.found(format!("tile {tile}: its hashes are not those that the leaves give"));
        }
    }
    Ok(())
}

/// Entries that have no place yet. One that claims a place beyond the tree would never get one.
fn tail(house: &House, size: u64, walker: &mut Verifier, verified: &mut Verified) -> Result<()> {
    let from = int(size)?;
    let (rows, size) = house.db.read_blocking(move |tx| {
        let rows = tx.all(&sql::TAIL, &[from.into()])?;
        let rows = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>>>()?;
        // By now the sequencer may have gone on: what it has placed since is no tail.
        let size = sequencer::tree(tx)?.map_or(0, |tree| tree.size);
        Ok::<_, Error>((rows, int(size)?))
    })?;
    for row in rows {
        if row.leaf.is_some_and(|leaf| leaf >= size) {
            let (stream, seq) = (&row.stream, row.seq);
            verified.found(format!("the row {stream} {seq} claims a place beyond the tree"));
        }
        let entry = walker.tail(&row.bytes, &hash_leaf(&row.bytes));
        row.check(entry.as_ref(), verified);
    }
    Ok(())
}

/// A row of `entries`.
struct Stored {
    leaf: Option<i64>,
    stream: String,
    seq: i64,
    bytes: Vec<u8>,
    kind: String,
    at: Timestamp,
}

impl Stored {
    fn from_row(row: &db::Row) -> Result<Self> {
        Ok(Self {
            leaf: row.int_opt(0)?,
            stream: row.text(1)?,
            seq: row.int(2)?,
            bytes: row.bytes(3)?,
            kind: row.text(4)?,
            at: row.time(5)?,
        })
    }

    /// The row must be the one that the entry's bytes name.
    fn check(&self, entry: Option<&Entry>, verified: &mut Verified) {
        let Some(entry) = entry else { return };
        let Self { stream, seq, kind, at, .. } = self;
        if entry.stream != *stream || int(entry.seq).ok() != Some(*seq) {
            verified.found(format!(
                "the row {stream} {seq} holds the entry {} {}",
                entry.stream, entry.seq
            ));
        }
        if entry.kind != *kind || entry.time != *at {
            verified
                .found(format!("the row {stream} {seq} says another kind or time than its entry"));
        }
    }
}

/// Rows with the hashes that the tiles have of them; zeros where there is none.
fn page(tx: &mut Tx, first: u64, end: u64) -> Result<Vec<(Stored, Hash)>> {
    let mut found = Vec::new();
    let mut tile: Option<(u64, Vec<u8>)> = None;
    for row in tx.all(&sql::BY_LEAF, &[int(first)?.into(), int(end)?.into()])? {
        let index = u64::try_from(row.int(0)?).map_err(Error::broken)?;
        let (number, offset) = (index / WIDTH, index % WIDTH);
        if tile.as_ref().is_none_or(|(held, _)| *held != number) {
            let stored = tx.one(&sql::TILE, &[0_i64.into(), int(number)?.into()])?;
            let bytes = stored.map(|row| row.bytes(0)).transpose()?.unwrap_or_default();
            tile = Some((number, bytes));
        }
        let start = usize::try_from(offset).map_err(Error::broken)? * 32;
        let held = tile.as_ref().and_then(|(_, bytes)| bytes.get(start..start + 32));
        let stored = held.and_then(|hash| hash.try_into().ok()).unwrap_or([0; 32]);
        found.push((Stored::from_row(&row)?, stored));
    }
    Ok(found)
}
