//! What surrounds the items: suggestions, themes, departments, regions, the directory.

use axum::Json;
use axum::extract::State;
use base::limits::PAGE_ROWS_MAX;
use domain::catalogue::{Department, DirectoryEntry, Region, Theme};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Asked};
use crate::App;

const SUGGESTIONS_MAX: usize = 20;
/// Entries on a page when nobody says how many.
const ENTRIES: usize = 50;

/// What was typed so far.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Typed {
    /// Chinese, pinyin or initials.
    q: String,
}

/// A suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Suggested {
    /// A word, or the name of an item.
    text: String,
    /// Item code (实施编码), where it is an item.
    code: Option<String>,
}

/// Suggestions while somebody types.
#[utoipa::path(get, path = "/api/v1/suggestions", tag = "catalogue", params(Typed),
    responses((status = 200, body = [Suggested])))]
pub(super) async fn suggestions(
    State(app): State<App>,
    Asked(typed): Asked<Typed>,
) -> Json<Vec<Suggested>> {
    let edition = app.published.edition(&app.house);
    let found =
        edition.index.suggest(&typed.q, SUGGESTIONS_MAX, &search::Filters::default()).into_iter();
    Json(found.map(|one| Suggested { text: one.text, code: one.code }).collect())
}

/// A theme or life event with its items.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ThemeWithItems {
    /// The theme: the keys of `themes.toml`.
    #[schema(value_type = Object)]
    theme: Theme,
    /// Item codes (实施编码) of its items, in the order of doing.
    items: Vec<String>,
}

/// Themes and life events.
#[utoipa::path(get, path = "/api/v1/themes", tag = "catalogue",
    responses((status = 200, body = [ThemeWithItems])))]
pub(super) async fn themes(State(app): State<App>) -> Json<Vec<ThemeWithItems>> {
    let catalogue = app.house.catalogue();
    let themes = catalogue.themes().iter().map(|theme| {
        let of_theme = catalogue.items().iter().filter(|item| item.item.themes.contains(&theme.id));
        let mut items: Vec<_> = of_theme.collect();
        items.sort_by_key(|item| theme.place(&item.item.catalog_code));
        let items = items.into_iter().map(|item| item.item.code.clone()).collect();
        ThemeWithItems { theme: Theme::clone(theme), items }
    });
    Json(themes.collect())
}

/// Departments and public enterprises.
#[utoipa::path(get, path = "/api/v1/departments", tag = "catalogue",
    responses((status = 200, body = [Object])))]
pub(super) async fn departments(State(app): State<App>) -> Json<Vec<Department>> {
    let catalogue = app.house.catalogue();
    Json(catalogue.departments().iter().map(|one| Department::clone(one)).collect())
}

/// Administrative divisions.
#[utoipa::path(get, path = "/api/v1/regions", tag = "catalogue",
    responses((status = 200, body = [Object])))]
pub(super) async fn regions(State(app): State<App>) -> Json<Vec<Region>> {
    let catalogue = app.house.catalogue();
    Json(catalogue.regions().iter().map(|one| Region::clone(one)).collect())
}

/// Which entries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Entries on a page, 1 to 100; left out, 50.
    limit: Option<usize>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: String,
}

/// A page of the directory.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DirectoryPage {
    /// The entries by code.
    entries: Vec<Implemented>,
    /// How many there are.
    total: usize,
    /// Where the next page begins; none on the last.
    next_cursor: Option<String>,
}

/// A directory entry and who implements it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Implemented {
    /// Its directory entry (基本目录): the keys of `directory.toml`; `derived` where none names it.
    #[schema(value_type = Object)]
    entry: DirectoryEntry,
    /// Item codes (实施编码) of its implementations in use.
    items: Vec<String>,
}

/// The directory of public services (公共服务事项目录).
#[utoipa::path(get, path = "/api/v1/directory", tag = "catalogue", params(Wanted),
    responses((status = 200, body = DirectoryPage)))]
pub(super) async fn directory(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<DirectoryPage>, ApiError> {
    let limit = super::limit(wanted.limit, ENTRIES, PAGE_ROWS_MAX)?;
    let catalogue = app.house.catalogue();
    let all = catalogue.directory();
    // The cursor is the last code of the page before, so that a publication skips nothing.
    let from = all.partition_point(|entry| entry.catalog_code <= wanted.cursor);
    let page = &all[from..all.len().min(from + limit)];
    let more = from + page.len() < all.len();
    let entries = page.iter().map(|entry| {
        let implements =
            catalogue.items().iter().filter(|item| item.item.catalog_code == entry.catalog_code);
        Implemented {
            entry: DirectoryEntry::clone(entry),
            items: implements.map(|item| item.item.code.clone()).collect(),
        }
    });
    let last = page.last().filter(|_| more).map(|entry| entry.catalog_code.clone());
    Ok(Json(DirectoryPage { entries: entries.collect(), total: all.len(), next_cursor: last }))
}
