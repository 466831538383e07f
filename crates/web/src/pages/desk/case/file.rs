//! A stored file, always as an attachment: nothing that somebody uploaded runs in our pages.

use app::files;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Response};

use super::super::room::DeskRoom;
use super::{Asked, purpose_of};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::visitor::Visitor;

pub(in super::super) async fn file(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, id)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response<Body>, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let purpose = purpose_of(&room, &asked.purpose);
    let cx = app.cx(&visitor.actor);
    let found = cx.write(move |unit| files::in_case(unit, &number, &id, purpose));
    let found = found.await.in_lang(lang)?;
    let (house, file) = (app.house.clone(), found.clone());
    let bytes = tokio::task::spawn_blocking(move || files::read(&house, &file))
        .await
        .map_err(|error| PageError::new(lang, app::Error::broken(error)))?
        .in_lang(lang)?;
    Ok(attachment(bytes, &found.media_type, &found.name))
}

/// Bytes to be saved under a name.
pub(crate) fn attachment(bytes: Vec<u8>, kind: &str, name: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    let to = response.headers_mut();
    let octets = HeaderValue::from_static("application/octet-stream");
    to.insert(CONTENT_TYPE, HeaderValue::from_str(kind).unwrap_or(octets));
    if let Some(disposition) = crate::published::attachment(name) {
        to.insert(CONTENT_DISPOSITION, disposition);
    }
    to.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
