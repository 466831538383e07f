//! 注册、登录、退出.

use app::people::{Form, Registration};
use axum::body::Bytes;
use axum::extract::{OriginalUri, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::links;
use views::my::Typed;
use views::my::register::{RegisterView, kind_of_word, register as register_page};
use views::my::sign_in::{Came, SignInView, sign_in as sign_in_page};

use super::cookies::{back_or, clear, see_other, set};
use super::room::{MyRoom, in_words, refused};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
use crate::peer::Peer;
use crate::visitor::{SESSION_COOKIE, Visitor, sign_in_with};

/// What the pages are asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    back: String,
    came: String,
}

fn came(asked: &Asked) -> Option<Came> {
    match asked.came.as_str() {
        "kept" => Some(Came::Kept),
        "no-file" => Some(Came::KeptNoFile),
        "registered" => Some(Came::Registered),
        "out" => Some(Came::SignedOut),
        _ if asked.back.is_empty() => None,
        _ => Some(Came::First),
    }
}

pub(super) async fn register(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    let room = MyRoom::new(lang, &uri, None);
    let kind = kind_of_word(&asked.kind);
    let view = RegisterView { kind, back: &asked.back, ..RegisterView::default() };
    register_page(lang, &room.shell(&app), &view).into_response()
}

/// Makes the account; the answer is the same when the number was known already.
pub(super) async fn make(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Peer(from): Peer,
    body: Bytes,
) -> Result<Response, PageError> {
    let posted = read(lang, &body)?;
    let form = Form {
        document_kind: posted.get("document_kind").to_owned(),
        document_number: posted.get("document_number").to_owned(),
        name: posted.get("name").to_owned(),
        representative: posted.get("representative").to_owned(),
        phone: posted.get("phone").to_owned(),
        password: posted.secret("password"),
    };
    let house = app.house.clone();
    let prepared = tokio::task::spawn_blocking(move || Registration::prepare(&house, &form))
        .await
        .map_err(|error| PageError::new(lang, app::Error::broken(error)))?;
    let registration = match prepared {
        Ok(registration) => registration,
        Err(app::Error::Invalid(faults)) => {
            let errors = in_words(lang, &faults);
            let room = MyRoom::new(lang, &uri, None);
            let view = RegisterView {
                kind: kind_of_word(posted.get("kind")),
                back: posted.get("back"),
                typed: Typed(&posted.0),
                errors: &errors,
            };
            return Ok(refused(register_page(lang, &room.shell(&app), &view)));
        }
        Err(error) => return Err(PageError::new(lang, error)),
    };
    let cx = app.anonymous();
    cx.write(move |unit| registration.run(unit, from.into())).await.in_lang(lang)?;
    let query = [("came", "registered"), ("back", posted.get("back"))];
    Ok(see_other(&links::query(&links::sign_in(lang), &query)))
}

pub(super) async fn sign_in(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    let room = MyRoom::new(lang, &uri, None);
    let view = SignInView { back: &asked.back, came: came(&asked), ..SignInView::default() };
    sign_in_page(lang, &room.shell(&app), &view).into_response()
}

pub(super) async fn enter(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    Peer(from): Peer,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let posted = read(lang, &body)?;
    let login = posted.get("login").to_owned();
    let password = posted.secret("password");
    let back = posted.get("back");
    let opened = sign_in_with(&app, login, password, false, from).await.in_lang(lang)?;
    let Some(opened) = opened else {
        let message = lang.people_wrong_sign_in().to_owned();
        let errors = [FieldError { field: "login".into(), message }];
        let room = MyRoom::new(lang, &uri, None);
        let typed = Typed(&posted.0);
        let view = SignInView { back, typed, errors: &errors, came: None };
        return Ok(refused(sign_in_page(lang, &room.shell(&app), &view)));
    };
    let to = kept::onward(&headers, lang, back_or(back, links::my(lang)));
    let mut response = see_other(&to);
    set(&app, &mut response, SESSION_COOKIE, &opened.cookie, None);
    Ok(response)
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
    Ok(left(&app, lang))
}

/// The page after signing out.
pub(super) fn left(app: &App, lang: Lang) -> Response {
    let mut response = see_other(&links::query(&links::sign_in(lang), &[("came", "out")]));
    clear(app, &mut response, SESSION_COOKIE);
    response
}

/// A form of somebody who is not signed in: no session, so no token; where it came from is checked
/// for every request.
fn read(lang: Lang, body: &[u8]) -> Result<Posted, PageError> {
    let unreadable = || PageError::new(lang, app::Error::field("form", "unreadable"));
    Posted::parse(body).ok_or_else(unreadable)
}
