//! Themes and life events.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::catalogue::ThemeGroup;
use views::rows::ItemRow;
use views::topic::{TopicView, TopicsView, topic as topic_page, topic_list};

use super::{home, published};
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

pub(super) async fn topics(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let view = TopicsView {
            life_events: home::topics(edition, ThemeGroup::LifeEvent),
            person: home::topics(edition, ThemeGroup::Person),
            business: home::topics(edition, ThemeGroup::Business),
        };
        Some(topic_list(lang, shell, &view))
    })
}

pub(super) async fn topic(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let theme = catalogue.themes().iter().find(|theme| theme.id == id)?;
        let of_theme = edition.local().filter(|item| item.item.themes.contains(&id));
        let mut items: Vec<_> = of_theme.collect();
        items.sort_by_key(|item| theme.place(&item.item.catalog_code));
        let rows = items.into_iter().filter_map(|item| {
            Some(ItemRow::of(&item.item, catalogue.department(&item.item.department)?))
        });
        let view = TopicView {
            name: &theme.name,
            about: &theme.about,
            life_event: theme.group == ThemeGroup::LifeEvent,
            rows: rows.collect(),
        };
        Some(topic_page(lang, shell, &view))
    })
}
