//! Pages for what went wrong. Each says what happened, what it means and where to go on.

use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Weight, actions, button_link, search_box};
use crate::{Head, Shell, links, page};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem<'a> {
    /// 404: there is no such page, or nobody may know whether there is.
    NotFound,
    /// 403: it exists, but this account may not.
    Forbidden,
    /// 403 in the staff's rooms: the roles of this member of staff do not have it.
    NotYours,
    /// 401 with a session that ended: what was typed was kept.
    SignedOut,
    /// 409: somebody was faster.
    Conflict,
    /// 413: too large.
    TooLarge,
    /// What was sent did not arrive within so many minutes. 400, because browsers send a second
    /// time by themselves what was answered with 408.
    TooSlow(u64),
    /// 429: too many tries; wait this many seconds.
    Later(u32),
    /// 400: the browser sent something that no form of ours sends.
    BadRequest,
    /// 500: our mistake, with the number under which it was written down.
    Ours(&'a str),
    /// 503: for a short time out of service.
    Unavailable,
}

impl Problem<'_> {
    /// The HTTP status of the page.
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden | Self::NotYours => 403,
            Self::SignedOut => 401,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::Later(_) => 429,
            Self::BadRequest | Self::TooSlow(_) => 400,
            Self::Ours(_) => 500,
            Self::Unavailable => 503,
        }
    }

    fn words(self, lang: Lang) -> (&'static str, String) {
        let text = |words: &'static str| words.to_owned();
        match self {
            Self::NotFound => (lang.errors_not_found(), text(lang.errors_not_found_hint())),
            Self::Forbidden => (lang.errors_forbidden(), text(lang.errors_forbidden_hint())),
            Self::NotYours => (lang.errors_not_yours(), text(lang.errors_not_yours_hint())),
            Self::SignedOut => (lang.errors_signed_out(), text(lang.errors_signed_out_hint())),
            Self::Conflict => (lang.errors_conflict(), text(lang.errors_conflict_hint())),
            Self::TooLarge => (lang.errors_too_large(), text(lang.errors_too_large_hint())),
            Self::TooSlow(minutes) => (lang.errors_too_slow(), lang.errors_too_slow_hint(minutes)),
            Self::Later(seconds) => (lang.errors_later(), lang.errors_later_hint(seconds)),
            Self::BadRequest => (lang.errors_bad_request(), text(lang.errors_bad_request_hint())),
            Self::Ours(number) => (lang.errors_ours(), lang.errors_ours_hint(number)),
            Self::Unavailable => (lang.errors_unavailable(), text(lang.errors_unavailable_hint())),
        }
    }
}

/// The page for a problem; answer it with [`Problem::status`].
pub fn problem(lang: Lang, shell: &Shell<'_>, problem: Problem<'_>) -> Markup {
    let (title, hint) = problem.words(lang);
    let head = Head { title, ..Head::default() };
    let body = html! {
        div.text {
            h1 { (title) }
            p.lead { (hint) }
            @match problem {
                Problem::NotFound => (search_box(lang, lang.search_label(), "", false)),
                Problem::SignedOut | Problem::Forbidden => {
                    (actions(button_link(Weight::Main, &links::my(lang), lang.errors_sign_in())))
                }
                Problem::NotYours => {
                    (actions(button_link(Weight::Main, &links::desk(lang), lang.errors_to_desk())))
                }
                _ => {}
            }
            @if !matches!(problem, Problem::NotYours) { (onward(lang, shell)) }
        }
    };
    page(lang, shell, &head, body)
}

/// Where somebody goes on who has come for a service.
fn onward(lang: Lang, shell: &Shell<'_>) -> Markup {
    html! {
        p.soft { (lang.errors_go_on()) }
        ul {
            li { a href=(links::home(lang)) { (lang.common_home()) } }
            li { a href=(links::search(lang)) { (lang.common_nav_services()) } }
            li { a href=(links::status(lang)) { (lang.common_nav_status()) } }
            li { a href=(links::departments(lang)) { (lang.common_nav_departments()) } }
        }
        p.soft {
            (lang.errors_phone()) " "
            a href={ "tel:" (shell.site.hotline) } { (shell.site.hotline) }
        }
    }
}
