//! 收件: an application of a person in front of the clerk, for any item of any department.

mod materials;
mod people;

use base::limits::LATE_ENTRY_DAYS_MAX;
use domain::cases::LateEntry;
use domain::catalogue::{Department, Item};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

pub use materials::{FILE_FIELD, SEEN_FIELD, TAKEN_FIELD, WAYS, Way};

use super::{room, token, words};
use crate::components::{
    Choice, Field, FieldError, Input, Tone, Weight, actions, button, button_named, empty_state,
    error_summary, field, kept_field, notice, upload_progress,
};
use crate::rows::ItemRow;
use crate::words::text;
use crate::{Shell, form, links};

/// Finding the item first.
#[derive(Debug, Clone)]
pub struct FindItemView<'a> {
    /// As typed.
    pub q: &'a str,
    /// The case whose persons are carried over; empty for none.
    pub with: &'a str,
    /// Items.
    pub items: Vec<ItemRow<'a>>,
}

/// Find any item of any department.
pub fn find(lang: Lang, shell: &Shell<'_>, view: &FindItemView<'_>) -> Markup {
    let query = Field {
        name: "q",
        label: lang.desk_intake_find(),
        hint: lang.desk_intake_find_hint(),
        value: view.q,
        max_chars: 100,
        ..Field::default()
    };
    let body = html! {
        h1 { (lang.desk_nav_new()) }
        @if !view.with.is_empty() {
            (notice(Tone::Info, "", html! { p { (lang.desk_intake_with(view.with)) } }))
        }
        div.bar {
            form role="search" method="get" action=(links::desk_new(lang)) {
                @if !view.with.is_empty() { input type="hidden" name="with" value=(view.with); }
                (field(lang, &query))
                (button(Weight::Main, lang.search_go()))
            }
        }
        @if view.items.is_empty() {
            (empty_state(lang.desk_find_none(), lang.desk_intake_none_hint(), html! {}))
        }
        (found(lang, &view.items, view.with))
    };
    room(lang, shell, lang.desk_nav_new(), body)
}

/// Items one below the other, each leading to its intake form; moved through by keyboard.
pub(super) fn found(lang: Lang, items: &[ItemRow<'_>], with: &str) -> Markup {
    html! {
        @if !items.is_empty() {
            ul.links data-list="focus" { @for row in items { li {
                h2 {
                    @if row.applies {
                        a data-row href=(links::query(
                            &links::desk_new_item(lang, row.code), &[("with", with)])) {
                            (row.name.show(lang))
                        }
                    } @else {
                        a data-row href=(links::item(lang, row.code)) { (row.name.show(lang)) }
                    }
                }
                div.meta {
                    span { (text(lang, row.department)) }
                    span { (crate::names::Named::named(row.kind, lang)) }
                    span { (crate::names::Named::named(row.case_type, lang)) }
                    @if !row.applies { span { (lang.guide_information_only()) } }
                    a href=(links::item(lang, row.code)) { (lang.status_guide()) }
                }
            } } }
            (super::key_help(lang, false))
        }
    }
}

/// The intake form.
#[derive(Debug, Clone)]
pub struct IntakeView<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its department.
    pub department: &'a Department,
    /// Everything that was typed, by field name.
    pub typed: &'a Map<String, Value>,
    /// Answers of the form so far.
    pub answers: &'a Map<String, Value>,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Why it was not taken in, where no field is to blame.
    pub refused: Option<String>,
    /// The key under which a second click is the same application.
    pub key: &'a str,
    /// The case whose persons were carried over; empty for none.
    pub with: &'a str,
    /// What the form that was kept is kept under; empty for none.
    pub kept: &'a str,
    /// Whether it can be done on the spot: an immediate item that the window may accept.
    pub spot: bool,
    /// Whether applications are taken today.
    pub open: bool,
}

