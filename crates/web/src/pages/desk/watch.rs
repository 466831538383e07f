//! What supervisors see: what is overdue in the region, and any department's open cases.

use app::cases::desk;
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::cases::Stage;
use serde::Deserialize;
use views::desk::watch::{WatchView, watch as page};
use views::desk::work::count_of;

use super::room::{DeskRoom, answer, last_page, names, page_of, rows};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::visitor::Visitor;

/// What the list is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    department: String,
    stage: String,
    page: String,
}

pub(super) async fn watch(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let stage = Stage::from_word(&asked.stage).unwrap_or(Stage::Accepted);
    let number = page_of(&asked.page);
    let cx = app.cx(&visitor.actor);
    let (listed, counts, total) = if asked.department.is_empty() {
        let late = cx.read(move |unit| desk::late_in_region(unit, number - 1));
        let (listed, total) = late.await.in_lang(lang)?;
        (listed, Vec::new(), total)
    } else {
        let department = asked.department.clone();
        let read = cx.read(move |unit| desk::of_department(unit, &department, stage, number - 1));
        let (listed, counts) = read.await.in_lang(lang)?;
        let total = count_of(&counts, stage);
        (listed, counts, total)
    };
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let staff = names(&app, lang, &visitor).await?;
    let view = WatchView {
        department: &asked.department,
        stage,
        counts: &counts,
        rows: rows(&listed),
        page: number,
        last: last_page(total),
        names: room.names(&staff),
        today: app.house.clock.now().day(),
    };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}
