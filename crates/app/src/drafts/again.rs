//! 再次申请: a draft that begins with the answers and files of a case that ended without a result.

use domain::cases::Refused;

use super::{NewDraft, expiry, owner, room, sql};
use crate::cases::file;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// A draft of the actor's with the files of a case that they may read, for the materials that the
/// item still asks for; what was answered, the new draft holds. Files are named once more, not
/// copied. Whoever begins twice goes on with the first: of one case there is one such draft.
pub fn again(unit: &mut Unit<'_>, new: &NewDraft, number: &str) -> Result<String> {
    let owner = owner(unit)?;
    let case = file::own(unit, number)?.loaded.case;
    if !case.can_be_applied_for_again() || case.item != new.item {
        return Err(Error::Refused(Refused::WrongStage(case.state.stage())));
    }
    if let Some(begun) = begun(unit, &owner, number)? {
        return Ok(begun);
    }
    room(unit, &owner)?;
    if !new.insert_from(unit, &owner, expiry(unit.cx.now), Some(number))? {
        // Another request was a moment faster.
        return begun(unit, &owner, number)?.ok_or_else(|| Error::broken("no draft was begun"));
    }
    let catalogue = unit.cx.house.catalogue();
    let item = &catalogue.in_use(&case.item).ok_or(Error::NotFound)?.item;
    let uploaded = |id: &str| !item.is_form(id) && item.materials.iter().any(|one| one.id == id);
    for paper in case.papers.iter().filter(|paper| uploaded(&paper.material)) {
        let Some(id) = &paper.file else { continue };
        let params = [number.into(), new.id.as_str().into(), id.as_str().into()];
        unit.tx.run(&sql::TAKE_FILE, &params)?;
    }
    Ok(new.id.clone())
}

/// The open draft that was filled in from the case. One that is over makes room for the next.
fn begun(unit: &mut Unit<'_>, owner: &str, number: &str) -> Result<Option<String>> {
    let Some(row) = unit.tx.one(&sql::BEGUN_AGAIN, &[owner.into(), number.into()])? else {
        return Ok(None);
    };
    let id = row.text(0)?;
    if row.time(1)? > unit.cx.now {
        return Ok(Some(id));
    }
    super::delete(unit, &id)?;
    Ok(None)
}
