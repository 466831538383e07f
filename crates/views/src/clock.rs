//! Why a limit ends on its day: the days on the way, those that count and those that do not.

use base::Date;
use calendar::{Deadline, Run, Why};
use domain::cases::{ClockExplanation, Clocks, Due};
use domain::catalogue::Regime;
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Table, table};
use crate::words::{chinese, span, text};

/// A last day as people say it; says so where it may still move.
pub fn due(lang: Lang, due: Due) -> Markup {
    html! {
        (lang.date(due.on))
        @if due.provisional { " " span.soft { (lang.clocks_provisional()) } }
    }
}

/// In one sentence why a date is that date: from which day, how long, by which article or promise.
pub fn reason(lang: Lang, regime: &Regime, clock: &ClockExplanation) -> Markup {
    let limit = &clock.limit;
    let (from, days) = (lang.date(limit.start), span(lang, limit.limit.unit, limit.limit.count));
    html! {
        @match &clock.basis {
            Some(basis) => { (lang.clocks_counted_law(from, days)) " "
                span.cite { (chinese(lang, basis)) } },
            None => (lang.clocks_counted_promise(from, days)),
        }
        @if let Some(extension) = &limit.extension {
            (lang.gap()) (lang.clocks_with_extension(span(lang, regime.unit, extension.count)))
        }
        @if !limit.pauses.is_empty() { (lang.gap()) (lang.clocks_with_pauses()) }
    }
}

/// Every clock of a case with its days.
pub fn explanations(lang: Lang, regime: &Regime, clocks: &Clocks) -> Markup {
    let named = [
        (lang.clocks_answer(), &clocks.answer),
        (lang.clocks_correction(), &clocks.correction),
        (lang.clocks_delivery(), &clocks.delivery),
        (lang.guide_promised(), &clocks.promised),
        (lang.guide_statutory(), &clocks.statutory),
    ];
    html! {
        @for (caption, clock) in named {
            @if let Some(clock) = clock { (explanation(lang, caption, regime, clock)) }
        }
    }
}

/// The table of days behind a limit. `caption` names the limit: 承诺办结时限. The regime names what
/// the clock stood still for and who extends it.
fn explanation(lang: Lang, caption: &str, regime: &Regime, clock: &ClockExplanation) -> Markup {
    let rows = clock
        .deadline
        .summary()
        .iter()
        .map(|run| {
            vec![
                html! { (days(lang, run.from, run.to)) },
                html! { (counted(lang, run)) },
                html! {
                    (why(lang, regime, clock, run))
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
        @match &clock.basis {
            Some(basis) => p.cite { (lang.guide_basis_short()) (chinese(lang, basis)) },
            None => p.soft { (lang.clocks_promise()) },
        }
        (extension(lang, regime, clock))
        (doubts(lang, &clock.deadline))
    }
}

/// Why the last day may still move.
fn doubts(lang: Lang, deadline: &Deadline) -> Markup {
    let days: Vec<String> = deadline.unverified.iter().map(|day| lang.date(*day)).collect();
    html! {
        @if deadline.unpublished { p.soft { (lang.clocks_provisional_hint()) } }
        @if !days.is_empty() {
            p.soft { (lang.clocks_unverified(days.join(" · "))) }
        }
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

/// 延长: by how much, who approved it, by which article.
fn extension(lang: Lang, regime: &Regime, clock: &ClockExplanation) -> Markup {
    let approver = regime.extension.as_ref().map(|given| text(lang, &given.approver));
    html! {
        @if let Some(extension) = &clock.limit.extension {
            p {
                (lang.clocks_extended(span(lang, regime.unit, extension.count)))
                @if let Some(approver) = approver { (lang.clocks_approver()) (approver) " " }
                span.cite { (chinese(lang, &extension.article)) }
            }
        }
    }
}

fn why(lang: Lang, regime: &Regime, clock: &ClockExplanation, run: &Run) -> Markup {
    let deadline = &clock.deadline;
    let early = deadline.unpublished && deadline.unverified.contains(&run.from);
    html! {
        @match &run.why {
            Why::StartDay => (lang.clocks_start()),
            Why::Working => (lang.clocks_working()),
            Why::Weekend => (lang.clocks_weekend()),
            Why::Holiday { name } => {
                (lang.clocks_holiday()) (chinese(lang, name))
                @if early { span.soft { (lang.clocks_statutory()) } }
            },
            Why::MakeUpWorkday { name } => { (lang.clocks_make_up()) (chinese(lang, name)) },
            Why::Rolled => (lang.clocks_rolled()),
            Why::Paused { pause } => {
                (lang.clocks_paused())
                @if let Some(pause) = clock.limit.pauses.get(*pause) {
                    (exclusion(lang, regime, &pause.reason)) " "
                    span.cite { (chinese(lang, &pause.article)) }
                }
            },
        }
    }
}

/// What the clock stands still for, in words: 听证.
pub fn exclusion(lang: Lang, regime: &Regime, id: &str) -> Markup {
    let found = regime.exclusions.iter().find(|one| one.id == id);
    html! { @match found { Some(one) => (text(lang, &one.name)), None => (id) } }
}
