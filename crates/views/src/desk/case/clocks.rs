//! The clocks with every day explained, and what the law lets happen to them.

use i18n::Lang;
use maud::{Markup, html};

use super::CaseView;
use crate::clock;
use crate::components::pairs;
use crate::words::{chinese, span};

pub(super) fn clocks(lang: Lang, view: &CaseView<'_>) -> Markup {
    let case = view.case;
    let mut rows: Vec<(&str, Markup)> = Vec::new();
    if let Some(due) = case.answer_due {
        rows.push((lang.desk_clock_answer(), clock::due(lang, due)));
    }
    if let Some(due) = case.due.promised {
        rows.push((lang.guide_promised(), clock::due(lang, due)));
    }
    if let Some(due) = case.due.statutory {
        rows.push((lang.guide_statutory(), clock::due(lang, due)));
    }
    if let Some(pause) = case.open_pause() {
        let since = lang.date(pause.from);
        rows.push((
            lang.desk_due_stopped(),
            html! {
                (clock::exclusion(lang, view.regime, &pause.reason)) " · " (since) " · "
                span.cite { (chinese(lang, &pause.basis)) }
            },
        ));
    }
    if let Some(days) = case.extended_days {
        let span = span(lang, view.regime.unit, days);
        rows.push((lang.desk_clock_extended(), html! { (span) }));
    }
    html! {
        section {
            h2 { (lang.desk_clocks()) }
            (pairs(&rows))
            @if !view.clocks.is_empty() {
                details {
                    summary { (lang.status_why()) }
                    (clock::explanations(lang, view.regime, &view.clocks))
                }
            }
        }
    }
}
