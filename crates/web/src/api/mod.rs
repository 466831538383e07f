//! The JSON API.

pub mod v1;

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::error::status;

/// An error as RFC 9457 writes it: `type` and `title` are stable, `detail` is for people.
pub fn problem(error: &app::Error) -> Response {
    use app::Error;
    let status = status(error);
    let (kind, extra) = match error {
        Error::Unauthenticated => ("unauthenticated", json!({})),
        Error::Forbidden => ("forbidden", json!({})),
        Error::NotFound => ("not-found", json!({})),
        Error::Refused(refused) => ("refused", json!({ "reason": format!("{refused:?}") })),
        Error::Moved { seq } => ("moved", json!({ "seq": seq })),
        Error::Invalid(fields) => ("invalid", json!({ "errors": fields })),
        Error::KeyReused => ("key-reused", json!({})),
        Error::SlowDown { retry_after_seconds } => {
            ("slow-down", json!({ "retry_after_seconds": retry_after_seconds }))
        }
        Error::Store(_) | Error::Broken(_) => ("unavailable", json!({})),
    };
    // What broke inside is for the log, not for the world.
    let detail = match error {
        Error::Store(_) | Error::Broken(_) => {
            tracing::error!(%error, "request failed: {error}");
            "the request could not be carried out; nothing was done".to_owned()
        }
        other => other.to_string(),
    };
    let mut body = json!({
        "type": format!("urn:yichuang:problem:{kind}"),
        "title": status.canonical_reason().unwrap_or("error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    if let (Value::Object(to), Value::Object(more)) = (&mut body, extra) {
        to.extend(more);
    }
    let mut response = (status, body.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Error::SlowDown { retry_after_seconds } = error {
        headers.insert(RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    response
}
