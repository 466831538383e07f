//! 删除个人信息: an administrator looks a closed case up, and destroys its personal part.

use std::collections::HashMap;

use app::cases::erase::{self, Looked};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::codes::CaseNumber;
use domain::access::{Action, Resource};
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::erase::{EraseView, FoundCase, erase as page};
use views::links;

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
    number: String,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    again: Again,
) -> Result<Response, PageError> {
    administrator(&app, &visitor).in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let Again { typed, id: kept } = &again;
    let number = if typed.has("number") { typed.get("number") } else { asked.number.trim() };
    let mut errors = Vec::new();
    let found = if number.is_empty() {
        None
    } else {
        let looked = look(&app, lang, &visitor, number).await?;
        looked.map_err(|error| errors.push(error)).ok()
    };
    let shown = Shown { number, typed: &typed.0, kept, errors: &errors };
    Ok(render(&app, lang, &room, StatusCode::OK, found.as_ref(), &shown))
}

/// Others are told so before they have looked for a case.
fn administrator(app: &App, visitor: &Visitor) -> app::Result<()> {
    let resource = Resource::House { region: &app.house.settings.region };
    app.cx(&visitor.actor).authorise(Action::ManageStaff, &resource)
}

/// The case of a number, or what is wrong with the number.
async fn look(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    number: &str,
) -> Result<Result<Looked, FieldError>, PageError> {
    let wrong = |message: &str| Ok(Err(wrong("number", message.to_owned())));
    let Ok(number) = CaseNumber::parse(number) else { return wrong(lang.erase_wrong_number()) };
    let cx = app.cx(&visitor.actor);
    match cx.read(move |unit| erase::look(unit, number.as_str())).await {
        Ok(looked) => Ok(Ok(looked)),
        Err(app::Error::NotFound) => wrong(lang.erase_unknown()),
        Err(error) => Err(PageError::new(lang, error)),
    }
}

fn wrong(field: &str, message: String) -> FieldError {
    FieldError { field: field.to_owned(), message }
}

/// What the page shows beyond the case.
struct Shown<'a> {
    number: &'a str,
    typed: &'a [(String, String)],
    kept: &'a str,
    errors: &'a [FieldError],
}

fn render(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    status: StatusCode,
    found: Option<&Looked>,
    shown: &Shown<'_>,
) -> Response {
    let nobody = HashMap::new();
    let found = found.map(|Looked { loaded, erased }| FoundCase {
        number: &loaded.case.number,
        item: &loaded.item.item.name,
        department: &loaded.case.department,
        stage: loaded.case.state.stage(),
        closed_at: loaded.case.closed_at,
        erased: erased.as_ref().map(|(at, reason)| (*at, reason.as_str())),
    });
    let view = EraseView {
        number: shown.number,
        found,
        typed: shown.typed,
        kept: shown.kept,
        errors: shown.errors,
        names: room.names(&nobody),
    };
    answer(status, page(lang, &room.shell(app), &view))
}

/// Erases, if the number was typed twice; once more is no error, since it is gone.
pub(super) async fn run(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    administrator(&app, &visitor).in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let (number, kept) = (posted.get("number"), posted.get("_kept"));
    let shown = Shown { number, typed: &posted.0, kept, errors: &[] };
    let looked = match look(&app, lang, &visitor, number).await? {
        Ok(looked) => looked,
        Err(error) => {
            let shown = Shown { errors: &[error], ..shown };
            return Ok(render(&app, lang, &room, StatusCode::UNPROCESSABLE_ENTITY, None, &shown));
        }
    };
    let case = looked.loaded.case.number.clone();
    let done = links::query(&links::desk_erase(lang), &[("number", &case)]);
    if looked.erased.is_some() {
        return Ok(see_other(&done));
    }
    let reason = posted.get("reason").to_owned();
    let mut errors = Vec::new();
    if reason.is_empty() {
        errors.push(wrong("reason", lang.erase_wrong_reason().to_owned()));
    }
    let again = CaseNumber::parse(posted.get("again"));
    if again.ok().is_none_or(|again| again.as_str() != case) {
        errors.push(wrong("again", lang.erase_wrong_again(&case)));
    }
    if !errors.is_empty() {
        let (status, shown) =
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { errors: &errors, ..shown });
        return Ok(render(&app, lang, &room, status, Some(&looked), &shown));
    }
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| erase::erase(unit, &case, &reason).map(drop)).await {
        Ok(()) => {
            kept::forget(&app, &visitor, kept).await;
            Ok(see_other(&done))
        }
        // It is not closed, which the page says; or somebody else has just erased it.
        Err(app::Error::Refused(_)) => {
            let looked = look(&app, lang, &visitor, number).await?.ok();
            Ok(render(&app, lang, &room, StatusCode::CONFLICT, looked.as_ref(), &shown))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}
