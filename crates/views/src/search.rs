//! Search results with filters, and what to do when nothing was found.

use domain::catalogue::{ItemKind, ServiceObject, Text};
use i18n::Lang;
use maud::{Markup, html};

use crate::components::{
    Field, Input, Weight, button, button_link, empty_state, field, pages, search_box,
};
use crate::home::Named as Link;
use crate::names::Named;
use crate::rows::{self, ItemRow};
use crate::words::text;
use crate::{Head, Shell, links, page};

/// The word for all regions.
pub const EVERYWHERE: &str = "all";

/// What was asked for; empty texts ask for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filters<'a> {
    /// The words.
    pub q: &'a str,
    /// Code of an [`ItemKind`].
    pub kind: &'a str,
    /// Id of a department.
    pub department: &'a str,
    /// Id of a theme.
    pub theme: &'a str,
    /// Code of a [`ServiceObject`].
    pub object: &'a str,
    /// Code of a region, or [`EVERYWHERE`]; empty is the region of this house.
    pub region: &'a str,
    /// Only what can be done online.
    pub online: bool,
}

impl Filters<'_> {
    /// The address of a page of this search; the first page has no number.
    pub fn link(&self, lang: Lang, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let pairs = [
            ("q", self.q),
            ("kind", self.kind),
            ("department", self.department),
            ("theme", self.theme),
            ("object", self.object),
            ("region", self.region),
            ("online", if self.online { "true" } else { "" }),
            ("page", &page),
        ];
        links::query(&links::search(lang), &pairs)
    }

    fn narrowed(&self) -> bool {
        self.online
            || [self.kind, self.department, self.theme, self.object, self.region]
                .iter()
                .any(|filter| !filter.is_empty())
    }
}

/// What the search page shows.
#[derive(Debug, Clone)]
pub struct SearchView<'a> {
    /// What was asked for.
    pub filters: Filters<'a>,
    /// Departments to choose from.
    pub departments: Vec<Link<'a>>,
    /// Themes to choose from.
    pub themes: Vec<Link<'a>>,
    /// The region of this house, with what is above it and in it.
    pub home: Option<&'a Text>,
    /// Other regions to choose from.
    pub regions: Vec<Link<'a>>,
    /// How many would be found in all regions, where nothing is found here.
    pub elsewhere: usize,
    /// This page of results.
    pub rows: Vec<ItemRow<'a>>,
    /// How many there are altogether.
    pub total: usize,
    /// The present page, from one.
    pub page: usize,
    /// The last page.
    pub pages: usize,
    /// What was probably meant, where what was asked is nowhere.
    pub meant: Vec<&'a str>,
}

/// The search page.
pub fn search(lang: Lang, shell: &Shell<'_>, view: &SearchView<'_>) -> Markup {
    let q = view.filters.q;
    let title = if q.is_empty() { lang.search_title().to_owned() } else { lang.search_title_of(q) };
    let crumbs = [(links::home(lang), lang.common_home().to_owned())];
    let head = Head { title: &title, crumbs: &crumbs, ..Head::default() };
    let body = html! {
        h1 { (title) }
        div.block {
            (search_box(lang, lang.search_label(), q, false))
        }
        (filters(lang, view))
        @if view.rows.is_empty() {
            (nothing(lang, view))
        } @else {
            @if let Some(meant) = view.meant.first() {
                p {
                    (lang.search_corrected(q, *meant)) " "
                    a href=(links::themes(lang)) { (lang.search_by_theme()) }
                }
            }
            h2 { (lang.search_found(lang.count(view.total as u64))) }
            (rows::list(lang, &view.rows))
            (pages(lang, view.page, view.pages, |number| view.filters.link(lang, number)))
        }
    };
    page(lang, shell, &head, body)
}

fn filters(lang: Lang, view: &SearchView<'_>) -> Markup {
    let asked = view.filters;
    let kinds: Vec<_> = ItemKind::ALL.iter().map(|one| (one.code(), one.named(lang))).collect();
    let objects: Vec<_> =
        ServiceObject::ALL.iter().map(|one| (one.code(), one.named(lang))).collect();
    let departments = names(lang, &view.departments);
    let themes = names(lang, &view.themes);
    let mut regions = names(lang, &view.regions);
    regions.push((EVERYWHERE, lang.search_region_all()));
    html! {
        details.block.card open[asked.narrowed()] {
            summary { (lang.search_filters()) }
            form method="get" action=(links::search(lang)) {
                input type="hidden" name="q" value=(asked.q);
                div.filters {
                    (select(lang, "object", lang.search_object(), &objects, asked.object))
                    (select(lang, "theme", lang.search_theme(), &themes, asked.theme))
                    (select(lang, "department", lang.search_department(), &departments,
                        asked.department))
                    (select(lang, "kind", lang.search_kind(), &kinds, asked.kind))
                    @if let Some(home) = view.home {
                        @let here = lang.search_region_home(text(lang, home).0);
                        (select_or(&here, "region", lang.search_region(), &regions, asked.region))
                    }
                }
                (field(lang, &Field {
                    name: "online",
                    label: lang.search_online(),
                    optional: true,
                    input: Input::Tick { checked: asked.online },
                    ..Field::default()
                }))
                div.row {
                    (button(Weight::Second, lang.search_narrow()))
                    @if asked.narrowed() {
                        @let wide = Filters { q: asked.q, ..Filters::default() };
                        (button_link(Weight::Quiet, &wide.link(lang, 1), lang.search_all()))
                    }
                }
            }
        }
    }
}

fn names<'a>(lang: Lang, list: &[Link<'a>]) -> Vec<(&'a str, &'a str)> {
    list.iter().map(|one| (one.id, text(lang, one.name).0)).collect()
}

fn select(lang: Lang, name: &str, label: &str, list: &[(&str, &str)], now: &str) -> Markup {
    select_or(lang.search_any(), name, label, list, now)
}

/// `any` is what nothing chosen means.
fn select_or(any: &str, name: &str, label: &str, list: &[(&str, &str)], now: &str) -> Markup {
    let id = format!("f-{name}");
    html! {
        div.field {
            label.label for=(id) { (label) }
            select.input id=(id) name=(name) {
                option value="" { (any) }
                @for (value, words) in list {
                    option value=(value) selected[*value == now] { (words) }
                }
            }
        }
    }
}

fn nothing(lang: Lang, view: &SearchView<'_>) -> Markup {
    let asked = view.filters;
    let wide = Filters { q: asked.q, ..Filters::default() };
    let body = if asked.narrowed() { lang.search_none_narrowed() } else { lang.search_none_hint() };
    let everywhere = Filters { region: EVERYWHERE, ..asked };
    let next = html! {
        @if view.elsewhere > 0 {
            @let words = lang.search_elsewhere(lang.count(view.elsewhere as u64));
            (button_link(Weight::Second, &everywhere.link(lang, 1), words))
        }
        @if asked.narrowed() {
            (button_link(Weight::Main, &wide.link(lang, 1), lang.search_all()))
        }
        (button_link(Weight::Second, &links::themes(lang), lang.search_by_theme()))
    };
    html! {
        @if !view.meant.is_empty() {
            p { (lang.search_meant())
                @for words in &view.meant {
                    " " a href=(links::query(&links::search(lang), &[("q", words)])) { (words) }
                }
            }
        }
        (empty_state(lang.search_none(), body, next))
    }
}
