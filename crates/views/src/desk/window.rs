//! 综合窗口: what was received for any department and waits for a word, by due day.

use base::Date;
use domain::cases::Stage;
use i18n::Lang;
use maud::{Markup, html};

use super::list::{CaseRow, Column, List, Tab, cases, tabs};
use super::work::count_of;
use super::{Names, room, words};
use crate::components::{Weight, actions, button_link, empty_state, pages};
use crate::{Shell, links};

/// What the window's list shows.
#[derive(Debug, Clone)]
pub struct WindowView<'a> {
    /// Which stage is shown.
    pub stage: Stage,
    /// How many open cases of the region stand where.
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

/// The window's list.
pub fn window(lang: Lang, shell: &Shell<'_>, view: &WindowView<'_>) -> Markup {
    let address = |stage: Stage, page: &str| {
        links::query(&links::desk_window(lang), &[("stage", stage.word()), ("page", page)])
    };
    let list: Vec<Tab> = [Stage::Received, Stage::Correction, Stage::Accepted]
        .into_iter()
        .map(|stage| Tab {
            href: address(stage, ""),
            word: words::stage(lang, stage),
            count: count_of(view.counts, stage),
            here: view.stage == stage,
        })
        .collect();
    let shown = List {
        caption: lang.desk_nav_window(),
        columns: &[Column::Department],
        today: view.today,
        names: view.names,
        keys: true,
        purpose: "",
    };
    let body = html! {
        h1 { (lang.desk_nav_window()) }
        (actions(html! {
            (button_link(Weight::Main, &links::desk_new(lang), lang.desk_nav_new()))
            (button_link(Weight::Second, &links::desk_person(lang), lang.desk_person_title()))
            (button_link(Weight::Second, &links::desk_verify(lang), lang.desk_verify_title()))
        }))
        (tabs(lang, lang.work_tabs(), &list))
        @if view.rows.is_empty() {
            (empty_state(lang.work_empty(), lang.desk_window_empty_hint(), html! {}))
        } @else {
            (cases(lang, shell, &shown, &view.rows))
            (pages(lang, view.page, view.last, |page| address(view.stage, &page.to_string())))
        }
    };
    room(lang, shell, lang.desk_nav_window(), body)
}
