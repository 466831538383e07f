//! Element 8: what one gets, how it looks, how long it holds, what keeps it valid, what it costs.

use domain::catalogue::{Fee, Outcome, Part, Upkeep};
use i18n::Lang;
use maud::{Markup, html};

use super::GuideView;
use crate::components::pairs;
use crate::names::Named;
use crate::words::{chinese, citation, official, text};

/// Results and fees.
pub fn results(lang: Lang, view: &GuideView<'_>) -> Markup {
    let item = view.item;
    html! {
        @if !item.states(Part::Results) { p { (lang.guide_unstated()) } }
        @else if item.results.is_empty() { p { (lang.guide_results_none()) } }
        @for one in &item.results { (outcome(lang, one)) }
        @if item.channels.courier { p { (lang.guide_courier()) } }
        h3 { (lang.guide_fees_title()) (official(lang, "收费")) }
        @if item.is_free().is_none() { p { (lang.guide_unstated()) } }
        @else if item.fees.is_empty() { p { (lang.guide_free()) } }
        @for fee in &item.fees { (charge(lang, fee)) }
        @if item.channels.online_payment && !item.fees.is_empty() {
            p { (lang.guide_pay_online()) }
        }
    }
}

fn outcome(lang: Lang, one: &Outcome) -> Markup {
    let valid = match one.valid_months {
        Some(months) => lang.validity(months),
        None => lang.guide_valid_always().to_owned(),
    };
    let none = || html! { (lang.guide_upkeep_none()) };
    let keep = |upkeep: &Option<Upkeep>| upkeep.as_ref().map_or_else(none, |it| keep(lang, it));
    html! {
        h3 { (text(lang, &one.name)) }
        (pairs(&[
            (lang.guide_result_kind(), html! { (one.kind.named(lang)) }),
            (lang.guide_valid(), html! { (valid) }),
            (lang.guide_inspection(), keep(&one.inspection)),
            (lang.guide_training(), keep(&one.training)),
        ]))
        @if let Some(sample) = &one.sample {
            details {
                summary { (lang.guide_result_sample()) (official(lang, "样式")) }
                pre.specimen lang="zh-CN" { (sample.trim()) }
            }
        }
    }
}

fn keep(lang: Lang, upkeep: &Upkeep) -> Markup {
    html! { (text(lang, &upkeep.what)) div.cite { (citation(lang, &upkeep.basis)) } }
}

fn charge(lang: Lang, fee: &Fee) -> Markup {
    html! {
        p {
            (text(lang, &fee.name)) (lang.colon()) strong { (text(lang, &fee.standard)) }
            @if let Some(relief) = &fee.relief { br; (lang.guide_relief()) (text(lang, relief)) }
            br; span.cite { (lang.guide_basis_short()) (chinese(lang, &fee.basis.to_string())) }
        }
    }
}
