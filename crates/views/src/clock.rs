//! Why a limit ends on its day: the days on the way, those that count and those that do not.

use base::Date;
use calendar::{Run, Why};
use domain::cases::{ClockExplanation, Due};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Table, table};
use crate::words::chinese;

/// A last day as people say it; says so where it may still move.
pub fn due(lang: Lang, due: Due) -> Markup {
    html! {
        (lang.date(due.on))
        @if due.provisional { " " span.soft { (lang.clocks_provisional()) } }
    }
}

/// The table of days behind a limit. `caption` names the limit: 承诺办结时限.
pub fn explanation(lang: Lang, caption: &str, clock: &ClockExplanation) -> Markup {
    let rows = clock
        .deadline
        .summary()
        .iter()
        .map(|run| {
            vec![
                html! { (days(lang, run.from, run.to)) },
                html! { (counted(lang, run)) },
                html! {
                    (reason(lang, clock, &run.why))
                },
            ]
        })
        .collect();
    html! {
        (table(&Table {
            caption,
            caption_hidden: false,
            heads: &[lang.clocks_days(), lang.clocks_counted(), lang.clocks_why()],
            rows,
            keys: false,
        }))
        @if let Some(basis) = &clock.basis {
            p.cite { (lang.guide_basis_short()) (chinese(lang, basis)) }
        }
        @if clock.deadline.provisional { p.soft { (lang.clocks_provisional_hint()) } }
    }
}

fn days(lang: Lang, from: Date, to: Date) -> String {
    if from == to { lang.date(from) } else { lang.clocks_from_to(lang.date(from), lang.date(to)) }
}

fn counted(lang: Lang, run: &Run) -> String {
    match run.counted {
        None => lang.clocks_not().to_owned(),
        Some((first, last)) if first == last => lang.clocks_day(first),
        Some((first, last)) => lang.clocks_day_to(first, last),
    }
}

fn reason(lang: Lang, clock: &ClockExplanation, why: &Why) -> Markup {
    html! {
        @match why {
            Why::StartDay => (lang.clocks_start()),
            Why::Working => (lang.clocks_working()),
            Why::Weekend => (lang.clocks_weekend()),
            Why::Holiday { name } => { (lang.clocks_holiday()) (chinese(lang, name)) },
            Why::MakeUpWorkday { name } => { (lang.clocks_make_up()) (chinese(lang, name)) },
            Why::Rolled => (lang.clocks_rolled()),
            Why::Paused { pause } => {
                (lang.clocks_paused())
                @if let Some(pause) = clock.limit.pauses.get(*pause) {
                    (chinese(lang, &pause.reason)) " "
                    span.cite { (chinese(lang, &pause.article)) }
                }
            },
        }
    }
}
