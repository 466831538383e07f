//! 服务指南: the guide of an item. At the top what one needs to know, then the thirteen elements
//! of the opinion of 2016 in their order, plain words first and the official term beside them.

mod elements;
mod facts;
mod limits;
mod materials;
mod results;
mod structured;

pub use elements::{sheet_name, titles};

use base::Date;
use domain::catalogue::{
    Application, ApplicationWindow, Contacts, Department, Item, ItemState, Place, Regime, Text,
};
use i18n::Lang;
use maud::{Markup, PreEscaped, html};

use crate::components::{Tone, Weight, button_link, notice, print_button, tag};
use crate::home::Topic;
use crate::rows::is_online;
use crate::words::{chinese, text};
use crate::{Head, Shell, links, page};

/// Whether one can apply on the day of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apply<'a> {
    /// At any time.
    Now,
    /// In a period that is open.
    Until(&'a ApplicationWindow),
    /// Not now; the next period, where one is published.
    Later(Option<&'a ApplicationWindow>),
    /// Never: what to do instead.
    Instead(&'a Text),
    /// The item is suspended or cancelled.
    Stopped,
}

impl<'a> Apply<'a> {
    /// Whether one can apply for the item on a day.
    pub fn on(item: &'a Item, day: Date) -> Self {
        if item.state != ItemState::InUse {
            return Self::Stopped;
        }
        match &item.application {
            Application::Open => Self::Now,
            Application::None { instead } => Self::Instead(instead),
            periods @ Application::Window { .. } => match periods.window_on(day) {
                Some(window) => Self::Until(window),
                None => Self::Later(periods.next_window(day)),
            },
        }
    }
}

/// What a guide shows.
#[derive(Debug, Clone)]
pub struct GuideView<'a> {
    /// The item.
    pub item: &'a Item,
    /// The competent department.
    pub department: &'a Department,
    /// Where one goes, in the order of the item.
    pub places: Vec<&'a Place>,
    /// The procedure regime.
    pub regime: &'a Regime,
    /// Its themes and life events.
    pub topics: Vec<Topic<'a>>,
    /// Departments asked in parallel: short name and question.
    pub joint: Vec<(&'a Text, &'a Text)>,
    /// Whether one can apply today.
    pub apply: Apply<'a>,
    /// The version of the item.
    pub version: u32,
    /// The day on which this version was published.
    pub published_on: Date,
    /// The address of this page with scheme and host, for structured data.
    pub address: &'a str,
    /// A QR code of the address, as SVG.
    pub qr: Option<PreEscaped<&'a str>>,
    /// Whether the guide and its forms can be had as PDF.
    pub pdf: bool,
    /// The version in force, where this is an older one.
    pub newer: Option<u32>,
}

impl GuideView<'_> {
    /// Where one asks and complains.
    fn contacts(&self) -> &Contacts {
        self.item.contacts.as_ref().unwrap_or(&self.department.contacts)
    }
}

/// The guide of an item.
pub fn guide(lang: Lang, shell: &Shell<'_>, view: &GuideView<'_>) -> Markup {
    let item = view.item;
    let (name, summary) = (text(lang, &item.name), text(lang, &item.summary));
    let mut crumbs = vec![(links::home(lang), lang.common_home().to_owned())];
    crumbs.push((
        links::department(lang, &view.department.id),
        text(lang, &view.department.short).0.to_owned(),
    ));
    let extra = Some(structured::json_ld(lang, view));
    let head =
        Head { title: name.0, description: summary.0, crumbs: &crumbs, extra, ..Head::default() };
    let body = html! {
        h1 { (text(lang, &item.name)) }
        (older(lang, view))
        (top(lang, view))
        div.side {
            article.card.guide { (elements::all(lang, view)) (version(lang, view)) }
            aside.no-print { (contents(lang, view)) (qr(lang, view)) }
        }
        div.print-only { (qr(lang, view)) }
    };
    page(lang, shell, &head, body)
}

