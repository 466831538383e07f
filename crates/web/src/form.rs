//! Forms as browsers post them: pairs of names and values, with the session's token checked.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};

use crate::error::PageError;
use crate::lang;
use crate::pages::kept;
use crate::state::App;
use crate::visitor::Visitor;

/// The name of the field that carries the session's token.
pub const TOKEN_FIELD: &str = "token";
/// Fields of one form.
const FIELDS_MAX: usize = 500;

/// The pairs of a posted form, in order.
#[derive(Debug, Clone, Default)]
pub struct Posted(pub Vec<(String, String)>);

impl Posted {
    /// The value of a field; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The value of a field exactly as it was typed: a password may begin with a space.
    pub fn secret(&self, name: &str) -> String {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// All values of a field, as of check boxes.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// The pairs whose name begins with a prefix, without it.
    pub fn below(&self, prefix: &str) -> Vec<(String, String)> {
        self.0
            .iter()
            .filter_map(|(key, value)| Some((key.strip_prefix(prefix)?.to_owned(), value.clone())))
            .collect()
    }

    /// Whether a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All fields as texts, to show the form again.
    pub fn texts(&self) -> Map<String, Value> {
        self.0.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect()
    }

    /// Reads `application/x-www-form-urlencoded`.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        (pairs.len() <= FIELDS_MAX).then_some(Self(pairs))
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &App) -> Result<Self, Self::Rejection> {
        let (head, body) = request.into_parts();
        let lang = lang::of_path(head.uri.path());
        let visitor = head.extensions.get::<Visitor>();
        let bad = || PageError::new(lang, app::Error::field("form", "unreadable")).into_response();
        let body = Bytes::from_request(Request::from_parts(head.clone(), body), state).await;
        let posted = Self::parse(&body.map_err(|_| bad())?).ok_or_else(bad)?;
        if visitor.is_some_and(|visitor| posted.get(TOKEN_FIELD) != visitor.form_token) {
            return Err(kept::stale(state, &head, posted, None).await);
        }
        Ok(posted)
    }
}
