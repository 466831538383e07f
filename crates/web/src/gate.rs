//! What surrounds every request: an id, a line in the log, figures, headers, the check of where a
//! form came from, and the page of an error (below `/api` RFC 9457).

use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse as _, Response};
use tower::ServiceExt as _;

use base::limits::{REQUEST_SECONDS_MAX, UPLOAD_REQUEST_SECONDS_MAX};
use views::problem::Problem;

use crate::arrival::{self, Late};
use crate::error::{self, PageError};
use crate::pages::kept;
use crate::state::App;
use crate::{api, lang};

/// Bytes of a request's body; the upload endpoint sets its own limit.
const BODY_BYTES_MAX: usize = 512 * 1024;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The id of the request, for logs and error pages.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// The way in: every request passes it, and every answer on its way out. It stands before the
/// router and is no layer of it: axum boxes each layer anew for each request.
#[derive(Clone)]
pub struct Gate {
    app: App,
    router: Router,
}

impl Gate {
    /// Before these routes.
    pub fn new(app: &App, router: Router<App>) -> Self {
        let router = router.layer(DefaultBodyLimit::max(BODY_BYTES_MAX));
        Self { app: app.clone(), router: router.with_state(app.clone()) }
    }

    /// Answers a request, which has to know where it comes from ([`ConnectInfo`]).
    ///
    /// [`ConnectInfo`]: axum::extract::ConnectInfo
    pub async fn answer(&self, request: Request) -> Response {
        around(&self.app, self.router.clone(), request).await
    }
}

async fn around(app: &App, router: Router, mut request: Request) -> Response {
    let began = Instant::now();
    // Who hangs up before the answer is no longer under way either.
    let under_way = UnderWay::begin(app);
    let id = app.house.entropy.seed().draw().id();
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = if is_foreign(&method, request.headers()) {
        PageError::new(lang::of_path(uri.path()), app::Error::Forbidden).into_response()
    } else {
        in_time(app, &uri, request, router).await
    };
    let api = api::is_api(uri.path());
    match response.extensions_mut().remove::<PageError>() {
        Some(failed) if api => response = api::problem(&failed.error),
        Some(failed) => response = error::page(app, &uri, &failed, &id),
        None if api => response = api::described(response),
        None => {}
    }
    headers(response.headers_mut(), &id, uri.path());
    let took = began.elapsed();
    let status = response.status().as_u16();
    app.metrics.end(status, took);
    drop(under_way);
    let path = shown(uri.path());
    // The query may hold words of a search and is left out.
    tracing::info!(
        request_id = %id, %method, path, status,
        micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        "{method} {path} {status}"
    );
    response
}

/// Answers the request within its time. Whose body is still on the way then is told that the line
/// is slow; else it is we who are.
async fn in_time(app: &App, uri: &Uri, request: Request, router: Router) -> Response {
    let seconds = seconds_max(request.headers(), uri.path());
    let lang = lang::of_path(uri.path());
    let answer = |request| async {
        let Ok(answer) = router.oneshot(request).await;
        answer
    };
    match arrival::within(Duration::from_secs(seconds), request, answer).await {
        Ok(answer) => answer,
        Err(Late::Ours) => PageError::new(lang, app::Error::Store(db::Error::Busy)).into_response(),
        Err(Late::Line) if api::is_api(uri.path()) => api::too_slow(seconds),
        Err(Late::Line) => error::render(app, uri, lang, Problem::TooSlow(seconds / 60)),
    }
}

/// Seconds that a request may take: longer when it brings files.
fn seconds_max(headers: &HeaderMap, path: &str) -> u64 {
    let files = kept::is_multipart(headers) || path == api::v1::UPLOADS;
    if files { UPLOAD_REQUEST_SECONDS_MAX } else { REQUEST_SECONDS_MAX }
}

/// A request that is being answered.
struct UnderWay(App);

impl UnderWay {
    fn begin(app: &App) -> Self {
        app.metrics.begin();
        Self(app.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.metrics.leave();
    }
}

/// The path as the log has it: that of a receipt's QR link holds its query code, the others hold
/// numbers of cases and nothing secret.
fn shown(path: &str) -> &str {
    if is_secret(path) { "/q/{number}/{code}" } else { path }
}

/// An address that opens something to whoever knows it.
fn is_secret(path: &str) -> bool {
    path.starts_with("/q/")
}

fn headers(to: &mut HeaderMap, id: &str, path: &str) {
    const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
    to.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    to.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    to.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // By `no-referrer` a browser says `Origin: null` of a page's own forms, and over plain HTTP it
    // says nothing else: every form on the network of a hall would count as foreign (Fetch, append
    // a request `Origin` header).
    let policy = if is_secret(path) { "no-referrer" } else { "same-origin" };
    to.insert(REFERRER_POLICY, HeaderValue::from_static(policy));
    if let Ok(value) = HeaderValue::from_str(id) {
        to.insert(REQUEST_ID, value);
    }
}

/// A form that another site sent.
fn is_foreign(method: &Method, headers: &HeaderMap) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    !reads && came_from_here(headers) == Some(false)
}

/// A form that proves to come from a page of this site.
pub fn is_ours(headers: &HeaderMap) -> bool {
    came_from_here(headers) == Some(true)
}

/// Browsers say where a form came from by `Sec-Fetch-Site`, older ones by `Origin`; programs say
/// nothing.
fn came_from_here(headers: &HeaderMap) -> Option<bool> {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if let Some(site) = site {
        return Some(matches!(site, "same-origin" | "none"));
    }
    let (origin, host) = text(&ORIGIN).zip(text(&HOST))?;
    Some(origin.split_once("://").is_some_and(|(_, named)| named == host))
}

#[cfg(test)]
mod tests {
    use axum::http::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn whatever_brings_files_has_the_time_of_a_slow_line() {
        let kind = |kind: &'static str| {
            HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(kind))])
        };
        let (form, typed) =
            ("multipart/form-data; boundary=b", "application/x-www-form-urlencoded");
        let upload = "/zh/my/drafts/d1/upload";
        assert_eq!(seconds_max(&kind(form), upload), UPLOAD_REQUEST_SECONDS_MAX);
        let bytes = kind("application/octet-stream");
        assert_eq!(seconds_max(&bytes, "/api/v1/uploads"), UPLOAD_REQUEST_SECONDS_MAX);
        assert_eq!(seconds_max(&kind(typed), upload), REQUEST_SECONDS_MAX);
        assert_eq!(seconds_max(&kind("application/json"), "/api/v1/cases"), REQUEST_SECONDS_MAX);
        // The largest form comes in time over a line of 1 Mbit/s.
        let line = 1_000_000 / 8;
        assert!(base::limits::FORM_BYTES_MAX / line < UPLOAD_REQUEST_SECONDS_MAX);
    }

    #[test]
    fn a_program_on_a_slow_line_is_told_the_limit() {
        let answer = api::too_slow(UPLOAD_REQUEST_SECONDS_MAX);
        assert_eq!(answer.status(), axum::http::StatusCode::REQUEST_TIMEOUT);
        assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
    }
}
