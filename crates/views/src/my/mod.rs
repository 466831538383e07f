//! Pages of residents and legal persons: account, applying step by step, my cases.

pub mod case;
pub mod check;
pub mod delivery;
pub mod draft;
pub mod form;
pub mod home;
pub mod kept;
pub mod materials;
pub mod person;
pub mod profile;
pub mod register;
pub mod sign_in;
pub mod start;
pub mod step;
pub mod supply;
pub mod told;
pub mod whom;
pub mod withdraw;
pub mod wrong;

use base::codes::DocumentKind;
use i18n::Lang;
use maud::Markup;

use crate::components::{Choice, Field, FieldError, Input, field};
use crate::links;

/// What somebody typed, to show it again.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed<'a>(pub &'a [(String, String)]);

impl<'a> Typed<'a> {
    /// The text of a field; empty when there is none.
    pub fn get(&self, name: &str) -> &'a str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text)
    }
}

/// The way to a page below “my cases”.
fn crumbs(lang: Lang) -> Vec<(String, String)> {
    vec![
        (links::home(lang), lang.common_home().to_owned()),
        (links::my(lang), lang.common_nav_my().to_owned()),
    ]
}

/// What a kind of identity document is called.
pub const fn document_name(lang: Lang, kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdCard => lang.people_doc_111(),
        DocumentKind::Passport => lang.people_doc_414(),
        DocumentKind::HkMoPermit => lang.people_doc_516(),
        DocumentKind::TaiwanPermit => lang.people_doc_511(),
        DocumentKind::ResidencePermit => lang.people_doc_hmt(),
        DocumentKind::PermanentResident => lang.people_doc_553(),
        DocumentKind::CreditCode => lang.people_doc_001(),
    }
}

/// The question which document somebody has, among those that `offered` lets through.
fn document_kind(
    lang: Lang,
    typed: Typed<'_>,
    errors: &[FieldError],
    offered: impl Fn(DocumentKind) -> bool,
) -> Markup {
    let chosen = match typed.get("document_kind") {
        "" => DocumentKind::IdCard.code(),
        code => code,
    };
    let kinds = DocumentKind::ALL.into_iter().filter(|kind| offered(*kind));
    let choices = kinds.map(|kind| Choice {
        value: kind.code(),
        label: document_name(lang, kind),
        hint: "",
        checked: kind.code() == chosen,
    });
    field(
        lang,
        &Field {
            name: "document_kind",
            label: lang.people_document_kind(),
            error: FieldError::of(errors, "document_kind"),
            input: Input::One(choices.collect()),
            ..Field::default()
        },
    )
}

/// A line of text to be typed, with what was typed before and what was wrong with it.
fn line(lang: Lang, typed: Typed<'_>, errors: &[FieldError], asked: Field<'_>) -> Markup {
    let value = typed.get(asked.name);
    let error = FieldError::of(errors, asked.name);
    field(lang, &Field { error, value, ..asked })
}
