//! 按证件找办件: somebody at the window without a receipt shows a document.

use base::Date;
use i18n::Lang;
use maud::{Markup, html};

use super::list::{CaseRow, Column, List, cases};
use super::verify::document_fields;
use super::{Names, room, token};
use crate::components::{FieldError, Weight, button, error_summary, kept_field};
use crate::{Shell, links};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PersonView<'a> {
    /// Kind code of the document.
    pub kind: &'a str,
    /// Its number as it was typed.
    pub number: &'a str,
    /// What was found, once it was looked for.
    pub rows: Option<Vec<CaseRow>>,
    /// What the files are opened for from here.
    pub purpose: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// Names.
    pub names: Names<'a>,
    /// Today.
    pub today: Date,
}

/// The form (POST: a number is in no address), and what it found.
pub fn person(lang: Lang, shell: &Shell<'_>, view: &PersonView<'_>) -> Markup {
    let shown = List {
        caption: lang.desk_person_found(),
        columns: &[Column::Department, Column::Stage],
        today: view.today,
        names: view.names,
        keys: true,
        purpose: view.purpose,
    };
    let body = html! {
        h1 { (lang.desk_person_title()) }
        p.lead { (lang.desk_person_lead()) }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        form.text method="post" action=(links::desk_person(lang)) {
            (token(shell))
            (kept_field(view.kept))
            (document_fields(lang, view.kind, view.number, view.errors))
            (button(Weight::Main, lang.desk_person_find()))
        }
        @if let Some(rows) = &view.rows {
            section.block {
                h2 { (lang.desk_person_found()) }
                @if rows.is_empty() { p role="status" { (lang.desk_person_none()) } }
                @else { (cases(lang, shell, &shown, rows)) }
            }
        }
    };
    room(lang, shell, lang.desk_person_title(), body)
}
