//! 我的密码: a member of staff changes what an administrator once typed.

use base::limits::PASSWORD_CHARS_MIN;
use i18n::Lang;
use maud::{Markup, html};

use super::{room, token};
use crate::components::{
    Field, FieldError, Input, Tone, Weight, button, error_summary, field, notice,
};
use crate::{Shell, links};

/// What the page shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct PasswordView<'a> {
    /// Whether somebody else has set the present one, so that nothing else opens.
    pub given: bool,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Whether it was just changed.
    pub saved: bool,
}

/// The form (POST), and whether it was done.
pub fn password(lang: Lang, shell: &Shell<'_>, view: PasswordView<'_>) -> Markup {
    let one = |name: &str, label, hint, fresh| {
        let shown = Field {
            name,
            label,
            hint,
            error: FieldError::of(view.errors, name),
            input: Input::Password { fresh },
            ..Field::default()
        };
        field(lang, &shown)
    };
    let hint = lang.people_password_hint(PASSWORD_CHARS_MIN);
    let body = html! {
        h1 { (lang.member_own_title()) }
        p.lead { (lang.member_own_lead()) }
        @if view.given {
            (notice(Tone::Warn, lang.member_own_given(), html! {
                p { (lang.member_own_given_hint()) }
            }))
        }
        @if view.saved {
            (notice(Tone::Ok, "", html! {
                p { (lang.people_profile_saved_password()) }
                p { a href=(links::desk(lang)) { (lang.member_own_onward()) } }
            }))
        }
        (error_summary(lang, view.errors))
        form.text method="post" action=(links::desk_password(lang)) {
            (token(shell))
            (one("password_now", lang.people_profile_password_now(), "", false))
            (one("password", lang.people_profile_password_new(), &hint, true))
            (button(Weight::Main, lang.people_profile_password_go()))
        }
    };
    room(lang, shell, lang.member_own_nav(), body)
}
