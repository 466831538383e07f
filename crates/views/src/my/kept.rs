//! What was typed when a session ended or another one began: shown again, taken up or discarded by
//! whoever confirms that it is theirs, never sent by itself.

use i18n::Lang;
use maud::{Markup, html};

use super::crumbs;
use crate::components::{Tone, Weight, actions, button_named, form_token, notice, pairs};
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct KeptView<'a> {
    /// The session's form token.
    pub token: &'a str,
    /// What it is kept under; empty as long as nobody has taken it up.
    pub draft: &'a str,
    /// What the form is about, in words; may be empty.
    pub what: &'a str,
    /// What was typed: questions and answers, without what the page had put there.
    pub told: &'a [(String, String)],
    /// Whether the person has too many drafts to take it up.
    pub full: bool,
}

/// What was kept.
pub fn kept(lang: Lang, shell: &Shell<'_>, view: &KeptView<'_>) -> Markup {
    let crumbs = crumbs(lang);
    let head = Head { title: lang.people_kept(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (lang.people_kept()) }
            @if view.full {
                (notice(Tone::Warn, lang.people_kept_full(), html! {
                    p { a href=(links::my(lang)) { (lang.people_kept_full_hint()) } }
                }))
            }
            p.lead { (lang.people_kept_lead()) }
            @if !view.told.is_empty() {
                h2 { @if view.what.is_empty() { (lang.people_kept_list()) } @else { (view.what) } }
                (pairs(&told(view)))
            }
            p { (lang.people_kept_go_hint()) }
            form method="post" action=(links::kept(lang)) {
                (form_token(Some(view.token)))
                input type="hidden" name="draft" value=(view.draft);
                (actions(html! {
                    (button_named(Weight::Main, "do", "take", lang.people_kept_go()))
                    (button_named(Weight::Quiet, "do", "drop", lang.people_kept_drop()))
                }))
            }
        }
    };
    page(lang, shell, &head, body)
}

fn told<'a>(view: &KeptView<'a>) -> Vec<(&'a str, Markup)> {
    let line =
        |(label, words): &'a (String, String)| (label.as_str(), html! { span.lines { (words) } });
    view.told.iter().map(line).collect()
}

/// Says above a form that it holds what was typed before and is not saved yet.
pub fn here(lang: Lang) -> Markup {
    notice(Tone::Info, lang.people_kept(), html! { p { (lang.people_kept_here()) } })
}
