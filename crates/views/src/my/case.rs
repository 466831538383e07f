//! One of my cases: what I must do, where it is and why by that day, the papers, what I handed in,
//! who has read it, and the proof.

use base::{Date, Timestamp};
use domain::cases::{Event, NextStep, Outcome};
use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::check::{PartyView, parties, told};
use super::crumbs;
use super::home::is_for_me;
use super::materials::{FileView, file_link};
use crate::components::{
    Table, Tone, Weight, actions, button, button_link, copyable, form_token, notice, pairs, table,
    tag,
};
use crate::receipt::{PaperLine, taken_words};
use crate::status::{StatusView, progress};
use crate::words::{chinese, counted, text};
use crate::{Head, Shell, links, page};

/// A paper of the government in this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedPaper {
    /// The number of its event.
    pub seq: u64,
    /// Document number (文书编号).
    pub document: String,
    /// When.
    pub at: Timestamp,
    /// Its official title.
    pub title: String,
    /// What it means, in plain words; empty for papers that need none.
    pub plain: &'static str,
}

/// What a paper of this event means, in plain words.
pub const fn plain_words(lang: Lang, event: &Event) -> &'static str {
    match event {
        Event::Accepted(_) => lang.my_paper_acceptance(),
        Event::Mended { .. } => lang.my_paper_mended(),
        Event::CorrectionNotified { refused: true, .. } => lang.my_paper_incomplete(),
        Event::CorrectionNotified { .. } => lang.my_paper_correction(),
        Event::Redirected { .. } => lang.my_paper_redirection(),
        Event::Unneeded { .. } => lang.my_paper_unneeded(),
        Event::Extended { .. } => lang.my_paper_extended(),
        Event::Paused(_) => lang.my_paper_paused(),
        Event::Decided(decided) => match decided.outcome {
            Outcome::Granted => lang.my_paper_granted(),
            Outcome::Refused => lang.my_paper_refused(),
            Outcome::Done => lang.my_paper_done(),
        },
        Event::Delivered { .. } => lang.my_paper_delivered(),
        Event::Withdrawn { .. } => lang.my_paper_withdrawn(),
        Event::Abandoned { .. } => lang.my_paper_abandoned(),
        _ => "",
    }
}

/// How long a result is valid.
fn span(lang: Lang, from: Date, until: Option<Date>) -> String {
    let from = lang.short_date(from);
    match until {
        Some(until) => lang.clocks_from_to(from, lang.short_date(until)),
        None => lang.my_result_for_ever(from),
    }
}

/// A paper that was handed in, with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// The paper.
    pub paper: PaperLine,
    /// Its file.
    pub file: Option<FileView>,
    /// Whether the original was seen.
    pub original_seen: bool,
}

/// Somebody who read the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingView {
    /// When.
    pub at: Timestamp,
    /// Who, as the log knows them.
    pub who: String,
    /// What for.
    pub purpose: String,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultView<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The number of the result (结果编号).
    pub number: String,
    /// Valid from and until.
    pub valid: (Date, Option<Date>),
}

