//! 补正 and 补交. Files are stored with the case as they are uploaded; the case learns of them, and
//! of changed answers, when the person hands them in, once.

use app::cases::act::{Command, act};
use app::cases::file::{File, StoredFile, own};
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::cases::{Case, Event, Paper, Stage, Taken};
use i18n::Lang;
use serde::Deserialize;
use serde_json::{Map, Value};
use views::components::FieldError;
use views::links;
use views::my::materials::FileView;
use views::my::supply::{Asked, SupplyView, supply as page};

use super::case::{later, told};
use super::cookies::see_other;
use super::draft::{file_view, form_errors};
use super::file::number_of;
use super::room::MyRoom;
use super::upload::{Brought, Place, choose_again, material, take};
use super::withdraw::{outcome, unless_done};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
use crate::sent::Sent;
use crate::visitor::Visitor;

/// What the page is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    kept: String,
    added: String,
    again: String,
}

/// What the page shows beyond the case.
#[derive(Default)]
struct Showing<'a> {
    answers: Option<Map<String, Value>>,
    kept: &'a str,
    added: &'a str,
    errors: &'a [FieldError],
}

async fn load(app: &App, lang: Lang, visitor: &Visitor, number: &str) -> Result<File, PageError> {
    let number = number_of(lang, number)?;
    let cx = app.cx(&visitor.actor);
    cx.read(move |unit| own(unit, number.as_str())).await.in_lang(lang)
}

/// Whether the notice asks for something now.
fn corrects(case: &Case) -> bool {
    case.state.stage() == Stage::Correction
}

/// Files that are stored with the case and that no paper names yet.
fn waiting(file: &File) -> Vec<&StoredFile> {
    let named =
        |id: &str| file.loaded.case.papers.iter().any(|paper| paper.file.as_deref() == Some(id));
    file.files.iter().filter(|one| !named(&one.id)).collect()
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Wanted>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let was = kept::load(&app, &visitor, &asked.kept).await.in_lang(lang)?;
    let answers =
        was.and_then(|was| file.loaded.item.questions().map(|form| form.parse_form(&was.pairs)));
    let kept = if answers.is_some() { asked.kept.as_str() } else { "" };
    let errors = choose_again(lang, &file.loaded.item.item, &asked.again);
    let showing = Showing { answers, kept, added: &asked.added, errors: &errors };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(render(&app, lang, &room, &visitor, &file, &showing))
}

fn render(
    app: &App,
    lang: Lang,
    room: &MyRoom,
    visitor: &Visitor,
    file: &File,
    showing: &Showing<'_>,
) -> Response {
    let case = &file.loaded.case;
    let item = &file.loaded.item.item;
    let corrects = corrects(case);
    let asked: Vec<(String, String)> = if corrects {
        told(file)
    } else {
        later(case).into_iter().map(|id| (id.to_owned(), String::new())).collect()
    };
    let materials = asked.iter().filter_map(|(id, words)| {
        let material = item.materials.iter().find(|one| one.id == *id)?;
        Some(Asked { material, words })
    });
    let files: Vec<FileView> = waiting(file)
        .into_iter()
        .map(|one| file_view(one, links::my_file(lang, &case.number, &one.id)))
        .collect();
    let form = asked.iter().find(|(id, _)| names_form(item, id)).map(|(_, words)| words.as_str());
    let added = files.iter().find(|one| one.id == showing.added).map(|one| one.name.as_str());
    let view = SupplyView {
        number: &case.number,
        seq: case.seq,
        item,
        token: &visitor.form_token,
        corrects,
        asked: materials.filter(|one| !names_form(item, &one.material.id)).collect(),
        form: form.filter(|_| item.form.is_some()),
        answers: showing.answers.as_ref().unwrap_or(&file.answers),
        files: &files,
        added,
        kept: showing.kept,
        errors: showing.errors,
    };
    page(lang, &room.shell(app), &view).into_response()
}

/// Whether a notice that names this means the answers of the form.
fn names_form(item: &domain::catalogue::Item, id: &str) -> bool {
    id == "form" || item.is_form(id)
}

fn again(app: &App, lang: Lang, visitor: &Visitor, file: &File, showing: &Showing<'_>) -> Response {
    let path = format!("/my/cases/{}/supply", file.loaded.case.number);
    let room = MyRoom::at(lang, path, Some(visitor));
    let page = render(app, lang, &room, visitor, file, showing);
    let wrong = !showing.errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, page).into_response()
}

