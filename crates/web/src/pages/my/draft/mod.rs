//! The steps of an application. Each page saves what was typed, right or wrong, so that nothing is
//! lost; a step counts as done when it is right.

pub(super) mod again;
mod body;
pub(super) mod delete;
mod files;
mod opened;
mod steps;
mod submit;

use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use serde::Deserialize;
use views::components::FieldError;
use views::links;
use views::my::step::Step;

pub(super) use opened::file_view;
pub(super) use steps::form_errors;

use self::opened::{Opened, open};
use super::cookies::see_other;
use super::room::MyRoom;
use super::upload::choose_again;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
use crate::sent::Sent;
use crate::visitor::Visitor;

/// What a step is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kept: String,
    added: String,
    again: String,
}

/// What a page of a step shows beyond the draft.
#[derive(Default)]
struct Showing<'a> {
    errors: &'a [FieldError],
    /// Under what the typed texts were kept when a session ended; empty when they were not.
    kept: &'a str,
    moved: bool,
    /// The file that has just arrived.
    added: &'a str,
    /// Why it cannot be sent.
    stopped: Option<&'a str>,
}

/// Leads to the first step that is not done.
pub(super) async fn resume(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Response {
    match open(&app, lang, &visitor, &id).await {
        Ok(opened) => see_other(&step_href(lang, &opened, opened.body.next(&opened.steps))),
        Err(response) => response,
    }
}

fn step_href(lang: Lang, opened: &Opened, step: Step) -> String {
    links::draft_step(lang, &opened.draft.id, step.word())
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id, word)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let mut opened = match open(&app, lang, &visitor, &id).await {
        Ok(opened) => opened,
        Err(response) => return Ok(response),
    };
    let step = step_of(lang, &word)?;
    let next = opened.body.next(&opened.steps);
    let unready = step == Step::Check && next != Step::Check;
    if unready || !opened.steps.contains(&step) {
        return Ok(see_other(&step_href(lang, &opened, next)));
    }
    let errors = choose_again(lang, &opened.item.item, &asked.again);
    let mut showing = Showing { added: &asked.added, errors: &errors, ..Showing::default() };
    if !asked.kept.is_empty()
        && let Some(was) = kept::load(&app, &visitor, &asked.kept).await.in_lang(lang)?
    {
        steps::take(&mut opened, step, &Posted(was.pairs));
        showing.kept = &asked.kept;
    }
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(steps::page(&app, lang, &room, &visitor, &opened, step, &showing))
}

fn step_of(lang: Lang, word: &str) -> Result<Step, PageError> {
    Step::from_word(word).ok_or_else(|| PageError::new(lang, app::Error::NotFound))
}

pub(super) async fn save(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id, word)): Path<(String, String, String)>,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { posted, files: chosen } = sent;
    let step = step_of(lang, &word)?;
    if step == Step::Check {
        return submit::submit(&app, lang, &visitor, &id, &posted).await;
    }
    let mut opened = match open(&app, lang, &visitor, &id).await {
        Ok(opened) => opened,
        Err(response) => return Ok(response),
    };
    if !opened.steps.contains(&step) {
        let next = opened.body.next(&opened.steps);
        return Ok(see_other(&step_href(lang, &opened, next)));
    }
    if step == Step::Materials {
        let brought = files::bring(&app, lang, &visitor, &mut opened, &posted, chosen).await?;
        if let Some(response) = brought {
            return Ok(response);
        }
    }
    steps::take(&mut opened, step, &posted);
    let errors = steps::judge(&app, lang, &opened.told(), step);
    opened.body.mark(step, errors.is_empty());
    opened.refresh();
    let saved = opened.save(&app, &visitor, Some(seen(&posted))).await.in_lang(lang)?;
    if saved {
        kept::forget(&app, &visitor, posted.get("_kept")).await;
    }
    if saved && (errors.is_empty() || leaves(&posted)) {
        return Ok(see_other(&onward(lang, &opened, step, &posted)));
    }
    let path = format!("/my/drafts/{id}/{word}");
    let room = MyRoom::at(lang, path, Some(&visitor));
    let showing =
        Showing { errors: &errors, moved: !saved, kept: posted.get("_kept"), ..Showing::default() };
    let page = steps::page(&app, lang, &room, &visitor, &opened, step, &showing);
    let status = if saved { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    Ok((status, page).into_response())
}

/// Whether the person goes elsewhere than on: what was typed is saved as it is.
fn leaves(posted: &Posted) -> bool {
    posted.has("_away") || posted.has("_back")
}

/// Where a step leads that was saved.
fn onward(lang: Lang, opened: &Opened, step: Step, posted: &Posted) -> String {
    if posted.has("_away") {
        return links::my(lang);
    }
    if !posted.has("_back") {
        return step_href(lang, opened, opened.body.next(&opened.steps));
    }
    match step.before(&opened.steps) {
        Some(before) => step_href(lang, opened, before),
        None => links::apply(lang, &opened.item.item.code),
    }
}

/// The revision that the page had.
fn seen(posted: &Posted) -> u32 {
    posted.get("_revision").parse().unwrap_or_default()
}

/// Saves the form while it is typed in. It is not judged, and stands against no other page.
pub(super) async fn autosave(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let Ok(mut opened) = open(&app, lang, &visitor, &id).await else {
        return Ok(StatusCode::GONE.into_response());
    };
    let from = seen(&posted);
    if from != opened.draft.revision && opened.body.autosaved_from != Some(from) {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    steps::take(&mut opened, Step::Form, &posted);
    opened.body.autosaved_from = Some(from);
    let saved = opened.save(&app, &visitor, None).await.in_lang(lang)?;
    Ok(if saved { StatusCode::NO_CONTENT } else { StatusCode::CONFLICT }.into_response())
}
