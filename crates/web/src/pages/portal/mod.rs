//! The portal: everybody's pages, the same bytes for everybody.

mod department;
mod directory;
mod guide;
mod home;
mod log;
mod printed;
mod region;
mod search;
mod sheet;
mod topic;
mod versions;

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use i18n::Lang;
use maud::Markup;
use views::{Room, Shell};

use crate::error::PageError;
use crate::lang::{self, PathLang};
use crate::published::Edition;
use crate::{App, Endpoint, Guard};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/", Guard::Public, root),
        Endpoint::get("/{lang}/", Guard::Public, home::home),
        Endpoint::get("/{lang}", Guard::Public, bare),
        Endpoint::get("/{lang}/search", Guard::Public, search::search),
        Endpoint::get("/{lang}/suggest", Guard::Public, search::suggest),
        Endpoint::get("/{lang}/items/{code}", Guard::Public, guide::guide),
        Endpoint::get("/{lang}/items/{code}/guide.pdf", Guard::Public, guide::pdf),
        Endpoint::get("/{lang}/items/{code}/versions", Guard::Public, versions::list),
        Endpoint::get("/{lang}/items/{code}/versions/{version}", Guard::Public, versions::one),
        Endpoint::get("/{lang}/items/{code}/forms/{material}/{sheet}", Guard::Public, sheet::sheet),
        Endpoint::get("/{lang}/themes", Guard::Public, topic::topics),
        Endpoint::get("/{lang}/themes/{id}", Guard::Public, topic::topic),
        Endpoint::get("/{lang}/departments", Guard::Public, department::departments),
        Endpoint::get("/{lang}/departments/{id}", Guard::Public, department::department),
        Endpoint::get("/{lang}/directory", Guard::Public, directory::directory),
        Endpoint::get("/{lang}/regions", Guard::Public, region::all),
        Endpoint::get("/{lang}/regions/{code}", Guard::Public, region::region),
        Endpoint::get("/{lang}/accessibility", Guard::Public, accessibility),
        Endpoint::get("/{lang}/log", Guard::Public, log::log),
    ]
}

/// The language that the browser asks for first; Chinese unless it is English.
pub(crate) fn spoken(headers: &HeaderMap) -> Lang {
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok());
    let english = asked.is_some_and(|asked| asked.trim_start().starts_with("en"));
    if english { Lang::En } else { Lang::Zh }
}

async fn root(headers: HeaderMap) -> Redirect {
    Redirect::to(&views::links::home(spoken(&headers)))
}

async fn bare(PathLang(lang): PathLang) -> Redirect {
    Redirect::permanent(&views::links::home(lang))
}

/// Answers with the published page of this address.
pub(crate) fn published(
    app: &App,
    lang: Lang,
    uri: &axum::http::Uri,
    headers: &HeaderMap,
    make: impl FnOnce(&Edition, &Shell<'_>) -> Option<Markup>,
) -> Result<Response, PageError> {
    let edition = app.published.edition(&app.house);
    let path = lang::rest(uri);
    let found = edition.page(uri.path(), headers, || {
        let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
        make(&edition, &shell)
    });
    found.ok_or_else(|| PageError::new(lang, app::Error::NotFound))
}

async fn accessibility(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |_, shell| Some(views::about::accessibility(lang, shell)))
}
