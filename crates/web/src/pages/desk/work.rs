//! The work list of a department.

use app::cases::{desk, list};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::cases::Stage;
use serde::Deserialize;
use views::desk::work::{Which, WorkView, count_of, work as page};

use super::room::{DeskRoom, answer, last_page, names, page_of, rows, rows_asked};
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

pub(super) async fn work(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let number = page_of(&asked.page);
    let (which, list) = match asked.stage.as_str() {
        "asked" => (Which::Asked, list::Work::Asked),
        word => {
            let stage = Stage::from_word(word).unwrap_or(Stage::Accepted);
            (Which::Stage(stage), list::Work::Stage(stage))
        }
    };
    let cx = app.cx(&visitor.actor);
    let read = cx.read(move |unit| {
        let (cases, counts) = list::work(unit, list, number - 1)?;
        Ok((desk::listed(unit, cases)?, counts, desk::asked(unit)?))
    });
    let (listed, counts, asked) = read.await.in_lang(lang)?;
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let staff = names(&app, lang, &visitor).await?;
    let last_one = match which {
        Which::Stage(stage) => last_page(count_of(&counts, stage)),
        Which::Asked => last_page(asked),
    };
    let view = WorkView {
        which,
        counts: &counts,
        asked,
        rows: match which {
            Which::Stage(_) => rows(&listed),
            Which::Asked => rows_asked(&listed, &room.staff.department),
        },
        page: number,
        last: last_one,
        names: room.names(&staff),
        today: app.house.clock.now().day(),
    };
    Ok(answer(StatusCode::OK, page(lang, &room.shell(&app), &view)))
}