/// Hands in what the page brings. Files that were chosen are stored first, whatever button was
/// pressed; the button beside a file stores it and leaves the page as it was typed.
pub(super) async fn supply(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, PageError> {
    let mut file = load(&app, lang, &visitor, &number).await?;
    let Sent { posted, files: chosen } = sent;
    let seen = posted.get("_seq").parse().ok();
    let number = file.loaded.case.number.clone();
    if seen.is_some_and(|seen| file.done_since(seen, &visitor.actor, supplied)) {
        return outcome(lang, &number, Ok(()), "supplied");
    }
    if chosen.iter().any(|one| !is_asked(&file, material(one))) {
        return outcome(lang, &number, Err(app::Error::Moved { seq: file.loaded.case.seq }), "");
    }
    let pressed = posted.get("_upload");
    let who = (&app, lang, &visitor);
    let taken = take(who, Place::Case(&number), &file.loaded.item.item, chosen, pressed).await?;
    if !taken.added.is_empty() {
        file = load(&app, lang, &visitor, &number).await?;
    }
    let answers = typed(&file, &posted);
    if !pressed.is_empty() || !taken.errors.is_empty() {
        return Ok(stay(&app, lang, &visitor, &file, &posted, answers, &taken));
    }
    hand_in(&app, lang, &visitor, &file, &posted, answers).await
}

/// The answers that the page sent, where the notice names the form.
fn typed(file: &File, posted: &Posted) -> Option<Map<String, Value>> {
    let item = &file.loaded.item.item;
    let with_form =
        corrects(&file.loaded.case) && told(file).iter().any(|(id, _)| names_form(item, id));
    let form = file.loaded.item.questions().filter(|_| with_form);
    form.map(|form| form.parse_form(&posted.0))
}

/// Whether this material is to be brought now.
fn is_asked(file: &File, material: &str) -> bool {
    let case = &file.loaded.case;
    if corrects(case) {
        told(file).iter().any(|(id, _)| id == material)
    } else {
        later(case).contains(&material)
    }
}

/// The page once more, as it was typed, with the files that have come. Without anything typed it is
/// a page of its own, which can be loaded again.
fn stay(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    file: &File,
    posted: &Posted,
    answers: Option<Map<String, Value>>,
    taken: &Brought,
) -> Response {
    let added = taken.added.last().map_or("", |one| one.id.as_str());
    if taken.errors.is_empty() && answers.is_none() {
        let to = links::supply(lang, &file.loaded.case.number);
        return see_other(&links::query(&to, &[("added", added)]));
    }
    let showing = Showing { answers, kept: posted.get("_kept"), added, errors: &taken.errors };
    again(app, lang, visitor, file, &showing)
}

async fn hand_in(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    file: &File,
    posted: &Posted,
    answers: Option<Map<String, Value>>,
) -> Result<Response, PageError> {
    let (case, published) = (&file.loaded.case, &file.loaded.item);
    let mut errors =
        answers.as_ref().map(|given| form_errors(lang, published, given)).unwrap_or_default();
    let changed = changed(&file.answers, answers.as_ref());
    let papers: Vec<Paper> = waiting(file).into_iter().map(paper).collect();
    if errors.is_empty() && papers.is_empty() && changed.is_empty() {
        let message = lang.my_supply_empty().to_owned();
        errors.push(FieldError { field: "ready".into(), message });
    }
    if !errors.is_empty() {
        let showing =
            Showing { answers, kept: posted.get("_kept"), errors: &errors, ..Showing::default() };
        return Ok(again(app, lang, visitor, file, &showing));
    }
    let command = if corrects(case) {
        Command::Supply { papers, answers: changed }
    } else {
        Command::AddPapers { papers }
    };
    let (number, seen) = (case.number.clone(), posted.get("_seq").parse().ok());
    let cx = app.cx(&visitor.actor);
    let acted = cx.write(move |unit| act(unit, &number, seen, &command)).await.map(drop);
    let acted = unless_done(app, visitor, &case.number, seen, acted, supplied).await;
    if acted.is_ok() {
        kept::forget(app, visitor, posted.get("_kept")).await;
    }
    // The notice may have changed: what was typed stays, to be looked at once more.
    if matches!(acted, Err(app::Error::Moved { .. })) && corrects(case) {
        let message = lang.my_moved().to_owned();
        let errors = [FieldError { field: "ready".into(), message }];
        let showing = Showing { answers, errors: &errors, ..Showing::default() };
        return Ok(again(app, lang, visitor, file, &showing));
    }
    outcome(lang, &case.number, acted, "supplied")
}

const fn supplied(event: &Event) -> bool {
    matches!(event, Event::CorrectionSupplied { .. } | Event::PapersAdded { .. })
}

fn paper(file: &StoredFile) -> Paper {
    Paper {
        material: file.material.clone(),
        taken: Taken::Upload,
        file: Some(file.id.clone()),
        sha256: Some(file.sha256.clone()),
        count: 1,
    }
}

/// The answers that are others than before.
fn changed(before: &Map<String, Value>, given: Option<&Map<String, Value>>) -> Map<String, Value> {
    let given = given.into_iter().flatten();
    let others = given.filter(|(key, value)| before.get(*key) != Some(*value));
    others.map(|(key, value)| (key.clone(), value.clone())).collect()
}