/// How what ended without a result can be applied for once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again<'a> {
    /// Here, with the answers and files of this case; with the form token of the session.
    Here(&'a str),
    /// Not online today: the item's page says how and when.
    Elsewhere,
    /// The item is stopped; with whom one can ask.
    Stopped(&'a str),
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct CaseView<'a> {
    /// Where it is.
    pub status: StatusView<'a>,
    /// What the notice says, material by material: name and words.
    pub corrections: Vec<(String, String)>,
    /// Names of papers that may still follow.
    pub later: Vec<String>,
    /// The results, once there are some.
    pub results: Vec<ResultView<'a>>,
    /// What can be done by who does not agree: the words before the list, and the list.
    pub remedies: Option<(&'a str, Vec<String>)>,
    /// Papers of the government, oldest first.
    pub papers: Vec<IssuedPaper>,
    /// Persons, masked.
    pub parties: Vec<PartyView>,
    /// Answers of the form as they stand.
    pub answers: &'a Map<String, Value>,
    /// What was handed in.
    pub handed_in: Vec<HandedIn>,
    /// Who has read the file.
    pub readings: Vec<ReadingView>,
    /// Whether the log has every step already.
    pub proven: bool,
    /// Whether the application can still be withdrawn.
    pub can_withdraw: bool,
    /// Whether the same can be applied for once more, and how.
    pub again: Option<Again<'a>>,
    /// Something that was just done: title and sentence.
    pub done: Option<(Tone, &'a str, &'a str)>,
}

/// One of my cases.
pub fn case(lang: Lang, shell: &Shell<'_>, view: &CaseView<'_>) -> Markup {
    let status = &view.status;
    let crumbs = crumbs(lang);
    let title = format!("{} · {}", text(lang, &status.item.name).0, status.number);
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        @if let Some((tone, title, words)) = view.done {
            (notice(tone, title, html! { @if !words.is_empty() { p { (words) } } }))
        }
        h1 { (text(lang, &status.item.name)) }
        p.row {
            (lang.status_number()) " " (copyable(lang, "number", status.number))
            a href=(links::receipt(lang, status.number)) { (lang.my_receipt()) }
        }
        (to_do(lang, view))
        (progress(lang, status))
        (again(lang, view))
        (results(lang, view))
        (papers(lang, view))
        (remedies(lang, view))
        (handed_in(lang, view))
        (readings(lang, view))
        (proof(lang, view))
        @if view.can_withdraw {
            p { a href=(links::withdraw(lang, status.number)) { (lang.my_withdraw_link()) } }
        }
    };
    page(lang, shell, &head, body)
}

fn to_do(lang: Lang, view: &CaseView<'_>) -> Markup {
    let supply = links::supply(lang, view.status.number);
    let corrects = matches!(view.status.next, NextStep::Correct { .. });
    html! {
        @if corrects {
            section.card.block {
                h2 { (lang.my_do_now()) }
                @if !view.corrections.is_empty() {
                    p { (lang.my_notice_says()) }
                    ul { @for (name, words) in &view.corrections {
                        li { strong { (name) } " " (words) }
                    } }
                }
                (actions(button_link(Weight::Main, &supply, lang.my_do_supply())))
            }
        }
        @if !view.later.is_empty() && !corrects {
            section.card.block {
                h2 { (lang.my_later_papers()) }
                p { (lang.my_later_papers_hint()) }
                ul { @for name in &view.later { li { (name) } } }
                @let weight =
                    if is_for_me(&view.status.next) { Weight::Second } else { Weight::Main };
                (actions(button_link(weight, &supply, lang.my_later_go())))
            }
        }
    }
}

fn again(lang: Lang, view: &CaseView<'_>) -> Markup {
    let Some(how) = view.again else { return Markup::default() };
    let status = &view.status;
    html! {
        section.block.no-print #again {
            h2 { (lang.my_again()) }
            @match how {
                Again::Here(token) => {
                    p { (lang.my_again_hint()) }
                    (apply_again(lang, status.number, token, Weight::Main))
                }
                Again::Elsewhere => {
                    p { (lang.my_again_elsewhere()) }
                    p { a href=(links::apply(lang, &status.item.code)) {
                        (lang.my_again_see())
                    } }
                }
                Again::Stopped(phone) => (notice(Tone::Warn, lang.apply_start_stopped(), html! {
                    p { (lang.apply_start_stopped_hint(phone)) }
                })),
            }
        }
    }
}

/// The button that begins an application with the answers and files of a case.
pub(super) fn apply_again(lang: Lang, number: &str, token: &str, weight: Weight) -> Markup {
    html! {
        form method="post" action=(links::apply_again(lang, number)) {
            (form_token(Some(token)))
            (actions(button(weight, lang.my_again_go())))
        }
    }
}

