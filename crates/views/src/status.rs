//! 办理状态查询: look a case up by number and query code, and where it is, in plain words.
//! Only the state is shown, nothing personal.

use std::sync::Arc;

use base::{Date, Timestamp};
use domain::cases::{
    AcceptedHow, Case, ClockExplanation, Clocks, Closing, Delivery, Due, Holder, NextStep, Overdue,
    StatusStep, StepName, StepState,
};
use domain::catalogue::{Against, Department, Item, Place, Regime, Region};
use i18n::Lang;
use maud::{Markup, html};

use crate::clock;
use crate::components::{
    FieldError, Phase, Step, Tone, Weight, button, copyable, error_summary, notice, pairs,
    print_button, steps,
};
use crate::department::phone;
use crate::home::number_and_code;
use crate::next::delivered_words;
use crate::papers::{Grounds, remedies};
use crate::words::{self, chinese, text};
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
    /// Case number (办件编号).
    pub number: &'a str,
    /// The item, in the version of the case.
    pub item: &'a Item,
    /// The competent department.
    pub department: &'a Department,
    /// The regime, which names what the clock may stand still for.
    pub regime: &'a Regime,
    /// Where results are handed out.
    pub outlet: Option<&'a Place>,
    /// All departments, of which some may be asked.
    pub departments: &'a [Arc<Department>],
    /// All regions: to whose government one turns.
    pub regions: &'a [Arc<Region>],
    /// The five steps.
    pub steps: Vec<StatusStep>,
    /// The next thing to happen.
    pub next: NextStep,
    /// How the result was delivered, once it was.
    pub delivery: Option<&'a Delivery>,
    /// Who holds it.
    pub holder: Holder,
    /// Whether the government is late.
    pub overdue: Option<Overdue>,
    /// Accepted by silence.
    pub silence: Option<Silent>,
    /// The clock behind the next date.
    pub why: Option<ClockExplanation>,
    /// The clocks with their days.
    pub clocks: Clocks,
    /// Departments that were asked and did not answer in time, so that the decision did not wait.
    pub unanswered: Vec<&'a str>,
    /// When it was looked up.
    pub now: Timestamp,
}

impl<'a> StatusView<'a> {
    /// What remedies are judged by.
    fn grounds(&self) -> Grounds<'a> {
        Grounds {
            item: self.item,
            regime: self.regime,
            department: self.department,
            departments: self.departments,
            regions: self.regions,
        }
    }
}

/// 视为受理.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silent {
    /// The day of acceptance in law.
    pub on: Date,
    /// The last day on which one should have been told something else.
    pub last: Date,
}

impl Silent {
    /// Of a case that came to be accepted so.
    pub fn of(case: &Case) -> Option<Self> {
        let accepted = case.acceptance.as_ref()?;
        let silent = accepted.how == AcceptedHow::Silence;
        let last = accepted.holds_from.day().yesterday().ok()?;
        silent.then_some(Self { on: accepted.on, last })
    }
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
            section { h2 { (lang.status_who()) } (who(lang, view)) }
        }
        (why(lang, view))
        p.small.soft { (lang.status_as_of(lang.time(view.now))) }
    }
}

fn next(lang: Lang, view: &StatusView<'_>) -> Markup {
    let on_time = view.overdue.is_none();
    let idle = |hint: &'static str| html! { @if on_time { p { (hint) } } };
    let body = match &view.next {
        NextStep::Answer { due, done_by } => {
            let body = html! {
                (idle(lang.status_answer_hint()))
                @if let Some(due) = due { (by(lang, lang.status_answer_by(), *due)) }
                @if let Some(due) = done_by { (by(lang, lang.status_done_by(), *due)) }
                (reason(lang, view))
            };
            notice(Tone::Info, lang.status_answer(), body)
        }
        NextStep::Correct { materials, until } => correct(lang, view, materials, *until),
        NextStep::Decide { promised, statutory } => {
            let title = match view.silence {
                Some(_) => lang.status_decide_silence(),
                None => lang.status_decide(),
            };
            let body = html! {
                (silence(lang, view))
                (idle(lang.status_decide_hint()))
                @if let Some(due) = promised.or(*statutory) { (by(lang, lang.status_by(), due)) }
                (reason(lang, view))
            };
            notice(Tone::Info, title, body)
        }
        NextStep::Wait { reason, since, told_days } => notice(
            Tone::Info,
            lang.status_wait(),
            html! {
                p { (exclusion(lang, view, reason)) (lang.colon())
                    (lang.status_wait_hint(lang.date(*since), told_days)) }
            },
        ),
        NextStep::PickUp { deliver_by } => notice(
            Tone::Ok,
            lang.status_pick_up(),
            html! {
                p { (lang.status_pick_up_hint()) }
                @if let Some(place) = view.outlet {
                    p { (text(lang, &place.name)) " · " (text(lang, &place.address)) }
                }
                @if let Some(due) = deliver_by {
                    p { (lang.status_pick_up_ours(words::due(lang, *due))) }
                    (reason(lang, view))
                }
            },
        ),
        NextStep::Posting { due } => notice(
            Tone::Ok,
            lang.status_posting(),
            html! {
                p { (lang.status_posting_hint()) }
                @if let Some(due) = due { (by(lang, lang.status_posting_by(), *due)) }
                (reason(lang, view))
            },
        ),
        NextStep::Finished { closing } => finished(lang, view, *closing),
    };
    html! { (late(lang, view)) (body) }
}

