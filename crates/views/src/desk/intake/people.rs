//! Who applies: the applicant, and others who are part of it.

use base::codes::DocumentKind;
use domain::people::PartyRole;
use i18n::Lang;
use maud::{Markup, html};

use super::IntakeView;
use crate::components::{Choice, Field, FieldError, Input, field};
use crate::desk::words;

/// The applicant always; the others where they are needed.
pub(super) fn people(lang: Lang, view: &IntakeView<'_>) -> Markup {
    html! {
        @for role in words::PARTIES {
            @if role == PartyRole::Applicant {
                (person(lang, view, role))
            } @else {
                @let word = words::party_word(role);
                @let used = view.typed.iter().any(|(name, value)| {
                    name.strip_prefix(word).is_some_and(|rest| rest.starts_with('.'))
                        && !name.ends_with(".document_kind")
                        && value.as_str().is_some_and(|text| !text.is_empty())
                });
                @let wrong = view.errors.iter().any(|error| error.field.starts_with(word));
                details open[used || wrong] {
                    summary { (words::party(lang, role)) " · " span.soft { (hint(lang, role)) } }
                    (person(lang, view, role))
                }
            }
        }
    }
}

const fn hint(lang: Lang, role: PartyRole) -> &'static str {
    match role {
        PartyRole::Subject => lang.desk_party_subject_hint(),
        PartyRole::Applicant => lang.desk_party_applicant_hint(),
        PartyRole::Guardian => lang.desk_party_guardian_hint(),
        PartyRole::Agent => lang.desk_party_agent_hint(),
        PartyRole::Handler => lang.desk_party_handler_hint(),
    }
}

fn person(lang: Lang, view: &IntakeView<'_>, role: PartyRole) -> Markup {
    let word = words::party_word(role);
    let applicant = role == PartyRole::Applicant;
    let name_of = |part: &str| format!("{word}.{part}");
    let one = |part: &str, label, input, chars, optional| {
        let name = name_of(part);
        let shown = Field {
            name: &name,
            label,
            optional,
            value: view.typed(&name),
            error: FieldError::of(view.errors, &name),
            max_chars: chars,
            input,
            ..Field::default()
        };
        field(lang, &shown)
    };
    let kind = match view.typed(&name_of("document_kind")) {
        "" => DocumentKind::IdCard.code(),
        typed => typed,
    };
    let kinds = DocumentKind::ALL
        .iter()
        .filter(|one| role != PartyRole::Handler || one.is_personal())
        .map(|one| Choice {
            value: one.code(),
            label: words::document(lang, one.code()),
            hint: "",
            checked: kind == one.code(),
        })
        .collect();
    html! {
        fieldset.group { legend { (words::party(lang, role)) }
            @if applicant { p.soft { (hint(lang, role)) } }
            (one("name", lang.desk_intake_name(), Input::Text, 100, !applicant))
            div.row-of {
                (one("document_kind", lang.desk_intake_document(), Input::Select(kinds), 0,
                    !applicant))
                (one("document_number", lang.desk_intake_number(), Input::Code, 30, !applicant))
            }
            div.row-of {
                (one("phone", lang.desk_intake_phone(), Input::Tel, 30, true))
                (one("address", lang.desk_intake_home(), Input::Text, 300, true))
            }
        }
    }
}
