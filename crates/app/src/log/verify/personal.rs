//! Personal parts: what lies beside an entry is what the entry committed to.

use db::Tx;
use ledger::Entry;

use crate::error::Result;
use crate::keys::Keys;
use crate::log::entries::{PART, place};
use crate::log::sql;
use crate::vault::{self, PersonKey};

/// The cipher beside an entry must open to what the entry committed to. Only an erasure that is on
/// record lets it be gone, and then it must be.
pub(super) fn check(
    tx: &mut Tx,
    keys: &Keys,
    row: &db::Row,
    entry: &Entry,
    erased: bool,
) -> Result<Option<&'static str>> {
    let (person, cipher) = (row.text_opt(3)?, row.bytes_opt(4)?);
    let promised = entry.personal.iter().find(|part| part.part == PART);
    let (promised, person, cipher) = match (promised, person, cipher) {
        (Some(promised), Some(person), Some(cipher)) => (promised, person, cipher),
        (None, None, None) => return Ok(None),
        (Some(promised), Some(person), None) if erased && promised.subject == person => {
            let key = [entry.stream.as_str().into(), person.as_str().into()];
            let kept = tx.one(&sql::PERSON_KEY, &key)?.is_some();
            return Ok(kept.then_some("it was erased, and its key is still there"));
        }
        (Some(_), _, None) => {
            return Ok(Some("its personal part is gone, and no erasure is on record"));
        }
        _ => return Ok(Some("its row names another personal part than the entry")),
    };
    if erased {
        return Ok(Some("it was erased, and its personal part is still there"));
    }
    let key = [entry.stream.as_str().into(), person.as_str().into()];
    let Some(wrapped) = tx.one(&sql::PERSON_KEY, &key)? else {
        return Ok(Some("a cipher without its key"));
    };
    let key = PersonKey::unwrap(keys, &wrapped.bytes(0)?, &entry.stream, &person);
    let place = place(&entry.stream, entry.seq);
    let opened = key.and_then(|key| vault::open_part(&key, &place, &cipher)).ok();
    let holds = promised.subject == person
        && opened.is_some_and(|opened| {
            ledger::commit::open(&promised.commitment, &opened.salt, &opened.text)
        });
    Ok((!holds).then_some("the personal part is not what the entry committed to"))
}
