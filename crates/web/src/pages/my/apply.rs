//! The page before an application, and its beginning: a draft.

use std::sync::Arc;

use app::catalogue::{Catalogue, Published};
use app::drafts::{self, NewDraft};
use axum::Extension;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse as _, Response};
use base::Timestamp;
use i18n::Lang;
use serde_json::json;
use views::guide::Apply;
use views::links;
use views::my::start::{StartView, start as page};

use super::cookies::see_other;
use super::draft::again::can_apply;
use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::visitor::Visitor;

fn item(lang: Lang, catalogue: &Catalogue, code: &str) -> Result<Arc<Published>, PageError> {
    catalogue.item(code).cloned().ok_or_else(|| PageError::new(lang, app::Error::NotFound))
}

pub(super) async fn start(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Option<Extension<Visitor>>,
) -> Result<Response, PageError> {
    let visitor = visitor
        .map(|Extension(visitor)| visitor)
        .filter(|visitor| visitor.actor.account().is_some());
    let catalogue = app.house.catalogue();
    let item = item(lang, &catalogue, &code)?;
    let department = catalogue.department(&item.item.department);
    let department = department.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let begun: Vec<(String, Timestamp)> = match &visitor {
        None => Vec::new(),
        Some(visitor) => {
            let drafts = app.cx(&visitor.actor).read(drafts::list).await.in_lang(lang)?;
            let own = drafts.into_iter().filter(|draft| draft.item == code);
            own.map(|draft| (draft.id, draft.updated_at)).collect()
        }
    };
    let room = MyRoom::new(lang, &uri, visitor.as_ref());
    let view = StartView {
        item: &item.item,
        department,
        apply: Apply::on(&item.item, app.house.clock.now().day()),
        token: visitor.as_ref().map(|visitor| visitor.form_token.as_str()),
        drafts: &begun,
    };
    Ok(page(lang, &room.shell(&app), &view).into_response())
}

pub(super) async fn begin(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code)): Path<(String, String)>,
    visitor: Visitor,
    _: Posted,
) -> Result<Response, PageError> {
    let item = item(lang, &app.house.catalogue(), &code)?;
    if !can_apply(&item.item, app.house.clock.now().day()) {
        return Ok(see_other(&links::apply(lang, &code)));
    }
    let new = NewDraft::prepare(&app.house, &code, &json!({})).in_lang(lang)?;
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| drafts::begin(unit, &new)).await {
        Ok(id) => Ok(see_other(&links::draft(lang, &id))),
        // Too many drafts: “my cases” lists them, to go on with one or delete some.
        Err(app::Error::Invalid(_)) => Ok(see_other(&links::my(lang))),
        Err(error) => Err(PageError::new(lang, error)),
    }
}
