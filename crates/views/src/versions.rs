//! 历次版本: the versions of an item, what changed and when.

use base::Date;
use domain::catalogue::{Item, ItemState};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{Table, table};
use crate::guide::titles;
use crate::names::Named as _;
use crate::words::text;
use crate::{Head, Shell, links, page};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct VersionsView<'a> {
    /// The item as it is in force.
    pub item: &'a Item,
    /// Its versions, the one in force first.
    pub rows: Vec<VersionRow>,
}

/// A version.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its number.
    pub version: u32,
    /// When it was published.
    pub published_on: Date,
    /// 事项状态 in it.
    pub state: ItemState,
    /// Which keys of the item are not as in the version before; none in the first.
    pub changes: Vec<String>,
}

/// The versions of an item.
pub fn versions(lang: Lang, shell: &Shell<'_>, view: &VersionsView<'_>) -> Markup {
    let (item, name) = (view.item, text(lang, &view.item.name));
    let crumbs = [
        (links::home(lang), lang.common_home().to_owned()),
        (links::item(lang, &item.code), name.0.to_owned()),
    ];
    let title = lang.versions_title(name.0);
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let heads = [
        lang.versions_version(),
        lang.versions_published(),
        lang.versions_state(),
        lang.versions_changes(),
    ];
    let rows = view.rows.iter().enumerate().map(|(place, row)| {
        let link = match place {
            0 => links::item(lang, &item.code),
            _ => links::item_version(lang, &item.code, row.version),
        };
        vec![
            html! {
                a href=(link) { (lang.versions_number(row.version)) }
                @if place == 0 { " " (lang.versions_present()) }
            },
            html! { (lang.date(row.published_on)) },
            html! { (row.state.named(lang)) },
            html! { (changes(lang, row)) },
        ]
    });
    let body = html! {
        h1 { (title) }
        p.soft { (lang.versions_hint()) }
        (table(&Table {
            caption: &title,
            caption_hidden: true,
            heads: &heads,
            rows: rows.collect(),
            keys: false,
        }))
    };
    page(lang, shell, &head, body)
}

fn changes(lang: Lang, row: &VersionRow) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in row.changes.iter().map(|key| part(lang, key)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() { lang.versions_first().to_owned() } else { lang.list(&words) }
}

/// The part of the guide that a key of an item's file belongs to.
fn part(lang: Lang, key: &str) -> &'static str {
    let element = match key {
        "name" | "summary" | "objects" => 1,
        "department" | "delegating" | "window_role" | "body_nature" | "power_source" => 2,
        "conditions" | "quantity_limit" | "application" => 3,
        "materials" => 4,
        "steps" | "flow" => 5,
        "limits" | "regime" | "case_type" => 6,
        "refusals" => 7,
        "results" | "fees" => 8,
        "contacts" => 9,
        "downloads" | "form" => 10,
        "places" => 11,
        "status_query" => 13,
        _ => 0,
    };
    match (element, key) {
        (0, "state") => lang.versions_state(),
        (0, "basis") => lang.guide_basis(),
        (0, "channels") => lang.versions_channels(),
        (0, "questions") => lang.guide_faq(),
        (0, "themes" | "synonyms") => lang.versions_words(),
        (0, _) => lang.versions_other(),
        (element, _) => titles(lang)[element - 1].0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_the_parts_of_the_guide() {
        let row = |changes: &[&str]| VersionRow {
            version: 2,
            published_on: base::time::parse_day("2026-10-09").unwrap(),
            state: ItemState::InUse,
            changes: changes.iter().map(|key| (*key).to_owned()).collect(),
        };
        let words = changes(Lang::Zh, &row(&["limits", "case_type", "materials", "state"]));
        assert_eq!(words, "要多久、要带什么、是否在办");
        assert_eq!(changes(Lang::Zh, &row(&[])), "第一次公布");
    }
}
