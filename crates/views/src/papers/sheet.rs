//! A paper as a page that prints on one sheet.

use i18n::Lang;
use maud::{Markup, html};

use super::{Block, Paper, seal};
use crate::components::{Weight, actions, button_link, print_button};
use crate::desk::style_sheet;
use crate::words::chinese;
use crate::{Head, Shell, page};

/// What the page of a paper shows.
#[derive(Debug, Clone)]
pub struct PaperView<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Back to the case.
    pub back: &'a str,
    /// The paper as PDF, where a font is installed.
    pub pdf: Option<&'a str>,
    /// Whether this is demonstration data.
    pub demo: bool,
}

/// A paper on a page of its own, for staff and for the person whose case it is.
pub fn paper(lang: Lang, shell: &Shell<'_>, view: &PaperView<'_>) -> Markup {
    let head = Head { title: &view.paper.title, extra: Some(style_sheet()), ..Head::default() };
    let body = html! {
        (actions(html! {
            (print_button(lang))
            @if let Some(pdf) = view.pdf {
                (button_link(Weight::Second, pdf, lang.papers_pdf()))
            }
            (button_link(Weight::Quiet, view.back, lang.papers_back()))
        }))
        (sheet(lang, view.paper, view.demo, None))
    };
    page(lang, shell, &head, body)
}

/// The sheet itself; `qr` stands at its foot.
pub fn sheet(lang: Lang, paper: &Paper, demo: bool, qr: Option<&Markup>) -> Markup {
    html! {
        article.paper {
            p.organ { (paper.organ) }
            h1 { (paper.title) }
            p.number { (paper.number) }
            div.body {
                p.to { (lang.papers_to(&paper.to)) }
                @for block in &paper.blocks { (one(block)) }
            }
            @if let Some(qr) = qr { div.qr { (qr) } }
            (signature(lang, paper, demo))
            @if paper.signed { p.receipt-foot { (lang.papers_sign_here()) } }
            @if lang == Lang::En { p.small { (lang.papers_orientation()) } }
        }
    }
}

fn one(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Text(words) => p { (unbroken(words)) },
            Block::List(points) => ol { @for point in points { li { (unbroken(point)) } } },
            Block::Facts(facts) => table { tbody { @for (name, value) in facts {
                tr { th scope="row" { (name) } td { (value) } }
            } } },
            Block::Table(heads, rows) => table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
            },
            Block::Note(words, lines) => div.note { p.small { (words) } pre { (lines) } },
            Block::Code(words, code) => p { (words) " " span.code { (code) } },
        }
    }
}

/// Characters of the longest number that is kept on one line.
const NUMBER_CHARS_MAX: usize = 30;

/// The words, with case and telephone numbers on one line each: none ends at its hyphen.
fn unbroken(words: &str) -> Markup {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (mut runs, mut rest) = (Vec::new(), words);
    while let Some(first) = rest.chars().next() {
        let other = |c| inside(c) != inside(first);
        let (run, after) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
        runs.push(run);
        rest = after;
    }
    let number = |run: &str| run.contains('-') && run.len() <= NUMBER_CHARS_MAX;
    html! {
        @for run in runs {
            @if number(run) { span.nowrap { (run) } } @else { (run) }
        }
    }
}

fn signature(lang: Lang, paper: &Paper, demo: bool) -> Markup {
    let label = lang.papers_seal_of(&paper.organ);
    html! {
        div.sign { div {
            (seal::seal(&label, &paper.seal, demo))
            p { (chinese(lang, &paper.seal)) }
            p { (lang.short_date(paper.date)) }
        } }
    }
}