fn results(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        @if !view.results.is_empty() {
            section.block {
                h2 { (lang.my_result()) }
                @for result in &view.results {
                    h3 { (result.name) }
                    (pairs(&[
                        (lang.my_result_number(), html! { (chinese(lang, &result.number)) }),
                        (lang.my_result_valid(), html! {
                            (span(lang, result.valid.0, result.valid.1))
                        }),
                    ]))
                }
            }
        }
    }
}

fn remedies(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        @if let Some((head, list)) = &view.remedies {
            section.block #remedies {
                h2 { (lang.remedy_title()) }
                p { (head) }
                ul { @for one in list { li { (one) } } }
            }
        }
    }
}

fn papers(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        section.block {
            h2 { (lang.my_papers()) }
            @if view.papers.is_empty() { p.soft { (lang.my_papers_none()) } }
            @else {
                p.soft { (lang.my_papers_hint()) }
                ul.links {
                    @for paper in &view.papers {
                        li {
                            h3 { a href=(links::my_paper(lang, view.status.number, paper.seq)) {
                                @if paper.plain.is_empty() { (paper.title) } @else { (paper.plain) }
                            } }
                            p.meta {
                                span { (paper.title) }
                                span { (chinese(lang, &paper.document)) }
                                span { (lang.time(paper.at)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn handed_in(lang: Lang, view: &CaseView<'_>) -> Markup {
    let schema = view.status.item.form.as_ref();
    html! {
        section.block {
            h2 { (lang.my_handed_in()) }
            h3 { (lang.my_handed_people()) }
            (parties(lang, &view.parties))
            h3 { (lang.my_handed_papers()) }
            @if view.handed_in.is_empty() { p { (lang.my_handed_none()) } }
            ul { @for one in &view.handed_in {
                li {
                    (one.paper.name) " "
                    span.soft { (taken_words(lang, &one.paper)) }
                    @if one.original_seen { " " (tag(Tone::Ok, lang.my_original_seen())) }
                    @if let Some(file) = &one.file { div { (file_link(lang, file)) } }
                }
            } }
            @if let Some(schema) = schema {
                details { summary { (lang.my_handed_form()) } (told(lang, schema, view.answers)) }
            }
        }
    }
}

fn readings(lang: Lang, view: &CaseView<'_>) -> Markup {
    let key = |one: &&ReadingView| (one.who.clone(), one.purpose.clone(), one.at.day());
    let rows = counted(view.readings.iter(), key)
        .into_iter()
        .map(|(one, times)| {
            vec![
                html! {
                    (lang.time(one.at))
                    @if times > 1 { " " span.soft { (lang.my_readings_times(times)) } }
                },
                html! { (chinese(lang, &one.who)) },
                html! { (chinese(lang, &one.purpose)) },
            ]
        })
        .collect();
    html! {
        section.block #readings {
            h2 { (lang.my_readings()) }
            p.soft { (lang.my_readings_hint()) }
            @if view.readings.is_empty() { p { (lang.my_readings_none()) } }
            @else {
                (table(&Table {
                    caption: lang.my_readings(),
                    caption_hidden: true,
                    heads: &[
                        lang.my_readings_when(), lang.my_readings_who(), lang.my_readings_why(),
                    ],
                    rows,
                    keys: false,
                }))
            }
        }
    }
}

fn proof(lang: Lang, view: &CaseView<'_>) -> Markup {
    html! {
        section.block.no-print {
            h2 { (lang.my_proof()) }
            p { (lang.my_proof_hint()) }
            @if !view.proven { p.soft { (lang.my_proof_pending()) } }
            p.row {
                a href=(links::proof(lang, view.status.number)) download { (lang.my_proof_go()) }
                a href=(links::log(lang)) { (lang.my_proof_how()) }
            }
        }
    }
}
