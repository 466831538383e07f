//! The JSON API.

pub mod v1;

use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::error::status;

/// What an error is, by its content.
const PROBLEM: &str = "application/problem+json";

/// An error as RFC 9457 writes it: `type` and `title` are stable, `detail` is for people.
pub fn problem(error: &app::Error) -> Response {
    use app::Error;
    let status = status(error);
    let (kind, extra) = match error {
        Error::Unauthenticated => ("unauthenticated", json!({})),
        Error::WrongPassword => ("wrong-password", json!({})),
        Error::Forbidden => ("forbidden", json!({})),
        Error::PasswordGiven => ("password-given", json!({})),
        Error::NotFound => ("not-found", json!({})),
        Error::Refused(refused) => ("refused", serde_json::to_value(refused).unwrap_or_default()),
        Error::Moved { seq } => ("moved", json!({ "seq": seq })),
        Error::Invalid(fields) => ("invalid", json!({ "errors": fields })),
        Error::KeyReused => ("key-reused", json!({})),
        Error::SlowDown { retry_after_seconds } => {
            ("slow-down", json!({ "retry_after_seconds": retry_after_seconds }))
        }
        Error::Store(db::Error::Nul) => ("invalid", json!({ "errors": [] })),
        Error::NumberTaken | Error::Store(_) | Error::Broken(_) => ("unavailable", json!({})),
    };
    // What broke inside is for the log, not for the world.
    let detail = match error {
        Error::Store(db::Error::Nul) => error.to_string(),
        Error::Store(_) | Error::Broken(_) => {
            tracing::error!(%error, "request failed: {error}");
            "the request could not be carried out; nothing was done".to_owned()
        }
        other => other.to_string(),
    };
    let mut response = respond(status, kind, &detail, extra);
    let headers = response.headers_mut();
    match error {
        Error::SlowDown { retry_after_seconds } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
        }
        Error::Unauthenticated | Error::WrongPassword => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    response
}

/// The body did not come within the time of a request: nothing was done.
pub fn too_slow(seconds: u64) -> Response {
    let detail = format!("the request did not arrive within {seconds} seconds; nothing was done");
    let more = json!({ "seconds_max": seconds });
    respond(StatusCode::REQUEST_TIMEOUT, "request-timeout", &detail, more)
}

/// Whether an address is one of the API, where every error is RFC 9457.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// The same answer as RFC 9457 when it is an error that axum made: another method, a body that is
/// too large. What it says in its headers stays.
pub fn described(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE);
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || kind.is_some_and(|kind| kind == PROBLEM) {
        return response;
    }
    let title = status.canonical_reason().unwrap_or("error");
    let kind = title.to_lowercase().replace(' ', "-");
    let mut described = respond(status, &kind, title, json!({}));
    if let Some(allow) = response.headers().get(ALLOW) {
        described.headers_mut().insert(ALLOW, allow.clone());
    }
    described
}

fn respond(status: StatusCode, kind: &str, detail: &str, more: Value) -> Response {
    let mut body = json!({
        "type": format!("urn:yichuang:problem:{kind}"),
        "title": status.canonical_reason().unwrap_or("error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    if let (Value::Object(to), Value::Object(more)) = (&mut body, more) {
        to.extend(more);
    }
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(PROBLEM))];
    (status, headers, body.to_string()).into_response()
}
