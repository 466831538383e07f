//! 公共服务事项目录: name, who receives it, how long it takes and the law behind it, as the opinion of
//! 2016 asks, 二（一）3.

use domain::catalogue::{Department, DirectoryEntry, Item};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Table, pages, table};
use crate::names::Named as _;
use crate::words::{self, citation, text};
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct DirectoryView<'a> {
    /// The region whose directory it is.
    pub region: &'a str,
    /// This page of entries, each with who implements it.
    pub rows: Vec<EntryRow<'a>>,
    /// How many entries there are.
    pub total: usize,
    /// The present page, from one.
    pub page: usize,
    /// The last page.
    pub pages: usize,
}

/// An entry and its implementations.
#[derive(Debug, Clone)]
pub struct EntryRow<'a> {
    /// The entry.
    pub entry: &'a DirectoryEntry,
    /// Who implements it.
    pub offers: Vec<(&'a Item, &'a Department)>,
}

/// The directory.
pub fn directory(lang: Lang, shell: &Shell<'_>, view: &DirectoryView<'_>) -> Markup {
    let title = lang.directory_title(view.region);
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let heads = [
        lang.directory_name(),
        lang.directory_kind(),
        lang.directory_offices(),
        lang.directory_limit(),
        lang.directory_basis(),
    ];
    let rows = view.rows.iter().map(|row| {
        let levels: Vec<&str> = row.entry.levels.iter().map(|level| level.named(lang)).collect();
        vec![
            html! {
                (text(lang, &row.entry.name))
                br; span.small.soft.mono { (row.entry.catalog_code) }
            },
            html! {
                (row.entry.kind.named(lang))
                br; span.small.soft { (lang.list(&levels)) }
            },
            html! { @for (item, department) in &row.offers {
                div { a href=(links::item(lang, &item.code)) { (text(lang, &department.short)) } }
            } },
            html! { @for (item, _) in &row.offers { div { (limit(lang, item)) } } },
            html! { @for one in &row.entry.basis { div { (citation(lang, one)) } } },
        ]
    });
    let body = html! {
        h1 { (title) }
        p.lead { (lang.directory_lead(view.total)) }
        (table(&Table {
            caption: &title,
            caption_hidden: true,
            heads: &heads,
            rows: rows.collect(),
            keys: false,
        }))
        (pages(lang, view.page, view.pages, |number| {
            links::query(&links::directory(lang), &[("page", &number.to_string())])
        }))
    };
    page(lang, shell, &head, body)
}

fn limit(lang: Lang, item: &Item) -> String {
    match item.limits.shown() {
        Some(limit) => words::limit(lang, limit),
        None => lang.directory_no_limit().to_owned(),
    }
}
