//! Errors as people and programs meet them: a page that helps to go on, or RFC 9457.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use i18n::Lang;
use views::problem::Problem;
use views::{Room, Shell};

use crate::lang;
use crate::state::App;

/// An error on the way to a page. The surrounding layer turns it into the page, since only that
/// knows the installation.
#[derive(Debug, Clone)]
pub struct PageError {
    /// The language of the page.
    pub lang: Lang,
    /// What went wrong.
    pub error: app::Error,
}

impl PageError {
    /// An error on the way to a page in this language.
    pub const fn new(lang: Lang, error: app::Error) -> Self {
        Self { lang, error }
    }
}

/// Gives errors of use cases their language: `case.await.in_lang(lang)?`.
pub trait InLang<T> {
    /// The same outcome, its error with a language.
    fn in_lang(self, lang: Lang) -> Result<T, PageError>;
}

impl<T> InLang<T> for app::Result<T> {
    fn in_lang(self, lang: Lang) -> Result<T, PageError> {
        self.map_err(|error| PageError::new(lang, error))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = status(&self.error).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The HTTP status of an error, for pages and API alike.
pub const fn status(error: &app::Error) -> StatusCode {
    use app::Error;
    match error {
        Error::Unauthenticated | Error::WrongPassword => StatusCode::UNAUTHORIZED,
        Error::Forbidden | Error::PasswordGiven => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Refused(_) | Error::Moved { .. } => StatusCode::CONFLICT,
        // A text with U+0000 is no text; who sent it is told, and nothing of ours broke.
        Error::Invalid(_) | Error::KeyReused | Error::Store(db::Error::Nul) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Error::SlowDown { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::NumberTaken
        | Error::Store(
            db::Error::Busy | db::Error::Overloaded | db::Error::Full | db::Error::Unreachable(_),
        ) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Store(_) | Error::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The page of an error.
pub fn page(app: &App, uri: &Uri, failed: &PageError, request_id: &str) -> Response {
    use app::Error;
    let problem = match (&failed.error, status(&failed.error)) {
        (Error::SlowDown { retry_after_seconds }, _) => {
            Problem::Later(u32::try_from(*retry_after_seconds).unwrap_or(60))
        }
        (_, StatusCode::NOT_FOUND) => Problem::NotFound,
        (_, StatusCode::FORBIDDEN) if is_desk(uri) => Problem::NotYours,
        (_, StatusCode::FORBIDDEN) => Problem::Forbidden,
        (_, StatusCode::UNAUTHORIZED) => Problem::SignedOut,
        (_, StatusCode::CONFLICT) => Problem::Conflict,
        (_, StatusCode::UNPROCESSABLE_ENTITY) => Problem::BadRequest,
        (_, StatusCode::SERVICE_UNAVAILABLE) => Problem::Unavailable,
        _ => Problem::Ours(request_id),
    };
    if matches!(problem, Problem::Ours(_) | Problem::Unavailable) {
        tracing::error!(error = %failed.error, request_id, "request failed: {}", failed.error);
    }
    render(app, uri, failed.lang, problem)
}

/// Whether the address is in the staff's rooms, where nobody comes who is not signed in.
fn is_desk(uri: &Uri) -> bool {
    uri.path().split('/').nth(2) == Some("desk")
}

/// The page of a problem.
pub fn render(app: &App, uri: &Uri, lang: Lang, problem: Problem<'_>) -> Response {
    let path = lang::rest(uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = (status, views::problem::problem(lang, &shell, problem)).into_response();
    if let Problem::Later(seconds) = problem {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Everything that is no endpoint.
pub async fn not_found_page(uri: Uri) -> PageError {
    PageError::new(lang::of_path(uri.path()), app::Error::NotFound)
}
