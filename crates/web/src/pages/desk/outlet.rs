//! 出件窗口: results that wait, and handing one over.

use app::cases::file::{File, open_or_status};
use app::cases::{self, Command, desk, list, store};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::cases::{Delivery, Event};
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::outlet::{
    HandOverView, OutletView, ResultRow, hand_over as page, outlet as list_page,
};
use views::desk::{Names, refusal};
use views::links;

use super::came;
use super::room::{DeskRoom, ROWS, answer, last_page, names, page_of};
use crate::App;
use crate::error::{InLang as _, PageError, status};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept::{self, Again};
use crate::pages::my::cookies::see_other;
use crate::visitor::Visitor;

/// What a file is opened for here.
const PURPOSE: &str = "送达";

/// What the list is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    uncollected: String,
    page: String,
    done: String,
}

pub(super) async fn outlet(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let (only, number) = (asked.uncollected == "1", page_of(&asked.page));
    let cx = app.cx(&visitor.actor);
    let read = cx.read(move |unit| {
        if only {
            return desk::uncollected(unit, number - 1);
        }
        let cases = list::outlet(unit, number - 1)?;
        let listed = desk::listed(unit, cases)?;
        // A full page may have a next one; how many there are in all nobody asks here.
        let more = u64::from(listed.len() == ROWS);
        let before = u64::try_from((number - 1) * ROWS + listed.len()).unwrap_or_default();
        Ok((listed, before + more))
    });
    let (listed, total) = read.await.in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let staff = names(&app, lang, &visitor).await?;
    let view = OutletView {
        uncollected: only,
        rows: listed.iter().filter_map(row).collect(),
        page: number,
        last: last_page(total),
        done: &asked.done,
        names: room.names(&staff),
        today: app.house.clock.now().day(),
    };
    Ok(answer(StatusCode::OK, list_page(lang, &room.shell(&app), &view)))
}

fn row(listed: &desk::Listed) -> Option<ResultRow> {
    let case = &listed.loaded.case;
    Some(ResultRow {
        number: case.number.clone(),
        item: listed.loaded.item.item.name.clone(),
        applicant: listed.applicant.clone(),
        department: case.department.clone(),
        decided_at: case.decision.as_ref()?.at,
        wish: case.delivery_wish,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    again: Again,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let file = opened(&app, lang, &visitor, &number).await?;
    let wrong = Wrong { typed: &again.typed.0, kept: &again.id, ..Wrong::default() };
    Ok(form(&app, lang, &room, &file, StatusCode::OK, wrong))
}

async fn opened(app: &App, lang: Lang, visitor: &Visitor, number: &str) -> Result<File, PageError> {
    let key = number.to_owned();
    let cx = app.cx(&visitor.actor);
    let opened = cx.write(move |unit| {
        store::for_view(unit, Action::Deliver, &key)?;
        open_or_status(unit, &key, PURPOSE)
    });
    opened.await.in_lang(lang)
}

/// What the form shows again, and why.
#[derive(Default)]
struct Wrong<'a> {
    typed: &'a [(String, String)],
    errors: &'a [FieldError],
    refused: Option<String>,
    kept: &'a str,
}

fn form(
    app: &App,
    lang: Lang,
    room: &DeskRoom,
    file: &File,
    code: StatusCode,
    wrong: Wrong<'_>,
) -> Response {
    let case = &file.loaded.case;
    let delivered = case.is_closed() && wrong.refused.is_none();
    let Some(made) = case.decision.as_ref().filter(|_| !delivered) else {
        return see_other(&links::desk_case(lang, &case.number));
    };
    let view = HandOverView {
        number: &case.number,
        seq: case.seq,
        item: &file.loaded.item.item.name,
        results: made.decided.issued().into_iter().map(|one| one.number).collect(),
        decision: made.seq,
        decided_at: made.at,
        parties: &file.parties,
        wish: case.delivery_wish,
        address: file.address.as_ref(),
        typed: wrong.typed,
        kept: wrong.kept,
        errors: wrong.errors,
        refused: wrong.refused,
    };
    answer(code, page(lang, &room.shell(app), &view))
}

pub(super) async fn hand_over(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let seen = posted.get("seq").parse::<u64>().ok();
    let kept = posted.get("_kept");
    let wrong = Wrong { typed: &posted.0, kept, ..Wrong::default() };
    let command = match command(lang, &posted) {
        Ok(command) => command,
        Err(errors) => {
            let file = opened(&app, lang, &visitor, &number).await?;
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            let wrong = Wrong { errors: &errors, ..wrong };
            return Ok(form(&app, lang, &room, &file, code, wrong));
        }
    };
    let key = number.clone();
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| cases::act(unit, &key, seen, &command).map(drop)).await {
        Ok(()) => {
            kept::forget(&app, &visitor, kept).await;
            let done = [("done", number.as_str())];
            Ok(see_other(&links::query(&links::desk_outlet(lang), &done)))
        }
        Err(error @ (app::Error::Refused(_) | app::Error::Moved { .. })) => {
            let file = opened(&app, lang, &visitor, &number).await?;
            let delivered = |event: &Event| matches!(event, Event::Delivered { .. });
            if file.done_since(seen.unwrap_or_default(), &visitor.actor, delivered) {
                let done = [("done", number.as_str())];
                return Ok(see_other(&links::query(&links::desk_outlet(lang), &done)));
            }
            let staff = names(&app, lang, &visitor).await?;
            let names = Names { staff: &staff, departments: room.catalogue.departments() };
            let why = match &error {
                app::Error::Refused(refused) => {
                    refusal::refused(lang, refused, &file.loaded.item.item, &names)
                }
                _ => lang.desk_moved_hint().to_owned(),
            };
            let wrong = Wrong { refused: Some(why), ..wrong };
            Ok(form(&app, lang, &room, &file, status(&error), wrong))
        }
        // The document does not fit the file.
        Err(app::Error::Invalid(_)) => {
            let file = opened(&app, lang, &visitor, &number).await?;
            let message = lang.desk_wrong_person(posted.get("deliver.name"));
            let errors = [FieldError { field: "deliver.name".into(), message }];
            let wrong = Wrong { errors: &errors, ..wrong };
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(form(&app, lang, &room, &file, code, wrong))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

fn command(lang: Lang, posted: &Posted) -> Result<Command, Vec<FieldError>> {
    let wrong = |field: &str, message: String| FieldError { field: field.to_owned(), message };
    if posted.get("deliver.method") == "posted" {
        let tracking = posted.get("deliver.tracking").to_owned();
        if tracking.is_empty() {
            let message = lang.desk_wrong_tracking().to_owned();
            return Err(vec![wrong("deliver.tracking", message)]);
        }
        let delivery = Delivery::Posted { tracking };
        return Ok(Command::Deliver { delivery, note: String::new(), number_end: String::new() });
    }
    let came = came::read(lang, posted, "deliver", lang.outlet_who())?;
    let mandate = posted.has("deliver.mandate");
    let delivery = Delivery::Handed { to: came.to, checked: came.checked, mandate };
    Ok(Command::Deliver { delivery, note: came.name, number_end: came.number_end })
}
