//! The sequencer: gives entries their place in the tree and signs what it has.
//!
//! It takes entries whose place is null (never by a cursor over time or ids: late commits would be
//! skipped), keeps each stream's order, and is one signer by compare-and-swap on the tree's size.
//! Leaves, tiles and checkpoint are one transaction.

use std::collections::HashMap;

use domain::access::{Action, Resource};
use ledger::tile::{Tile, TileWriter};
use ledger::{Checkpoint, Hash, hash_leaf};

use super::entries::int;
use super::sql;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Entries given a place in one unit of work.
pub const BATCH: usize = 2_000;

/// What a round of the sequencer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Entries that got a place.
    pub entries: usize,
    /// The size of the tree.
    pub size: u64,
    /// The checkpoint, if it is a new one.
    pub checkpoint: Option<String>,
}

/// The tree as the store has it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Its origin.
    pub origin: String,
    /// Its size.
    pub size: u64,
    /// Its last checkpoint.
    pub checkpoint: String,
}

/// The tree, if it has begun.
pub fn tree(tx: &mut db::Tx) -> Result<Option<Tree>> {
    let Some(row) = tx.one(&sql::TREE, &[])? else { return Ok(None) };
    let size = u64::try_from(row.int(1)?).map_err(Error::broken)?;
    Ok(Some(Tree { origin: row.text(0)?, size, checkpoint: row.text(2)? }))
}

/// One round. `published` is the size of the last checkpoint that left the house: a store that is
/// behind it was restored or failed over, and must not sign a second history.
pub fn run(unit: &mut Unit<'_>, published: u64) -> Result<Sequenced> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let tree = begun(unit)?;
    if tree.size < published {
        return Err(Error::Broken(format!(
            "the log has {} entries, but a checkpoint of {published} was published: the store is \
             behind (a restore?); it signs nothing until a new log is opened",
            tree.size
        )));
    }
    let leaves = placed(unit, &tree)?;
    if leaves.is_empty() {
        return Ok(Sequenced { entries: 0, size: tree.size, checkpoint: None });
    }
    let mut writer = resume(unit, &tree)?;
    let mut full = Vec::new();
    for leaf in &leaves {
        writer.append(*leaf, |tile, bytes| full.push((tile, bytes)));
    }
    full.extend(writer.partial_tiles());
    let tiles: Vec<Vec<db::Value>> = full
        .into_iter()
        .map(|(tile, bytes)| {
            Ok(vec![i64::from(tile.level).into(), int(tile.index)?.into(), bytes.into()])
        })
        .collect::<Result<_>>()?;
    unit.tx.many(&sql::PUT_TILE, &tiles)?;
    let checkpoint = sign(unit, &tree.origin, &writer)?;
    let size = int(writer.size())?;
    let now = unit.cx.now;
    let params = [int(tree.size)?.into(), size.into(), checkpoint.as_str().into(), now.into()];
    if unit.tx.run(&sql::ADVANCE_TREE, &params)? != 1 {
        return Err(Error::Moved { seq: tree.size });
    }
    let (origin, before) = (tree.origin.into(), int(tree.size)?.into());
    let params = [origin, size.into(), checkpoint.as_str().into(), now.into(), before];
    unit.tx.run(&sql::INSERT_CHECKPOINT, &params)?;
    Ok(Sequenced { entries: leaves.len(), size: writer.size(), checkpoint: Some(checkpoint) })
}

/// Gives the next entries their places behind the tree; their hashes in this order. Where another
/// signer took one of them meanwhile, a place is left out.
fn placed(unit: &mut Unit<'_>, tree: &Tree) -> Result<Vec<Hash>> {
    let mut leaves = Vec::new();
    for row in unit.tx.all(&sql::SEQUENCE, &[int(tree.size)?.into(), int(BATCH as u64)?.into()])? {
        leaves.push((row.int(0)?, hash_leaf(&row.bytes(1)?)));
    }
    leaves.sort_unstable();
    let places = leaves.iter().map(|(place, _)| *place);
    if !places.eq((int(tree.size)?..).take(leaves.len())) {
        return Err(Error::Moved { seq: tree.size });
    }
    Ok(leaves.into_iter().map(|(_, leaf)| leaf).collect())
}

/// How many entries have no place yet.
pub fn backlog(unit: &mut Unit<'_>) -> Result<i64> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let row = unit.tx.one(&sql::COUNT_UNSEQUENCED, &[])?;
    row.map_or(Ok(0), |row| row.int(0).map_err(Error::from))
}

/// The tree, begun if it has not.
fn begun(unit: &mut Unit<'_>) -> Result<Tree> {
    if let Some(tree) = tree(unit.tx)? {
        return Ok(tree);
    }
    let origin = unit.cx.house.keys.signer().name().to_owned();
    let checkpoint = sign(unit, &origin, &TileWriter::new())?;
    let params =
        [origin.as_str().into(), 0_i64.into(), checkpoint.as_str().into(), unit.cx.now.into()];
    unit.tx.run(&sql::INSERT_TREE, &params)?;
    tree(unit.tx)?.ok_or_else(|| Error::broken("the tree did not begin"))
}

fn sign(unit: &Unit<'_>, origin: &str, writer: &TileWriter) -> Result<String> {
    Checkpoint::new(origin, writer.size(), writer.root())
        .sign(unit.cx.house.keys.signer())
        .map_err(Error::broken)
}

/// The right edge of the stored tree, which must be the one that was signed last: tiles that were
/// changed would otherwise be signed as if they were the log.
fn resume(unit: &mut Unit<'_>, tree: &Tree) -> Result<TileWriter> {
    let size = tree.size;
    let mut edge: HashMap<Tile, Vec<u8>> = HashMap::new();
    for tile in TileWriter::edge(size) {
        if let Some(bytes) = stored_tile(unit.tx, tile)? {
            edge.insert(tile, bytes);
        }
    }
    let writer =
        TileWriter::resume(size, |tile| edge.get(&tile).cloned()).map_err(Error::broken)?;
    let known = [unit.cx.house.keys.verifier()];
    let signed = Checkpoint::open(&tree.checkpoint, &known).map_err(Error::broken)?;
    if (signed.size, signed.root) != (size, writer.root()) {
        return Err(Error::Broken(format!(
            "the stored tiles do not give the root that was signed at {size} entries: nothing is \
             signed before the log is verified"
        )));
    }
    Ok(writer)
}

/// The bytes of a tile at the width that is asked for: a stored one may be wider by now.
pub fn stored_tile(tx: &mut db::Tx, tile: Tile) -> Result<Option<Vec<u8>>> {
    let params = [i64::from(tile.level).into(), int(tile.index)?.into()];
    let Some(row) = tx.one(&sql::TILE, &params)? else { return Ok(None) };
    let mut bytes = row.bytes(0)?;
    let wanted = usize::from(tile.width) * 32;
    if bytes.len() < wanted {
        return Ok(None);
    }
    bytes.truncate(wanted);
    Ok(Some(bytes))
}

/// Forgets every place in the tree, so that a new log can begin: after a restore behind what was
/// published.
pub fn forget(tx: &mut db::Tx) -> Result<()> {
    for statement in [&sql::CLEAR_LEAVES, &sql::CLEAR_TILES, &sql::CLEAR_TREE] {
        tx.run(statement, &[])?;
    }
    Ok(())
}
