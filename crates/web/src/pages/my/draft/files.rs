//! The materials of a draft: files that are chosen, one to remove, a promise for later. One form
//! brings them all, so that a file that was chosen is taken with whatever button was pressed.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::MaterialNeed;
use i18n::Lang;
use views::components::FieldError;
use views::links;
use views::my::step::Step;

use super::opened::{Opened, open};
use super::{Showing, step_href, steps};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::pages::my::cookies::see_other;
use crate::pages::my::room::MyRoom;
use crate::pages::my::upload::{Place, take};
use crate::sent::Upload;
use crate::visitor::Visitor;

/// Takes what the step's form brings; answers with the step again unless the person goes on.
pub(super) async fn bring(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    opened: &mut Opened,
    posted: &Posted,
    chosen: Vec<Upload>,
) -> Result<Option<Response>, PageError> {
    let id = opened.draft.id.clone();
    let pressed = posted.get("_upload");
    let who = (app, lang, visitor);
    let taken = take(who, Place::Draft(&id), &opened.item.item, chosen, pressed).await?;
    remove(app, lang, visitor, &id, posted.get("_remove")).await?;
    let promised = promise(app, lang, visitor, opened, posted).await?;
    if !taken.errors.is_empty() {
        // The files that are there now belong on the page.
        return Ok(Some(match open(app, lang, visitor, &id).await {
            Ok(opened) => again(app, lang, visitor, &opened, &taken.errors),
            Err(response) => response,
        }));
    }
    if pressed.is_empty() && !posted.has("_remove") && promised.is_none() {
        return Ok(None);
    }
    let to = step_href(lang, opened, Step::Materials);
    let added = taken.added.last();
    let at = promised.as_deref().or(added.map(|file| file.material.as_str()));
    let place = at.map(|material| format!("#m-{material}")).unwrap_or_default();
    let to = match added {
        Some(file) => links::query(&to, &[("added", &file.id)]),
        None => to,
    };
    Ok(Some(see_other(&format!("{to}{place}"))))
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

async fn remove(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    draft: &str,
    file: &str,
) -> Result<(), PageError> {
    if file.is_empty() {
        return Ok(());
    }
    let (draft, file) = (draft.to_owned(), file.to_owned());
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| app::files::remove(unit, &draft, &file)).await {
        // Twice removed is removed; a draft that became a case leads to it.
        Ok(()) | Err(app::Error::NotFound | app::Error::Moved { .. }) => Ok(()),
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// Promises a material for later, or takes the promise back; gives which.
async fn promise(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    opened: &mut Opened,
    posted: &Posted,
) -> Result<Option<String>, PageError> {
    let (later, now) = (posted.get("_later"), posted.get("_now"));
    let material = if later.is_empty() { now } else { later };
    if material.is_empty() {
        return Ok(None);
    }
    let mut materials = opened.item.item.materials.iter();
    let may = materials.any(|one| one.id == later && one.need == MaterialNeed::Later);
    opened.body.later.retain(|one| one != material);
    if may {
        opened.body.later.push(material.to_owned());
    }
    opened.save(app, visitor, None).await.in_lang(lang)?;
    Ok(Some(material.to_owned()))
}
