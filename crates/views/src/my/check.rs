//! 核对提交: everything that was told, with a way back to each step, and the declaration.

use base::codes::DocumentKind;
use domain::cases::Party;
use domain::catalogue::{Item, Material, MaterialNeed};
use domain::people::PartyRole;
use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::document_name;
use super::materials::{FileView, file_link};
use super::step::{Frame, Step, hidden, step_page};
use crate::components::{
    Field, FieldError, Input, Tone, Weight, actions, button, field, notice, pairs,
};
use crate::form::answers;
use crate::words::text;
use crate::{Shell, links};

/// Everything that was told.
#[derive(Debug, Clone, Copy)]
pub struct CheckView<'a> {
    /// Persons, with masked numbers for screens.
    pub parties: &'a [PartyView],
    /// Answers of the form.
    pub answers: &'a Map<String, Value>,
    /// Files.
    pub files: &'a [FileView],
    /// Materials promised for later.
    pub later: &'a [String],
    /// Where the result is posted to; none where it is fetched.
    pub post_to: Option<&'a [String]>,
    /// Why it cannot be sent, in one sentence, where something outside the form stands against it.
    pub stopped: Option<&'a str>,
}

/// A person as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyView {
    /// Which part.
    pub role: PartyRole,
    /// Name.
    pub name: String,
    /// The kind of document, by its code.
    pub document_kind: String,
    /// Its number, masked.
    pub document_number: String,
    /// The telephone, masked.
    pub phone: Option<String>,
}

impl PartyView {
    /// A person with masked numbers.
    pub fn masked(party: &Party) -> Self {
        use base::codes::{IdentityDocument, Phone};
        let kind = DocumentKind::parse(&party.document_kind);
        let document =
            kind.ok().and_then(|kind| IdentityDocument::parse(kind, &party.document_number).ok());
        let hidden = || "*".repeat(party.document_number.chars().count());
        let phone = party.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
        Self {
            role: party.role,
            name: party.name.clone(),
            document_kind: party.document_kind.clone(),
            document_number: document.map_or_else(hidden, |document| document.masked()),
            phone: phone.map(|phone| phone.masked()),
        }
    }
}

/// What a part in a case is called.
pub const fn role_name(lang: Lang, role: PartyRole) -> &'static str {
    match role {
        PartyRole::Subject => lang.apply_check_subject(),
        PartyRole::Applicant => lang.apply_check_who(),
        PartyRole::Guardian => lang.apply_check_guardian(),
        PartyRole::Agent => lang.apply_check_agent(),
        PartyRole::Handler => lang.apply_check_handler(),
    }
}

/// Check your answers.
pub fn check(lang: Lang, shell: &Shell<'_>, frame: &Frame<'_>, view: &CheckView<'_>) -> Markup {
    let body = html! {
        p.lead { (lang.apply_check_lead()) }
        @if let Some(stopped) = view.stopped {
            (notice(Tone::Warn, "", html! { p { (stopped) } }))
        }
        @for step in frame.steps {
            @match step {
                Step::Whom => (section(lang, frame, *step, &parties(lang, view.parties))),
                Step::Form => (section(lang, frame, *step, &form(lang, frame, view.answers))),
                Step::Materials => (section(lang, frame, *step, &papers(lang, frame, view))),
                Step::Delivery => (section(lang, frame, *step, &delivery(lang, view))),
                Step::Person | Step::Check => {}
            }
        }
        (missing(lang, frame, view))
        @if view.stopped.is_none() { (send(lang, frame)) }
    };
    step_page(lang, shell, frame, Step::Check, lang.apply_check(), &body)
}

fn section(lang: Lang, frame: &Frame<'_>, step: Step, body: &Markup) -> Markup {
    let name = step.name(lang);
    html! {
        section.card.block {
            div.row.between {
                h2 { (name) }
                a href=(links::draft_step(lang, frame.draft, step.word())) {
                    span aria-hidden="true" { (lang.apply_check_change()) }
                    span.sr { (lang.apply_check_change_what(name)) }
                }
            }
            (body)
        }
    }
}

