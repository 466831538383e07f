//! 按证件找办件: the cases of somebody who has come without the receipt.

use app::cases::find::by_document;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::{Action, Resource};
use i18n::Lang;
use views::components::FieldError;
use views::desk::list::CaseRow;
use views::desk::person::{PersonView, person as page};

use super::room::{DeskRoom, answer, names, rows};
use super::verify::read;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::visitor::Visitor;

/// What is noted that the person was looked for, and what their files are opened for from here.
const PURPOSE: &str = "答复咨询";

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let region = app.house.settings.region.clone();
    let resource = Resource::House { region: &region };
    app.cx(&visitor.actor).authorise(Action::VerifyPerson, &resource).in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let taken_up = Shown { kept: &again.id, ..Shown::default() };
    shown(&app, lang, &room, &visitor, &again.typed, taken_up).await
}

pub(super) async fn find(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let (kind, number) = (posted.get("document_kind"), posted.get("document_number"));
    let document = match read(lang, kind, number) {
        Ok(document) => document,
        Err(error) => {
            let (errors, kept) = ([error], posted.get("_kept"));
            let wrong = Shown { errors: &errors, kept, ..Shown::default() };
            return shown(&app, lang, &room, &visitor, &posted, wrong).await;
        }
    };
    let cx = app.cx(&visitor.actor);
    let found = cx.write(move |unit| by_document(unit, &document, PURPOSE)).await.in_lang(lang)?;
    kept::forget(&app, &visitor, posted.get("_kept")).await;
    let found = Shown { rows: Some(rows(&found)), ..Shown::default() };
    shown(&app, lang, &room, &visitor, &posted, found).await
}

/// What the page shows beside the form.
#[derive(Default)]
struct Shown<'a> {
    rows: Option<Vec<CaseRow>>,
    errors: &'a [FieldError],
    kept: &'a str,
}

async fn shown(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    visitor: &Visitor,
    typed: &Posted,
    shown: Shown<'_>,
) -> Result<Response, PageError> {
    let staff = names(app, lang, visitor).await?;
    let view = PersonView {
        kind: typed.get("document_kind"),
        number: typed.get("document_number"),
        rows: shown.rows,
        purpose: PURPOSE,
        errors: shown.errors,
        kept: shown.kept,
        names: room.names(&staff),
        today: app.house.clock.now().day(),
    };
    let wrong = !shown.errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(answer(status, page(lang, &room.shell(app), &view)))
}
