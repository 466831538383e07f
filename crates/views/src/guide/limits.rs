//! Element 6: how long it takes, from which day it counts, and what the regime says about it.

use domain::catalogue::{Part, Regime, Silence, StartEvent};
use i18n::Lang;
use maud::{Markup, html};

use super::GuideView;
use crate::components::pairs;
use crate::words::{self, citation, citations, span, text};

/// Both limits and the rules that govern them.
pub fn limits(lang: Lang, view: &GuideView<'_>) -> Markup {
    let limits = &view.item.limits;
    let mut rows = Vec::new();
    if let Some(limit) = &limits.promised {
        let words = html! {
            strong { (words::limit(lang, limit)) }
            @if let Some(note) = &limit.note { " " (text(lang, note)) }
        };
        rows.push((lang.guide_promised(), words));
    }
    if let Some(limit) = limits.published() {
        let words = html! {
            strong { (words::limit(lang, limit)) }
            @if let Some(note) = &limit.note { " " (text(lang, note)) }
        };
        rows.push((lang.guide_published(), words));
    }
    let statutory = html! {
        @if let Some(limit) = limits.by_law() {
            strong { (words::limit(lang, limit)) }
            @if let Some(note) = &limit.note { " " (text(lang, note)) }
            @if let Some(basis) = &limit.basis { div.cite { (citation(lang, basis)) } }
        } @else if view.item.states(Part::Basis) { (lang.guide_statutory_none()) }
        @else { (lang.guide_unstated_law()) }
    };
    rows.push((lang.guide_statutory(), statutory));
    rows.extend(rules(lang, view.regime));
    html! {
        (pairs(&rows))
        p.soft { (lang.guide_limit_hint()) }
    }
}

fn rules(lang: Lang, regime: &Regime) -> Vec<(&'static str, Markup)> {
    let start = match regime.start {
        StartEvent::Receipt => lang.guide_start_receipt(),
        StartEvent::Acceptance => lang.guide_start_acceptance(),
        StartEvent::WindowCloses => lang.guide_start_window(),
    };
    let mut rows = vec![(lang.guide_start(), html! { (start) })];
    if let Some(days) = regime.correction_days {
        let words = html! {
            (lang.guide_correction_within(span(lang, regime.correction_unit, days)))
            @if regime.silence == Silence::AcceptedFromReceipt {
                (lang.gap()) (lang.guide_silence())
            }
            @if let Some(basis) = &regime.correction_basis { div.cite { (citation(lang, basis)) } }
        };
        rows.push((lang.guide_correction(), words));
    }
    if let Some(days) = regime.answer_days {
        rows.push((
            lang.guide_answer(),
            html! { (lang.guide_answer_promised(lang.working_days(days))) },
        ));
    }
    if let Some(extension) = &regime.extension {
        let (days, approver) =
            (span(lang, regime.unit, extension.days), text(lang, &extension.approver).0);
        let words = html! {
            (lang.guide_extension_by(approver, days))
            div.cite { (citation(lang, &extension.basis)) }
        };
        rows.push((lang.guide_extension(), words));
    }
    if !regime.exclusions.is_empty() {
        let names: Vec<&str> =
            regime.exclusions.iter().map(|one| text(lang, &one.name).0).collect();
        rows.push((lang.guide_exclusions(), html! { (lang.list(&names)) }));
    }
    if !regime.basis.is_empty() {
        let words =
            html! { (text(lang, &regime.name)) div.cite { (citations(lang, &regime.basis)) } };
        rows.push((lang.guide_regime(), words));
    }
    rows
}
