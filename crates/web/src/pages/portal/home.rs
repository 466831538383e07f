//! The first page.

use app::catalogue::Catalogue;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::catalogue::{RegionRank, Text, Theme, ThemeGroup};
use views::home::{HomeView, Named, Topic, home as page};

use super::published;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

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
        let tries: Vec<Text> =
            ["开米线店", "生孩子", "失业金", "过户", "gtgsh"].into_iter().map(Text::from).collect();
        let view = HomeView {
            tries: &tries,
            life_events: topics(catalogue, ThemeGroup::LifeEvent),
            person: topics(catalogue, ThemeGroup::Person),
            business: topics(catalogue, ThemeGroup::Business),
            popular: popular(catalogue),
            departments: catalogue
                .departments()
                .iter()
                .filter(|department| has_items(catalogue, &department.id))
                .map(|department| Named { id: &department.id, name: &department.short })
                .collect(),
            regions: catalogue
                .regions()
                .iter()
                .filter(|region| region.level == RegionRank::Town)
                .map(|region| Named { id: &region.code, name: &region.name })
                .collect(),
            items_total: catalogue.items().len(),
        };
        Some(page(lang, shell, &view))
    })
}

/// The themes of a group that have items.
pub(super) fn topics(catalogue: &Catalogue, group: ThemeGroup) -> Vec<Topic<'_>> {
    let of_group = catalogue.themes().iter().filter(|theme| theme.group == group);
    of_group.map(|theme| topic(catalogue, theme)).filter(|topic| topic.items > 0).collect()
}

/// A theme with the number of its items.
pub(super) fn topic<'a>(catalogue: &'a Catalogue, theme: &'a Theme) -> Topic<'a> {
    let items = catalogue.items().iter().filter(|item| item.item.themes.contains(&theme.id));
    Topic { id: &theme.id, name: &theme.name, about: &theme.about, items: items.count() }
}

/// What most people came for lately; until there are cases to count, one item of each of the first
/// life events.
fn popular(catalogue: &Catalogue) -> Vec<Named<'_>> {
    let counted = catalogue.popular().take(POPULAR_MAX);
    let mut found: Vec<Named<'_>> =
        counted.map(|item| Named { id: &item.item.code, name: &item.item.name }).collect();
    for theme in catalogue.themes().iter().filter(|theme| theme.group == ThemeGroup::LifeEvent) {
        let first = catalogue.items().iter().find(|item| {
            item.item.themes.contains(&theme.id)
                && !found.iter().any(|had| had.id == item.item.code)
        });
        found.extend(first.map(|item| Named { id: &item.item.code, name: &item.item.name }));
    }
    found.truncate(POPULAR_MAX);
    found
}

fn has_items(catalogue: &Catalogue, department: &str) -> bool {
    catalogue.items().iter().any(|item| item.item.department == department)
}
