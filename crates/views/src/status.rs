//! 办理状态查询: look a case up by number and query code, and where it is, in plain words.
//! Only the state is shown, nothing personal.

use base::Timestamp;
use domain::cases::{Clocks, Closing, NextStep, StatusStep, StepName, StepState};
use domain::catalogue::{Department, Item, Place, Regime};
use i18n::Lang;
use maud::{Markup, html};

use crate::clock;
use crate::components::{
    FieldError, Phase, Step, Tone, Weight, button, copyable, error_summary, notice, pairs,
    print_button, steps,
};
use crate::department::phone;
use crate::home::number_and_code;
use crate::words::{chinese, text};
use crate::{Head, Shell, links, page};

/// What the look-up form shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookUpView<'a> {
    /// The number as it was typed.
    pub number: &'a str,
    /// What was wrong; one message for both when they do not belong together.
    pub errors: &'a [FieldError],
}

/// The form with case number and query code (POST).
pub fn look_up(lang: Lang, shell: &Shell<'_>, view: &LookUpView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.status_title(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (lang.status_title()) }
        p.lead { (lang.status_lead()) }
        (error_summary(lang, view.errors))
        form method="post" action=(links::status(lang)) {
            (number_and_code(lang, view.number, view.errors))
            (button(Weight::Main, lang.status_go()))
        }
        section.block.text {
            h2 { (lang.status_lost()) }
            ul {
                li {
                    (lang.status_lost_my()) " "
                    a href=(links::my(lang)) { (lang.common_nav_my()) }
                }
                li { (lang.status_lost_window()) }
                li { (lang.status_lost_phone()) " " (phone(&shell.site.hotline)) }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// Where a case is.
#[derive(Debug, Clone)]
pub struct StatusView<'a> {
    /// 办件编号.
    pub number: &'a str,
    /// The item, in the version of the case.
    pub item: &'a Item,
    /// The competent department.
    pub department: &'a Department,
    /// The regime, which names what the clock may stand still for.
    pub regime: &'a Regime,
    /// Where results are handed out.
    pub outlet: Option<&'a Place>,
    /// The five steps.
    pub steps: Vec<StatusStep>,
    /// The next thing to happen.
    pub next: NextStep,
    /// The two clocks with their days, once the case is accepted.
    pub clocks: Option<Clocks>,
    /// Departments that were asked and did not answer in time, so that the decision did not wait.
    pub unanswered: Vec<&'a str>,
    /// When it was looked up.
    pub now: Timestamp,
}

/// Where a case is, on a page of its own.
pub fn status(lang: Lang, shell: &Shell<'_>, view: &StatusView<'_>) -> Markup {
    let title = format!("{} · {}", lang.status_case(), view.number);
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::status(lang), lang.status_title().to_owned()),
    ];
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (text(lang, &view.item.name)) }
        p { (lang.status_number()) " " (copyable(lang, "number", view.number)) }
        (progress(lang, view))
        div.actions {
            (print_button(lang))
            a href=(links::status(lang)) { (lang.status_another()) }
        }
    };
    page(lang, shell, &head, body)
}

/// The state, the steps and the dates of a case: also shown inside “my cases”.
pub fn progress(lang: Lang, view: &StatusView<'_>) -> Markup {
    html! {
        (next(lang, view))
        @if !view.unanswered.is_empty() {
            p { (lang.status_unanswered(lang.list(&view.unanswered))) }
        }
        div.split {
            section { h2 { (lang.status_steps()) } (way(lang, view)) }
            section { h2 { (lang.status_who()) } (holder(lang, view)) }
        }
        (why(lang, view))
        p.small.soft { (lang.status_as_of(lang.time(view.now))) }
    }
}

fn next(lang: Lang, view: &StatusView<'_>) -> Markup {
    let until = |due: &Option<domain::cases::Due>| {
        html! {
            @if let Some(due) = due { p { (lang.status_by()) strong { (clock::due(lang, *due)) } } }
        }
    };
    match &view.next {
        NextStep::Answer { due } => notice(
            Tone::Info,
            lang.status_answer(),
            html! {
                p { (lang.status_answer_hint()) } (until(due))
            },
        ),
        NextStep::Correct { materials, until } => notice(
            Tone::Warn,
            lang.status_correct(),
            html! {
                p { (lang.status_correct_hint()) }
                ul { @for id in materials { li { (material(lang, view, id)) } } }
                @if let Some(day) = until { p { (lang.status_correct_by(lang.date(*day))) } }
            },
        ),
        NextStep::Decide { promised, statutory } => notice(
            Tone::Info,
            lang.status_decide(),
            html! {
                p { (lang.status_decide_hint()) } (until(&promised.or(*statutory)))
            },
        ),
        NextStep::Wait { reason, since, told_days } => notice(
            Tone::Info,
            lang.status_wait(),
            html! {
                p { (exclusion(lang, view, reason)) "："
                    (lang.status_wait_hint(lang.date(*since), told_days)) }
            },
        ),
        NextStep::PickUp { ready_by } => notice(
            Tone::Ok,
            lang.status_pick_up(),
            html! {
                p { (lang.status_pick_up_hint()) }
                @if let Some(place) = view.outlet {
                    p { (text(lang, &place.name)) " · " (text(lang, &place.address)) }
                }
                (until(ready_by))
            },
        ),
        NextStep::Posting { due } => notice(
            Tone::Ok,
            lang.status_posting(),
            html! {
                p { (lang.status_posting_hint()) } (until(due))
            },
        ),
        NextStep::Finished { closing } => finished(lang, *closing),
    }
}

