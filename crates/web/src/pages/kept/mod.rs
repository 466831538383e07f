//! A form that was posted with a session that has ended, or with the token of another one: kept,
//! encrypted, for its browser alone; shown again to whoever is signed in there, taken up by whoever
//! confirms that it is theirs, never executed by itself.

mod about;
mod again;
mod park;

use app::drafts::{adopt, forsake, parked};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use serde::{Deserialize, Serialize};
use views::links;
use views::my::kept::{KeptView, kept as page};

pub(crate) use again::Again;
pub use park::{is_multipart, keep, stale, words};

use super::my::cookies::{clear, see_other};
use super::my::room::MyRoom;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::visitor::{Visitor, cookie};
use crate::{App, Endpoint, Guard};

/// The cookie with the ticket of what was kept.
pub const COOKIE: &str = "kept";

/// What was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// The address that it was posted to, with the language.
    pub path: String,
    /// What was typed or chosen.
    pub pairs: Vec<(String, String)>,
}

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/kept", Guard::Anybody, found),
        Endpoint::get("/{lang}/kept/{id}", Guard::Anybody, show),
        Endpoint::post("/{lang}/kept", Guard::Anybody, confirm),
    ]
}

/// Where to go after signing in: first to what was kept, if something was.
pub fn onward(headers: &HeaderMap, lang: Lang, to: String) -> String {
    match cookie(headers, COOKIE) {
        Some(ticket) if !ticket.is_empty() => links::kept(lang),
        _ => to,
    }
}

