//! What the reform office and the administrator see: versions of items, accounts of staff.

use base::Timestamp;
use base::limits::PASSWORD_CHARS_MIN;
use domain::catalogue::{Department, Item, ItemState};
use domain::people::Role;
use i18n::Lang;
use maud::{Markup, html};

use super::member::place;
use super::{Names, room, token, typed, words};
use crate::components::{
    Choice, Field, FieldError, Input, Table, Tone, Weight, button, empty_state, error_summary,
    field, kept_field, notice, pages, table, tag,
};
use crate::names::Named;
use crate::words::text;
use crate::{Shell, links};

/// An item as it was published last.
#[derive(Debug, Clone)]
pub struct VersionRow<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its version.
    pub version: u32,
    /// When it was published.
    pub published_at: Timestamp,
}

/// The catalogue as the reform office sees it.
#[derive(Debug, Clone)]
pub struct ItemsView<'a> {
    /// The rows of this page.
    pub rows: Vec<VersionRow<'a>>,
    /// How many items are in use.
    pub in_use: usize,
    /// How many are suspended or cancelled.
    pub stopped: usize,
    /// The page, from one.
    pub page: usize,
    /// The last page.
    pub last: usize,
    /// Names.
    pub names: Names<'a>,
}

/// Items with version and date.
pub fn items(lang: Lang, shell: &Shell<'_>, view: &ItemsView<'_>) -> Markup {
    let heads = [
        lang.desk_col_item(),
        lang.desk_col_department(),
        lang.guide_kind(),
        lang.desk_items_version(),
        lang.desk_items_published(),
    ];
    let rows = view
        .rows
        .iter()
        .map(|row| {
            let guide = links::item(lang, &row.item.code);
            vec![
                html! {
                    a data-row href=(guide) { (text(lang, &row.item.name)) }
                    @if row.item.state != ItemState::InUse {
                        " " (tag(Tone::Warn, row.item.state.named(lang)))
                    }
                },
                view.names.department(lang, &row.item.department),
                html! { (row.item.kind.named(lang)) },
                html! { (row.version) },
                html! { (lang.time(row.published_at)) },
            ]
        })
        .collect();
    let caption = lang.desk_nav_items();
    let body = html! {
        h1 { (lang.desk_nav_items()) }
        p {
            (lang.desk_items_total(view.in_use))
            @if view.stopped > 0 { (lang.gap()) (lang.desk_items_stopped(view.stopped)) }
        }
        (notice(Tone::Info, lang.desk_items_how(), html! {
            p { (lang.desk_items_how_hint()) }
            p { code { "yichuang import items FILE --dry-run" } }
        }))
        div.tight {
            (table(&Table { caption, caption_hidden: true, heads: &heads, rows, keys: true }))
        }
        (super::key_help(lang, false))
        (pages(lang, view.page, view.last, |page| {
            links::query(&links::desk_items(lang), &[("page", &page.to_string())])
        }))
    };
    room(lang, shell, lang.desk_nav_items(), body)
}

/// An account of a member of staff.
#[derive(Debug, Clone)]
pub struct StaffRow {
    /// What the person types to sign in.
    pub login: String,
    /// Name.
    pub name: String,
    /// Department, by its `id`.
    pub department: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Whether it is in use.
    pub active: bool,
}

/// Accounts of staff.
#[derive(Debug, Clone)]
pub struct StaffView<'a> {
    /// Accounts.
    pub rows: Vec<StaffRow>,
    /// The administrator's own login: nobody shuts themselves out.
    pub own: &'a str,
    /// What was typed before an error.
    pub typed: &'a [(String, String)],
    /// Under what that was kept when a session ended; empty when it was not.
    pub kept: &'a str,
    /// What was wrong.
    pub errors: &'a [FieldError],
    /// A login that was just added or changed.
    pub done: &'a str,
    /// Why a change was not made; empty when it was.
    pub refused: &'a str,
    /// What is looked for in names and logins.
    pub q: &'a str,
    /// The page, from one.
    pub page: usize,
    /// The last page.
    pub last: usize,
    /// Names.
    pub names: Names<'a>,
}

