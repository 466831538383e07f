//! A form that is taken up again.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use super::load;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang;
use crate::state::App;
use crate::visitor::Visitor;

/// What was typed into the form of a page before its session ended, as `kept` in the address names
/// it: shown again until it is sent. Empty where nothing was kept for this visitor.
pub(crate) struct Again {
    /// What was typed.
    pub(crate) typed: Posted,
    /// Under what it is kept; empty where nothing is.
    pub(crate) id: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    kept: String,
}

impl FromRequestParts<App> for Again {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let asked = Query::<Asked>::try_from_uri(&parts.uri);
        let id = asked.map(|Query(asked)| asked.kept).unwrap_or_default();
        let kept = if id.is_empty() {
            None
        } else {
            load(app, &visitor, &id).await.in_lang(lang::of_path(parts.uri.path()))?
        };
        let typed = Posted(kept.map(|kept| kept.pairs).unwrap_or_default());
        let id = if typed.0.is_empty() { String::new() } else { id };
        Ok(Self { typed, id })
    }
}
