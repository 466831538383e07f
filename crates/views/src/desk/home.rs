//! The first page of the desk: what waits for this person, by role, and quick find.

use base::Date;
use domain::people::Role;
use i18n::Lang;
use maud::{Markup, html};

use super::list::{CaseRow, Column, List, cases};
use super::{Me, Names, room, words};
use crate::components::{Field, Input, Tone, Weight, button, field, notice};
use crate::rows::{self, ItemRow};
use crate::words::text;
use crate::{Shell, links};

/// A figure on the first page, leading to its list.
#[derive(Debug, Clone)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// Of what.
    pub words: String,
    /// The list.
    pub href: String,
    /// Whether it is bad news when it is not zero.
    pub bad: bool,
}

/// What the first page shows.
#[derive(Debug, Clone)]
pub struct HomeView<'a> {
    /// Who looks.
    pub me: Me<'a>,
    /// Figures by role.
    pub figures: Vec<Figure>,
    /// Cases that this person holds.
    pub mine: Vec<CaseRow>,
    /// Cases of the person's work that are overdue and nobody else holds.
    pub overdue: Vec<CaseRow>,
    /// Names.
    pub names: Names<'a>,
    /// Today.
    pub today: Date,
}

/// The first page.
pub fn home(lang: Lang, shell: &Shell<'_>, view: &HomeView<'_>) -> Markup {
    let me = &view.me;
    let roles: Vec<&str> = me.staff.roles.iter().map(|role| words::role(lang, *role)).collect();
    let body = html! {
        h1 { (lang.desk_home_title(me.name)) }
        p.soft {
            @if let Some(department) = me.department { (text(lang, &department.name)) " · " }
            (lang.list(&roles)) " · " (lang.date(view.today))
        }
        (find_box(lang, ""))
        (figures(lang, &view.figures))
        (duties(lang, me))
        (list(lang, shell, view, lang.desk_home_overdue(), &view.overdue, false))
        @if me.handles() {
            (list(lang, shell, view, lang.desk_home_mine(), &view.mine, true))
            @if view.mine.is_empty() { p.soft { (lang.desk_home_mine_none()) } }
        }
    };
    room(lang, shell, lang.desk_nav_home(), body)
}

/// Find a case by its number, or an item by words.
pub fn find_box(lang: Lang, q: &str) -> Markup {
    let query = Field {
        name: "q",
        label: lang.desk_find_label(),
        value: q,
        max_chars: 100,
        input: Input::Text,
        ..Field::default()
    };
    html! {
        div.bar {
            form role="search" method="get" action=(links::desk_find(lang)) {
                (field(lang, &query))
                (button(Weight::Second, lang.desk_find_go()))
            }
        }
    }
}

fn figures(lang: Lang, figures: &[Figure]) -> Markup {
    html! {
        @if !figures.is_empty() {
            ul.figures { @for figure in figures { li {
                a href=(figure.href) {
                    b class=[(figure.bad && figure.count > 0).then_some("late")] {
                        (lang.count(figure.count))
                    }
                    (figure.words)
                }
            } } }
        }
    }
}

/// What the roles without cases can do.
fn duties(lang: Lang, me: &Me<'_>) -> Markup {
    let duty = |href: String, title: &'static str, hint: &'static str| {
        notice(Tone::Plain, title, html! { p { (hint) " " a href=(href) { (title) } } })
    };
    html! {
        @if me.staff.has(Role::Supervisor) {
            (duty(links::desk_watch(lang), lang.desk_nav_watch(), lang.desk_home_watch()))
        }
        @if me.staff.has(Role::Reform) {
            (duty(links::desk_items(lang), lang.desk_nav_items(), lang.desk_home_reform()))
        }
        @if me.staff.has(Role::Admin) {
            (duty(links::desk_staff(lang), lang.desk_nav_staff(), lang.desk_home_admin()))
        }
    }
}

fn list(
    lang: Lang,
    shell: &Shell<'_>,
    view: &HomeView<'_>,
    title: &str,
    rows: &[CaseRow],
    keys: bool,
) -> Markup {
    let department = (!view.me.handles()).then_some(Column::Department);
    let holder = (!keys).then_some(Column::Holder);
    let columns = department.into_iter().chain([Column::Stage]).chain(holder);
    let columns: Vec<Column> = columns.collect();
    let list = List {
        caption: title,
        columns: &columns,
        today: view.today,
        names: view.names,
        keys,
        purpose: "",
    };
    html! {
        @if !rows.is_empty() {
            section.block { h2 { (title) } (cases(lang, shell, &list, rows)) }
        }
    }
}

/// What quick find found.
#[derive(Debug, Clone)]
pub struct FindView<'a> {
    /// As typed.
    pub q: &'a str,
    /// Why a number that looks like a case's is none.
    pub number_error: Option<String>,
    /// Items.
    pub items: Vec<ItemRow<'a>>,
    /// Whether the person may take applications in.
    pub takes_in: bool,
}

/// Items found from the first page; a case number leads to its case at once.
pub fn find(lang: Lang, shell: &Shell<'_>, view: &FindView<'_>) -> Markup {
    let body = html! {
        h1 { (lang.desk_find_title()) }
        (find_box(lang, view.q))
        @if let Some(error) = &view.number_error {
            (notice(Tone::Warn, "", html! { p { (error) } }))
        }
        @if view.takes_in {
            (super::intake::found(lang, &view.items, ""))
        } @else {
            (rows::list(lang, &view.items))
        }
        @if view.items.is_empty() { p { (lang.desk_find_none()) } }
    };
    room(lang, shell, lang.desk_find_title(), body)
}
