//! The staff's rooms: the one window, the department's work, the one outlet, and who watches.
//!
//! Dense, quick, by keyboard; every act is a plain form that carries the number of the last event
//! the person saw, so that the second of two clerks is told what the first one did.

pub mod admin;
pub mod came;
pub mod case;
pub mod erase;
pub mod home;
pub mod intake;
pub mod list;
pub mod member;
pub mod outlet;
pub mod password;
pub mod person;
pub mod query_code;
pub mod refusal;
pub mod sign_in;
pub mod taken;
pub mod urgency;
pub mod verify;
pub mod watch;
pub mod window;
pub mod words;
pub mod work;

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::StaffActor;
use domain::catalogue::Department;
use domain::people::Role;
use i18n::Lang;
use maud::{Markup, html};

use crate::words::text;
use crate::{Head, NavLink, Shell, assets, links, page};

/// The member of staff who looks at a page.
#[derive(Debug, Clone, Copy)]
pub struct Me<'a> {
    /// Id, department, region, roles.
    pub staff: &'a StaffActor,
    /// Name.
    pub name: &'a str,
    /// The department.
    pub department: Option<&'a Department>,
}

impl Me<'_> {
    /// Whether the person handles cases of a department.
    pub fn handles(&self) -> bool {
        self.staff.has(Role::Officer) || self.staff.has(Role::Leader)
    }
}

/// The names behind ids: members of staff and departments.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Names of members of staff by their `id`.
    pub staff: &'a HashMap<String, String>,
    /// Departments.
    pub departments: &'a [Arc<Department>],
}

impl Names<'_> {
    /// A member of staff; the id where nobody of that id is known.
    pub fn officer<'s>(&'s self, id: &'s str) -> &'s str {
        self.staff.get(id).map_or(id, String::as_str)
    }

    /// A department's short name.
    pub fn department(&self, lang: Lang, id: &str) -> Markup {
        let found = self.departments.iter().find(|department| department.id == id);
        html! { @if let Some(found) = found { (text(lang, &found.short)) } @else { (id) } }
    }

    /// Somebody as the log names them: `staff:s001`, `account:…`, `system`.
    pub fn actor(&self, lang: Lang, actor: &str) -> String {
        match actor.split_once(':') {
            Some(("staff", id)) => self.officer(id).to_owned(),
            Some(("account", _)) => lang.desk_actor_account().to_owned(),
            _ if actor == "system" => lang.desk_actor_system().to_owned(),
            _ => actor.to_owned(),
        }
    }
}

/// The navigation of somebody with these roles.
pub fn nav(lang: Lang, staff: &StaffActor) -> Vec<NavLink> {
    let link = |href: String, label: &str| NavLink { href, label: label.to_owned() };
    let mut nav = vec![link(links::desk(lang), lang.desk_nav_home())];
    if staff.has(Role::Window) {
        nav.push(link(links::desk_window(lang), lang.desk_nav_window()));
        nav.push(link(links::desk_new(lang), lang.desk_nav_new()));
        nav.push(link(links::desk_outlet(lang), lang.desk_nav_outlet()));
    }
    if staff.has(Role::Officer) || staff.has(Role::Leader) {
        nav.push(link(links::desk_work(lang), lang.desk_nav_work()));
    }
    if staff.has(Role::Supervisor) {
        nav.push(link(links::desk_watch(lang), lang.desk_nav_watch()));
    }
    if staff.has(Role::Reform) {
        nav.push(link(links::desk_items(lang), lang.desk_nav_items()));
    }
    if staff.has(Role::Admin) {
        nav.push(link(links::desk_staff(lang), lang.desk_nav_staff()));
        nav.push(link(links::desk_erase(lang), lang.erase_nav()));
    }
    nav.push(link(links::desk_password(lang), lang.member_own_nav()));
    nav
}

/// A page of the desk, with its own style sheet and the way back to the first page.
pub(crate) fn room(lang: Lang, shell: &Shell<'_>, title: &str, body: Markup) -> Markup {
    let crumbs = [(links::desk(lang), lang.desk_nav_home().to_owned())];
    let here = links::desk(lang).ends_with(shell.path);
    let crumbs = if here || shell.account.is_none() { &[][..] } else { &crumbs[..] };
    let head = Head { title, crumbs, extra: Some(style_sheet()), ..Head::default() };
    page(lang, shell, &head, body)
}

/// The style sheet of desk and papers.
pub(crate) fn style_sheet() -> Markup {
    html! { link rel="stylesheet" href={ "/assets/" (assets::DESK_CSS_NAME) }; }
}

/// The session's token as a hidden field.
pub(crate) fn token(shell: &Shell<'_>) -> Markup {
    crate::components::form_token(shell.account.as_ref().map(|account| account.token))
}

/// Which keys move through a list.
pub(crate) fn key_help(lang: Lang, claims: bool) -> Markup {
    html! {
        p.kbd.js-only {
            kbd { "j" } " " kbd { "k" } " " (lang.desk_keys_move()) " · "
            kbd { "o" } " " (lang.desk_keys_open())
            @if claims { " · " kbd { "c" } " " (lang.desk_keys_claim()) }
        }
    }
}

/// What was typed into a field of a form that is shown again.
pub(crate) fn typed<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}
