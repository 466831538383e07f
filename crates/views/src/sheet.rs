//! 表格下载: an item's form on paper, blank, filled in as an example, or with its common errors.
//! All three are made from the same JSON Schema as the form on the screen.

use domain::catalogue::{FormDownload, Item, Text};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use crate::components::{Weight, button_link, print_button};
use crate::form::{self, Ask, Shape};
use crate::guide::sheet_name;
use crate::links::{self, Sheet};
use crate::words::{chinese, text};
use crate::{Head, Shell, page};

/// What a form on paper shows.
#[derive(Debug, Clone, Copy)]
pub struct SheetView<'a> {
    /// The item.
    pub item: &'a Item,
    /// The competent department's name.
    pub department: &'a Text,
    /// Which form.
    pub form: &'a FormDownload,
    /// Which of the three.
    pub sheet: Sheet,
}

/// A form on paper.
pub fn sheet(lang: Lang, shell: &Shell<'_>, view: &SheetView<'_>) -> Markup {
    let (code, form) = (&view.item.code, view.form);
    let name = text(lang, &form.name);
    let title = format!("{} · {}", name.0, sheet_name(lang, view.sheet));
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::item(lang, code), text(lang, &view.item.name).0.to_owned()),
    ];
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (name) span.official { (sheet_name(lang, view.sheet)) } }
        (others(lang, view))
        @match view.sheet {
            Sheet::Blank => (paper(lang, view, false)),
            Sheet::Sample => (paper(lang, view, true)),
            Sheet::Errors => (errors(lang, view)),
        }
    };
    page(lang, shell, &head, body)
}

fn others(lang: Lang, view: &SheetView<'_>) -> Markup {
    html! {
        div.row.block.no-print {
            (print_button(lang))
            @for sheet in Sheet::ALL.into_iter().filter(|sheet| *sheet != view.sheet) {
                @let link = links::form(lang, &view.item.code, &view.form.material, sheet);
                (button_link(Weight::Quiet, &link, sheet_name(lang, sheet)))
            }
        }
    }
}

fn paper(lang: Lang, view: &SheetView<'_>, filled: bool) -> Markup {
    let asked = view.item.form.as_ref().map(|form| form::questions(lang, form));
    html! {
        div.sheet {
            h2 { (text(lang, &view.form.name)) }
            p.small {
                (lang.sheet_for(text(lang, &view.item.name).0, text(lang, view.department).0))
                @if view.item.demo { " " (lang.guide_demo_note()) }
            }
            table.sheet-form {
                tbody {
                    (row(lang.sheet_applicant(), "", filled.then(|| lang.sheet_applicant_sample())))
                    (row(lang.sheet_id(), "", filled.then(|| lang.sheet_id_sample())))
                    (row(lang.sheet_phone(), "", filled.then(|| lang.sheet_phone_sample())))
                    @for ask in asked.unwrap_or_default() { (question(lang, &ask, filled)) }
                }
            }
            p { (lang.sheet_declaration()) }
            p.row.between {
                span { (lang.sheet_signature()) }
                span { (lang.sheet_date()) }
            }
            @if filled { p.small.soft { (lang.sheet_sample_note()) } }
        }
    }
}

fn row(label: &str, hint: &str, sample: Option<&str>) -> Markup {
    html! {
        tr {
            th scope="row" { (label) @if !hint.is_empty() { br; span.official { (hint) } } }
            td { @if let Some(sample) = sample { span.filled { (sample) } } }
        }
    }
}

fn question(lang: Lang, ask: &Ask<'_>, filled: bool) -> Markup {
    let example = if filled { ask.example.unwrap_or(&Value::Null) } else { &Value::Null };
    let optional = if ask.required { "" } else { lang.common_optional() };
    html! {
        tr {
            th scope="row" {
                (ask.label) (optional)
                @if !ask.hint.is_empty() { br; span.official { (ask.hint) } }
            }
            td class=[(ask.shape == Shape::Lines).then_some("tall")] {
                @if ask.choices.is_empty() && ask.shape != Shape::YesNo {
                    @if filled { span.filled { (form::in_words(lang, ask, example)) } }
                    @else { (ask.unit) }
                } @else { (boxes(lang, ask, example)) }
            }
        }
    }
}

/// □ for what one may tick, ☑ for what the example ticks.
fn boxes(lang: Lang, ask: &Ask<'_>, example: &Value) -> Markup {
    let ticked = |value: &str| match example {
        Value::Array(list) => list.iter().any(|one| one.as_str() == Some(value)),
        Value::Bool(yes) => value == if *yes { "true" } else { "false" },
        other => other.as_str() == Some(value),
    };
    let yes_no = [("true", lang.form_yes()), ("false", lang.form_no())];
    let choices: &[(&str, &str)] = if ask.shape == Shape::YesNo { &yes_no } else { &ask.choices };
    html! {
        @for (value, words) in choices {
            span.box { (if ticked(value) { "☑" } else { "□" }) " " (words) } " "
        }
    }
}

/// An error is written as “what people write → what is right”; the halves are set apart.
fn errors(lang: Lang, view: &SheetView<'_>) -> Markup {
    html! {
        div.sheet {
            h2 { (text(lang, &view.form.name)) }
            @if view.form.common_errors.is_empty() { p { (lang.sheet_errors_none()) } }
            ol.materials {
                @for line in &view.form.common_errors {
                    @let line = text(lang, line).0;
                    li {
                        @if let Some((wrong, right)) = line.split_once('→') {
                            p { strong { (lang.sheet_wrong()) } (wrong.trim()) }
                            p { strong { (lang.sheet_right()) } (right.trim()) }
                        } @else { p { (line) } }
                    }
                }
            }
            p.small.soft { (chinese(lang, "常见错误示例")) }
        }
    }
}
