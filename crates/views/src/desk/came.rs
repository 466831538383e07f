//! Who came to the window: the part in the case, and what the clerk compares with the file.

use base::codes::DocumentKind;
use domain::people::PartyRole;
use i18n::Lang;
use maud::{Markup, html};

use super::{typed, words};
use crate::components::{Choice, Field, FieldError, Input, field};

/// What the fields are drawn from.
pub(super) struct Asked<'a> {
    /// What stands before the point in the names of the fields.
    pub prefix: &'a str,
    /// The question for the part, and its hint.
    pub who: [&'a str; 2],
    /// Parts that somebody plays in the case.
    pub roles: &'a [PartyRole],
    /// What was typed before an error.
    pub typed: &'a [(String, String)],
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The part, the name, the kind of document and the end of its number.
pub(super) fn fields(lang: Lang, asked: &Asked<'_>) -> Markup {
    let name = |field: &str| format!("{}.{field}", asked.prefix);
    let [to, person, checked, end] = ["to", "name", "checked", "end"].map(name);
    let parts = words::PARTIES
        .into_iter()
        .filter(|role| asked.roles.contains(role))
        .map(|role| Choice {
            value: words::party_word(role),
            label: words::party(lang, role),
            hint: "",
            checked: typed(asked.typed, &to) == words::party_word(role),
        })
        .collect();
    let kinds = DocumentKind::ALL
        .iter()
        .filter(|one| one.is_personal())
        .map(|one| Choice {
            value: one.code(),
            label: words::document(lang, one.code()),
            hint: "",
            checked: typed(asked.typed, &checked) == one.code(),
        })
        .collect();
    let one = |name: &str, [label, hint]: [&str; 2], input| {
        let shown = Field {
            name,
            label,
            hint,
            value: typed(asked.typed, name),
            error: FieldError::of(asked.errors, name),
            max_chars: 100,
            input,
            ..Field::default()
        };
        field(lang, &shown)
    };
    html! {
        (one(&to, asked.who, Input::Select(parts)))
        (one(&person, [lang.outlet_name(), ""], Input::Text))
        (one(&checked, [lang.outlet_checked(), lang.outlet_checked_hint()], Input::Select(kinds)))
        (one(&end, [lang.outlet_end(), lang.outlet_end_hint()], Input::Code))
    }
}

/// The part that a form names.
pub fn part(word: &str) -> Option<PartyRole> {
    words::PARTIES.into_iter().find(|role| words::party_word(*role) == word)
}
