//! 表格下载: a form on paper, blank, filled in as an example, or with its common errors. What stands
//! on it is the form's own: the questions of the item (the same JSON Schema as on the screen), a
//! letter with gaps, or a list.

use domain::catalogue::{FormBody, FormDownload, Item, Piece, Text, pieces};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::Value;

use crate::components::{Weight, button_link, print_button};
use crate::form::{self, Ask, Shape};
use crate::guide::sheet_name;
use crate::links::{self, Sheet};
use crate::words::{chinese, official, text};
use crate::{Head, Shell, page};

/// A gap of a blank form has room for as many characters as its sample, within these bounds.
const GAP_CHARS: (usize, usize) = (5, 18);
/// Empty rows of a blank list.
const BLANK_ROWS: usize = 10;

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
    /// Whether it can be had as a PDF.
    pub pdf: bool,
}

/// A form on paper.
pub fn sheet(lang: Lang, shell: &Shell<'_>, view: &SheetView<'_>) -> Markup {
    let (code, form) = (&view.item.code, view.form);
    let name = text(lang, &form.name);
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::item(lang, code), text(lang, &view.item.name).0.to_owned()),
    ];
    let title = title(lang, view);
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (name) span.official { (sheet_name(lang, view.sheet)) } }
        (others(lang, view))
        div.sheet {
            h2 { (name) }
            (paper(lang, view))
        }
    };
    page(lang, shell, &head, body)
}

/// What the sheet is called: 离婚协议书 · 空白表格.
pub fn title(lang: Lang, view: &SheetView<'_>) -> String {
    format!("{} · {}", text(lang, &view.form.name).0, sheet_name(lang, view.sheet))
}

/// What stands on the sheet below its name, without the page around it.
pub fn paper(lang: Lang, view: &SheetView<'_>) -> Markup {
    match view.sheet {
        Sheet::Blank => form_of(lang, view, false),
        Sheet::Sample => form_of(lang, view, true),
        Sheet::Errors => errors(lang, view),
    }
}

fn others(lang: Lang, view: &SheetView<'_>) -> Markup {
    let (code, material) = (&view.item.code, &view.form.material);
    html! {
        div.row.block.no-print {
            @if view.pdf {
                @let link = links::form_pdf(lang, code, material, view.sheet);
                (button_link(Weight::Second, &link, lang.sheet_pdf()))
            }
            (print_button(lang))
            @for sheet in Sheet::ALL.into_iter().filter(|sheet| *sheet != view.sheet) {
                @let link = links::form(lang, code, material, sheet);
                (button_link(Weight::Quiet, &link, sheet_name(lang, sheet)))
            }
        }
    }
}

fn form_of(lang: Lang, view: &SheetView<'_>, filled: bool) -> Markup {
    html! {
        p.small {
            (lang.sheet_for(text(lang, &view.item.name).0, text(lang, view.department).0))
            @if view.item.demo { (lang.gap()) (lang.guide_demo_note()) }
        }
        @match &view.form.body {
            FormBody::Questions => {
                (questions(lang, view, filled))
                p { (lang.sheet_declaration()) }
                (signature(lang))
            },
            FormBody::Letter { text } => (letter(lang, text, filled)),
            FormBody::List { text, columns, sample } => {
                (letter(lang, text, filled))
                (list(lang, columns, sample, filled))
                (signature(lang))
            },
        }
        @if filled { p.small.soft { (lang.sheet_sample_note()) } }
    }
}

fn signature(lang: Lang) -> Markup {
    html! {
        p.row.between {
            span { (lang.sheet_signature()) }
            span { (lang.sheet_date()) }
        }
    }
}

fn questions(lang: Lang, view: &SheetView<'_>, filled: bool) -> Markup {
    let asked = view.item.form.as_ref().map(|form| form::questions(lang, form));
    html! {
        table.sheet-form {
            tbody {
                (row(lang.sheet_applicant(), "", filled.then(|| lang.sheet_applicant_sample())))
                (row(lang.sheet_id(), "", filled.then(|| lang.sheet_id_sample())))
                (row(lang.sheet_phone(), "", filled.then(|| lang.sheet_phone_sample())))
                @for ask in asked.unwrap_or_default() { (question(lang, &ask, filled)) }
            }
        }
    }
}

/// A paragraph a line. The check lets no letter pass whose gaps are not whole.
fn letter(lang: Lang, letter: &Text, filled: bool) -> Markup {
    let words = text(lang, letter);
    html! {
        @for line in words.0.trim().lines() {
            p { @for piece in pieces(line).unwrap_or_default() {
                @match piece {
                    Piece::Words(words) => (words),
                    Piece::Gap { sample, .. } if filled => span.filled { (sample) },
                    Piece::Gap { hint, sample } => (gap(hint, sample)),
                }
            } }
        }
    }
}

/// Room to write in, and below it in small print what.
fn gap(hint: &str, sample: &str) -> Markup {
    let chars = sample.chars().count().max(hint.chars().count());
    let room = chars.clamp(GAP_CHARS.0, GAP_CHARS.1);
    html! {
        span.gap { ("＿".repeat(room)) }
        @if !hint.is_empty() { span.official { "（" (hint) "）" } }
    }
}

fn list(lang: Lang, columns: &[Text], sample: &[Vec<String>], filled: bool) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table.sheet-form.sheet-list {
                thead { tr { @for column in columns { th scope="col" { (text(lang, column)) } } } }
                tbody {
                    @if filled {
                        @for row in sample { tr { @for cell in row {
                            td { span.filled { (chinese(lang, cell)) } }
                        } } }
                    } @else {
                        @for _ in 0..BLANK_ROWS { tr { @for _ in columns { td {} } } }
                    }
                }
            }
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

/// □ for what one may tick, ■ for what the example ticks. The type of the papers has both; a tick
/// in a box it has not. The box stays with its words.
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
            span.box { (if ticked(value) { "■" } else { "□" }) "\u{a0}" (words) } " "
        }
    }
}

/// An error is written as “what people write → what is right”; the halves are set apart.
fn errors(lang: Lang, view: &SheetView<'_>) -> Markup {
    html! {
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
        p.small.soft { (official(lang, "常见错误示例")) }
    }
}
