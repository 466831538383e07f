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
use super::draft::{file_view, form_errors, schema};
use super::file::number_of;
use super::room::MyRoom;
use super::upload::{Uploaded, choose_again, in_words};
use super::withdraw::{outcome, unless_done};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::form::Posted;
use crate::lang::PathLang;
use crate::pages::kept;
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
    let answers = was
        .and_then(|was| schema(&file.loaded.item.item).map(|schema| schema.parse_form(&was.pairs)));
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

pub(super) async fn upload(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
    uploaded: Uploaded,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let case = &file.loaded.case;
    let asked = if corrects(case) {
        told(&file).iter().any(|(id, _)| *id == uploaded.material)
    } else {
        later(case).contains(&uploaded.material.as_str())
    };
    if !asked {
        return outcome(lang, &case.number, Err(app::Error::Moved { seq: case.seq }), "");
    }
    let (field, name) = (format!("file-{}", uploaded.material), uploaded.name.clone());
    match store(&app, &visitor, case.number.clone(), uploaded).await {
        Ok(stored) => {
            let to = links::supply(lang, &case.number);
            Ok(see_other(&links::query(&to, &[("added", &stored)])))
        }
        Err(app::Error::Invalid(faults)) => {
            let message = faults.first().map(|fault| in_words(lang, &name, fault));
            let errors = [FieldError { field, message: message.unwrap_or_default() }];
            Ok(again(
                &app,
                lang,
                &visitor,
                &file,
                &Showing { errors: &errors, ..Showing::default() },
            ))
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

async fn store(
    app: &App,
    visitor: &Visitor,
    number: String,
    uploaded: Uploaded,
) -> app::Result<String> {
    let bytes = uploaded.content.bytes()?;
    let (house, material, name) = (app.house.clone(), uploaded.material, uploaded.name);
    let stored =
        tokio::task::spawn_blocking(move || app::files::store(&house, &material, &name, bytes))
            .await
            .map_err(app::Error::broken)??;
    let object = stored.clone();
    let cx = app.cx(&visitor.actor);
    match cx.write(move |unit| app::files::supply(unit, &number, &object)).await {
        Ok(file) => Ok(file.id),
        Err(error) => {
            app::files::discard(&app.house, &stored);
            Err(error)
        }
    }
}

fn again(app: &App, lang: Lang, visitor: &Visitor, file: &File, showing: &Showing<'_>) -> Response {
    let path = format!("/my/cases/{}/supply", file.loaded.case.number);
    let room = MyRoom::at(lang, path, Some(visitor));
    let page = render(app, lang, &room, visitor, file, showing);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

pub(super) async fn supply(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let file = load(&app, lang, &visitor, &number).await?;
    let seen = posted.get("_seq").parse().ok();
    if seen.is_some_and(|seen| file.done_since(seen, &visitor.actor, supplied)) {
        return outcome(lang, &file.loaded.case.number, Ok(()), "supplied");
    }
    let item = &file.loaded.item.item;
    let with_form =
        corrects(&file.loaded.case) && told(&file).iter().any(|(id, _)| names_form(item, id));
    let answers = schema(item).filter(|_| with_form).map(|form| form.parse_form(&posted.0));
    let mut errors =
        answers.as_ref().map(|given| form_errors(lang, item, given)).unwrap_or_default();
    let changed = changed(&file.answers, answers.as_ref());
    let papers: Vec<Paper> = waiting(&file).into_iter().map(paper).collect();
    if errors.is_empty() && papers.is_empty() && changed.is_empty() {
        let message = lang.my_supply_empty().to_owned();
        errors.push(FieldError { field: "ready".into(), message });
    }
    if !errors.is_empty() {
        let showing =
            Showing { answers, kept: posted.get("_kept"), errors: &errors, ..Showing::default() };
        return Ok(again(&app, lang, &visitor, &file, &showing));
    }
    let command = if corrects(&file.loaded.case) {
        Command::Supply { papers, answers: changed }
    } else {
        Command::AddPapers { papers }
    };
    let number = file.loaded.case.number.clone();
    let case = number.clone();
    let cx = app.cx(&visitor.actor);
    let acted = cx.write(move |unit| act(unit, &number, seen, &command)).await.map(drop);
    let acted = unless_done(&app, &visitor, &case, seen, acted, supplied).await;
    if acted.is_ok() {
        kept::forget(&app, &visitor, posted.get("_kept")).await;
    }
    // The notice may have changed: what was typed stays, to be looked at once more.
    if matches!(acted, Err(app::Error::Moved { .. })) && corrects(&file.loaded.case) {
        let message = lang.my_moved().to_owned();
        let errors = [FieldError { field: "ready".into(), message }];
        let showing = Showing { answers, errors: &errors, ..Showing::default() };
        return Ok(again(&app, lang, &visitor, &file, &showing));
    }
    outcome(lang, &case, acted, "supplied")
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
