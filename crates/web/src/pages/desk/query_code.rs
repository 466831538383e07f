//! 换发查询码: a new query code against a document, on a slip.

use app::Idempotency;
use app::cases::Loaded;
use app::cases::query_code::{self, look, renew};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::people::PartyRole;
use i18n::Lang;
use serde_json::json;
use views::components::FieldError;
use views::desk::query_code::{
    KEY_FIELD, QueryCodeView, SlipView, form as page, slip as slip_page,
};
use views::desk::refusal;
use views::links;

use super::came;
use super::room::{DeskRoom, answer, names};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::pages::my::cookies::see_other;
use crate::pages::promise;
use crate::visitor::Visitor;

async fn looked(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    number: &str,
) -> Result<Loaded, PageError> {
    let number = number.to_owned();
    app.cx(&visitor.actor).read(move |unit| look(unit, &number)).await.in_lang(lang)
}

/// What the form shows again, and why.
#[derive(Default)]
struct Showing<'a> {
    typed: &'a [(String, String)],
    kept: &'a str,
    key: &'a str,
    errors: &'a [FieldError],
    refused: Option<String>,
}

fn form(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    loaded: &Loaded,
    code: StatusCode,
    showing: Showing<'_>,
) -> Response {
    let roles: Vec<PartyRole> = loaded.case.parties.iter().map(|(role, _)| *role).collect();
    let view = QueryCodeView {
        number: &loaded.case.number,
        item: &loaded.item.item.name,
        roles: &roles,
        key: showing.key,
        typed: showing.typed,
        kept: showing.kept,
        errors: showing.errors,
        refused: showing.refused,
    };
    answer(code, page(lang, &room.shell(app), &view))
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let loaded = looked(&app, lang, &visitor, &number).await?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let Again { typed, id: kept } = &again;
    // The key makes a second click the same request.
    let fresh = app.house.entropy.seed().draw().id();
    let key = if typed.has(KEY_FIELD) { typed.get(KEY_FIELD) } else { &fresh };
    let showing = Showing { typed: &typed.0, kept, key, ..Showing::default() };
    Ok(form(&app, lang, &room, &loaded, StatusCode::OK, showing))
}

pub(super) async fn give(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let loaded = looked(&app, lang, &visitor, &number).await?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let (key, kept) = (posted.get(KEY_FIELD), posted.get("_kept"));
    let showing = Showing { typed: &posted.0, kept, key, ..Showing::default() };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let came = match came::read(lang, &posted, "code", lang.outlet_who_came()) {
        Ok(came) => came,
        Err(errors) => {
            let showing = Showing { errors: &errors, ..showing };
            return Ok(form(&app, lang, &room, &loaded, unprocessable, showing));
        }
    };
    let name = came.name.clone();
    let body = json!([loaded.case.number, posted.0]).to_string();
    let request = Idempotency::new(key, body.as_bytes());
    let slip = links::desk_query_slip(lang, &loaded.case.number, key);
    let cx = app.cx(&visitor.actor);
    let key = number.clone();
    match cx.write(move |unit| renew(unit, &key, &came, Some(&request))).await {
        // The back button: a code was given by this form before it was changed.
        Ok(_) | Err(app::Error::KeyReused) => {
            kept::forget(&app, &visitor, kept).await;
            Ok(see_other(&slip))
        }
        Err(app::Error::Refused(refused)) => {
            let staff = names(&app, lang, &visitor).await?;
            let why = refusal::refused(lang, &refused, &loaded.item.item, &room.names(&staff));
            let showing = Showing { refused: Some(why), ..showing };
            Ok(form(&app, lang, &room, &loaded, StatusCode::CONFLICT, showing))
        }
        // The document does not fit the file.
        Err(app::Error::Invalid(_)) => {
            let message = lang.outlet_code_wrong_person(name);
            let errors = [FieldError { field: "code.name".into(), message }];
            let showing = Showing { errors: &errors, ..showing };
            Ok(form(&app, lang, &room, &loaded, unprocessable, showing))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

pub(super) async fn slip(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, key)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let loaded = looked(&app, lang, &visitor, &number).await?;
    let cx = app.cx(&visitor.actor);
    let given = cx.read(move |unit| query_code::again(unit, &key)).await.in_lang(lang)?;
    if given.number != loaded.case.number {
        return Err(PageError::new(lang, app::Error::NotFound));
    }
    let view = SlipView {
        number: &given.number,
        item: &loaded.item.item.name,
        query_code: &given.query_code,
        qr: promise::qr(&app, lang, &given.number, &given.query_code),
    };
    Ok(answer(StatusCode::OK, slip_page(lang, &room.shell(&app), &view)))
}