impl IntakeView<'_> {
    fn typed(&self, name: &str) -> &str {
        self.typed.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The intake form (POST, multipart).
pub fn intake(lang: Lang, shell: &Shell<'_>, view: &IntakeView<'_>) -> Markup {
    let item = view.item;
    let empty = Value::Null;
    let schema = item.form.as_ref().unwrap_or(&empty);
    let body = html! {
        h1 { (text(lang, &item.name)) }
        p.soft {
            (text(lang, &view.department.name)) " · "
            a href=(links::item(lang, &item.code)) { (lang.status_guide()) }
        }
        @if !view.open { (notice(Tone::Warn, "", html! { p { (lang.desk_refused_not_open()) } })) }
        @if let Some(why) = &view.refused {
            (notice(Tone::Bad, lang.desk_intake_refused(), html! { p { (why) } }))
        }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        form method="post" enctype="multipart/form-data"
            action=(links::desk_new_item(lang, &item.code)) {
            (token(shell))
            input type="hidden" name="intake.key" value=(view.key);
            input type="hidden" name="intake.with" value=(view.with);
            (kept_field(view.kept))
            div.intake {
                div {
                    (people::people(lang, view))
                    (delivery(lang, view))
                }
                div {
                    @if !form::questions(lang, schema).is_empty() {
                        fieldset.group { legend { (lang.desk_intake_form()) }
                            (form::fields(lang, schema, view.answers, view.errors)) }
                    }
                    (materials::checklist(lang, view))
                    (late(lang, view))
                }
            }
            (actions(html! {
                @if view.spot {
                    (button_named(Weight::Main, "intake.do", "spot", lang.desk_intake_spot()))
                    (button_named(
                        Weight::Second, "intake.do", "receive", lang.desk_intake_receive()))
                } @else {
                    (button_named(Weight::Main, "intake.do", "receive", lang.desk_intake_receive()))
                }
            }))
            @if view.spot { p.soft { (lang.desk_intake_spot_hint()) } }
            (upload_progress(lang))
        }
    };
    room(lang, shell, text(lang, &item.name).0, body)
}

fn delivery(lang: Lang, view: &IntakeView<'_>) -> Markup {
    let wish = match view.typed("wish.how") {
        "" => "pick_up",
        typed => typed,
    };
    let choice = |value, label| Choice { value, label, hint: "", checked: wish == value };
    let wishes = Field {
        name: "wish.how",
        label: lang.desk_intake_delivery(),
        input: Input::One(vec![
            choice("pick_up", lang.desk_delivery_pick_up()),
            choice("post", lang.desk_delivery_post()),
        ]),
        ..Field::default()
    };
    let one = |name, label, chars| Field {
        name,
        label,
        optional: true,
        value: view.typed(name),
        error: FieldError::of(view.errors, name),
        max_chars: chars,
        ..Field::default()
    };
    html! {
        fieldset.group { legend { (lang.desk_intake_delivery()) }
            (field(lang, &wishes))
            details open[wish == "post"] {
                summary { (lang.desk_intake_address()) }
                (field(lang, &one("address.name", lang.desk_intake_to_name(), 100)))
                (field(lang, &one("address.phone", lang.desk_intake_to_phone(), 30)))
                (field(lang, &one("address.address", lang.desk_intake_to_address(), 300)))
            }
        }
    }
}

/// Entered afterwards, from a receipt on paper.
fn late(lang: Lang, view: &IntakeView<'_>) -> Markup {
    let reason = view.typed("late.reason");
    let choices = LateEntry::REASONS
        .into_iter()
        .map(|value| Choice {
            value,
            label: words::late_reason(lang, value),
            hint: "",
            checked: reason == value,
        })
        .collect();
    let one = |name, label, hint, input| Field {
        name,
        label,
        hint,
        optional: true,
        value: view.typed(name),
        error: FieldError::of(view.errors, name),
        max_chars: 60,
        input,
        ..Field::default()
    };
    let date = Input::Date { min: "", max: "" };
    let used = ["late.receipt", "late.day", "late.time", "late.reason"]
        .iter()
        .any(|name| !view.typed(name).is_empty());
    html! {
        details open[used] {
            summary { (lang.desk_late_title()) }
            fieldset.group { legend { (lang.desk_late_title()) }
                p.soft { (lang.desk_late_hint(LATE_ENTRY_DAYS_MAX)) }
                (field(lang, &one("late.receipt", lang.desk_late_receipt(), "", Input::Text)))
                div.row-of {
                    (field(lang, &one("late.day", lang.desk_late_day(), "", date)))
                    (field(lang, &one("late.time", lang.desk_late_time(),
                        lang.desk_late_time_hint(), Input::Text)))
                }
                (field(lang, &one("late.reason", lang.desk_late_reason(), "",
                    Input::Select(choices))))
            }
        }
    }
}

/// Typed texts as answers, to show a form again as it was sent.
pub fn typed_answers(typed: &[(String, String)]) -> Map<String, Value> {
    let mut answers = Map::new();
    for (name, text) in typed {
        match answers.get_mut(name) {
            None => {
                answers.insert(name.clone(), Value::from(text.as_str()));
            }
            Some(Value::Array(list)) => list.push(Value::from(text.as_str())),
            Some(first) => *first = Value::from(vec![first.clone(), Value::from(text.as_str())]),
        }
    }
    answers
}
