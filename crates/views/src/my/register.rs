//! 注册: first whether for a person or an organisation, then what its document says.

use base::codes::DocumentKind;
use base::limits::PASSWORD_CHARS_MIN;
use domain::people::PersonKind;
use i18n::Lang;
use maud::{Markup, html};

use super::{Typed, document_kind, line};
use crate::components::{Field, FieldError, Input, Weight, actions, button, error_summary};
use crate::{Head, Shell, links, page};

/// What the page of registration shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct RegisterView<'a> {
    /// Whether for a person or an organisation; none while that is the question.
    pub kind: Option<PersonKind>,
    /// Where the person wanted to go.
    pub back: &'a str,
    /// What was typed.
    pub typed: Typed<'a>,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

/// The word of a kind in addresses and forms.
pub const fn kind_word(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Natural => "natural",
        PersonKind::Legal => "legal",
    }
}

/// The kind of a word.
pub fn kind_of_word(word: &str) -> Option<PersonKind> {
    [PersonKind::Natural, PersonKind::Legal].into_iter().find(|kind| kind_word(*kind) == word)
}

/// Registration.
pub fn register(lang: Lang, shell: &Shell<'_>, view: &RegisterView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.people_register(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (lang.people_register()) }
            @match view.kind {
                None => (which(lang, view)),
                Some(kind) => (form(lang, view, kind)),
            }
            p {
                (lang.people_register_have()) " "
                a href=(links::query(&links::sign_in(lang), &[("back", view.back)])) {
                    (lang.people_sign_in())
                }
            }
        }
    };
    page(lang, shell, &head, body)
}

fn which(lang: Lang, view: &RegisterView<'_>) -> Markup {
    let to = |kind| {
        links::query(&links::register(lang), &[("kind", kind_word(kind)), ("back", view.back)])
    };
    html! {
        p.lead { (lang.people_register_lead()) }
        ul.tiles {
            li { a.tile href=(to(PersonKind::Natural)) {
                b { (lang.people_register_natural()) }
                small { (lang.people_register_natural_hint()) }
            } }
            li { a.tile href=(to(PersonKind::Legal)) {
                b { (lang.people_register_legal()) }
                small { (lang.people_register_legal_hint()) }
            } }
        }
    }
}

fn form(lang: Lang, view: &RegisterView<'_>, kind: PersonKind) -> Markup {
    let other = links::query(&links::register(lang), &[("back", view.back)]);
    html! {
        p.lead {
            @match kind {
                PersonKind::Natural => (lang.people_register_natural_lead()),
                PersonKind::Legal => (lang.people_register_legal_lead()),
            }
        }
        (error_summary(lang, view.errors))
        form method="post" action=(links::register(lang)) {
            input type="hidden" name="kind" value=(kind_word(kind));
            input type="hidden" name="back" value=(view.back);
            (who(lang, view, kind))
            (reach(lang, view, kind))
            (actions(html! {
                (button(Weight::Main, lang.people_register_go()))
                a href=(other) { (lang.people_register_other()) }
            }))
        }
        details {
            summary { (lang.people_register_why()) }
            p { (lang.people_register_why_body()) }
        }
    }
}

fn who(lang: Lang, view: &RegisterView<'_>, kind: PersonKind) -> Markup {
    let natural = kind == PersonKind::Natural;
    let (name, name_hint) = if natural {
        (lang.people_name(), lang.people_name_hint())
    } else {
        (lang.people_org_name(), lang.people_org_name_hint())
    };
    let (number, number_hint) = if natural {
        (lang.people_document_number(), lang.people_document_number_hint())
    } else {
        (lang.people_credit_code(), lang.people_credit_code_hint())
    };
    html! {
        @if natural {
            (document_kind(lang, view.typed, view.errors, DocumentKind::is_personal))
        } @else {
            input type="hidden" name="document_kind" value=(DocumentKind::CreditCode.code());
        }
        (line(lang, view.typed, view.errors, Field {
            name: "document_number", label: number, hint: number_hint, max_chars: 40,
            input: Input::Code, ..Field::default()
        }))
        (line(lang, view.typed, view.errors, Field {
            name: "name", label: name, hint: name_hint, max_chars: 100,
            autocomplete: if natural { "name" } else { "organization" }, ..Field::default()
        }))
        @if !natural {
            (line(lang, view.typed, view.errors, Field {
                name: "representative", label: lang.people_representative(),
                hint: lang.people_representative_hint(), max_chars: 100, ..Field::default()
            }))
        }
    }
}

fn reach(lang: Lang, view: &RegisterView<'_>, kind: PersonKind) -> Markup {
    let hint = match kind {
        PersonKind::Natural => lang.people_phone_hint(),
        PersonKind::Legal => lang.people_phone_legal_hint(),
    };
    html! {
        (line(lang, view.typed, view.errors, Field {
            name: "phone", label: lang.people_phone(), hint, max_chars: 30, autocomplete: "tel",
            input: Input::Tel, ..Field::default()
        }))
        (line(lang, Typed::default(), view.errors, Field {
            name: "password",
            label: lang.people_password(),
            hint: &lang.people_password_hint(PASSWORD_CHARS_MIN),
            input: Input::Password { fresh: true },
            ..Field::default()
        }))
    }
}
