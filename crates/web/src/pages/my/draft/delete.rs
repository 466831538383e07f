//! Deleting a draft, asked once more before.

use app::drafts;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse as _, Response};
use views::links;

use super::opened::open;
use crate::App;
use crate::error::PageError;
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::my::cookies::see_other;
use crate::pages::my::room::MyRoom;
use crate::visitor::Visitor;

pub(in crate::pages::my) async fn ask(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Response {
    let opened = match open(&app, lang, &visitor, &id).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    let item = &opened.item.item;
    views::my::draft::delete(lang, &room.shell(&app), item, &id, &visitor.form_token)
        .into_response()
}

pub(in crate::pages::my) async fn delete(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| drafts::delete(unit, &id)).await {
        Ok(()) | Err(app::Error::NotFound) => {
            Ok(see_other(&links::query(&links::my(lang), &[("done", "deleted")])))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}
