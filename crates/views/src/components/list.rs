//! Lists of all kinds: tables that stack on a phone, pairs, steps, pages.

use i18n::Lang;
use maud::{Markup, Render, html};

/// A table. Each row has as many cells as there are heads.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// What the table lists.
    pub caption: &'a str,
    /// Whether the caption is only heard, since a heading already says it.
    pub caption_hidden: bool,
    /// Column heads.
    pub heads: &'a [&'a str],
    /// Rows; the first cell is the row's head.
    pub rows: Vec<Vec<Cell>>,
    /// Whether j, k and o move through it (staff lists); its rows have one `data-row` link each.
    pub keys: bool,
}

/// A cell of a table.
pub type Cell = Markup;

/// A table that becomes cards on a phone. Roles are written out because the cards' CSS would make
/// browsers forget that it is a table.
pub fn table(table: &Table<'_>) -> Markup {
    let caption = if table.caption_hidden { "sr" } else { "" };
    html! {
        div.scroll data-list=[table.keys.then_some("focus")] {
            table.table.table-stack role="table" {
                caption class=[Some(caption).filter(|class| !class.is_empty())] { (table.caption) }
                thead role="rowgroup" { tr role="row" {
                    @for head in table.heads { th role="columnheader" scope="col" { (head) } }
                } }
                tbody role="rowgroup" {
                    @for row in &table.rows { tr role="row" { (cells(table.heads, row)) } }
                }
            }
        }
    }
}

fn cells(heads: &[&str], row: &[Cell]) -> Markup {
    html! {
        @for (place, (cell, head)) in row.iter().zip(heads).enumerate() {
            @if place == 0 {
                th role="rowheader" scope="row" data-label=(head) { (cell) }
            } @else {
                td role="cell" data-label=(head) { (cell) }
            }
        }
    }
}

/// Names and what they are: a summary list.
pub fn pairs<K: Render, V: Render>(rows: &[(K, V)]) -> Markup {
    html! {
        dl.pairs { @for (name, value) in rows { div { dt { (name) } dd { (value) } } } }
    }
}

/// Whether a step is behind, under way, or still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Behind.
    Done,
    /// Under way.
    Now,
    /// To come.
    Next,
}

impl Phase {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Next => "next",
        }
    }
}

/// A step of a case or of a procedure.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands; none where a procedure is only described.
    pub phase: Option<Phase>,
    /// What it is called.
    pub name: Markup,
    /// Who, when: small print below the name; may be empty.
    pub note: Markup,
    /// What happens; may be empty.
    pub body: Markup,
}

/// Steps from the first to the last. The step under way says so in words too.
pub fn steps(lang: Lang, list: &[Step]) -> Markup {
    html! {
        ol.steps {
            @for step in list {
                li class=[step.phase.map(Phase::class)]
                    aria-current=[(step.phase == Some(Phase::Now)).then_some("step")] {
                    h3 {
                        (step.name)
                        @if let Some(phase) = step.phase {
                            span.official { (phase_word(lang, phase)) }
                        }
                    }
                    @if !step.note.0.is_empty() { p.small.soft { (step.note) } }
                    @if !step.body.0.is_empty() { p { (step.body) } }
                }
            }
        }
    }
}

const fn phase_word(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Done => lang.common_phase_done(),
        Phase::Now => lang.common_phase_now(),
        Phase::Next => lang.common_phase_next(),
    }
}

/// Where one is in a form of several pages; `now` counts from zero.
pub fn stepper(lang: Lang, names: &[&str], now: usize) -> Markup {
    html! {
        ol.stepper aria-label=(lang.common_stepper(now + 1, names.len())) {
            @for (place, name) in names.iter().enumerate() {
                li class=[(place < now).then_some("done")]
                    aria-current=[(place == now).then_some("step")] { (name) }
            }
        }
    }
}

/// Links to the pages of a list: the first, the last and those around the present one, which
/// counts from one. Nothing where there is one page only.
pub fn pages(lang: Lang, now: usize, last: usize, link: impl Fn(usize) -> String) -> Markup {
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(now) <= 1;
    let shown: Vec<usize> = (1..=last).filter(near).collect();
    html! {
        @if last > 1 {
            nav.pages aria-label=(lang.common_pages()) {
                @if now > 1 { a rel="prev" href=(link(now - 1)) { (lang.common_previous()) } }
                @for (place, page) in shown.iter().enumerate() {
                    @let gap = place > 0 && shown[place - 1] + 1 < *page;
                    @if gap { span aria-hidden="true" { "…" } }
                    @if *page == now { span aria-current="page" { (page) } }
                    @else { a href=(link(*page)) aria-label=(lang.common_page(page)) { (page) } }
                }
                @if now < last { a rel="next" href=(link(now + 1)) { (lang.common_next()) } }
            }
        }
    }
}
