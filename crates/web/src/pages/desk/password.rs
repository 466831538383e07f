//! 我的密码 of a member of staff.

use app::staff;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::password::{PasswordView, password as page};
use views::links;
use views::my::wrong;

use super::room::{DeskRoom, answer};
use crate::App;
use crate::error::PageError;
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
use crate::pages::my::cookies::see_other;
use crate::pages::present::{self, Compared};
use crate::peer::Peer;
use crate::visitor::Visitor;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let saved = asked.is_ok_and(|Query(asked)| !asked.saved.is_empty());
    let view = PasswordView { given: visitor.given, errors: &[], saved };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), view)))
}

pub(super) async fn change(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    Peer(from): Peer,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    match changed(&app, &visitor, from, &posted).await {
        Ok(()) => {
            let saved = links::query(&links::desk_password(lang), &[("saved", "1")]);
            Ok(see_other(&kept::onward(&headers, lang, saved)))
        }
        Err(app::Error::Invalid(faults)) => {
            let errors = in_words(lang, &faults);
            let view = PasswordView { given: visitor.given, errors: &errors, saved: false };
            let page = page(lang, &room.shell(&app), view);
            Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

async fn changed(
    app: &App,
    visitor: &Visitor,
    from: std::net::IpAddr,
    posted: &Posted,
) -> app::Result<()> {
    let (now, new) = (posted.secret("password_now"), posted.secret("password"));
    let cx = app.cx(&visitor.actor);
    let present = cx.read(move |unit| staff::present(unit, from.into())).await?;
    let subjects = present.subjects().to_vec();
    let confirm = move |typed: &str| present.confirm(typed);
    let typed = (now, Some(new.clone()));
    let confirmed = match present::compare(app, visitor, subjects, confirm, typed).await? {
        Compared::Right(confirmed) => confirmed,
        Compared::Changed => return Ok(()),
        Compared::Wrong => return Err(app::Error::field("password_now", "password.wrong")),
    };
    let house = app.house.clone();
    let hashed = tokio::task::spawn_blocking(move || {
        confirmed.new_password(&house, &new).map(|hash| (confirmed, hash))
    });
    let (confirmed, hash) = hashed.await.map_err(app::Error::broken)??;
    let cookie = visitor.secret.clone();
    cx.write(move |unit| staff::change_password(unit, &confirmed, &hash, &cookie)).await?;
    app.sessions.forget_all();
    Ok(())
}

fn in_words(lang: Lang, faults: &[app::FieldError]) -> Vec<FieldError> {
    let words = |fault: &app::FieldError| {
        let message = match fault.code.as_str() {
            // What is known of a member of staff is the login alone.
            "password.context" => lang.member_wrong_words().to_owned(),
            "password.same" => lang.member_wrong_same().to_owned(),
            code => wrong::person(lang, &fault.field, code, &fault.values, &fault.field),
        };
        FieldError { field: fault.field.clone(), message }
    };
    faults.iter().map(words).collect()
}