fn by(lang: Lang, words: &str, due: Due) -> Markup {
    html! { p { (words) strong { (clock::due(lang, due)) } } }
}

/// Why the next date is that date.
fn reason(lang: Lang, view: &StatusView<'_>) -> Markup {
    html! {
        @if let Some(clock) = &view.why {
            p.small.soft { (clock::reason(lang, view.regime, clock)) }
        }
    }
}

fn correct(lang: Lang, view: &StatusView<'_>, materials: &[String], until: Option<Date>) -> Markup {
    notice(
        Tone::Warn,
        lang.status_correct(),
        html! {
            p { (lang.status_correct_hint()) }
            ul { @for id in materials { li { (material(lang, view, id)) } } }
            @match until {
                Some(day) => {
                    p { (lang.status_correct_by(lang.date(day))) }
                    (reason(lang, view))
                },
                None => p { (lang.status_correct_open()) },
            }
        },
    )
}

/// 视为受理, and why.
fn silence(lang: Lang, view: &StatusView<'_>) -> Markup {
    html! {
        @if let Some(silent) = view.silence {
            p {
                (lang.status_silence(lang.date(silent.last), lang.date(silent.on)))
                @if let Some(basis) = &view.regime.correction_basis {
                    " " span.cite { (chinese(lang, &basis.to_string())) }
                }
            }
        }
    }
}

/// 超期, plainly, and what one can do about it.
fn late(lang: Lang, view: &StatusView<'_>) -> Markup {
    let Some(overdue) = view.overdue else { return html! {} };
    let contacts = view.item.contacts.as_ref().unwrap_or(&view.department.contacts);
    let body = html! {
        @match overdue.by_law {
            None => p { (lang.status_late_promise()) },
            Some(day) => p { (lang.status_late_law(lang.date(day))) },
        }
        p { (lang.status_late_complain()) " " (phone(&contacts.complain)) }
        @if overdue.by_law.is_some() {
            @if let Some((head, list)) = remedies(lang, &view.grounds(), Against::Silence, None) {
                p { (head) }
                ul { @for line in list { li { (line) } } }
            }
        }
    };
    notice(Tone::Bad, &lang.status_late(overdue.days), body)
}

fn finished(lang: Lang, view: &StatusView<'_>, closing: Closing) -> Markup {
    let delivered = view.delivery.and_then(|delivery| delivered_words(lang, delivery));
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
    // A refusal is told by its reasons and remedies, whoever took the paper.
    let delivered = delivered.filter(|_| closing != Closing::Refused);
    notice(
        tone,
        title,
        html! { p { @if let Some(words) = delivered { (words) (lang.gap()) } (hint) } },
    )
}

fn material(lang: Lang, view: &StatusView<'_>, id: &str) -> Markup {
    let found = view.item.materials.iter().find(|one| one.id == id);
    html! {
        @if id == "form" { strong { (lang.papers_the_form()) } }
        @else if let Some(one) = found {
            strong { (text(lang, &one.name)) }
            @if let Some(notes) = &one.notes { div.soft { (text(lang, notes)) } }
        } @else { (id) }
    }
}

fn exclusion(lang: Lang, view: &StatusView<'_>, id: &str) -> Markup {
    let found = view.regime.exclusions.iter().find(|one| one.id == id);
    html! {
        (clock::exclusion(lang, view.regime, id))
        @if let Some(one) = found { " " span.cite { (chinese(lang, &one.basis.to_string())) } }
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

fn who(lang: Lang, view: &StatusView<'_>) -> Markup {
    let department = view.department;
    let contacts = view.item.contacts.as_ref().unwrap_or(&department.contacts);
    let guide = links::item(lang, &view.item.code);
    pairs(&[
        (lang.status_holder(), holder(lang, view)),
        (lang.guide_department(), html! { (text(lang, &department.name)) }),
        (lang.guide_ask(), phone(&contacts.ask)),
        (lang.guide_complain(), phone(&contacts.complain)),
        (lang.status_guide(), html! { a href=(guide) { (text(lang, &view.item.name)) } }),
    ])
}

/// Whose turn it is.
fn holder(lang: Lang, view: &StatusView<'_>) -> Markup {
    let named = |id: &str| {
        let found = view.departments.iter().find(|one| one.id == id);
        html! { @match found { Some(one) => (text(lang, &one.name)), None => (id) } }
    };
    html! {
        @match &view.holder {
            Holder::Window => (lang.status_holder_window()),
            Holder::Applicant => (lang.status_holder_you()),
            Holder::Department { asked } => {
                (text(lang, &view.department.name))
                @for (id, due) in asked {
                    div { (lang.status_holder_asked()) (named(id)) (lang.colon())
                        (lang.status_holder_asked_by(words::due(lang, *due))) }
                }
            },
            Holder::Outlet => {
                (lang.status_holder_outlet())
                @if let Some(place) = view.outlet { div { (text(lang, &place.name)) } }
            },
            Holder::Nobody => (lang.status_holder_nobody()),
        }
    }
}

fn why(lang: Lang, view: &StatusView<'_>) -> Markup {
    html! {
        @if !view.clocks.is_empty() {
            details.block {
                summary { (lang.status_why()) }
                (clock::explanations(lang, view.regime, &view.clocks))
            }
        }
    }
}
