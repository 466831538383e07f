//! Cases in a list: by due day, with words beside the colours, moved through by keyboard.

use base::Date;
use domain::cases::{Due, Stage};
use domain::catalogue::Text;
use i18n::Lang;
use maud::{Markup, html};

use super::urgency::Urgency;
use super::{Names, token, words};
use crate::components::{Table, table};
use crate::words::text;
use crate::{Shell, links};

/// A case in a list. The applicant's name comes masked.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// Case number (办件编号).
    pub number: String,
    /// The number of its last event.
    pub seq: u64,
    /// The item's name.
    pub item: Text,
    /// The applicant, masked.
    pub applicant: String,
    /// The department, by its `id`.
    pub department: String,
    /// Where it stands.
    pub stage: Stage,
    /// Until when the next word is due.
    pub due: Option<Due>,
    /// Whether the clock stands still.
    pub stopped: bool,
    /// Who holds it, by `id`.
    pub officer: Option<String>,
}

impl CaseRow {
    /// How soon it is due.
    pub fn urgency(&self, today: Date) -> Urgency {
        Urgency::of(self.due, today, self.stopped)
    }
}

/// A column that a list may have beside number, item, applicant and due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The department.
    Department,
    /// Where it stands.
    Stage,
    /// Who holds it.
    Holder,
    /// A button to take it on.
    Claim,
}

/// The table. `caption` says what it lists; `purpose` goes into the links, so that the reading of a
/// file is noted for what it is; none takes the reader's own.
pub fn cases(lang: Lang, shell: &Shell<'_>, list: &List<'_>, rows: &[CaseRow]) -> Markup {
    let has = |column| list.columns.contains(&column);
    let mut heads = vec![lang.desk_col_case(), lang.desk_col_item(), lang.desk_col_applicant()];
    let more = [
        (has(Column::Department), lang.desk_col_department()),
        (has(Column::Stage), lang.desk_col_stage()),
        (has(Column::Holder), lang.desk_col_holder()),
    ];
    heads.extend(more.into_iter().filter(|(shown, _)| *shown).map(|(_, head)| head));
    heads.extend([lang.desk_col_due(), lang.desk_col_left()]);
    if has(Column::Claim) {
        heads.push(lang.desk_col_do());
    }
    let cells = rows.iter().map(|row| cells(lang, shell, list, row)).collect();
    let shown = Table {
        caption: list.caption,
        caption_hidden: true,
        heads: &heads,
        rows: cells,
        keys: list.keys,
    };
    html! {
        div.tight { (table(&shown)) }
        @if list.keys { (super::key_help(lang, has(Column::Claim))) }
    }
}

/// How a list is shown.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// What it lists.
    pub caption: &'a str,
    /// Its columns.
    pub columns: &'a [Column],
    /// Today.
    pub today: Date,
    /// Names behind ids.
    pub names: Names<'a>,
    /// Whether keys move through it; one list of a page may.
    pub keys: bool,
    /// What the file is opened for; empty for the reader's own purpose.
    pub purpose: &'a str,
}

fn cells(lang: Lang, shell: &Shell<'_>, list: &List<'_>, row: &CaseRow) -> Vec<Markup> {
    let has = |column| list.columns.contains(&column);
    let open = links::query(&links::desk_case(lang, &row.number), &[("purpose", list.purpose)]);
    let urgency = row.urgency(list.today);
    let holder = row.officer.as_deref();
    let mut cells = vec![
        html! { a.mono.nowrap data-row href=(open) { (row.number) } },
        html! { (text(lang, &row.item)) },
        html! { (row.applicant) },
    ];
    if has(Column::Department) {
        cells.push(list.names.department(lang, &row.department));
    }
    if has(Column::Stage) {
        cells.push(html! { span.nowrap { (words::stage(lang, row.stage)) } });
    }
    if has(Column::Holder) {
        cells.push(html! {
            @match holder {
                Some(id) => (list.names.officer(id)),
                None => span.soft.nowrap { (lang.desk_nobody()) },
            }
        });
    }
    cells.push(html! {
        (urgency.tag(lang)) " "
        @if let Some(due) = row.due { span.nowrap { (crate::clock::due(lang, due)) } }
    });
    cells.push(html! { span.nowrap { (urgency.days(lang)) } });
    if has(Column::Claim) {
        cells.push(html! { @if holder.is_none() { (claim(lang, shell, row)) } });
    }
    cells
}

fn claim(lang: Lang, shell: &Shell<'_>, row: &CaseRow) -> Markup {
    html! {
        form method="post" action=(links::desk_act(lang, &row.number, "claim")) {
            (token(shell))
            input type="hidden" name="seq" value=(row.seq);
            button.btn.btn-2 data-claim { (lang.desk_claim()) span.sr { " " (row.number) } }
        }
    }
}

/// Stages as tabs with their numbers; `now` is the one that is shown.
pub fn tabs(lang: Lang, label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav aria-label=(label) { ul.tabs {
            @for tab in tabs { li {
                a href=(tab.href) aria-current=[tab.here.then_some("page")] {
                    (tab.word) " " strong { (lang.count(tab.count)) }
                }
            } }
        } }
    }
}

/// One tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub word: &'static str,
    /// How many.
    pub count: u64,
    /// Whether it is shown now.
    pub here: bool,
}
