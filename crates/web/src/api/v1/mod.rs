//! `/api/v1`: JSON in, JSON out, RFC 9457 errors. The description at `openapi.json` is made from
//! the code below.

mod acts;
mod cases;
mod catalogue;
mod describe;
mod docs;
mod file;
mod items;
mod lists;
mod log;
mod papers;
mod sessions;
mod status;
pub(crate) mod submit;
mod uploads;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::problem;
use crate::{Endpoint, Guard};

/// Where files are sent: the one request of the API that may take long.
pub(crate) const UPLOADS: &str = "/api/v1/uploads";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1", Guard::Public, docs::front),
        Endpoint::get("/{lang}/api", Guard::Public, docs::page),
        Endpoint::get("/api/v1/openapi.json", Guard::Public, docs::openapi),
        Endpoint::post("/api/v1/sessions", Guard::Secret, sessions::create),
        Endpoint::delete("/api/v1/sessions/current", Guard::Bearer, sessions::end),
        Endpoint::get("/api/v1/items", Guard::Public, items::list),
        Endpoint::get("/api/v1/items/{code}", Guard::Public, items::one),
        Endpoint::get("/api/v1/suggestions", Guard::Public, catalogue::suggestions),
        Endpoint::get("/api/v1/themes", Guard::Public, catalogue::themes),
        Endpoint::get("/api/v1/departments", Guard::Public, catalogue::departments),
        Endpoint::get("/api/v1/regions", Guard::Public, catalogue::regions),
        Endpoint::get("/api/v1/directory", Guard::Public, catalogue::directory),
        Endpoint::post(UPLOADS, Guard::Bearer, uploads::upload),
        Endpoint::get("/api/v1/cases", Guard::Bearer, lists::list),
        Endpoint::post("/api/v1/cases", Guard::Bearer, submit::submit),
        Endpoint::get("/api/v1/cases/{number}", Guard::Bearer, cases::one),
        Endpoint::get("/api/v1/cases/{number}/clocks", Guard::Bearer, cases::clocks),
        Endpoint::get("/api/v1/cases/{number}/file", Guard::Bearer, file::file),
        Endpoint::get("/api/v1/cases/{number}/files/{id}", Guard::Bearer, file::stored),
        Endpoint::get("/api/v1/cases/{number}/papers", Guard::Bearer, papers::list),
        Endpoint::get("/api/v1/cases/{number}/papers/{seq}", Guard::Bearer, papers::one),
        Endpoint::get("/api/v1/cases/{number}/proof", Guard::Bearer, cases::proof),
        Endpoint::post("/api/v1/cases/{number}/status", Guard::Secret, status::status),
        Endpoint::post("/api/v1/cases/{number}/on-the-spot", Guard::Bearer, acts::on_the_spot),
        Endpoint::post("/api/v1/cases/{number}/query-code", Guard::Bearer, acts::renew_query_code),
        Endpoint::post("/api/v1/cases/{number}/{act}", Guard::Bearer, acts::act),
        Endpoint::get("/api/v1/log/checkpoint", Guard::Public, log::checkpoint),
        Endpoint::get("/api/v1/log/key", Guard::Public, log::key),
        Endpoint::get("/api/v1/log/{*tile}", Guard::Public, log::tile),
    ]
}

/// Where a page begins; an empty cursor is none.
fn cursor(asked: Option<&String>) -> Option<&str> {
    asked.map(String::as_str).filter(|cursor| !cursor.is_empty())
}

/// Rows on a page: what was asked for within what is allowed, else the usual.
fn limit(asked: Option<usize>, usual: usize, most: usize) -> app::Result<usize> {
    match asked.unwrap_or(usual) {
        rows if (1..=most).contains(&rows) => Ok(rows),
        _ => {
            let field = app::FieldError::new("limit", "out_of_range").with(1).with(most);
            Err(app::Error::Invalid(vec![field]))
        }
    }
}

/// An error on the way to a JSON answer.
#[derive(Debug)]
pub struct ApiError(pub app::Error);

impl std::convert::From<app::Error> for ApiError {
    fn from(error: app::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        problem(&self.0)
    }
}

/// Characters of a client's key.
const KEY_CHARS_MAX: usize = 100;

/// The `Idempotency-Key` of a request, if it has one.
pub struct Key(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        match value.to_str() {
            Ok(key) if !key.is_empty() && key.len() <= KEY_CHARS_MAX => {
                Ok(Self(Some(key.to_owned())))
            }
            _ => {
                let field = app::FieldError::new("Idempotency-Key", "not_a_key");
                Err(app::Error::Invalid(vec![field.with(KEY_CHARS_MAX)]).into())
            }
        }
    }
}

/// The query of a request; what cannot be read is told at its field, never left out in silence.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| at_field(&error))
    }
}

/// A JSON body; what does not fit is told with its place.
pub struct Body<T>(pub T, pub axum::body::Bytes);

impl<T: DeserializeOwned> FromRequest<crate::App> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &crate::App) -> Result<Self, Self::Rejection> {
        is_json(request.headers())?;
        let bytes = axum::body::Bytes::from_request(request, app)
            .await
            .map_err(|_| ApiError(app::Error::field("body", "too_large")))?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let value =
            serde_path_to_error::deserialize(&mut json).map_err(|error| at_field(&error))?;
        json.end().map_err(|error| {
            let field = app::FieldError::new("body", "not_as_described").with(error);
            ApiError(app::Error::Invalid(vec![field]))
        })?;
        Ok(Self(value, bytes))
    }
}

/// Refuses what its headers say is no plain JSON in UTF-8; what says nothing is read as such.
fn is_json(headers: &HeaderMap) -> Result<(), app::Error> {
    if headers.contains_key(CONTENT_ENCODING) {
        return Err(app::Error::field("Content-Encoding", "not_supported"));
    }
    let Some(kind) = headers.get(CONTENT_TYPE) else { return Ok(()) };
    let kind = kind.to_str().unwrap_or_default().to_lowercase().replace([' ', '"'], "");
    let (media, charset) = kind.split_once(';').unwrap_or((&kind, ""));
    let json = media == "application/json"
        || media.starts_with("application/") && media.ends_with("+json");
    if json && matches!(charset, "" | "charset=utf-8") {
        return Ok(());
    }
    Err(app::Error::field("Content-Type", "not_json"))
}

/// What could not be read, at the field that it is.
fn at_field<E: std::fmt::Display>(error: &serde_path_to_error::Error<E>) -> ApiError {
    let path = error.path().to_string();
    let field = if path == "." { "body" } else { path.as_str() };
    let field = app::FieldError::new(field, "not_as_described").with(error.inner());
    ApiError(app::Error::Invalid(vec![field]))
}
