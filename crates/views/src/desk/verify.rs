//! 窗口核验: comparing a person with their document, so that their account sees what is theirs.

use base::Timestamp;
use base::codes::DocumentKind;
use domain::people::IdentityLevel;
use i18n::Lang;
use maud::{Markup, html};

use super::{room, token, typed, words};
use crate::components::{
    Choice, Field, FieldError, Input, Tone, Weight, button, error_summary, field, kept_field,
    notice,
};
use crate::{Shell, links};

/// An account that states the document.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// Its id.
    pub id: String,
    /// The name that it states.
    pub name: String,
    /// The telephone, masked.
    pub phone: String,
    /// How far it is known.
    pub level: IdentityLevel,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct VerifyView<'a> {
    /// Kind code of the document.
    pub kind: &'a str,
    /// Its number as it was typed.
    pub number: &'a str,
    /// What was typed of whoever came for an organisation.
    pub typed: &'a [(String, String)],
    /// The accounts that state it, once they were looked for.
    pub accounts: &'a [AccountRow],
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// Whose account was verified, and how far it is known now.
    pub done: Option<(&'a str, IdentityLevel)>,
}

/// The form (POST), and what came of it.
pub fn verify(lang: Lang, shell: &Shell<'_>, view: &VerifyView<'_>) -> Markup {
    let body = html! {
        h1 { (lang.desk_verify_title()) }
        p.lead { (lang.desk_verify_lead()) }
        @if let Some((name, level)) = view.done {
            (notice(Tone::Ok, lang.desk_verify_done(), html! {
                p { (name) " · " (words::level(lang, level)) }
            }))
        }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        form.text method="post" action=(links::desk_verify(lang)) {
            (token(shell))
            (kept_field(view.kept))
            @if view.accounts.is_empty() { (document(lang, view)) } @else { (choose(lang, view)) }
        }
    };
    room(lang, shell, lang.desk_verify_title(), body)
}

/// First: which document.
fn document(lang: Lang, view: &VerifyView<'_>) -> Markup {
    html! {
        (document_fields(lang, view.kind, view.number, view.errors))
        (button(Weight::Main, lang.desk_verify_find()))
    }
}

/// The kind of a document and its number.
pub(super) fn document_fields(
    lang: Lang,
    kind: &str,
    number: &str,
    errors: &[FieldError],
) -> Markup {
    let kind = if kind.is_empty() { DocumentKind::IdCard.code() } else { kind };
    let kinds = DocumentKind::ALL
        .iter()
        .map(|one| Choice {
            value: one.code(),
            label: words::document(lang, one.code()),
            hint: "",
            checked: kind == one.code(),
        })
        .collect();
    let document = Field {
        name: "document_kind",
        label: lang.desk_intake_document(),
        error: FieldError::of(errors, "document_kind"),
        input: Input::Select(kinds),
        ..Field::default()
    };
    let number = Field {
        name: "document_number",
        label: lang.desk_intake_number(),
        hint: lang.desk_verify_number_hint(),
        value: number,
        error: FieldError::of(errors, "document_number"),
        max_chars: 30,
        input: Input::Code,
        ..Field::default()
    };
    html! {
        (field(lang, &document))
        (field(lang, &number))
    }
}

/// Then: which of the accounts is this person's. Anybody could have typed the number.
fn choose(lang: Lang, view: &VerifyView<'_>) -> Markup {
    let hints: Vec<String> = view
        .accounts
        .iter()
        .map(|one| {
            let made = lang.short_date(one.created_at.day());
            format!("{} · {} · {made}", one.phone, words::level(lang, one.level))
        })
        .collect();
    let choices = view
        .accounts
        .iter()
        .zip(&hints)
        .map(|(one, hint)| Choice { value: &one.id, label: &one.name, hint, checked: false })
        .collect();
    let account = Field {
        name: "account",
        label: lang.desk_verify_which(),
        hint: lang.desk_verify_which_hint(),
        error: FieldError::of(view.errors, "account"),
        input: Input::One(choices),
        ..Field::default()
    };
    let seen = Field {
        name: "seen",
        label: lang.desk_verify_seen(),
        error: FieldError::of(view.errors, "seen"),
        input: Input::Tick { checked: false },
        ..Field::default()
    };
    html! {
        input type="hidden" name="document_kind" value=(view.kind);
        input type="hidden" name="document_number" value=(view.number);
        (field(lang, &account))
        @if view.kind == DocumentKind::CreditCode.code() { (came(lang, view)) }
        (field(lang, &seen))
        (button(Weight::Main, lang.desk_verify_go()))
    }
}

/// Of an organisation: who has come for it, by their own document.
fn came(lang: Lang, view: &VerifyView<'_>) -> Markup {
    let value = |name| typed(view.typed, name);
    let kinds = DocumentKind::ALL
        .iter()
        .filter(|one| one.is_personal())
        .map(|one| Choice {
            value: one.code(),
            label: words::document(lang, one.code()),
            hint: "",
            checked: value("came.document_kind") == one.code(),
        })
        .collect();
    let one = |name, label, hint, input, optional| {
        let shown = Field {
            name,
            label,
            hint,
            value: value(name),
            error: FieldError::of(view.errors, name),
            max_chars: 100,
            optional,
            input,
            ..Field::default()
        };
        field(lang, &shown)
    };
    let mandate = Input::Tick { checked: !value("came.mandate").is_empty() };
    html! {
        h2 { (lang.desk_verify_came()) }
        p.hint { (lang.desk_verify_came_hint()) }
        (one("came.name", lang.outlet_name(), "", Input::Text, false))
        (one("came.document_kind", lang.outlet_checked(), lang.outlet_checked_hint(),
            Input::Select(kinds), false))
        (one("came.number_end", lang.outlet_end(), "", Input::Code, false))
        (one("came.mandate", lang.desk_verify_mandate(), "", mandate, true))
    }
}
