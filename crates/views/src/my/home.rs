//! 我的办件: what is for me to do first, then what is under way, drafts, and what is finished.

use base::{Date, Timestamp};
use domain::cases::{Closing, NextStep};
use domain::catalogue::Item;
use i18n::Lang;
use maud::{Markup, html};

use super::case::apply_again;
use crate::components::{Tone, Weight, button_link, empty_state, notice, tag};
use crate::words::{Words, text};
use crate::{Head, Shell, links, page};

/// A case in the list.
#[derive(Debug, Clone)]
pub struct CaseRow<'a> {
    /// Case number (办件编号).
    pub number: &'a str,
    /// The item.
    pub item: &'a Item,
    /// The next thing to happen.
    pub next: NextStep,
    /// When it came.
    pub received_at: Timestamp,
    /// Whether it ended without a result, and the same can be applied for once more.
    pub again: bool,
}

/// A draft in the list.
#[derive(Debug, Clone)]
pub struct DraftRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// The item; none for a form that was kept when a session ended.
    pub item: Option<&'a Item>,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// The last day on which it is kept.
    pub expires_on: Date,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct HomeView<'a> {
    /// Whose.
    pub name: &'a str,
    /// The form token of the session.
    pub token: &'a str,
    /// Cases, newest first.
    pub cases: Vec<CaseRow<'a>>,
    /// Drafts, newest first.
    pub drafts: Vec<DraftRow<'a>>,
    /// Whether the page begins behind newer cases, which the first page shows.
    pub behind: bool,
    /// Behind what the next page begins: its key and its case number; none on the last.
    pub next: Option<(&'a str, &'a str)>,
    /// Something that was just done, in words.
    pub done: Option<&'a str>,
}

/// My cases.
pub fn home(lang: Lang, shell: &Shell<'_>, view: &HomeView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.my_title(), crumbs: &crumbs, ..Head::default() };
    let (waiting, others): (Vec<_>, Vec<_>) =
        view.cases.iter().partition(|case| is_for_me(&case.next));
    let (closed, open): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|case| matches!(case.next, NextStep::Finished { .. }));
    let body = html! {
        h1 { (lang.my_title()) }
        @if let Some(done) = view.done { (notice(Tone::Ok, "", html! { p { (done) } })) }
        p.lead { (lang.my_hello(view.name)) }
        @if view.cases.is_empty() && view.drafts.is_empty() && !view.behind {
            (empty_state(
                lang.my_empty(),
                lang.my_empty_hint(),
                button_link(Weight::Main, &links::search(lang), lang.my_find()),
            ))
        }
        (list(lang, view, lang.my_to_do(), &waiting))
        @if !view.behind { (drafts(lang, view)) }
        (list(lang, view, lang.my_open(), &open))
        (list(lang, view, lang.my_closed(), &closed))
        (older(lang, view))
    };
    page(lang, shell, &head, body)
}

/// The ways to the newest and to older cases. What waits for the person may stand on any page.
fn older(lang: Lang, view: &HomeView<'_>) -> Markup {
    let my = links::my(lang);
    let next =
        view.next.map(|(key, number)| links::query(&my, &[("key", key), ("number", number)]));
    html! {
        @if view.behind || view.next.is_some() {
            nav.pages aria-label=(lang.common_pages()) { ul {
                @if view.behind { li { a href=(my) { (lang.my_newest()) } } }
                @if let Some(next) = &next { li { a rel="next" href=(next) { (lang.my_older()) } } }
            } }
        }
    }
}

/// Whether the next thing is for the person to do.
pub const fn is_for_me(next: &NextStep) -> bool {
    matches!(next, NextStep::Correct { .. } | NextStep::PickUp { .. })
}

fn list(lang: Lang, view: &HomeView<'_>, title: &str, cases: &[&CaseRow<'_>]) -> Markup {
    html! {
        @if !cases.is_empty() {
            section.block {
                h2 { (title) }
                ul.links { @for case in cases { li { (row(lang, view, case)) } } }
            }
        }
    }
}

