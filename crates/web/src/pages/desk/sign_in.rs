//! 工作人员登录、退出.

use axum::body::Bytes;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::sign_in::{SignInView, sign_in as page};
use views::{Room, Shell, links};

use super::room::answer;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::{self, PathLang};
use crate::pages::kept;
use crate::pages::my::cookies::{back_or, clear, see_other, set};
use crate::peer::Peer;
use crate::visitor::{SESSION_COOKIE, Visitor, sign_in_with};

/// What the page is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    back: String,
    came: String,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    let kept = asked.came == "kept";
    let view = SignInView { back: &asked.back, kept, ..SignInView::default() };
    let path = lang::rest(&uri);
    answer(StatusCode::OK, page(lang, &shell(&app, &path), &view))
}

pub(super) async fn enter(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Peer(from): Peer,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let unreadable = || PageError::new(lang, app::Error::field("form", "unreadable"));
    let posted = Posted::parse(&body).ok_or_else(unreadable)?;
    let login = posted.get("login").to_owned();
    // Blanks at the ends of a password are a part of it.
    let password = posted.0.iter().find(|(name, _)| name == "password");
    let password = password.map(|(_, value)| value.clone()).unwrap_or_default();
    let back = posted.get("back");
    let path = lang::rest(&uri);
    let again = |status, errors: &[FieldError], wait_seconds| {
        let view =
            SignInView { login: posted.get("login"), back, kept: false, errors, wait_seconds };
        Ok(answer(status, page(lang, &shell(&app, &path), &view)))
    };
    match sign_in_with(&app, login, password, true, from).await {
        Ok(Some(opened)) => {
            let to = kept::onward(&headers, lang, back_or(back, links::desk(lang)));
            let mut response = see_other(&to);
            set(&app, &mut response, SESSION_COOKIE, &opened.cookie, None);
            Ok(response)
        }
        Ok(None) => {
            let message = lang.desk_wrong_sign_in().to_owned();
            let errors = [FieldError { field: "login".into(), message }];
            again(StatusCode::UNPROCESSABLE_ENTITY, &errors, None)
        }
        Err(app::Error::SlowDown { retry_after_seconds }) => {
            again(StatusCode::TOO_MANY_REQUESTS, &[], Some(retry_after_seconds))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

pub(super) async fn leave(
    State(app): State<App>,
    PathLang(lang): PathLang,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let secret = visitor.secret.clone();
    let cx = app.anonymous();
    cx.write(move |unit| app::sessions::sign_out(unit, &secret)).await.in_lang(lang)?;
    app.sessions.forget(&visitor.secret);
    let mut response = see_other(&links::staff_sign_in(lang));
    clear(&app, &mut response, SESSION_COOKIE);
    Ok(response)
}

fn shell<'a>(app: &'a App, path: &'a str) -> Shell<'a> {
    Shell { site: &app.site, room: Room::Desk, path, account: None }
}
