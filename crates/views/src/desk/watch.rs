//! 督查: any department's open cases and what is overdue. Read only.

use base::Date;
use domain::cases::Stage;
use i18n::Lang;
use maud::{Markup, html};

use super::list::{CaseRow, Column, List, Tab, cases, tabs};
use super::{Names, room, words};
use crate::components::{Choice, Field, Input, Weight, button, empty_state, field, pages};
use crate::words::text;
use crate::{Shell, links};

/// What a supervisor sees.
#[derive(Debug, Clone)]
pub struct WatchView<'a> {
    /// The department; empty for what is overdue in the whole region.
    pub department: &'a str,
    /// The stage, for a department.
    pub stage: Stage,
    /// How many of its open cases stand where.
    pub counts: &'a [(Stage, i64)],
    /// The rows of this page.
    pub rows: Vec<CaseRow>,
    /// The page, from one.
    pub page: usize,
    /// The last page.
    pub last: usize,
    /// Names.
    pub names: Names<'a>,
    /// Today.
    pub today: Date,
}

/// Lists for supervisors.
pub fn watch(lang: Lang, shell: &Shell<'_>, view: &WatchView<'_>) -> Markup {
    let address = |stage: &str, page: &str| {
        let pairs = [("department", view.department), ("stage", stage), ("page", page)];
        links::query(&links::desk_watch(lang), &pairs)
    };
    let overdue = view.department.is_empty();
    let list: Vec<Tab> = Stage::ALL
        .iter()
        .filter(|stage| **stage != Stage::Closed)
        .map(|stage| Tab {
            href: address(stage.word(), ""),
            word: words::stage(lang, *stage),
            count: super::work::count_of(view.counts, *stage),
            here: view.stage == *stage,
        })
        .collect();
    let columns: &[Column] = if overdue {
        &[Column::Department, Column::Stage, Column::Holder]
    } else {
        &[Column::Holder]
    };
    let shown = List {
        caption: lang.work_watch_title(),
        columns,
        today: view.today,
        names: view.names,
        keys: true,
        purpose: "督查",
    };
    let stage = if overdue { "" } else { view.stage.word() };
    let body = html! {
        h1 { (lang.work_watch_title()) }
        p.soft { (lang.work_watch_hint()) }
        div.bar { (choose(lang, view)) }
        @if overdue { h2 { (lang.desk_home_overdue()) } }
        @else { (tabs(lang, lang.work_tabs(), &list)) }
        @if view.rows.is_empty() {
            (empty_state(lang.work_empty(), lang.work_watch_empty(), html! {}))
        } @else {
            (cases(lang, shell, &shown, &view.rows))
            (pages(lang, view.page, view.last, |page| address(stage, &page.to_string())))
        }
    };
    room(lang, shell, lang.work_watch_title(), body)
}

fn choose(lang: Lang, view: &WatchView<'_>) -> Markup {
    let choices = view
        .names
        .departments
        .iter()
        .map(|department| Choice {
            value: &department.id,
            label: text(lang, &department.short).0,
            hint: "",
            checked: department.id == view.department,
        })
        .collect();
    let department = Field {
        name: "department",
        label: lang.desk_col_department(),
        optional: true,
        input: Input::Select(choices),
        ..Field::default()
    };
    html! {
        form method="get" action=(links::desk_watch(lang)) {
            (field(lang, &department))
            (button(Weight::Second, lang.work_watch_go()))
        }
    }
}
