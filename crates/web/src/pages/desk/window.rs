//! 综合窗口: what was received for any department and waits for a word.

use app::cases::{desk, list};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::cases::Stage;
use serde::Deserialize;
use views::desk::window::{WindowView, window as page};
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
    stage: String,
    page: String,
}

pub(super) async fn window(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let stage = Stage::from_word(&asked.stage).unwrap_or(Stage::Received);
    let number = page_of(&asked.page);
    let cx = app.cx(&visitor.actor);
    let read = cx.read(move |unit| {
        let (cases, counts) = list::window_work(unit, stage, number - 1)?;
        Ok((desk::listed(unit, cases)?, counts))
    });
    let (listed, counts) = read.await.in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let staff = names(&app, lang, &visitor).await?;
    let view = WindowView {
        stage,
        counts: &counts,
        rows: rows(&listed),
        page: number,
        last: last_page(count_of(&counts, stage)),
        names: room.names(&staff),
        today: app.house.clock.now().day(),
    };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}
