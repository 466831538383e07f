//! Persons, wishes and the answers of the form.

use domain::cases::{DeliveryWish, Party};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use super::CaseView;
use crate::components::pairs;
use crate::department::phone;
use crate::desk::words;
use crate::form;

pub(super) fn file(lang: Lang, view: &CaseView<'_>) -> Markup {
    let empty = Value::Null;
    let schema = view.item.form.as_ref().unwrap_or(&empty);
    let answers = form::answers(lang, schema, view.answers);
    html! {
        section {
            h2 { (lang.desk_persons()) }
            @if view.parties.is_empty() { p.soft { (lang.desk_erased()) } }
            @for party in view.parties { (person(lang, party)) }
            (pairs(&[(lang.desk_intake_delivery(), delivery(lang, view))]))
            @if !answers.is_empty() {
                h2 { (lang.desk_intake_form()) }
                dl.pairs { @for answer in &answers { div {
                    dt { (answer.label) }
                    dd { @if answer.words.is_empty() { "—" } @else { (answer.words) } }
                } } }
            }
        }
    }
}

fn person(lang: Lang, party: &Party) -> Markup {
    html! {
        p {
            strong { (party.name) } " · " (words::party(lang, party.role)) br;
            (words::document(lang, &party.document_kind)) " "
            span.mono { (party.document_number) }
            @if let Some(number) = &party.phone { br; (phone(number)) }
            @if let Some(address) = &party.address { br; (address) }
        }
    }
}

fn delivery(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        @match view.case.delivery_wish {
            DeliveryWish::PickUp => (lang.desk_delivery_pick_up()),
            DeliveryWish::Post => {
                (lang.desk_delivery_post())
                @if let Some(to) = view.address {
                    br; (to.name) " · " (to.phone) br; (to.address)
                }
            },
        }
    }
}
