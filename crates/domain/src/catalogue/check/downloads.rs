//! 表格下载: what stands on each form is that form's own, and the sample of it is whole.

use std::collections::HashSet;

use super::super::download::COLUMNS_MAX;
use super::super::{FormBody, FormDownload, Item, Piece, Text, pieces};
use super::Findings;

pub(super) fn check(item: &Item, findings: &mut Findings) {
    let (mut materials, mut asks) = (HashSet::new(), false);
    for (place, form) in item.downloads.iter().enumerate() {
        let field = format!("downloads[{place}]");
        if !materials.insert(&form.material) {
            findings.error(&field, "download.twice", &[&form.material]);
        }
        if form.common_errors.is_empty() {
            findings.lapse(format!("{field}.common_errors"), "download.no_errors", &[]);
        }
        let questions = form.body.is_questions();
        if questions && item.form.is_none() {
            findings.error(format!("{field}.body"), "download.no_questions", &[]);
        }
        // Two papers of one item do not ask the same: the second needs a text of its own.
        if questions && asks {
            findings.error(format!("{field}.body"), "download.questions_twice", &[&form.name.zh]);
        }
        asks |= questions;
        body(&field, form, findings);
    }
}

fn body(field: &str, form: &FormDownload, findings: &mut Findings) {
    match &form.body {
        FormBody::Questions => {}
        FormBody::Letter { text } => {
            letter(field, text, findings);
            let gaps = pieces(&text.zh).into_iter().flatten();
            if !gaps.into_iter().any(|piece| matches!(piece, Piece::Gap { .. })) {
                findings.error(format!("{field}.body.text"), "download.no_gap", &[]);
            }
        }
        FormBody::List { text, columns, sample } => {
            letter(field, text, findings);
            if !(1..=COLUMNS_MAX).contains(&columns.len()) {
                let field = format!("{field}.body.columns");
                findings.error(field, "download.columns", &[&COLUMNS_MAX, &columns.len()]);
            }
            if sample.is_empty() || sample.iter().any(|row| row.len() != columns.len()) {
                let field = format!("{field}.body.sample");
                findings.error(field, "download.sample", &[&columns.len()]);
            }
        }
    }
}

fn letter(field: &str, text: &Text, findings: &mut Findings) {
    for letter in [Some(&text.zh), text.en.as_ref()].into_iter().flatten() {
        if pieces(letter).is_none() {
            findings.error(format!("{field}.body.text"), "download.bad_gap", &[]);
        }
    }
}
