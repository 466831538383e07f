//! Who is it? The session behind the cookie, and the guard of an endpoint.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::access::Actor;
use views::links;

use crate::error::PageError;
use crate::state::App;
use crate::{Guard, lang};

/// The cookie that holds a session.
pub const SESSION_COOKIE: &str = "session";

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who, for access.
    pub actor: Actor,
    /// The name to show.
    pub name: String,
    /// The service window of a clerk, as `A01`.
    pub window: Option<String>,
    /// The token that every form of this session carries.
    pub form_token: String,
    /// Whether somebody else has set the password, which is to be changed before anything else.
    pub given: bool,
    /// The secret of the session, to sign out.
    pub secret: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = PageError;

    /// Only endpoints behind a guard have one.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| {
            PageError::new(lang::of_path(parts.uri.path()), app::Error::Unauthenticated)
        })
    }
}

/// A cookie of the request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The visitor of a session's secret.
pub async fn of_secret(app: &App, secret: &str) -> app::Result<Option<Visitor>> {
    let session = app.sessions.load(&app.house, secret).await?;
    Ok(session.map(|session| Visitor {
        actor: session.actor.clone(),
        name: session.name.clone(),
        window: session.window.clone(),
        given: session.given,
        form_token: app::sessions::form_token(&app.house.keys, secret),
        secret: secret.to_owned(),
    }))
}

/// Lets in whom the endpoint is for; the others are asked to sign in, or refused.
pub async fn guard(
    State((app, guard)): State<(App, Guard)>,
    mut request: Request,
    next: Next,
) -> Response {
    let secret = match guard {
        Guard::Bearer => bearer(request.headers()),
        _ => cookie(request.headers(), SESSION_COOKIE),
    };
    let visitor = match secret {
        None => Ok(None),
        Some(secret) => of_secret(&app, secret).await,
    };
    let fits = |visitor: &Visitor| match guard {
        Guard::Resident => matches!(visitor.actor, Actor::Account(_)),
        Guard::Staff | Guard::Newcomer => matches!(visitor.actor, Actor::Staff(_)),
        Guard::Public | Guard::Secret | Guard::Anybody | Guard::Bearer => true,
    };
    match visitor {
        Err(error) => PageError::new(lang::of_path(request.uri().path()), error).into_response(),
        Ok(Some(visitor)) if visitor.given && guard == Guard::Bearer => {
            crate::api::problem(&app::Error::PasswordGiven)
        }
        Ok(Some(visitor)) if visitor.given && guard == Guard::Staff => {
            let to = links::desk_password(lang::of_path(request.uri().path()));
            (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
        }
        Ok(Some(visitor)) if fits(&visitor) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Ok(_) if guard == Guard::Anybody => next.run(request).await,
        Ok(_) if guard == Guard::Bearer => crate::api::problem(&app::Error::Unauthenticated),
        Ok(_) => sign_in(&app, guard, request).await,
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// A page that is read leads to the sign-in page and back; a form that was posted with an expired
/// session is kept, encrypted, and confirmed again after signing in, never executed.
async fn sign_in(app: &App, guard: Guard, request: Request) -> Response {
    let lang = lang::of_path(request.uri().path());
    let page = match guard {
        Guard::Staff | Guard::Newcomer => links::staff_sign_in(lang),
        _ => links::sign_in(lang),
    };
    let back = if request.method() == axum::http::Method::GET {
        request.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
    } else {
        return crate::pages::kept::keep(app, &page, request).await;
    };
    let to = links::query(&page, &[("back", &back)]);
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// Signs somebody in by name and password; none when they do not fit. Comparing takes a while on
/// purpose, so it is done where no request waits.
pub async fn sign_in_with(
    app: &App,
    name: String,
    password: String,
    staff: bool,
    from: std::net::IpAddr,
) -> app::Result<Option<app::sessions::Opened>> {
    let cx = app.anonymous();
    let candidates = cx
        .read(move |unit| {
            if staff {
                app::staff::find(unit, &name, from.into())
            } else {
                app::people::sign_in::find(unit, &name, from.into())
            }
        })
        .await?;
    let turn = app.hashers.acquire().await.map_err(app::Error::broken)?;
    let checked = tokio::task::spawn_blocking(move || candidates.check(&password))
        .await
        .map_err(app::Error::broken)??;
    drop(turn);
    cx.write(move |unit| checked.settle(unit)).await
}
