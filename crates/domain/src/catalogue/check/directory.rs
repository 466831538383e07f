//! An implementation says what its directory entry says.

use super::super::{Citation, CodeScheme, ExerciseLevel, Item, ItemState};
use super::{Findings, Lookup};

pub(super) fn check(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    let Some(entry) = surroundings.entry(&item.catalog_code) else {
        if findings.ours {
            findings.warning("catalog_code", "directory.missing", &[&item.catalog_code]);
        }
        return;
    };
    // A derived entry was made from its implementations, so there is nothing to hold against it.
    if entry.derived {
        return;
    }
    // 业务办理项 of 33 characters are parts of one entry and have names of their own.
    if item.code_scheme == CodeScheme::National31 && item.name.zh != entry.name.zh {
        findings.lapse("name", "directory.name", &[&entry.name.zh]);
    }
    if item.kind != entry.kind {
        findings.lapse("kind", "directory.kind", &[&entry.kind.name()]);
    }
    let graded = entry.levels.contains(&ExerciseLevel::Graded);
    if !graded && !entry.levels.contains(&item.level) {
        let levels: Vec<&str> = entry.levels.iter().map(|level| level.name()).collect();
        findings.lapse("level", "directory.level", &[&levels.join("、")]);
    }
    let cites = |wanted: &Citation| {
        item.basis.iter().any(|one| one.law == wanted.law && one.article == wanted.article)
    };
    for wanted in entry.basis.iter().filter(|wanted| !cites(wanted)) {
        findings.lapse("basis", "directory.basis", &[wanted]);
    }
    if entry.state == ItemState::Cancelled && item.state == ItemState::InUse {
        findings.lapse("state", "directory.cancelled", &[]);
    }
}
