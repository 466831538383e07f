//! The versions of an item: what changed and when, and each as it was.

use app::catalogue::versions;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse as _, Response};
use views::versions::{VersionRow, VersionsView, versions as page};
use views::{Room, Shell, guide};

use super::guide as portal_guide;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::{self, PathLang};

pub(super) async fn list(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let wanted = code.clone();
    let cx = app.anonymous();
    let found = cx.read(move |unit| versions::of(unit, &wanted)).await.in_lang(lang)?;
    let none = || PageError::new(lang, app::Error::NotFound);
    let path = lang::rest(&uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    let rows = found.iter().enumerate().map(|(place, version)| VersionRow {
        version: version.version,
        published_on: version.published_at.day(),
        state: version.item.state,
        changes: found
            .get(place + 1)
            .map(|before| versions::changes(&before.item, &version.item))
            .unwrap_or_default(),
    });
    let view = VersionsView { item: &found.first().ok_or_else(none)?.item, rows: rows.collect() };
    Ok(page(lang, &shell, &view).into_response())
}

pub(super) async fn one(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code, version)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let none = || PageError::new(lang, app::Error::NotFound);
    let number: u32 = version.parse().map_err(|_| none())?;
    let wanted = code.clone();
    let cx = app.anonymous();
    let found = cx.read(move |unit| versions::one(unit, &wanted, number)).await.in_lang(lang)?;
    let edition = app.published.edition(&app.house);
    let address = portal_guide::address(&app, lang, &code);
    let view = portal_guide::view(&edition, &found, &address).ok_or_else(none)?;
    let path = lang::rest(&uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    Ok(guide::guide(lang, &shell, &view).into_response())
}
