//! 收件 at the window: find the item, take the application in, print the receipt.

mod read;
mod taken;

use app::Idempotency;
use app::cases::file::open_paper;
use app::cases::{Intake, filed};
use app::catalogue::Published;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::{Action, Resource};
use domain::catalogue::{FlowKind, WindowRole};
use i18n::Lang;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use views::components::FieldError;
use views::desk::intake::{
    FindItemView, IntakeView, find as find_page, intake as page, typed_answers,
};
use views::desk::{Names, refusal, words};
use views::links;

pub(super) use taken::taken;

use super::case::throw_away;
use super::home::items;
use super::room::{DeskRoom, answer, names};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
use crate::pages::my::cookies::see_other;
use crate::sent::Sent;
use crate::visitor::Visitor;

/// What the pages are asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    with: String,
    kept: String,
}

/// Only whoever takes in sees the pages; the use case asks again.
fn may(app: &App, lang: Lang, visitor: &Visitor) -> Result<(), PageError> {
    let region = app.house.settings.region.clone();
    let cx = app.cx(&visitor.actor);
    cx.authorise(Action::TakeIn, &Resource::House { region: &region }).in_lang(lang)
}

pub(super) async fn find(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    may(&app, lang, &visitor)?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let edition = app.published.edition(&app.house);
    let items = items(&edition, asked.q.trim());
    let view = FindItemView { q: &asked.q, with: &asked.with, items };
    Ok(answer(StatusCode::OK, find_page(lang, &room.shell(&app), &view)))
}

/// What the form shows beside the item.
struct Showing<'a> {
    typed: &'a Map<String, Value>,
    answers: &'a Map<String, Value>,
    errors: &'a [FieldError],
    refused: Option<String>,
    key: &'a str,
    with: &'a str,
    kept: &'a str,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    may(&app, lang, &visitor)?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    if let Some(was) = kept::load(&app, &visitor, &asked.kept).await.in_lang(lang)? {
        let posted = Posted(was.pairs);
        let typed = posted.texts();
        let showing = Showing {
            typed: &typed,
            answers: &typed_answers(&posted.0),
            errors: &[],
            refused: None,
            key: posted.get("intake.key"),
            with: posted.get("intake.with"),
            kept: &asked.kept,
        };
        return form(&app, lang, &room, &code, StatusCode::OK, showing);
    }
    let typed = match asked.with.as_str() {
        "" => Map::new(),
        number => persons_of(&app, lang, &visitor, number).await?,
    };
    // The key makes a second click the same application.
    let key = app.house.entropy.seed().draw().id();
    let showing = Showing {
        typed: &typed,
        answers: &Map::new(),
        errors: &[],
        refused: None,
        key: &key,
        with: &asked.with,
        kept: "",
    };
    form(&app, lang, &room, &code, StatusCode::OK, showing)
}

/// The persons of a case as the fields of the form: another item for the same person.
async fn persons_of(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    number: &str,
) -> Result<Map<String, Value>, PageError> {
    let key = number.to_owned();
    let cx = app.cx(&visitor.actor);
    let file = cx.write(move |unit| open_paper(unit, &key, 1, "受理"));
    let file = file.await.in_lang(lang)?;
    let mut typed = Map::new();
    for party in &file.parties {
        let word = words::party_word(party.role);
        let fields = [
            ("name", party.name.as_str()),
            ("document_kind", &party.document_kind),
            ("document_number", &party.document_number),
            ("phone", party.phone.as_deref().unwrap_or_default()),
            ("address", party.address.as_deref().unwrap_or_default()),
        ];
        for (name, value) in fields {
            typed.insert(format!("{word}.{name}"), Value::from(value));
        }
    }
    Ok(typed)
}

fn item<'a>(lang: Lang, room: &'a DeskRoom, code: &str) -> Result<&'a Published, PageError> {
    let found = room.catalogue.in_use(code).map(|item| &**item);
    found.ok_or_else(|| PageError::new(lang, app::Error::NotFound))
}

fn form(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    code: &str,
    status: StatusCode,
    showing: Showing<'_>,
) -> Result<Response, PageError> {
    let published = item(lang, room, code)?;
    let item = &published.item;
    let department = room.catalogue.department(&item.department);
    let department = department.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let view = IntakeView {
        item,
        department,
        typed: showing.typed,
        answers: showing.answers,
        errors: showing.errors,
        refused: showing.refused,
        key: showing.key,
        with: showing.with,
        kept: showing.kept,
        spot: item.flow.kind == FlowKind::Immediate
            && matches!(item.window_role, WindowRole::Accepts { .. }),
        open: item.application.is_open(app.house.clock.now().day()),
    };
    Ok(answer(status, page(lang, &room.shell(app), &view)))
}

pub(super) async fn take_in(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, PageError> {
    may(&app, lang, &visitor)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let published = item(lang, &room, &code)?;
    let key = sent.posted.get("intake.key").to_owned();
    let typed = sent.posted.texts();
    let posted = sent.posted.clone();
    let read = read::read(&app, lang, published, sent).await.in_lang(lang)?;
    let showing = |errors, refused| Showing {
        typed: &typed,
        answers: &read.answers,
        errors,
        refused,
        key: posted.get("intake.key"),
        with: posted.get("intake.with"),
        kept: posted.get("_kept"),
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(mut application) = read.application else {
        let shown = showing(&read.errors, None);
        return form(&app, lang, &room, &code, unprocessable, shown);
    };
    let files: Vec<&str> = read.scans.iter().map(app::files::Stored::sha256).collect();
    let body = json!({ "form": posted.0, "files": files }).to_string();
    application.idempotency = Some(Idempotency::new(key.clone(), body.as_bytes()));
    let originals = read.originals.clone();
    let spot = posted.get("intake.do") == "spot";
    let cx = app.cx(&visitor.actor);
    let intake = Intake { originals, spot };
    let taken = filed(&cx, application, move |submission, unit| intake.run(submission, unit));
    match taken.await {
        Ok(_) => {
            kept::forget(&app, &visitor, posted.get("_kept")).await;
            Ok(see_other(&links::desk_taken(lang, &key)))
        }
        // The back button: this form was taken in before it was changed.
        Err(app::Error::KeyReused) => {
            throw_away(&app, &read.scans);
            Ok(see_other(&links::desk_taken(lang, &key)))
        }
        Err(app::Error::Invalid(faults)) if entered(&faults).is_some() => {
            throw_away(&app, &read.scans);
            let first = entered(&faults).unwrap_or_default();
            let message = lang.desk_wrong_late_twice(posted.get("late.receipt"), first);
            let errors = [FieldError { field: "late.receipt".into(), message }];
            form(&app, lang, &room, &code, unprocessable, showing(&errors, None))
        }
        Err(app::Error::Refused(refused)) => {
            throw_away(&app, &read.scans);
            let staff = names(&app, lang, &visitor).await?;
            let names = Names { staff: &staff, departments: room.catalogue.departments() };
            let why = refusal::refused(lang, &refused, &published.item, &names);
            form(&app, lang, &room, &code, StatusCode::CONFLICT, showing(&[], Some(why)))
        }
        Err(error) => {
            throw_away(&app, &read.scans);
            Err(PageError::new(lang, error))
        }
    }
}

/// The case that a receipt on paper became before.
fn entered(faults: &[app::FieldError]) -> Option<&str> {
    let found = faults.iter().find(|fault| fault.code == "receipt.entered")?;
    found.values.first().map(String::as_str)
}
