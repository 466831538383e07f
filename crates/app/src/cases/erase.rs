//! 删除个人信息: the personal part of a closed case is destroyed, and that it was is the case's last
//! event. The public part stays, and the log verifies as before (个人信息保护法 47).

use base::Timestamp;
use domain::access::Action;
use domain::cases::Event;
use domain::people::PartyRole;
use ledger::Entry;

use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::files;
use crate::log::sql;
use crate::unit::Unit;

/// A case as its eraser sees it: nothing personal.
pub struct Looked {
    /// The case.
    pub loaded: Loaded,
    /// When its personal part was erased, and why.
    pub erased: Option<(Timestamp, String)>,
}

/// The case that somebody may erase.
pub fn look(unit: &mut Unit<'_>, number: &str) -> Result<Looked> {
    let loaded = store::for_view(unit, Action::Erase, number)?;
    let mut erased = None;
    // It is the last event of a case, if it is there.
    if loaded.case.erased {
        let seq = crate::log::entries::int(loaded.case.seq)?;
        let row = unit.tx.one(&sql::ENTRY, &[store::stream(number).into(), seq.into()])?;
        let entry = Entry::decode(&row.ok_or(Error::NotFound)?.bytes(2)?).map_err(Error::broken)?;
        if let Event::Erased { reason, .. } = store::event(&entry)? {
            erased = Some((entry.time, reason));
        }
    }
    Ok(Looked { loaded, erased })
}

/// Destroys the key of the applicant's personal part, the ciphers beside the entries, and the rows
/// of the files, whose objects go with the next sweep. A backup opens them until it is rotated out.
/// The reason is public and stays: it names no person.
pub fn erase(unit: &mut Unit<'_>, number: &str, reason: &str) -> Result<Loaded> {
    let mut loaded = store::for_act(unit, Action::Erase, number)?;
    let erased = domain::cases::erase(&loaded.case, reason)?;
    let person = loaded.case.party(PartyRole::Applicant).ok_or(Error::NotFound)?.to_owned();
    let stream = store::stream(number);
    let part = [stream.as_str().into(), person.as_str().into()];
    unit.tx.run(&sql::ERASE_PERSONAL, &part)?;
    unit.tx.run(&sql::DELETE_PERSON_KEY, &part)?;
    files::erase(unit, number)?;
    let actor = unit.cx.actor.pseudonym();
    store::record(unit, &mut loaded, vec![erased], &actor)?;
    Ok(loaded)
}
