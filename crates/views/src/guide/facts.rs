//! What people ask first: what to bring, how long, how much, how often to come, and where.

use domain::catalogue::{Application, ApplicationForm, CaseType, MaterialNeed, Part, Place};
use i18n::Lang;
use maud::{Markup, html};

use super::GuideView;
use crate::rows::visits;
use crate::words::{self, text};

/// The tiles at the top; nothing for an item that cannot be applied for.
pub fn facts(lang: Lang, view: &GuideView<'_>) -> Markup {
    if matches!(view.item.application, Application::None { .. }) {
        return Markup::default();
    }
    html! {
        dl.facts {
            div { dt { (lang.guide_fact_bring()) } (bring(lang, view)) }
            div { dt { (lang.guide_fact_time()) } (time(lang, view)) }
            div { dt { (lang.guide_fact_fee()) } (fee(lang, view)) }
            div { dt { (lang.guide_fact_visits()) } (come(lang, view)) }
            @if let Some(place) = view.places.first() {
                div.wide { dt { (lang.guide_fact_place()) } (place_of(lang, view, place)) }
            }
        }
    }
}

fn bring(lang: Lang, view: &GuideView<'_>) -> Markup {
    let always = view
        .item
        .materials
        .iter()
        .filter(|one| one.when.is_none() && one.need == MaterialNeed::Required)
        .count();
    let rest = view.item.materials.len() - always;
    html! {
        dd {
            @if !view.item.states(Part::Materials) { (unstated(lang)) }
            @else if always == 0 { (lang.guide_bring_nothing()) }
            @else { a href="#e4" { (lang.guide_bring(always)) } }
            @if rest > 0 { small { (lang.guide_bring_rest(rest)) } }
        }
    }
}

fn time(lang: Lang, view: &GuideView<'_>) -> Markup {
    let limits = &view.item.limits;
    let immediate = view.item.case_type == CaseType::Immediate;
    html! {
        dd {
            @if immediate { (lang.guide_immediate()) }
            @else if let Some(limit) = limits.shown() { (words::limit(lang, limit)) }
            @else { (lang.guide_time_unset()) }
            @if let Some(limit) = limits.by_law() {
                small { (lang.guide_statutory_short(words::limit(lang, limit))) }
            } @else if let Some(limit) = limits.published() {
                small { (lang.guide_published_short(words::limit(lang, limit))) }
            }
        }
    }
}

fn fee(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        @match view.item.fees.as_slice() {
            [] if view.item.is_free().is_none() => dd { (unstated(lang)) },
            [] => dd { (lang.guide_free()) },
            [one] => dd {
                a href="#e8" { (text(lang, &one.standard)) }
                small { (text(lang, &one.name)) }
            },
            more => dd { a href="#e8" { (lang.guide_fees(more.len())) } },
        }
    }
}

fn come(lang: Lang, view: &GuideView<'_>) -> Markup {
    let channels = &view.item.channels;
    let ways: Vec<&str> = channels.apply.iter().map(|form| way(lang, *form)).collect();
    html! {
        dd {
            @if let Some(times) = view.item.visits() { (visits(lang, times)) }
            @else { (unstated(lang)) }
            small { (lang.list(&ways)) }
        }
    }
}

/// The first place, and how many more there are.
fn place_of(lang: Lang, view: &GuideView<'_>, place: &Place) -> Markup {
    let more = view.places.len() - 1;
    html! {
        dd {
            a href="#e11" { (text(lang, &place.name)) }
            small { (text(lang, &place.address)) }
            @if more > 0 { small { (lang.guide_places_more(more)) } }
        }
    }
}

/// What the source does not say is said to be unknown, and where to ask.
fn unstated(lang: Lang) -> Markup {
    html! { (lang.guide_unstated_short()) small { (lang.guide_unstated_ask()) } }
}

/// 办理形式 in plain words.
const fn way(lang: Lang, form: ApplicationForm) -> &'static str {
    match form {
        ApplicationForm::Window => lang.guide_way_window(),
        ApplicationForm::Web => lang.guide_way_web(),
        ApplicationForm::Mobile => lang.guide_way_mobile(),
        ApplicationForm::Post => lang.guide_way_post(),
        ApplicationForm::Other => lang.guide_way_other(),
    }
}
