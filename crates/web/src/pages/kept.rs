//! A form that was posted with an expired session: kept, encrypted, for its browser alone; shown
//! again after signing in, confirmed by the person, never executed by itself.

use app::drafts::{NewDraft, adopt, park};
use axum::body::Bytes;
use axum::extract::{
    DefaultBodyLimit, FromRequest as _, FromRequestParts as _, Multipart, OriginalUri, Path,
    Request, State,
};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use serde::{Deserialize, Serialize};
use serde_json::json;
use views::links;
use views::my::kept::{KeptView, kept as page};

use super::my::cookies::{clear, see_other, set};
use super::my::room::MyRoom;
use crate::api::v1::Peer;
use crate::error::{InLang as _, PageError};
use crate::form::{Posted, TOKEN_FIELD};
use crate::lang::PathLang;
use crate::visitor::{Visitor, cookie};
use crate::{App, Endpoint, Guard};

/// The cookie with the ticket of what was kept.
pub const COOKIE: &str = "kept";

/// Bytes that are read of a form with files, whose words are kept without them.
const WITH_FILES_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Words of such a form.
const WORDS_MAX: usize = 500;

/// Fields that a page puts into its forms itself: nobody typed them.
const OURS: [&str; 6] =
    ["seq", "case.purpose", "intake.key", "intake.with", "intake.do", "deliver.method"];

/// What was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// The address that it was posted to, with the language.
    pub path: String,
    /// What was typed.
    pub pairs: Vec<(String, String)>,
}

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/kept", Guard::Secret, claim),
        Endpoint::get("/{lang}/kept/{id}", Guard::Secret, show),
        Endpoint::post("/{lang}/kept", Guard::Secret, drop_it),
    ]
}

/// Keeps the form and leads to the sign-in page, which says so.
pub async fn keep(app: &App, sign_in: &str, request: Request) -> Response {
    let path = request.uri().path();
    let (back, desk) = (page_of(path), path.contains("/desk/"));
    let lead = |came: &str| see_other(&links::query(sign_in, &[("came", came), ("back", &back)]));
    if is_multipart(request.headers()) && !desk {
        return lead("no-file");
    }
    match store(app, request).await {
        Ok(ticket) => {
            let mut response = lead("kept");
            set(app, &mut response, COOKIE, &ticket.ticket, Some(ticket.seconds));
            response
        }
        // What cannot be kept must not keep the person from signing in.
        Err(error) => {
            tracing::warn!(%error, "a form was not kept: {error}");
            lead("")
        }
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

async fn store(app: &App, request: Request) -> app::Result<app::drafts::Parked> {
    let path = request.uri().path().to_owned();
    let (mut parts, body) = request.into_parts();
    let Ok(Peer(from)) = Peer::from_request_parts(&mut parts, &()).await;
    let posted = read(app, Request::from_parts(parts, body)).await;
    let posted = posted.ok_or_else(|| app::Error::field("form", "unreadable"))?;
    let secret = |name: &str| name == TOKEN_FIELD || name.contains("password");
    let pairs: Vec<_> = posted.0.into_iter().filter(|(name, _)| !secret(name)).collect();
    let catalogue = app.house.catalogue();
    let named = pairs.iter().find(|(name, _)| name == "_item").map(|(_, code)| code.as_str());
    // A draft belongs to an item; what is typed elsewhere lies under the first one until shown.
    let item = named.and_then(|code| catalogue.in_use(code)).or_else(|| catalogue.items().first());
    let item = item.ok_or(app::Error::NotFound)?.item.code.clone();
    let body = json!({ "kept": Kept { path, pairs } });
    let new = NewDraft::prepare(&app.house, &item, &body)?;
    app.anonymous().write(move |unit| park(unit, &new, from.into())).await
}

/// What was typed. Files of a form are to be chosen again.
async fn read(app: &App, mut request: Request) -> Option<Posted> {
    if !is_multipart(request.headers()) {
        let body = Bytes::from_request(request, app).await.ok()?;
        return Posted::parse(&body);
    }
    DefaultBodyLimit::max(WITH_FILES_BYTES_MAX).apply(&mut request);
    let mut parts = Multipart::from_request(request, app).await.ok()?;
    let mut posted = Posted::default();
    // Beyond the limit reading fails: what came before is kept.
    while let Ok(Some(part)) = parts.next_field().await {
        if part.file_name().is_some() || posted.0.len() >= WORDS_MAX {
            continue;
        }
        let name = part.name().unwrap_or_default().to_owned();
        let Ok(text) = part.text().await else { break };
        posted.0.push((name, text));
    }
    Some(posted)
}

/// The page on which a form stands that is posted to this address.
fn page_of(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [_, _, "my", "drafts", _, "upload" | "remove" | "later"] => parts[5] = "materials",
        [_, _, "my", "drafts", _, "autosave"] => parts[5] = "form",
        [_, _, "my", "cases", _, "upload"] => parts[5] = "supply",
        [_, _, "my", "profile", _] | [_, _, "desk", "cases", _, _] => {
            parts.pop();
        }
        [_, _, "sign-out"] => parts[2] = "my",
        _ => {}
    }
    parts.join("/")
}

/// After signing in: what was kept becomes the person's, and is shown.
async fn claim(
    State(app): State<App>,
    PathLang(lang): PathLang,
    headers: HeaderMap,
    visitor: Option<axum::Extension<Visitor>>,
) -> Result<Response, PageError> {
    let Some(axum::Extension(visitor)) = visitor else {
        return Ok(see_other(&links::sign_in(lang)));
    };
    let home = home_of(lang, &visitor);
    let Some(ticket) = cookie(&headers, COOKIE).map(str::to_owned) else {
        return Ok(see_other(&home));
    };
    let cx = app.cx(&visitor.actor);
    let to = match cx.write(move |unit| adopt(unit, &ticket)).await {
        Ok(draft) => format!("{}/{}", links::kept(lang), draft.id),
        Err(app::Error::NotFound) => home,
        Err(error) => return Err(PageError::new(lang, error)),
    };
    let mut response = see_other(&to);
    clear(&app, &mut response, COOKIE);
    Ok(response)
}

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
    let hidden = |name: &str| name.starts_with('_') || OURS.contains(&name);
    let texts = kept.pairs.iter().filter(|(name, text)| !hidden(name) && !text.trim().is_empty());
    let texts: Vec<String> = texts.map(|(_, text)| text.clone()).collect();
    let to = links::query(&page_of(&kept.path), &[("kept", &id)]);
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    let view = KeptView { token: &visitor.form_token, page: &to, draft: &id, texts: &texts };
    Ok(page(lang, &room.shell(&app), &view).into_response())
}

async fn drop_it(
    State(app): State<App>,
    PathLang(lang): PathLang,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    forget(&app, &visitor, posted.get("draft")).await;
    Ok(see_other(&links::query(&home_of(lang, &visitor), &[("done", "dropped")])))
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
            ("/zh/my/drafts/d1/upload", "/zh/my/drafts/d1/materials"),
            ("/en/my/drafts/d1/autosave", "/en/my/drafts/d1/form"),
            ("/zh/my/cases/n/upload", "/zh/my/cases/n/supply"),
            ("/zh/my/profile/phone", "/zh/my/profile"),
            ("/zh/sign-out", "/zh/my"),
            ("/zh/desk/cases/n/accept", "/zh/desk/cases/n"),
        ];
        for (posted, page) in cases {
            assert_eq!(page_of(posted), page);
        }
    }
}
