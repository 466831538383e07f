//! 收件回执: number, query code, every paper that was received, what happens next and by when, and
//! the signed promise. Made to be printed.

use base::Timestamp;
use domain::cases::{LateEntry, Taken};
use domain::catalogue::{Department, Item};
use i18n::Lang;
use maud::{Markup, PreEscaped, html};

use crate::components::{Tone, Weight, button_link, copyable, notice, pairs, print_button};
use crate::department::phone;
use crate::desk::words::late_reason;
use crate::my::check::{PartyView, parties};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// A paper that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// The material's name.
    pub name: String,
    /// How it was taken.
    pub taken: Taken,
    /// Whether it is the form that was filled in.
    pub by_form: bool,
    /// Sheets or copies.
    pub count: u8,
    /// The beginning of the file's SHA-256, where there is a file.
    pub fingerprint: Option<String>,
}

/// A receipt.
#[derive(Debug, Clone)]
pub struct ReceiptView<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// 查询码, the one time that it is shown.
    pub query_code: Option<&'a str>,
    /// A QR code of the status page, as SVG; goes with the query code.
    pub qr: Option<PreEscaped<String>>,
    /// Whether it has just been handed in.
    pub fresh: bool,
    /// The item.
    pub item: &'a Item,
    /// The competent department.
    pub department: &'a Department,
    /// Persons, masked.
    pub parties: &'a [PartyView],
    /// Papers.
    pub papers: &'a [PaperLine],
    /// When it came in fact.
    pub received_at: Timestamp,
    /// Entered afterwards: why, and when.
    pub late: Option<(&'a LateEntry, Timestamp)>,
    /// What happens next and by when: [`crate::next::after_receipt`].
    pub next: &'a [String],
    /// Materials that are still to come.
    pub to_come: &'a [&'a str],
    /// The signed promise as text, and by when the entry is in the log.
    pub promise: (&'a str, Timestamp),
    /// Where the promise is downloaded.
    pub promise_href: &'a str,
    /// Where the case is followed; none on paper for somebody at the window.
    pub case_href: Option<&'a str>,
}

/// A receipt.
pub fn receipt(lang: Lang, shell: &Shell<'_>, view: &ReceiptView<'_>) -> Markup {
    let title = format!("{} · {}", lang.receipt_title(), view.number);
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::my(lang), lang.common_nav_my().to_owned()),
    ];
    let crumbs = if view.case_href.is_some() { &crumbs[..] } else { &[] };
    let head = Head { title: &title, crumbs, ..Head::default() };
    let body = html! {
        @if view.fresh {
            div.no-print {
                (notice(Tone::Ok, lang.receipt_done(), html! { p { (lang.receipt_lead()) } }))
            }
        }
        article.sheet {
            h1 { (lang.receipt_title()) }
            (keys(lang, view))
            (facts(lang, view))
            section { h2 { (lang.receipt_papers()) } (papers(lang, view)) }
            section { h2 { (lang.receipt_next()) } (next(lang, view)) }
            section { h2 { (lang.receipt_promise()) } (promise(lang, view)) }
            @if view.item.demo { p.small.soft { (lang.guide_demo_note()) } }
        }
        div.actions {
            (print_button(lang))
            @if let Some(href) = view.case_href {
                (button_link(Weight::Main, href, lang.receipt_my_case()))
            }
        }
    };
    page(lang, shell, &head, body)
}

fn keys(lang: Lang, view: &ReceiptView<'_>) -> Markup {
    html! {
        p { (lang.receipt_number()) br; (copyable(lang, "number", view.number)) }
        @if let Some(code) = view.query_code {
            p { (lang.receipt_code()) br; (copyable(lang, "code", code)) }
            @if let Some(qr) = &view.qr {
                div.qr { (qr) p.small.soft { (lang.receipt_qr()) } }
            }
            div.no-print { (notice(Tone::Warn, "", html! { p { (lang.receipt_code_once()) } })) }
        } @else { p.soft.no-print { (lang.receipt_code_gone()) } }
    }
}

fn facts(lang: Lang, view: &ReceiptView<'_>) -> Markup {
    let mut rows = vec![
        (lang.receipt_item(), html! { (text(lang, &view.item.name)) }),
        (lang.receipt_department(), html! { (text(lang, &view.department.name)) }),
        (lang.receipt_received(), html! { (lang.time(view.received_at)) }),
    ];
    if let Some((late, entered)) = view.late {
        let why = late_reason(lang, &late.reason);
        let words = lang.receipt_late(lang.time(entered), why, &late.paper_receipt);
        rows.push((lang.receipt_entered(), html! { (words) }));
    }
    html! { (pairs(&rows)) (parties(lang, view.parties)) }
}

fn papers(lang: Lang, view: &ReceiptView<'_>) -> Markup {
    html! {
        @if view.papers.is_empty() { p { (lang.receipt_papers_none()) } }
        @else {
            ol {
                @for paper in view.papers {
                    li {
                        (paper.name) " "
                        span.soft {
                            (taken_words(lang, paper)) " " (lang.receipt_copies(paper.count))
                        }
                        @if let Some(print) = &paper.fingerprint {
                            div.small.soft { (lang.receipt_fingerprint()) " " code { (print) } }
                        }
                    }
                }
            }
        }
    }
}

/// How a paper was taken, in plain words.
pub const fn taken_words(lang: Lang, paper: &PaperLine) -> &'static str {
    match paper.taken {
        _ if paper.by_form => lang.my_taken_form(),
        Taken::Paper => lang.my_taken_paper(),
        Taken::Upload => lang.my_taken_upload(),
        Taken::Scan => lang.my_taken_scan(),
        Taken::Later => lang.my_taken_later(),
        Taken::Vault => lang.my_taken_vault(),
    }
}

fn next(lang: Lang, view: &ReceiptView<'_>) -> Markup {
    let contacts = view.item.contacts.as_ref().unwrap_or(&view.department.contacts);
    html! {
        ol { @for sentence in view.next { li { (sentence) } } }
        p {
            @if view.to_come.is_empty() { (lang.receipt_next_free()) }
            @else { (lang.receipt_next_to_come(lang.list(view.to_come))) }
            (lang.gap())
            (lang.receipt_ask()) " " (phone(&contacts.ask))
        }
    }
}

/// The signed promise, printed with the receipt: whoever holds the sheet can prove what was
/// promised.
fn promise(lang: Lang, view: &ReceiptView<'_>) -> Markup {
    let (note, due) = view.promise;
    html! {
        p.small { (lang.receipt_promise_hint(lang.time(due))) }
        pre.specimen.promise { (note) }
        p.no-print { a href=(view.promise_href) download { (lang.receipt_promise_go()) } }
    }
}