/// What was kept for this browser, shown to whoever is signed in. It is not theirs yet.
async fn found(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    visitor: Option<axum::Extension<Visitor>>,
) -> Result<Response, PageError> {
    let Some(axum::Extension(visitor)) = visitor else {
        return Ok(see_other(&links::sign_in(lang)));
    };
    let ticket = cookie(&headers, COOKIE).unwrap_or_default().to_owned();
    let cx = app.cx(&visitor.actor);
    let kept = match cx.read(move |unit| parked(unit, &ticket)).await {
        Ok(draft) => of_body(&draft.body),
        Err(app::Error::NotFound) => None,
        Err(error) => return Err(PageError::new(lang, error)),
    };
    let Some(kept) = kept else {
        let mut response = see_other(&home_of(lang, &visitor));
        clear(&app, &mut response, COOKIE);
        return Ok(response);
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    render(&app, lang, &room, &visitor, ("", false), &kept).await
}

/// What somebody has taken up and not sent.
async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(kept) = load(&app, &visitor, &id).await.in_lang(lang)? else {
        return Ok(see_other(&home_of(lang, &visitor)));
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    render(&app, lang, &room, &visitor, (&id, false), &kept).await
}

async fn render(
    app: &App,
    lang: Lang,
    room: &MyRoom,
    visitor: &Visitor,
    (draft, full): (&str, bool),
    kept: &Kept,
) -> Result<Response, PageError> {
    let (what, told) = about::told(app, lang, visitor, kept).await.in_lang(lang)?;
    let token = &visitor.form_token;
    let view = KeptView { token, draft, what: &what, told: &told, full };
    Ok(page(lang, &room.shell(app), &view).into_response())
}

/// Takes it up, which leads to its form, filled in; or throws it away.
async fn confirm(
    State(app): State<App>,
    PathLang(lang): PathLang,
    headers: HeaderMap,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let (draft, take) = (posted.get("draft").to_owned(), posted.get("do") == "take");
    let ticket = cookie(&headers, COOKIE).unwrap_or_default().to_owned();
    let cx = app.cx(&visitor.actor);
    let dropped = links::query(&home_of(lang, &visitor), &[("done", "dropped")]);
    if take && !draft.is_empty() {
        let kept = load(&app, &visitor, &draft).await.in_lang(lang)?;
        let to = kept.map(|kept| form_of(&kept, &draft));
        return Ok(see_other(&to.unwrap_or_else(|| home_of(lang, &visitor))));
    }
    let to = if !draft.is_empty() {
        forget(&app, &visitor, &draft).await;
        return Ok(see_other(&dropped));
    } else if take {
        match cx.write(move |unit| adopt(unit, &ticket)).await {
            Ok(draft) => match of_body(&draft.body) {
                Some(kept) => form_of(&kept, &draft.id),
                None => home_of(lang, &visitor),
            },
            Err(app::Error::NotFound) => home_of(lang, &visitor),
            Err(app::Error::Invalid(_)) => return full(&app, lang, &visitor, &headers).await,
            Err(error) => return Err(PageError::new(lang, error)),
        }
    } else {
        match cx.write(move |unit| forsake(unit, &ticket)).await {
            Ok(()) | Err(app::Error::NotFound) => dropped,
            Err(error) => return Err(PageError::new(lang, error)),
        }
    };
    let mut response = see_other(&to);
    clear(&app, &mut response, COOKIE);
    Ok(response)
}

/// Too many drafts: it stays where it is until there is room.
async fn full(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let ticket = cookie(headers, COOKIE).unwrap_or_default().to_owned();
    let cx = app.cx(&visitor.actor);
    let draft = cx.read(move |unit| parked(unit, &ticket)).await.in_lang(lang)?;
    let room = MyRoom::at(lang, "/kept".to_owned(), Some(visitor));
    let Some(kept) = of_body(&draft.body) else {
        return Ok(see_other(&home_of(lang, visitor)));
    };
    let page = render(app, lang, &room, visitor, ("", true), &kept).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The page of the form, filled in with what was kept.
fn form_of(kept: &Kept, id: &str) -> String {
    links::query(&page_of(&kept.path), &[("kept", id)])
}

/// The page on which a form stands that is posted to this address.
fn page_of(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [_, _, "my", "drafts", _, "autosave"] => parts[5] = "form",
        // It is a page of its own, unlike the other acts.
        [_, _, "desk", "cases", _, "query-code"] => {}
        [_, _, "my", "profile", _] | [_, _, "desk", "cases" | "staff", _, _] => {
            parts.pop();
        }
        [_, _, "sign-out"] => parts[2] = "my",
        _ => {}
    }
    parts.join("/")
}

/// The first page of somebody's room.
fn home_of(lang: Lang, visitor: &Visitor) -> String {
    if visitor.actor.staff().is_some() { links::desk(lang) } else { links::my(lang) }
}

/// What was kept under this id, if it is the visitor's.
pub(crate) async fn load(app: &App, visitor: &Visitor, id: &str) -> app::Result<Option<Kept>> {
    let id = id.to_owned();
    let cx = app.cx(&visitor.actor);
    match cx.read(move |unit| app::drafts::load(unit, &id)).await {
        Ok(draft) => Ok(of_body(&draft.body)),
        Err(app::Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What was kept, if this is the body of such a draft.
pub(crate) fn of_body(body: &serde_json::Value) -> Option<Kept> {
    serde_json::from_value(body.get("kept")?.clone()).ok()
}

/// Forgets what was kept: it was sent in the meantime, or is not wanted.
pub(crate) async fn forget(app: &App, visitor: &Visitor, id: &str) {
    if id.is_empty() {
        return;
    }
    let id = id.to_owned();
    let cx = app.cx(&visitor.actor);
    let deleted = cx.write(move |unit| {
        // Only what was kept: never a draft that somebody named in its place.
        match of_body(&app::drafts::load(unit, &id)?.body) {
            Some(_) => app::drafts::delete(unit, &id),
            None => Ok(()),
        }
    });
    if let Err(error) = deleted.await {
        tracing::debug!(%error, "what was kept is gone already: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn every_form_stands_on_a_page() {
        let cases = [
            ("/zh/my/drafts/d1/form", "/zh/my/drafts/d1/form"),
            ("/zh/my/drafts/d1/materials", "/zh/my/drafts/d1/materials"),
            ("/en/my/drafts/d1/autosave", "/en/my/drafts/d1/form"),
            ("/zh/my/cases/n/supply", "/zh/my/cases/n/supply"),
            ("/zh/my/profile/phone", "/zh/my/profile"),
            ("/zh/sign-out", "/zh/my"),
            ("/zh/desk/cases/n/accept", "/zh/desk/cases/n"),
            ("/zh/desk/cases/n/query-code", "/zh/desk/cases/n/query-code"),
        ];
        for (posted, page) in cases {
            assert_eq!(page_of(posted), page);
        }
    }
}
