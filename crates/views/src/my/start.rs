//! 申请前看一眼: what one needs, how long it takes, and the ways to begin.

use base::Timestamp;
use domain::catalogue::{Department, Item, MaterialNeed, OnlineDepth, Part};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Tone, Weight, actions, button, button_link, form_token, notice, pairs};
use crate::guide::Apply;
use crate::rows::is_online;
use crate::words::{self, text};
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct StartView<'a> {
    /// The item.
    pub item: &'a Item,
    /// The competent department.
    pub department: &'a Department,
    /// Whether one can apply today.
    pub apply: Apply<'a>,
    /// The form token of the session; none while nobody is signed in.
    pub token: Option<&'a str>,
    /// Drafts for this item that were begun: id and when saved.
    pub drafts: &'a [(String, Timestamp)],
}

/// The page before an application.
pub fn start(lang: Lang, shell: &Shell<'_>, view: &StartView<'_>) -> Markup {
    let name = text(lang, &view.item.name);
    let title = lang.apply_title(name.0);
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::item(lang, &view.item.code), name.0.to_owned()),
    ];
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (name) }
            (state(lang, view))
            p { a href=(links::item(lang, &view.item.code)) { (lang.apply_guide()) } }
        }
    };
    page(lang, shell, &head, body)
}

fn state(lang: Lang, view: &StartView<'_>) -> Markup {
    let guide = links::item(lang, &view.item.code);
    let see = || actions(button_link(Weight::Main, &guide, lang.apply_guide()));
    match view.apply {
        Apply::Now | Apply::Until(_) if is_online(view.item) => open(lang, view),
        Apply::Now | Apply::Until(_) => html! {
            (notice(Tone::Info, lang.apply_start_offline(), html! {
                p { (lang.apply_start_offline_hint()) }
            }))
            (see())
        },
        Apply::Later(next) => notice(
            Tone::Warn,
            lang.apply_start_closed(),
            html! {
                @if let Some(next) = next {
                    p { (text(lang, &next.name)) }
                    @let (from, to) = (lang.date(next.opens), lang.date(next.closes));
                    p { (lang.apply_start_closed_next(from, to)) }
                } @else { p { (lang.apply_start_closed_hint()) } }
            },
        ),
        Apply::Instead(instead) => {
            notice(Tone::Info, lang.apply_start_none(), html! { p { (text(lang, instead)) } })
        }
        Apply::Stopped => {
            let contacts = view.item.contacts.as_ref().unwrap_or(&view.department.contacts);
            notice(
                Tone::Warn,
                lang.apply_start_stopped(),
                html! { p { (lang.apply_start_stopped_hint(&contacts.ask)) } },
            )
        }
    }
}

fn open(lang: Lang, view: &StartView<'_>) -> Markup {
    let pre = view.item.channels.online_depth == Some(OnlineDepth::PreCheck);
    html! {
        p.lead { (lang.apply_start_lead()) }
        @if let Apply::Until(window) = view.apply {
            (notice(Tone::Info, "", html! {
                p { (lang.guide_open_until(lang.date(window.closes))) }
            }))
        }
        (drafts(lang, view))
        h2 { (lang.apply_start_need()) }
        (need(lang, view.item))
        (facts(lang, view.item))
        @if pre {
            (notice(Tone::Info, lang.apply_start_pre(), html! {
                p { (lang.apply_start_pre_hint()) }
            }))
        }
        (begin(lang, view))
    }
}

fn drafts(lang: Lang, view: &StartView<'_>) -> Markup {
    html! {
        @for (id, saved) in view.drafts {
            (notice(Tone::Ok, lang.apply_start_draft(), html! {
                p { (lang.apply_start_draft_saved(lang.time(*saved))) }
                (button_link(Weight::Main, &links::draft(lang, id), lang.apply_start_draft_go()))
            }))
        }
    }
}

fn need(lang: Lang, item: &Item) -> Markup {
    let papers = item
        .materials
        .iter()
        .filter(|one| one.need != MaterialNeed::Optional && !item.is_form(&one.id));
    html! {
        ul {
            @if item.form.is_some() { li { (lang.apply_start_need_form()) } }
            @if !item.states(Part::Materials) { li { (lang.guide_unstated()) } }
            @else if item.materials.is_empty() { li { (lang.apply_start_need_nothing()) } }
            @for one in papers {
                li {
                    (text(lang, &one.name))
                    @if let Some(when) = &one.when { " " span.soft { (text(lang, when)) } }
                }
            }
        }
    }
}

fn facts(lang: Lang, item: &Item) -> Markup {
    let limit = item.limits.shown();
    let fee = match item.fees.as_slice() {
        [] if item.is_free().is_none() => html! { (lang.guide_unstated()) },
        [] => html! { (lang.guide_free()) },
        [one] => html! { (text(lang, &one.standard)) },
        _ => html! { (lang.apply_start_fee_some()) },
    };
    let time =
        limit.map_or_else(|| lang.guide_time_unset().to_owned(), |limit| words::limit(lang, limit));
    pairs(&[(lang.apply_start_time(), html! { (time) }), (lang.apply_start_fee(), fee)])
}

fn begin(lang: Lang, view: &StartView<'_>) -> Markup {
    let here = links::apply(lang, &view.item.code);
    let weight = if view.drafts.is_empty() { Weight::Main } else { Weight::Second };
    let words = if view.drafts.is_empty() { lang.apply_start_go() } else { lang.apply_start_new() };
    html! {
        @if let Some(token) = view.token {
            form method="post" action=(here) {
                (form_token(Some(token)))
                (actions(button(weight, words)))
            }
        } @else {
            @let back = [("back", here.as_str())];
            @let (sign_in, register) = (links::sign_in(lang), links::register(lang));
            (actions(html! {
                (button_link(
                    Weight::Main, &links::query(&sign_in, &back), lang.apply_start_sign_in()
                ))
                (button_link(
                    Weight::Second, &links::query(&register, &back), lang.apply_start_register()
                ))
            }))
        }
    }
}
