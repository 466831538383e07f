//! What was typed when a session ended: shown again, continued or discarded, never sent by itself.

use i18n::Lang;
use maud::{Markup, html};

use super::crumbs;
use crate::components::{Tone, Weight, button, button_link, form_token, notice};
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct KeptView<'a> {
    /// The session's form token.
    pub token: &'a str,
    /// What it is kept under.
    pub draft: &'a str,
    /// Where the form is shown again, filled in.
    pub page: &'a str,
    /// The texts that were typed, without those that the page had put there.
    pub texts: &'a [String],
}

/// What was kept.
pub fn kept(lang: Lang, shell: &Shell<'_>, view: &KeptView<'_>) -> Markup {
    let crumbs = crumbs(lang);
    let head = Head { title: lang.people_kept(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (lang.people_kept()) }
            p.lead { (lang.people_kept_lead()) }
            @if !view.texts.is_empty() {
                h2 { (lang.people_kept_list()) }
                ul { @for text in view.texts { li.lines { (text) } } }
            }
            p { (lang.people_kept_go_hint()) }
            div.actions {
                (button_link(Weight::Main, view.page, lang.people_kept_go()))
                form method="post" action=(links::kept(lang)) {
                    (form_token(Some(view.token)))
                    input type="hidden" name="draft" value=(view.draft);
                    (button(Weight::Quiet, lang.people_kept_drop()))
                }
            }
        }
    };
    page(lang, shell, &head, body)
}

/// Says above a form that it holds what was typed before and is not saved yet.
pub fn here(lang: Lang) -> Markup {
    notice(Tone::Info, lang.people_kept(), html! { p { (lang.people_kept_here()) } })
}