/// Persons of a case: each with name, document and telephone. A person who plays two parts is
/// shown once, with both.
pub fn parties(lang: Lang, list: &[PartyView]) -> Markup {
    let mut rows: Vec<(String, &PartyView)> = Vec::new();
    for party in list {
        let same = |other: &PartyView| {
            other.document_number == party.document_number && other.name == party.name
        };
        match rows.iter_mut().find(|(_, other)| same(other)) {
            // Whoever applies for themselves is only that.
            Some((_, _)) if party.role == PartyRole::Subject => {}
            Some((roles, _)) => *roles = lang.list(&[roles.as_str(), role_name(lang, party.role)]),
            None => rows.push((role_name(lang, party.role).to_owned(), party)),
        }
    }
    let rows: Vec<(String, Markup)> =
        rows.into_iter().map(|(roles, party)| (roles, one_party(lang, party))).collect();
    pairs(&rows)
}

fn one_party(lang: Lang, party: &PartyView) -> Markup {
    let kind = DocumentKind::parse(&party.document_kind).ok();
    html! {
        (party.name)
        div.small.soft.num {
            @if let Some(kind) = kind { (document_name(lang, kind)) " " }
            (party.document_number)
            @if let Some(phone) = &party.phone { " · " (lang.apply_check_phone()) " " (phone) }
        }
    }
}

fn form(lang: Lang, frame: &Frame<'_>, given: &Map<String, Value>) -> Markup {
    let schema = frame.item.form.as_ref().unwrap_or(&Value::Null);
    told(lang, schema, given)
}

/// Questions and answers of a form.
pub fn told(lang: Lang, schema: &Value, given: &Map<String, Value>) -> Markup {
    let rows: Vec<(&str, Markup)> = answers(lang, schema, given)
        .into_iter()
        .map(|answer| {
            let words = html! {
                @if answer.words.is_empty() { span.soft { (lang.apply_check_empty()) } }
                @else { span.lines { (answer.words) } }
            };
            (answer.label, words)
        })
        .collect();
    pairs(&rows)
}

fn papers(lang: Lang, frame: &Frame<'_>, view: &CheckView<'_>) -> Markup {
    let rows: Vec<_> = frame
        .item
        .materials
        .iter()
        .filter(|one| {
            one.when.is_none() && one.need != MaterialNeed::Optional || has_something(view, one)
        })
        .map(|one| {
            let files = view.files.iter().filter(|file| file.material == one.id);
            let words = html! {
                @if frame.item.is_form(&one.id) { (lang.apply_materials_by_form()) }
                @else if view.later.contains(&one.id) { (lang.apply_materials_promised()) }
                @else if has_something(view, one) {
                    ul.plain { @for file in files { li { (file_link(lang, file)) } } }
                } @else { span.soft { (lang.apply_materials_none()) } }
            };
            (text(lang, &one.name), words)
        })
        .collect();
    pairs(&rows)
}

fn has_something(view: &CheckView<'_>, one: &Material) -> bool {
    view.later.contains(&one.id) || view.files.iter().any(|file| file.material == one.id)
}

fn delivery(lang: Lang, view: &CheckView<'_>) -> Markup {
    html! {
        @match view.post_to {
            None => p { (lang.apply_delivery_pick_up()) },
            Some(lines) => {
                p { (lang.apply_delivery_post()) }
                ul.plain { @for line in lines { li { (line) } } }
            },
        }
    }
}

/// Papers that everybody must bring and of which there is nothing.
pub fn missing_papers(item: &Item, has: impl Fn(&Material) -> bool) -> Vec<&Material> {
    let required = |one: &&Material| one.need == MaterialNeed::Required && one.when.is_none();
    let missing = |one: &&Material| !item.is_form(&one.id) && !has(one);
    item.materials.iter().filter(required).filter(missing).collect()
}

/// A missing paper keeps nobody out: the window tells what is missing, once.
fn missing(lang: Lang, frame: &Frame<'_>, view: &CheckView<'_>) -> Markup {
    let missing = missing_papers(frame.item, |one| has_something(view, one));
    html! {
        @if !missing.is_empty() {
            div.block {
                (notice(Tone::Warn, lang.apply_check_missing(), html! {
                    ul { @for one in &missing { li { (text(lang, &one.name)) } } }
                    p { (lang.apply_check_missing_hint()) }
                }))
            }
        }
    }
}

fn send(lang: Lang, frame: &Frame<'_>) -> Markup {
    let to = links::draft_step(lang, frame.draft, Step::Check.word());
    html! {
        form method="post" action=(to) {
            (hidden(frame))
            (field(lang, &Field {
                name: "declare",
                label: lang.apply_check_declare(),
                error: FieldError::of(frame.errors, "declare"),
                input: Input::Tick { checked: false },
                ..Field::default()
            }))
            (actions(button(Weight::Main, lang.apply_check_submit())))
            p.soft { (lang.apply_check_submit_hint()) }
        }
    }
}
