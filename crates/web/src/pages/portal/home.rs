//! The first page.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::catalogue::{RegionRank, Text, Theme, ThemeGroup};
use views::home::{HomeView, Named, Topic, home as page};

use super::published;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;
use crate::published::Edition;

/// What somebody may search for, in both languages; the last Chinese one is typed by its initials.
const TRIES: [(&str, &str); 5] = [
    ("开米线店", "noodle shop"),
    ("生孩子", "newborn"),
    ("失业金", "unemployment"),
    ("过户", "transfer of a home"),
    ("gtgsh", "pension"),
];

/// Items offered as popular.
const POPULAR_MAX: usize = 8;

pub(super) async fn home(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let has_items = |id: &str| edition.local().any(|item| item.item.department == id);
        let tries: Vec<Text> =
            TRIES.map(|(zh, en)| Text { zh: zh.to_owned(), en: Some(en.to_owned()) }).into();
        let view = HomeView {
            tries: &tries,
            life_events: topics(edition, ThemeGroup::LifeEvent),
            person: topics(edition, ThemeGroup::Person),
            business: topics(edition, ThemeGroup::Business),
            popular: popular(edition),
            departments: catalogue
                .departments()
                .iter()
                .filter(|department| has_items(&department.id))
                .map(|department| Named { id: &department.id, name: &department.short })
                .collect(),
            regions: catalogue
                .regions()
                .iter()
                .filter(|region| region.level == RegionRank::Town && edition.is_local(&region.code))
                .map(|region| Named { id: &region.code, name: &region.name })
                .collect(),
            items_total: edition.local().count(),
        };
        Some(page(lang, shell, &view))
    })
}

/// The themes of a group that have items here.
pub(super) fn topics(edition: &Edition, group: ThemeGroup) -> Vec<Topic<'_>> {
    let of_group = edition.catalogue.themes().iter().filter(|theme| theme.group == group);
    of_group.map(|theme| topic(edition, theme)).filter(|topic| topic.items > 0).collect()
}

/// A theme with the number of its items here.
pub(super) fn topic<'a>(edition: &'a Edition, theme: &'a Theme) -> Topic<'a> {
    let items = edition.local().filter(|item| item.item.themes.contains(&theme.id));
    Topic { id: &theme.id, name: &theme.name, about: &theme.about, items: items.count() }
}

/// What most people came for lately; until there are cases to count, the first step of each of the
/// first life events.
fn popular(edition: &Edition) -> Vec<Named<'_>> {
    let catalogue = &edition.catalogue;
    let counted = catalogue.popular().take(POPULAR_MAX);
    let mut found: Vec<Named<'_>> =
        counted.map(|item| Named { id: &item.item.code, name: &item.item.name }).collect();
    for theme in catalogue.themes().iter().filter(|theme| theme.group == ThemeGroup::LifeEvent) {
        let of_theme = edition.local().filter(|item| item.item.themes.contains(&theme.id));
        let first = of_theme
            .filter(|item| !found.iter().any(|had| had.id == item.item.code))
            .min_by_key(|item| theme.place(&item.item.catalog_code));
        found.extend(first.map(|item| Named { id: &item.item.code, name: &item.item.name }));
    }
    found.truncate(POPULAR_MAX);
    found
}
