//! 公共服务事项目录.

use std::collections::HashMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::{Department, Item};
use serde::Deserialize;
use views::directory::{DirectoryView, EntryRow, directory as page};
use views::{Room, Shell, words};

use crate::App;
use crate::lang::{self, PathLang};

/// Entries on a page.
const ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

pub(super) async fn directory(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let edition = app.published.edition(&app.house);
    let catalogue = &edition.catalogue;
    let mut offers: HashMap<&str, Vec<(&Item, &Department)>> = HashMap::new();
    for item in edition.local().map(|published| &published.item) {
        if let Some(department) = catalogue.department(&item.department) {
            offers.entry(&item.catalog_code).or_default().push((item, department));
        }
    }
    let offered = |code: &str| offers.contains_key(code);
    let entries: Vec<_> =
        catalogue.directory().iter().filter(|entry| offered(&entry.catalog_code)).collect();
    let pages = entries.len().div_ceil(ROWS).max(1);
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let rows = entries.iter().skip((number - 1) * ROWS).take(ROWS).map(|entry| EntryRow {
        entry,
        offers: offers.get(entry.catalog_code.as_str()).cloned().unwrap_or_default(),
    });
    let view = DirectoryView {
        region: words::text(lang, &app.site.region).0,
        rows: rows.collect(),
        total: entries.len(),
        page: number,
        pages,
    };
    let path = lang::rest(&uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    page(lang, &shell, &view).into_response()
}
