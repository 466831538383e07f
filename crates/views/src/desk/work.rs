//! 部门工作: the work list of a department by due day, and what others have asked it.

use base::Date;
use domain::cases::Stage;
use i18n::Lang;
use maud::{Markup, html};

use super::list::{CaseRow, Column, List, Tab, cases, tabs};
use super::{Names, room, words};
use crate::components::{empty_state, pages};
use crate::{Shell, links};

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The department's cases in a stage.
    Stage(Stage),
    /// Cases on which another department asks this one.
    Asked,
}

impl Which {
    /// The word in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage(stage) => stage.word(),
            Self::Asked => "asked",
        }
    }
}

/// What the work list shows.
#[derive(Debug, Clone)]
pub struct WorkView<'a> {
    /// Which list.
    pub which: Which,
    /// How many open cases stand where.
    pub counts: &'a [(Stage, i64)],
    /// How many questions of others wait, where it was counted.
    pub asked: u64,
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

/// The work list.
pub fn work(lang: Lang, shell: &Shell<'_>, view: &WorkView<'_>) -> Markup {
    let address = |which: Which, page: &str| {
        links::query(&links::desk_work(lang), &[("stage", which.word()), ("page", page)])
    };
    let mut list: Vec<Tab> = Stage::ALL
        .iter()
        .filter(|stage| **stage != Stage::Closed)
        .map(|stage| Tab {
            href: address(Which::Stage(*stage), ""),
            word: words::stage(lang, *stage),
            count: count_of(view.counts, *stage),
            here: view.which == Which::Stage(*stage),
        })
        .collect();
    list.push(Tab {
        href: address(Which::Asked, ""),
        word: lang.work_asked(),
        count: view.asked,
        here: view.which == Which::Asked,
    });
    let asked = view.which == Which::Asked;
    let shown = List {
        caption: lang.work_title(),
        columns: if asked { &[Column::Department] } else { &[Column::Holder, Column::Claim] },
        today: view.today,
        names: view.names,
        keys: true,
        purpose: "",
    };
    let body = html! {
        h1 { (lang.work_title()) }
        (tabs(lang, lang.work_tabs(), &list))
        @if view.rows.is_empty() {
            (empty_state(lang.work_empty(), lang.work_empty_hint(), html! {}))
        } @else {
            (cases(lang, shell, &shown, &view.rows))
            (pages(lang, view.page, view.last, |page| address(view.which, &page.to_string())))
        }
    };
    room(lang, shell, lang.work_title(), body)
}

/// How many open cases are in a stage.
pub fn count_of(counts: &[(Stage, i64)], stage: Stage) -> u64 {
    let found = counts.iter().find(|(one, _)| *one == stage);
    found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default())
}
