//! The language of a page is the first part of its address.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use i18n::Lang;

use crate::error::PageError;

/// The language of the address.
#[derive(Debug, Clone, Copy)]
pub struct PathLang(pub Lang);

impl<S: Send + Sync> FromRequestParts<S> for PathLang {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let found = params.ok().and_then(|params| {
            params.iter().find(|(name, _)| *name == "lang").map(|(_, value)| value.to_owned())
        });
        found
            .and_then(|code| Lang::from_code(&code))
            .map(PathLang)
            .ok_or_else(|| PageError::new(of_path(parts.uri.path()), app::Error::NotFound))
    }
}

/// The language that a path begins with; Chinese where it has none.
pub fn of_path(path: &str) -> Lang {
    let first = path.split('/').nth(1).unwrap_or_default();
    Lang::from_code(first).unwrap_or(Lang::Zh)
}

/// Path and query without the language, as the shell wants them.
pub fn rest(uri: &axum::http::Uri) -> String {
    let path = uri.path_and_query().map_or("/", |both| both.as_str());
    let rest = path.get(1..).and_then(|path| path.find('/').map(|at| &path[at..]));
    rest.unwrap_or("/").to_owned()
}
