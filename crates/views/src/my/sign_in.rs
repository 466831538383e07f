//! 登录.

use i18n::Lang;
use maud::{Markup, html};

use super::{Typed, line};
use crate::components::{
    Field, FieldError, Input, Tone, Weight, actions, button, error_summary, notice,
};
use crate::{Head, Shell, links, page};

/// Why the person is here, where there is something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// From a page that asks for an account.
    First,
    /// The session ended while a form was filled in; its contents are kept.
    Kept,
    /// The session ended while a file was sent; it is lost.
    KeptNoFile,
    /// From registering.
    Registered,
    /// From signing out.
    SignedOut,
}

/// What the page shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignInView<'a> {
    /// Where the person wanted to go.
    pub back: &'a str,
    /// The number as it was typed.
    pub typed: Typed<'a>,
    /// What was wrong: one sentence for both fields.
    pub errors: &'a [FieldError],
    /// Why the person is here.
    pub came: Option<Came>,
}

/// Signing in.
pub fn sign_in(lang: Lang, shell: &Shell<'_>, view: &SignInView<'_>) -> Markup {
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: lang.people_sign_in(), crumbs: &crumbs, ..Head::default() };
    let register = links::query(&links::register(lang), &[("back", view.back)]);
    let body = html! {
        div.text {
            h1 { (lang.people_sign_in()) }
            @if let Some(came) = view.came { (told(lang, came)) }
            @else { p.lead { (lang.people_sign_in_lead()) } }
            (error_summary(lang, view.errors))
            form method="post" action=(links::sign_in(lang)) {
                input type="hidden" name="back" value=(view.back);
                (line(lang, view.typed, view.errors, Field {
                    name: "login", label: lang.people_sign_in_name(),
                    hint: lang.people_sign_in_name_hint(), max_chars: 40,
                    autocomplete: "username", ..Field::default()
                }))
                (line(lang, Typed::default(), view.errors, Field {
                    name: "password", label: lang.people_password(),
                    hint: lang.people_password_again_hint(),
                    input: Input::Password { fresh: false }, ..Field::default()
                }))
                (actions(button(Weight::Main, lang.people_sign_in_go())))
            }
            h2 { (lang.people_sign_in_new()) }
            p { a href=(register) { (lang.people_register()) } }
            h2 { (lang.people_sign_in_forgot()) }
            p { (lang.people_sign_in_forgot_hint()) }
            p.soft {
                (lang.people_sign_in_status()) " "
                a href=(links::status(lang)) { (lang.common_nav_status()) }
            }
        }
    };
    page(lang, shell, &head, body)
}

fn told(lang: Lang, came: Came) -> Markup {
    let (tone, words) = match came {
        Came::First => (Tone::Info, lang.people_sign_in_first()),
        Came::Kept => (Tone::Info, lang.people_sign_in_kept()),
        Came::KeptNoFile => (Tone::Warn, lang.people_sign_in_kept_file()),
        Came::Registered => (Tone::Ok, lang.people_sign_in_done()),
        Came::SignedOut => (Tone::Ok, lang.people_signed_out()),
    };
    notice(tone, "", html! { p { (words) } })
}
