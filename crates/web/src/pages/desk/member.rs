//! One member of staff, for administrators: department, roles and window, a new first password.

use std::collections::HashMap;

use app::staff::{self, Member};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::member::{MemberView, member as page};
use views::desk::words;
use views::links;

use super::admin::{in_words, roles};
use super::room::{DeskRoom, answer};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::pages::my::cookies::see_other;
use crate::visitor::Visitor;

/// What the page is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, login)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    again: Again,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let member = load(&app, lang, &visitor, &login).await?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let Again { typed: Posted(typed), id } = again;
    let typed = if typed.is_empty() { pairs(&member) } else { typed };
    let saved = !asked.saved.is_empty();
    let shown = Shown { typed: &typed, kept: &id, saved, ..Shown::default() };
    Ok(render(&app, lang, &room, StatusCode::OK, &member, &shown))
}

async fn load(app: &App, lang: Lang, visitor: &Visitor, login: &str) -> Result<Member, PageError> {
    let login = login.to_owned();
    app.cx(&visitor.actor).read(move |unit| staff::member(unit, &login)).await.in_lang(lang)
}

/// What the form holds before anything was typed.
fn pairs(member: &Member) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let roles = member.roles.iter().map(|role| pair("roles", words::role_word(*role)));
    let window = member.window.as_deref().unwrap_or_default();
    roles.chain([pair("department", &member.department), pair("window", window)]).collect()
}

/// What the page shows beyond the member.
#[derive(Default)]
struct Shown<'a> {
    typed: &'a [(String, String)],
    kept: &'a str,
    errors: &'a [FieldError],
    saved: bool,
    password: Option<&'a str>,
}

fn render(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    status: StatusCode,
    member: &Member,
    shown: &Shown<'_>,
) -> Response {
    let nobody = HashMap::new();
    let view = MemberView {
        login: &member.login,
        name: &member.name,
        active: member.active,
        created_at: member.created_at,
        own: member.id == room.staff.id,
        typed: shown.typed,
        kept: shown.kept,
        errors: shown.errors,
        saved: shown.saved,
        password: shown.password,
        names: room.names(&nobody),
    };
    answer(status, page(lang, &room.shell(app), &view))
}

/// Moves somebody; it holds from the next request on.
pub(super) async fn change(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, login)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let member = load(&app, lang, &visitor, &login).await?;
    let department = posted.get("department").to_owned();
    let place = room.catalogue.department(&department);
    let region = place.map_or_else(|| member.region.clone(), |found| found.region.clone());
    let window = Some(posted.get("window").to_owned()).filter(|window| !window.is_empty());
    let (key, chosen) = (login.clone(), roles(&posted));
    let cx = app.cx(&visitor.actor);
    let changed = cx.write(move |unit| {
        staff::change_roles(unit, &key, &department, &region, &chosen, window.as_deref())
    });
    let kept = posted.get("_kept");
    match changed.await {
        Ok(()) => {
            app.sessions.forget_all();
            kept::forget(&app, &visitor, kept).await;
            Ok(see_other(&links::query(&links::desk_member(lang, &login), &[("saved", "1")])))
        }
        Err(app::Error::Invalid(faults)) => {
            let errors = in_words(lang, &faults);
            let shown = Shown { typed: &posted.0, kept, errors: &errors, ..Shown::default() };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render(&app, lang, &room, status, &member, &shown))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// Makes a new first password and shows it, this once: a second click makes another, which is the
/// one that holds and the one that is shown.
pub(super) async fn reset(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, login)): Path<(String, String)>,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::at(&app, lang, format!("/desk/staff/{login}"), &visitor)?;
    let member = load(&app, lang, &visitor, &login).await?;
    let house = app.house.clone();
    let made = tokio::task::spawn_blocking(move || staff::first_password(&house));
    let made = made.await.map_err(|error| PageError::new(lang, app::Error::broken(error)))?;
    let (password, hash) = made.in_lang(lang)?;
    let cx = app.cx(&visitor.actor);
    cx.write(move |unit| staff::reset_password(unit, &login, &hash)).await.in_lang(lang)?;
    app.sessions.forget_all();
    let typed = pairs(&member);
    let shown = Shown { typed: &typed, password: Some(&password), ..Shown::default() };
    Ok(render(&app, lang, &room, StatusCode::OK, &member, &shown))
}