/// Accounts of staff: list, add, put out of use.
pub fn staff(lang: Lang, shell: &Shell<'_>, view: &StaffView<'_>) -> Markup {
    let heads = [
        lang.desk_staff_name(),
        lang.desk_sign_in_login(),
        lang.desk_col_department(),
        lang.desk_staff_roles(),
        lang.desk_staff_state(),
        lang.desk_col_do(),
    ];
    let rows = view.rows.iter().map(|row| staff_cells(lang, shell, view, row)).collect();
    let caption = lang.desk_nav_staff();
    let body = html! {
        h1 { (lang.desk_nav_staff()) }
        @if !view.done.is_empty() {
            (notice(Tone::Ok, "", html! { p { (lang.desk_staff_done(view.done)) } }))
        }
        @if !view.refused.is_empty() {
            (notice(Tone::Bad, "", html! { p { (view.refused) } }))
        }
        @if !view.kept.is_empty() { (crate::my::kept::here(lang)) }
        (error_summary(lang, view.errors))
        details open[!view.errors.is_empty() || !view.kept.is_empty()] {
            summary { (lang.desk_staff_add()) }
            (add(lang, shell, view))
        }
        (find(lang, view.q))
        @if view.rows.is_empty() {
            (empty_state(lang.work_empty(), lang.desk_staff_none(), html! {}))
        } @else {
            div.tight { (table(&Table {
                caption, caption_hidden: true, heads: &heads, rows, keys: true,
            })) }
        }
        (pages(lang, view.page, view.last, |page| {
            links::query(&links::desk_staff(lang), &[("q", view.q), ("page", &page.to_string())])
        }))
    };
    room(lang, shell, lang.desk_nav_staff(), body)
}

fn find(lang: Lang, q: &str) -> Markup {
    let query = Field {
        name: "q",
        label: lang.desk_staff_find(),
        value: q,
        max_chars: 100,
        optional: true,
        input: Input::Text,
        ..Field::default()
    };
    html! {
        div.bar {
            form role="search" method="get" action=(links::desk_staff(lang)) {
                (field(lang, &query))
                (button(Weight::Second, lang.desk_find_go()))
            }
        }
    }
}

fn staff_cells(lang: Lang, shell: &Shell<'_>, view: &StaffView<'_>, row: &StaffRow) -> Vec<Markup> {
    let roles: Vec<&str> = row.roles.iter().map(|role| words::role(lang, *role)).collect();
    let (tone, state) = if row.active {
        (Tone::Ok, lang.desk_staff_active())
    } else {
        (Tone::Plain, lang.desk_staff_inactive())
    };
    vec![
        html! { a data-row href=(links::desk_member(lang, &row.login)) { (row.name) } },
        html! { span.mono { (row.login) } },
        view.names.department(lang, &row.department),
        html! { (lang.list(&roles)) },
        tag(tone, state),
        html! {
            @if row.login != view.own {
                form method="post" action=(links::desk_staff_active(lang, &row.login)) {
                    (token(shell))
                    input type="hidden" name="active" value=(if row.active { "0" } else { "1" });
                    button.btn.btn-3 {
                        (if row.active { lang.desk_staff_stop() } else { lang.desk_staff_start() })
                        span.sr { " " (row.name) }
                    }
                }
            }
        },
    ]
}

fn add(lang: Lang, shell: &Shell<'_>, view: &StaffView<'_>) -> Markup {
    let one = |name: &str, label, hint, input, optional| {
        let shown = Field {
            name,
            label,
            hint,
            value: typed(view.typed, name),
            error: FieldError::of(view.errors, name),
            max_chars: 100,
            optional,
            input,
            ..Field::default()
        };
        field(lang, &shown)
    };
    let password_hint = lang.desk_staff_password_hint(PASSWORD_CHARS_MIN);
    html! {
        form.text method="post" action=(links::desk_staff(lang)) {
            (token(shell))
            (kept_field(view.kept))
            (one("name", lang.desk_staff_name(), "", Input::Text, false))
            (one("login", lang.desk_sign_in_login(), lang.desk_staff_login_hint(), Input::Text,
                false))
            (one("title", lang.desk_staff_title(), "", Input::Text, true))
            (place(lang, view.names, view.typed, view.errors))
            (one("password", lang.desk_staff_password(),
                &password_hint, Input::Password { fresh: true }, false))
            (button(Weight::Main, lang.desk_staff_add()))
        }
    }
}

/// Departments as choices of a list.
pub(super) fn department_choices<'a>(
    lang: Lang,
    departments: &'a [std::sync::Arc<Department>],
    chosen: &str,
) -> Vec<Choice<'a>> {
    departments
        .iter()
        .map(|one| Choice {
            value: &one.id,
            label: text(lang, &one.short).0,
            hint: "",
            checked: one.id == chosen,
        })
        .collect()
}
