//! Pages, by room.

pub mod portal;

use crate::Endpoint;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    portal::endpoints()
}

/// Forms that were posted with an expired session.
pub mod kept {
    use axum::extract::Request;
    use axum::http::StatusCode;
    use axum::http::header::LOCATION;
    use axum::response::{IntoResponse as _, Response};
    use i18n::Lang;

    use crate::App;

    /// Leads to the sign-in page.
    #[expect(clippy::unused_async, reason = "the one that keeps the form stores it")]
    pub async fn keep(_: &App, _: Lang, sign_in: &str, _: Request) -> Response {
        (StatusCode::SEE_OTHER, [(LOCATION, sign_in.to_owned())]).into_response()
    }
}
