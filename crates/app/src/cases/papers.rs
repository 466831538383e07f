//! 材料 as they come, for every channel alike: who may say how a paper came, and where its file is.

use domain::access::Actor;
use domain::cases::{Case, Paper, Taken};
use domain::catalogue::{Item, MaterialNeed};

use super::file::StoredFile;
use crate::error::{Error, FieldError, Result};
use crate::files;
use crate::unit::Unit;

/// What is wrong with papers, at fields below `papers.<material>`. Only who sits at the window can
/// say that a paper lies there, was scanned, or that the government has it; what is uploaded or
/// scanned has a file, unless it is the form that the answers fill in.
pub(super) fn check(actor: &Actor, item: &Item, papers: &[Paper]) -> Vec<FieldError> {
    let mut faults = Vec::new();
    for (place, paper) in papers.iter().enumerate() {
        let mut wrong = |field: &str, code: &str| {
            faults.push(FieldError::new(format!("papers.{}.{field}", paper.material), code));
        };
        let by_staff = matches!(paper.taken, Taken::Paper | Taken::Scan | Taken::Vault);
        if by_staff && actor.staff().is_none() {
            wrong("taken", "taken.by_staff_only");
        }
        let material = item.materials.iter().find(|one| one.id == paper.material);
        if paper.taken == Taken::Later
            && material.is_some_and(|one| one.need != MaterialNeed::Later)
        {
            wrong("taken", "taken.not_later");
        }
        let has_file = matches!(paper.taken, Taken::Upload | Taken::Scan);
        if paper.file.is_none() && has_file && !paper.is_form(item) {
            wrong("file", "required");
        }
        if paper.file.is_some() && !has_file {
            wrong("file", "file.not_asked");
        }
        let twice = papers[..place].iter().any(|one| one.file == paper.file);
        if paper.file.is_some() && twice {
            wrong("file", "file.named_twice");
        }
    }
    faults
}

/// Files that are papers of the case already: an old file is nothing new.
pub(super) fn used(case: &Case, papers: &[Paper]) -> Vec<FieldError> {
    let known = |paper: &&Paper| {
        paper.file.is_some() && case.papers.iter().any(|had| had.file == paper.file)
    };
    let wrong = |paper: &Paper| {
        FieldError::new(format!("papers.{}.file", paper.material), "file.named_twice")
    };
    papers.iter().filter(known).map(wrong).collect()
}

/// The papers with the hashes of their files, which are uploads of the actor's that no case has
/// taken yet.
pub fn named(unit: &mut Unit<'_>, papers: Vec<Paper>) -> Result<Vec<Paper>> {
    each_file(papers, |_, id| files::upload(unit, id))
}

/// Makes the files that papers name files of the case, and gives the papers with their hashes. A
/// file is one of the case already, for the same material, or an upload of the actor's. For units
/// that have authorised it.
pub(super) fn claim(unit: &mut Unit<'_>, number: &str, papers: &[Paper]) -> Result<Vec<Paper>> {
    each_file(papers.to_vec(), |material, id| files::claim(unit, number, id, material))
}

/// Looks the files of papers up.
fn each_file(
    mut papers: Vec<Paper>,
    mut find: impl FnMut(&str, &str) -> Result<Option<StoredFile>>,
) -> Result<Vec<Paper>> {
    let mut faults = Vec::new();
    for paper in &mut papers {
        let Some(id) = &paper.file else { continue };
        let file = find(&paper.material, id)?;
        faults.extend(hash(paper, file.as_ref()));
    }
    if faults.is_empty() { Ok(papers) } else { Err(Error::Invalid(faults)) }
}

/// Fills in the hash of a paper's file, or tells what is wrong with it.
fn hash(paper: &mut Paper, file: Option<&StoredFile>) -> Option<FieldError> {
    let wrong = |name: &str, code: &str| {
        Some(FieldError::new(format!("papers.{}.{name}", paper.material), code))
    };
    match (file, &paper.sha256) {
        (None, _) => wrong("file", "file.unknown"),
        (Some(file), Some(told)) if *told != file.sha256 => wrong("sha256", "file.other_content"),
        (Some(file), _) => {
            paper.sha256 = Some(file.sha256.clone());
            None
        }
    }
}