fn top(lang: Lang, view: &GuideView<'_>) -> Markup {
    let item = view.item;
    html! {
        @if lang == Lang::En && item.name.en.is_some() {
            p.soft { (chinese(lang, &item.name.zh)) }
        }
        p.lead { (text(lang, &item.summary)) }
        p.meta {
            @if item.demo { (tag(Tone::Warn, lang.common_demo())) }
            span { (text(lang, &view.department.name)) }
        }
        (facts::facts(lang, view))
        @if view.newer.is_none() { (apply(lang, view)) }
        (take_along(lang, view))
    }
}

/// The guide without the page around it: what its PDF says.
pub fn paper(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        (top(lang, view))
        (elements::all(lang, view))
        (version(lang, view))
    }
}

fn older(lang: Lang, view: &GuideView<'_>) -> Markup {
    let Some(newer) = view.newer else { return Markup::default() };
    let link = links::item(lang, &view.item.code);
    let words = lang.guide_newer(newer);
    notice(Tone::Warn, &lang.guide_older(view.version), html! { p { a href=(link) { (words) } } })
}

/// The guide to keep: printed, as a file.
fn take_along(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        div.row.no-print {
            (print_button(lang))
            @if view.pdf && view.newer.is_none() {
                @let link = links::item_pdf(lang, &view.item.code);
                (button_link(Weight::Quiet, &link, lang.guide_pdf()))
            }
        }
    }
}

fn apply(lang: Lang, view: &GuideView<'_>) -> Markup {
    match view.apply {
        Apply::Now => ways(lang, view),
        Apply::Until(window) => html! {
            (notice(Tone::Ok, &lang.guide_open_until(lang.date(window.closes)),
                html! { p { (text(lang, &window.name)) } }))
            (ways(lang, view))
        },
        Apply::Later(Some(window)) => notice(
            Tone::Warn,
            lang.guide_closed(),
            html! {
                p { (lang.guide_opens(lang.date(window.opens), lang.date(window.closes))) }
            },
        ),
        Apply::Later(None) => notice(
            Tone::Warn,
            lang.guide_closed(),
            html! {
                p { (lang.guide_closed_no_next()) }
            },
        ),
        Apply::Instead(instead) => notice(
            Tone::Info,
            lang.guide_instead(),
            html! {
                p { (text(lang, instead)) }
            },
        ),
        Apply::Stopped => notice(
            Tone::Bad,
            lang.guide_stopped(),
            html! {
                p { (lang.guide_stopped_hint(&view.contacts().ask)) }
            },
        ),
    }
}

fn ways(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        div.actions.no-print {
            @if is_online(view.item) {
                @let apply = links::apply(lang, &view.item.code);
                (button_link(Weight::Main, &apply, lang.guide_apply()))
                (button_link(Weight::Second, "#e11", lang.guide_go()))
            } @else {
                (button_link(Weight::Main, "#e11", lang.guide_go_only()))
            }
        }
    }
}

fn contents(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        nav.toc aria-label=(lang.guide_contents()) {
            h2.small { (lang.guide_contents()) }
            ol {
                @for (number, (words, _)) in elements::titles(lang).iter().enumerate() {
                    li { a href={ "#e" (number + 1) } { (number + 1) ". " (words) } }
                }
                @if !view.item.questions.is_empty() {
                    li { a href="#faq" { (lang.guide_faq()) } }
                }
            }
        }
    }
}

fn qr(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        @if let Some(svg) = view.qr {
            figure.qr { (svg) figcaption.small { (lang.guide_qr()) } }
        }
    }
}

fn version(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        p.small.soft {
            (lang.guide_version(view.version, lang.short_date(view.published_on)))
            " " a.no-print href=(links::item_versions(lang, &view.item.code)) {
                (lang.guide_versions())
            }
            @if view.item.demo { (lang.gap()) (lang.guide_demo_note()) }
        }
    }
}
