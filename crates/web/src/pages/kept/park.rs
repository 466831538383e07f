//! Keeping a form, and telling its sender so.

use app::drafts::{NewDraft, Parked, park};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;
use views::links;

use super::{COOKIE, Kept, page_of};
use crate::App;
use crate::error::PageError;
use crate::form::{Posted, TOKEN_FIELD};
use crate::pages::my::cookies::{see_other, set};
use crate::pages::my::upload::FILE_FIELD;
use crate::peer::Peer;
use crate::{gate, lang};

/// Bytes that are read of a form with files, whose words are kept without them.
const WITH_FILES_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Words of such a form.
const WORDS_MAX: usize = 500;

/// Fields that a page puts into its forms itself: nobody typed them.
const OURS: [&str; 10] = [
    "seq",
    "case.purpose",
    "intake.key",
    "intake.with",
    "intake.do",
    "code.key",
    "deliver.method",
    "draft",
    "do",
    "active",
];

/// Keeps a form whose session has ended and leads to the sign-in page, which says so.
pub async fn keep(app: &App, sign_in: &str, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    if is_autosave(path) {
        return PageError::new(lang::of_path(path), app::Error::Unauthenticated).into_response();
    }
    let back = page_of(path);
    let lead = |came: &str| see_other(&links::query(sign_in, &[("came", came), ("back", &back)]));
    let files = is_multipart(&head.headers) && !path.contains("/desk/");
    let nothing = if files { "no-file" } else { "" };
    let Some(posted) = read(app, Request::from_parts(head.clone(), body)).await else {
        return lead(nothing);
    };
    match store(app, &head, posted).await {
        Ok(Some(ticket)) => with_ticket(app, lead("kept"), &ticket),
        Ok(None) => lead(nothing),
        // What cannot be kept must not keep the person from signing in.
        Err(error) => {
            tracing::warn!(%error, "a form was not kept: {error}");
            lead("")
        }
    }
}

/// Keeps a form of this site that carries the token of another session than the one that is open:
/// somebody signed in again in another tab. What was typed is shown, and is taken up by whoever
/// confirms it. Without words, the form's page is shown anew, and says at the material for which a
/// file was `chosen` that it is to be chosen again.
///
/// A form that does not prove to come from our own page is refused: its token is all that it has.
pub async fn stale(app: &App, head: &Parts, posted: Posted, chosen: Option<String>) -> Response {
    let path = head.uri.path();
    let lang = lang::of_path(path);
    if !gate::is_ours(&head.headers) || is_autosave(path) {
        return PageError::new(lang, app::Error::Forbidden).into_response();
    }
    match store(app, head, posted).await {
        Ok(Some(ticket)) => with_ticket(app, see_other(&links::kept(lang)), &ticket),
        Ok(None) => match chosen {
            Some(material) => see_other(&links::query(&page_of(path), &[("again", &material)])),
            None => see_other(&page_of(path)),
        },
        Err(error) => PageError::new(lang, error).into_response(),
    }
}

/// A form that saves by itself while somebody types stands on a page that still has the words.
fn is_autosave(path: &str) -> bool {
    path.ends_with("/autosave")
}

/// Whether the request is a form with files.
pub fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

fn with_ticket(app: &App, mut response: Response, ticket: &Parked) -> Response {
    set(app, &mut response, COOKIE, &ticket.ticket, Some(ticket.seconds));
    response
}

/// Keeps what was typed; nothing when nothing was.
async fn store(app: &App, head: &Parts, posted: Posted) -> app::Result<Option<Parked>> {
    let secret = |name: &str| name == TOKEN_FIELD || name.contains("password");
    let pairs: Vec<_> = posted.0.into_iter().filter(|(name, _)| !secret(name)).collect();
    let ours = |name: &str| name.starts_with('_') || OURS.contains(&name);
    if pairs.iter().all(|(name, text)| ours(name) || text.trim().is_empty()) {
        return Ok(None);
    }
    let kept = Kept { path: head.uri.path().to_owned(), pairs };
    let new = NewDraft::of_form(&app.house, &json!({ "kept": kept }))?;
    let Peer(from) = Peer::of(app, head);
    app.anonymous().write(move |unit| park(unit, &new, from.into())).await.map(Some)
}

/// What was typed. Files of a form are to be chosen again.
async fn read(app: &App, mut request: Request) -> Option<Posted> {
    if !is_multipart(request.headers()) {
        let body = Bytes::from_request(request, app).await.ok()?;
        return Posted::parse(&body);
    }
    DefaultBodyLimit::max(WITH_FILES_BYTES_MAX).apply(&mut request);
    let parts = Multipart::from_request(request, app).await.ok()?;
    Some(words(parts).await.0)
}

/// The words of a form with files, as far as they can be read: beyond the limit reading fails, and
/// what came before is kept. Beside them the first material for which a file was chosen.
pub async fn words(mut parts: Multipart) -> (Posted, Option<String>) {
    let (mut posted, mut chosen) = (Posted::default(), None);
    while let Ok(Some(part)) = parts.next_field().await {
        if part.file_name().is_some_and(|name| !name.is_empty()) {
            let material = part.name().and_then(|name| name.strip_prefix(FILE_FIELD));
            chosen = chosen.or(material.map(str::to_owned));
        }
        if part.file_name().is_some() || posted.0.len() >= WORDS_MAX {
            continue;
        }
        let name = part.name().unwrap_or_default().to_owned();
        let Ok(text) = part.text().await else { break };
        posted.0.push((name, text));
    }
    (posted, chosen)
}
