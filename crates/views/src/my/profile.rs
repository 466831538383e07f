//! 我的账号: how far the person is known, telephone, password, where one is signed in, who has read.

use base::Timestamp;
use base::limits::PASSWORD_CHARS_MIN;
use domain::people::IdentityLevel;
use i18n::Lang;
use maud::{Markup, html};

use super::{Typed, crumbs, line};
use crate::components::{
    Field, FieldError, Input, Tone, Weight, actions, button, error_summary, form_token, kept_field,
    notice, pairs,
};
use crate::{Head, Shell, links, page};

/// What was just changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The telephone.
    Phone,
    /// The password.
    Password,
}

/// What the page shows. Numbers come masked.
#[derive(Debug, Clone, Copy)]
pub struct ProfileView<'a> {
    /// Name of the person or organisation.
    pub name: &'a str,
    /// What the document is called.
    pub document: &'a str,
    /// Its number, masked.
    pub document_number: &'a str,
    /// The telephone, masked.
    pub phone: &'a str,
    /// How far the person is known.
    pub level: IdentityLevel,
    /// The session's form token.
    pub token: &'a str,
    /// What was typed.
    pub typed: Typed<'a>,
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// What was just changed.
    pub saved: Option<Saved>,
    /// Cases whose file was read by staff: number, how often, when last.
    pub readings: &'a [(String, usize, Timestamp)],
}

/// My account.
pub fn profile(lang: Lang, shell: &Shell<'_>, view: &ProfileView<'_>) -> Markup {
    let crumbs = crumbs(lang);
    let head = Head { title: lang.people_profile(), crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (lang.people_profile()) }
        @match view.saved {
            Some(Saved::Phone) => (done(lang.people_profile_saved_phone())),
            Some(Saved::Password) => (done(lang.people_profile_saved_password())),
            None => {}
        }
        @if !view.kept.is_empty() { (super::kept::here(lang)) }
        (error_summary(lang, view.errors))
        (pairs(&[
            (lang.people_name(), html! { (view.name) }),
            (view.document, html! { span.num { (view.document_number) } }),
            (lang.people_phone(), html! { span.num { (view.phone) } }),
        ]))
        section.block { h2 { (lang.people_profile_level()) } (level(lang, view.level)) }
        (readings(lang, view))
        div.split {
            section { h2 { (lang.people_profile_edit_phone()) } (phone(lang, view)) }
            section { h2 { (lang.people_profile_edit_password()) } (password(lang, view)) }
        }
        section.block.text {
            h2 { (lang.people_profile_everywhere()) }
            p { (lang.people_profile_everywhere_hint()) }
            form method="post" action=(links::profile_everywhere(lang)) {
                (form_token(Some(view.token)))
                (button(Weight::Second, lang.people_profile_everywhere_go()))
            }
        }
    };
    page(lang, shell, &head, body)
}

fn done(words: &str) -> Markup {
    notice(Tone::Ok, "", html! { p { (words) } })
}

fn level(lang: Lang, level: IdentityLevel) -> Markup {
    let (tone, title, hint) = match level {
        IdentityLevel::SelfStated => {
            (Tone::Info, lang.people_level_self(), lang.people_level_self_hint())
        }
        IdentityLevel::Window => {
            (Tone::Ok, lang.people_level_window(), lang.people_level_window_hint())
        }
        IdentityLevel::SignOn => {
            (Tone::Ok, lang.people_level_sign_on(), lang.people_level_sign_on_hint())
        }
    };
    notice(tone, title, html! { p { (hint) } })
}

fn readings(lang: Lang, view: &ProfileView<'_>) -> Markup {
    html! {
        section.block {
            h2 { (lang.people_profile_readings()) }
            p.soft { (lang.people_profile_readings_hint()) }
            @if view.readings.is_empty() { p { (lang.people_profile_readings_none()) } }
            @else {
                ul { @for (number, count, last) in view.readings {
                    li {
                        a href={ (links::my_case(lang, number)) "#readings" } { (number) } " "
                        (lang.people_profile_readings_count(count, lang.time(*last)))
                    }
                } }
            }
        }
    }
}

fn phone(lang: Lang, view: &ProfileView<'_>) -> Markup {
    html! {
        form method="post" action=(links::profile_phone(lang)) {
            (form_token(Some(view.token)))
            (kept_field(view.kept))
            (line(lang, view.typed, view.errors, Field {
                name: "phone", label: lang.people_profile_phone_new(),
                hint: lang.people_phone_hint(), max_chars: 30, autocomplete: "tel",
                input: Input::Tel, ..Field::default()
            }))
            (line(lang, Typed::default(), view.errors, Field {
                name: "phone_password", label: lang.people_profile_password_now(),
                input: Input::Password { fresh: false }, ..Field::default()
            }))
            (actions(button(Weight::Second, lang.people_profile_phone_go())))
        }
    }
}

fn password(lang: Lang, view: &ProfileView<'_>) -> Markup {
    html! {
        form method="post" action=(links::profile_password(lang)) {
            (form_token(Some(view.token)))
            (line(lang, Typed::default(), view.errors, Field {
                name: "password_now", label: lang.people_profile_password_now(),
                input: Input::Password { fresh: false }, ..Field::default()
            }))
            (line(lang, Typed::default(), view.errors, Field {
                name: "password",
                label: lang.people_profile_password_new(),
                hint: &lang.people_password_hint(PASSWORD_CHARS_MIN),
                input: Input::Password { fresh: true },
                ..Field::default()
            }))
            (actions(button(Weight::Second, lang.people_profile_password_go())))
        }
    }
}
