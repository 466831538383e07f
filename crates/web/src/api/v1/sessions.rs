//! Bearer tokens: a session like that of a browser.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ApiError, Body};
use crate::App;
use crate::peer::Peer;
use crate::visitor::Visitor;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    /// Staff: the name to sign in with.
    #[serde(default)]
    login: Option<String>,
    /// Residents and legal persons: telephone or document number.
    #[serde(default)]
    account: Option<String>,
    /// The password.
    password: String,
}

/// A token.
#[derive(Serialize, ToSchema)]
pub(super) struct Token {
    /// Send it as `Authorization: Bearer …`.
    token: String,
    /// When it is over at the latest.
    expires_at: String,
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/sessions", operation_id = "sign_in", tag = "sessions",
    request_body = SignIn, responses((status = 201, body = Token)))]
pub(super) async fn create(
    State(app): State<App>,
    Peer(address): Peer,
    Body(asked, _): Body<SignIn>,
) -> Result<(StatusCode, Json<Token>), ApiError> {
    let (name, staff) = match (asked.login, asked.account) {
        (Some(login), None) => (login, true),
        (None, Some(account)) => (account, false),
        _ => return Err(app::Error::field("account", "one_of_login_and_account").into()),
    };
    let opened = crate::visitor::sign_in_with(&app, name, asked.password, staff, address).await?;
    let opened = opened.ok_or(app::Error::WrongPassword)?;
    if staff && given(&app, &opened.cookie).await? {
        let secret = opened.cookie;
        app.anonymous().write(move |unit| app::sessions::sign_out(unit, &secret)).await?;
        return Err(app::Error::PasswordGiven.into());
    }
    let (token, expires_at) = (opened.cookie, opened.expires_at.to_string());
    Ok((StatusCode::CREATED, Json(Token { token, expires_at })))
}

/// Whether somebody else has set the password.
async fn given(app: &App, secret: &str) -> app::Result<bool> {
    let visitor = crate::visitor::of_secret(app, secret).await?;
    Ok(visitor.is_some_and(|visitor| visitor.given))
}

/// Signs out: the token is worth nothing any more.
#[utoipa::path(delete, path = "/api/v1/sessions/current", operation_id = "sign_out",
    tag = "sessions", security(("bearer" = [])), responses((status = 204)))]
pub(super) async fn end(State(app): State<App>, visitor: Visitor) -> Result<StatusCode, ApiError> {
    let secret = visitor.secret.clone();
    app.anonymous().write(move |unit| app::sessions::sign_out(unit, &secret)).await?;
    app.sessions.forget(&visitor.secret);
    Ok(StatusCode::NO_CONTENT)
}
