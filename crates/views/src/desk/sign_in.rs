//! 工作人员登录.

use i18n::Lang;
use maud::{Markup, html};

use super::room;
use crate::components::{
    Field, FieldError, Input, Tone, Weight, button, error_summary, field, notice,
};
use crate::{Shell, links};

/// What the form shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignInView<'a> {
    /// The login as it was typed.
    pub login: &'a str,
    /// Where to go afterwards.
    pub back: &'a str,
    /// Whether a form that was posted after the session had ended is kept.
    pub kept: bool,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Seconds to wait after too many tries.
    pub wait_seconds: Option<i64>,
}

/// The form with login and password (POST).
pub fn sign_in(lang: Lang, shell: &Shell<'_>, view: &SignInView<'_>) -> Markup {
    let login = Field {
        name: "login",
        label: lang.desk_sign_in_login(),
        value: view.login,
        error: FieldError::of(view.errors, "login"),
        autocomplete: "username",
        max_chars: 64,
        ..Field::default()
    };
    let password = Field {
        name: "password",
        label: lang.desk_sign_in_password(),
        error: FieldError::of(view.errors, "password"),
        max_chars: 200,
        input: Input::Password { fresh: false },
        ..Field::default()
    };
    let body = html! {
        h1 { (lang.desk_sign_in_title()) }
        @if view.kept {
            (notice(Tone::Info, "", html! { p { (lang.desk_sign_in_kept()) } }))
        }
        @if let Some(seconds) = view.wait_seconds {
            (notice(Tone::Warn, "", html! { p { (lang.desk_sign_in_wait(seconds)) } }))
        }
        (error_summary(lang, view.errors))
        form.text method="post" action=(links::staff_sign_in(lang)) {
            input type="hidden" name="back" value=(view.back);
            (field(lang, &login))
            (field(lang, &password))
            (button(Weight::Main, lang.desk_sign_in_go()))
        }
        p.soft { (lang.desk_sign_in_forgotten()) }
        p { (lang.desk_sign_in_resident()) " " a href=(links::my(lang)) { (lang.common_nav_my()) } }
    };
    room(lang, shell, lang.desk_sign_in_title(), body)
}
