//! Files of a draft: upload, remove, promise for later.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use views::components::FieldError;
use views::links;
use views::my::step::Step;

use super::opened::{Opened, open};
use super::{Showing, step_href, steps};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::my::cookies::see_other;
use crate::pages::my::room::MyRoom;
use crate::pages::my::upload::{Uploaded, in_words};
use crate::visitor::Visitor;

pub(in crate::pages::my) async fn upload(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
    uploaded: Uploaded,
) -> Result<Response, PageError> {
    let opened = match open(&app, lang, &visitor, &id).await {
        Ok(opened) => opened,
        Err(response) => return Ok(response),
    };
    if !opened.item.item.materials.iter().any(|one| one.id == uploaded.material) {
        return Err(PageError::new(lang, app::Error::NotFound));
    }
    let (material, name) = (uploaded.material.clone(), uploaded.name.clone());
    match store(&app, &visitor, &id, uploaded).await {
        Ok(file) => {
            let to = step_href(lang, &opened, Step::Materials);
            let to = links::query(&to, &[("added", &file)]);
            Ok(see_other(&format!("{to}#m-{material}")))
        }
        Err(app::Error::Invalid(faults)) => {
            let message = faults.first().map(|fault| in_words(lang, &name, fault));
            let field = format!("file-{material}");
            let errors = [FieldError { field, message: message.unwrap_or_default() }];
            Ok(again(&app, lang, &visitor, &opened, &errors))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

async fn store(app: &App, visitor: &Visitor, id: &str, uploaded: Uploaded) -> app::Result<String> {
    let bytes = uploaded.content.bytes()?;
    let (house, material, name) = (app.house.clone(), uploaded.material, uploaded.name);
    let stored =
        tokio::task::spawn_blocking(move || app::files::store(&house, &material, &name, bytes))
            .await
            .map_err(app::Error::broken)??;
    let (draft, object) = (id.to_owned(), stored.clone());
    let cx = app.cx(&visitor.actor);
    let named = cx.write(move |unit| app::files::attach(unit, &draft, &object)).await;
    match named {
        Ok(file) => Ok(file.id),
        Err(error) => {
            app::files::discard(&app.house, &stored);
            Err(error)
        }
    }
}

/// The step again, with what was wrong.
fn again(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    opened: &Opened,
    errors: &[FieldError],
) -> Response {
    let path = format!("/my/drafts/{}/materials", opened.draft.id);
    let room = MyRoom::at(lang, path, Some(visitor));
    let showing = Showing { errors, ..Showing::default() };
    let page = steps::page(app, lang, &room, visitor, opened, Step::Materials, &showing);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

pub(in crate::pages::my) async fn remove(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let (draft, file) = (id.clone(), posted.get("file").to_owned());
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| app::files::remove(unit, &draft, &file)).await {
        // Twice removed is removed; a draft that became a case leads to it.
        Ok(()) | Err(app::Error::NotFound | app::Error::Moved { .. }) => {}
        Err(error) => return Err(PageError::new(lang, error)),
    }
    Ok(see_other(&links::draft_step(lang, &id, Step::Materials.word())))
}

pub(in crate::pages::my) async fn later(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let mut opened = match open(&app, lang, &visitor, &id).await {
        Ok(opened) => opened,
        Err(response) => return Ok(response),
    };
    let material = posted.get("material").to_owned();
    let may = opened
        .item
        .item
        .materials
        .iter()
        .any(|one| one.id == material && one.need == domain::catalogue::MaterialNeed::Later);
    opened.body.later.retain(|one| *one != material);
    if may && posted.get("later") == "true" {
        opened.body.later.push(material.clone());
    }
    opened.save(&app, &visitor, None).await.in_lang(lang)?;
    let to = step_href(lang, &opened, Step::Materials);
    Ok(see_other(&format!("{to}#m-{material}")))
}
