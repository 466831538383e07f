//! One member of staff: where they work, in which roles, at which window; a new first password.

use base::Timestamp;
use domain::people::Role;
use i18n::Lang;
use maud::{Markup, html};

use super::{Names, room, token, typed, words};
use crate::components::{
    Choice, Field, FieldError, Input, Tone, Weight, button, copyable, error_summary, field,
    kept_field, notice, pairs, tag,
};
use crate::{Shell, links};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct MemberView<'a> {
    /// What the person types to sign in.
    pub login: &'a str,
    /// Name.
    pub name: &'a str,
    /// Whether the account is in use.
    pub active: bool,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// Whether it is the administrator's own.
    pub own: bool,
    /// What the form holds: `department`, `roles`, `window`.
    pub typed: &'a [(String, String)],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// Whether it was just saved.
    pub saved: bool,
    /// The password that was just made: shown once.
    pub password: Option<&'a str>,
    /// Names.
    pub names: Names<'a>,
}

/// The page of one member of staff.
pub fn member(lang: Lang, shell: &Shell<'_>, view: &MemberView<'_>) -> Markup {
    let state = if view.active {
        tag(Tone::Ok, lang.desk_staff_active())
    } else {
        tag(Tone::Plain, lang.desk_staff_inactive())
    };
    let title = lang.member_title(view.name);
    let body = html! {
        h1 { (title) }
        @if view.saved { (notice(Tone::Ok, "", html! { p { (lang.member_saved()) } })) }
        @if let Some(password) = view.password { (made(lang, password)) }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        (pairs(&[
            (lang.desk_sign_in_login(), html! { span.mono { (view.login) } }),
            (lang.desk_staff_state(), state),
            (lang.member_since(), html! { (lang.time(view.created_at)) }),
        ]))
        section.block { h2 { (lang.member_work()) } (work(lang, shell, view)) }
        section.block { h2 { (lang.member_password()) } (password(lang, shell, view)) }
        p { a href=(links::desk_staff(lang)) { (lang.desk_nav_staff()) } }
    };
    room(lang, shell, &title, body)
}

fn made(lang: Lang, password: &str) -> Markup {
    notice(
        Tone::Warn,
        lang.member_password_new(),
        html! {
            p { (copyable(lang, "password", password)) }
            p { (lang.member_password_new_hint()) }
        },
    )
}

fn work(lang: Lang, shell: &Shell<'_>, view: &MemberView<'_>) -> Markup {
    html! {
        form.text method="post" action=(links::desk_member(lang, view.login)) {
            (token(shell))
            (kept_field(view.kept))
            (place(lang, view.names, view.typed, view.errors))
            (button(Weight::Main, lang.member_save()))
        }
    }
}

/// Department, roles and window, of somebody who is added or moved.
pub(super) fn place(
    lang: Lang,
    names: Names<'_>,
    pairs: &[(String, String)],
    errors: &[FieldError],
) -> Markup {
    let roles = Role::ALL
        .iter()
        .map(|role| {
            let value = words::role_word(*role);
            let checked = pairs.iter().any(|(name, typed)| name == "roles" && typed == value);
            Choice { value, label: words::role(lang, *role), hint: "", checked }
        })
        .collect();
    let department = typed(pairs, "department");
    let choices = super::admin::department_choices(lang, names.departments, department);
    let one = |name: &str, label, hint, input, optional| {
        let shown = Field {
            name,
            label,
            hint,
            value: typed(pairs, name),
            error: FieldError::of(errors, name),
            max_chars: 100,
            optional,
            input,
            ..Field::default()
        };
        field(lang, &shown)
    };
    html! {
        (one("department", lang.desk_col_department(), "", Input::Select(choices), false))
        (one("roles", lang.desk_staff_roles(), "", Input::Many(roles), false))
        (one("window", lang.desk_staff_window(), lang.desk_staff_window_hint(), Input::Text, true))
    }
}

fn password(lang: Lang, shell: &Shell<'_>, view: &MemberView<'_>) -> Markup {
    html! {
        @if view.own {
            p { (lang.member_password_own()) " "
                a href=(links::desk_password(lang)) { (lang.member_own_nav()) } }
        } @else {
            p { (lang.member_password_hint()) }
            form method="post" action=(links::desk_member_password(lang, view.login)) {
                (token(shell))
                (button(Weight::Second, lang.member_password_go()))
            }
        }
    }
}
