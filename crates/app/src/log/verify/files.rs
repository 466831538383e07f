//! Files of cases: the row beside the paper that names it, and the object on the disk.

use std::collections::HashMap;
use std::io::ErrorKind;

use db::Row;
use domain::cases::Case;

use crate::cases::file::file_place;
use crate::error::{Error, Result};
use crate::files::{self, MediaType, kind, objects};
use crate::house::House;
use crate::vault;

/// A row of `case_files`.
pub(super) struct FileRow {
    number: String,
    id: String,
    material: String,
    name: Vec<u8>,
    media_type: String,
    size: i64,
    sha256: String,
}

impl FileRow {
    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            number: row.text(0)?,
            id: row.text(1)?,
            material: row.text(2)?,
            name: row.bytes(3)?,
            media_type: row.text(4)?,
            size: row.int(5)?,
            sha256: row.text(6)?,
        })
    }
}

/// Every file that the papers of a case name has its row. A row that no paper names is a file that
/// was sent and not handed in yet.
pub(super) fn named(case: &Case, rows: &[FileRow]) -> Vec<String> {
    let number = &case.number;
    if case.erased {
        let left = rows.iter().map(|row| {
            format!("case_files/{number}/{}: the case was erased, its row is still there", row.id)
        });
        return left.collect();
    }
    let rows: HashMap<&str, &FileRow> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut findings = Vec::new();
    for paper in &case.papers {
        let Some(id) = &paper.file else { continue };
        let place = format!("case_files/{number}/{id}");
        let Some(row) = rows.get(id.as_str()) else {
            findings.push(format!("{place}: a paper names it, but its row is gone"));
            continue;
        };
        if row.material != paper.material {
            findings.push(format!("{place}: its row says another material than the paper"));
        }
        if paper.sha256.as_ref().is_some_and(|sha256| *sha256 != row.sha256) {
            findings.push(format!("{place}: its row says another sha256 than the paper"));
        }
    }
    findings
}

/// Reads the object of a row.
pub(super) fn check(house: &House, row: &FileRow) -> Result<Option<String>> {
    let Some(problem) = problem(house, row)? else { return Ok(None) };
    // Where the case was erased meanwhile, row and object went together.
    let key = [row.number.as_str().into(), row.id.as_str().into()];
    let there = house.db.read_blocking(move |tx| tx.one(&files::sql::IN_CASE, &key))?;
    let place = format!("case_files/{}/{}", row.number, row.id);
    Ok(there.map(|_| format!("{place}: {problem}")))
}

fn problem(house: &House, row: &FileRow) -> Result<Option<String>> {
    if vault::open_own(&house.keys, &file_place(&row.id), &row.name).is_err() {
        return Ok(Some("its name does not open: damaged, or another key".into()));
    }
    let object = match objects::get(&house.settings.files, &row.id) {
        Ok(object) => object,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Some("its object on the disk is gone".into()));
        }
        Err(error) => return Ok(Some(format!("its object on the disk cannot be read: {error}"))),
    };
    let content = match files::content(&house.keys, &row.id, &object, &row.sha256) {
        Ok(content) => content,
        Err(Error::Broken(error)) => return Ok(Some(error)),
        Err(other) => return Err(other),
    };
    if usize::try_from(row.size) != Ok(content.len()) {
        return Ok(Some("its row says another size than its object has".into()));
    }
    let media_type = kind::of(&content).ok().map(MediaType::mime);
    let other = media_type != Some(row.media_type.as_str());
    Ok(other.then(|| "its row says another media_type than its object has".into()))
}