fn row(lang: Lang, view: &HomeView<'_>, case: &CaseRow<'_>) -> Markup {
    let (tone, words, due) = next_words(lang, &case.next);
    html! {
        h3 { a href=(links::my_case(lang, case.number)) { (text(lang, &case.item.name)) } }
        p {
            (tag(tone, words))
            @if let Some(day) = due { " " (lang.my_due(lang.date(day))) }
        }
        p.meta {
            span { (lang.my_received(lang.time(case.received_at))) }
            span.num { (case.number) }
        }
        @match case.next {
            NextStep::Correct { .. } => p {
                (button_link(
                    Weight::Main, &links::supply(lang, case.number), lang.my_go_correct()
                ))
            },
            NextStep::PickUp { .. } => p {
                a href=(links::my_case(lang, case.number)) { (lang.my_go_see()) }
            },
            _ if case.again => (apply_again(lang, case.number, view.token, Weight::Second)),
            _ => {}
        }
    }
}

/// The next thing in a few words, its colour, and by when.
pub fn next_words(lang: Lang, next: &NextStep) -> (Tone, &'static str, Option<Date>) {
    let day = |due: &Option<domain::cases::Due>| due.map(|due| due.on);
    match next {
        NextStep::Answer { due, done_by } => {
            (Tone::Info, lang.status_answer(), [day(due), day(done_by)].into_iter().flatten().min())
        }
        NextStep::Correct { until, .. } => (Tone::Warn, lang.status_correct(), *until),
        NextStep::Decide { promised, statutory } => {
            (Tone::Info, lang.status_decide(), day(&promised.or(*statutory)))
        }
        NextStep::Wait { .. } => (Tone::Info, lang.status_wait(), None),
        NextStep::PickUp { .. } => (Tone::Ok, lang.status_pick_up(), None),
        NextStep::Posting { due } => (Tone::Ok, lang.status_posting(), day(due)),
        NextStep::Finished { closing } => {
            let (tone, words) = closed_words(lang, *closing);
            (tone, words, None)
        }
    }
}

const fn closed_words(lang: Lang, closing: Closing) -> (Tone, &'static str) {
    match closing {
        Closing::Granted => (Tone::Ok, lang.status_granted()),
        Closing::Done => (Tone::Ok, lang.status_done()),
        Closing::Refused => (Tone::Bad, lang.status_refused()),
        Closing::Unneeded => (Tone::Info, lang.status_unneeded()),
        Closing::Redirected => (Tone::Warn, lang.status_redirected()),
        Closing::Incomplete => (Tone::Warn, lang.status_incomplete()),
        Closing::Withdrawn => (Tone::Plain, lang.status_withdrawn()),
        Closing::Abandoned => (Tone::Warn, lang.status_abandoned()),
    }
}

fn draft_name<'a>(lang: Lang, draft: &DraftRow<'a>) -> Words<'a> {
    draft.item.map_or(Words::own(lang.people_kept()), |item| text(lang, &item.name))
}

fn drafts(lang: Lang, view: &HomeView<'_>) -> Markup {
    html! {
        @if !view.drafts.is_empty() {
            section.block {
                h2 { (lang.my_drafts()) }
                ul.links {
                    @for draft in &view.drafts {
                        @let name = draft_name(lang, draft);
                        li {
                            h3 { a href=(links::draft(lang, draft.id)) { (name) } }
                            p.meta {
                                span { (lang.my_draft_saved(lang.time(draft.saved_at))) }
                                span { (lang.my_draft_expires(lang.short_date(draft.expires_on))) }
                            }
                            p.row {
                                (button_link(
                                    Weight::Second, &links::draft(lang, draft.id),
                                    lang.my_draft_go()
                                ))
                                a href=(links::draft_delete(lang, draft.id)) {
                                    (lang.my_draft_delete())
                                    span.sr { (lang.my_draft_other(name.0)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
