//! Proofs for outsiders: a case's whole stream with its way to a signed checkpoint; tiles; entries.

use std::cell::RefCell;

use domain::access::{Action, Actor, Resource};
use ledger::proof::{Opening, Proof, ProvenEntry};
use ledger::tile::{Bundle, Tile, TileReader, WIDTH, encode_bundle};

use super::entries::{PART, int, person_key, place};
use super::sequencer::{self, stored_tile};
use super::sql;
use crate::cases::store;
use crate::error::{Error, Result};
use crate::unit::Unit;
use crate::vault;

/// The proof of a case, with the openings that the applicant may see. Entries that are not in the
/// tree yet are left out: the promise of the receipt covers them.
pub fn of_case(unit: &mut Unit<'_>, number: &str) -> Result<Proof> {
    store::for_view(unit, Action::ReadCase, number)?;
    let own = matches!(unit.cx.actor, Actor::Account(_));
    let tree = sequencer::tree(unit.tx)?.ok_or(Error::NotFound)?;
    let stream = store::stream(number);
    let rows = unit.tx.all(&sql::ENTRIES_OF, &[stream.as_str().into()])?;
    let (mut leaves, mut openings) = (Vec::new(), Vec::new());
    for row in &rows {
        let leaf = row.int_opt(5)?.and_then(|leaf| u64::try_from(leaf).ok());
        let Some(leaf) = leaf.filter(|leaf| *leaf < tree.size) else { break };
        leaves.push((leaf, row.bytes(2)?));
        if own {
            openings.extend(opening(unit, &stream, row)?);
        }
    }
    let tx = RefCell::new(&mut *unit.tx);
    let reader = TileReader::new(tree.size, |tile| {
        stored_tile(&mut tx.borrow_mut(), tile)?
            .ok_or_else(|| Error::Broken(format!("tile {tile} is missing")))
    });
    let entries = leaves
        .into_iter()
        .map(|(leaf, bytes)| {
            ProvenEntry::new(&reader, tree.size, leaf, bytes).map_err(Error::broken)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Proof { origin: tree.origin, stream, checkpoint: tree.checkpoint, entries, openings })
}

fn opening(unit: &mut Unit<'_>, stream: &str, row: &db::Row) -> Result<Option<Opening>> {
    let (Some(person), Some(cipher)) = (row.text_opt(3)?, row.bytes_opt(4)?) else {
        return Ok(None);
    };
    let Some(key) = person_key(unit.tx, &unit.cx.house.keys, stream, &person)? else {
        return Ok(None);
    };
    let seq = u64::try_from(row.int(0)?).map_err(Error::broken)?;
    let opened = vault::open_part(&key, &place(stream, seq), &cipher)?;
    Ok(Some(Opening {
        seq,
        subject: person,
        part: PART.to_owned(),
        salt: opened.salt,
        plaintext: opened.text,
    }))
}

/// The last checkpoint. Everybody may read it.
pub fn checkpoint(unit: &mut Unit<'_>) -> Result<String> {
    unit.authorise(Action::ReadPublished, &Resource::Public)?;
    Ok(sequencer::tree(unit.tx)?.ok_or(Error::NotFound)?.checkpoint)
}

/// A hash tile. It says nothing of any person.
pub fn tile(unit: &mut Unit<'_>, tile: Tile) -> Result<Vec<u8>> {
    unit.authorise(Action::ReadPublished, &Resource::Public)?;
    stored_tile(unit.tx, tile)?.ok_or(Error::NotFound)
}

/// A bundle of entries, for auditors of the house: public parts tell who did what and when.
pub fn bundle(unit: &mut Unit<'_>, bundle: Bundle) -> Result<Vec<u8>> {
    let region = unit.cx.house.settings.region.clone();
    let house = Resource::House { region: &region };
    unit.authorise(Action::ReadLog, &house)?;
    let first = bundle.index * WIDTH;
    let params = [int(first)?.into(), int(first + u64::from(bundle.width))?.into()];
    let rows = unit.tx.all(&sql::BY_LEAF, &params)?;
    if rows.len() != usize::from(bundle.width) {
        return Err(Error::NotFound);
    }
    let entries = rows.iter().map(|row| row.bytes(3)).collect::<Result<Vec<_>, _>>()?;
    encode_bundle(&entries).map_err(Error::broken)
}