fn finished(lang: Lang, closing: Closing) -> Markup {
    let (tone, title, hint) = match closing {
        Closing::Granted => (Tone::Ok, lang.status_granted(), lang.status_granted_hint()),
        Closing::Done => (Tone::Ok, lang.status_done(), lang.status_done_hint()),
        Closing::Refused => (Tone::Bad, lang.status_refused(), lang.status_refused_hint()),
        Closing::Unneeded => (Tone::Info, lang.status_unneeded(), lang.status_unneeded_hint()),
        Closing::Redirected => {
            (Tone::Warn, lang.status_redirected(), lang.status_redirected_hint())
        }
        Closing::Incomplete => {
            (Tone::Warn, lang.status_incomplete(), lang.status_incomplete_hint())
        }
        Closing::Withdrawn => (Tone::Plain, lang.status_withdrawn(), lang.status_withdrawn_hint()),
        Closing::Abandoned => (Tone::Warn, lang.status_abandoned(), lang.status_abandoned_hint()),
    };
    notice(tone, title, html! { p { (hint) } })
}

fn material(lang: Lang, view: &StatusView<'_>, id: &str) -> Markup {
    let found = view.item.materials.iter().find(|one| one.id == id);
    html! {
        @if let Some(one) = found {
            strong { (text(lang, &one.name)) }
            @if let Some(notes) = &one.notes { div.soft { (text(lang, notes)) } }
        } @else { (id) }
    }
}

fn exclusion(lang: Lang, view: &StatusView<'_>, id: &str) -> Markup {
    let found = view.regime.exclusions.iter().find(|one| one.id == id);
    html! {
        @if let Some(one) = found {
            (text(lang, &one.name)) " " span.cite { (chinese(lang, &one.basis.to_string())) }
        } @else { (id) }
    }
}

fn way(lang: Lang, view: &StatusView<'_>) -> Markup {
    let list: Vec<Step> = view
        .steps
        .iter()
        .filter(|step| step.state != StepState::Never)
        .map(|step| {
            let (phase, at) = match step.state {
                StepState::Done(at) => (Phase::Done, Some(at)),
                StepState::Now => (Phase::Now, None),
                StepState::Ahead | StepState::Never => (Phase::Next, None),
            };
            let (name, body) = step_words(lang, step.name);
            Step {
                phase: Some(phase),
                name: html! { (name) },
                note: html! { @if let Some(at) = at { (lang.time(at)) } },
                body: html! { @if phase != Phase::Done { (body) } },
            }
        })
        .collect();
    steps(lang, &list)
}

const fn step_words(lang: Lang, name: StepName) -> (&'static str, &'static str) {
    match name {
        StepName::Received => (lang.status_step_received(), lang.status_step_received_hint()),
        StepName::Accepted => (lang.status_step_accepted(), lang.status_step_accepted_hint()),
        StepName::Handled => (lang.status_step_handled(), lang.status_step_handled_hint()),
        StepName::Decided => (lang.status_step_decided(), lang.status_step_decided_hint()),
        StepName::Delivered => (lang.status_step_delivered(), lang.status_step_delivered_hint()),
    }
}

fn holder(lang: Lang, view: &StatusView<'_>) -> Markup {
    let department = view.department;
    let contacts = view.item.contacts.as_ref().unwrap_or(&department.contacts);
    let guide = links::item(lang, &view.item.code);
    pairs(&[
        (lang.guide_department(), html! { (text(lang, &department.name)) }),
        (lang.guide_ask(), phone(&contacts.ask)),
        (lang.guide_complain(), phone(&contacts.complain)),
        (lang.status_guide(), html! { a href=(guide) { (text(lang, &view.item.name)) } }),
    ])
}

fn why(lang: Lang, view: &StatusView<'_>) -> Markup {
    html! {
        @if let Some(clocks) = &view.clocks {
            details.block {
                summary { (lang.status_why()) }
                @if let Some(clock) = &clocks.promised {
                    (clock::explanation(lang, lang.guide_promised(), clock))
                }
                @if let Some(clock) = &clocks.statutory {
                    (clock::explanation(lang, lang.guide_statutory(), clock))
                }
            }
        }
    }
}
