//! An act on a case: read the form, do it, say what came of it.

use app::cases::{self, desk};
use app::files::{self, Stored};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n::Lang;
use views::components::FieldError;
use views::desk::case::{Doing, Told};
use views::desk::{Names, refusal};
use views::links;

use super::super::room::{DeskRoom, answer, names};
use super::command::{Reading, command};
use super::{Showing, render};
use crate::App;
use crate::error::{InLang as _, PageError, status};
use crate::lang::PathLang;
use crate::pages::kept;
use crate::pages::my::cookies::see_other;
use crate::pages::my::upload::in_words as file_fault;
use crate::sent::{Sent, Upload, store};
use crate::visitor::Visitor;

pub(in super::super) async fn act(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, word)): Path<(String, String, String)>,
    OriginalUri(_): OriginalUri,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, PageError> {
    let doing = Doing::from_word(&word);
    let doing = doing.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let path = format!("/desk/cases/{number}");
    let room = DeskRoom::at(&app, lang, path, &visitor)?;
    let seen = sent.posted.get("seq").parse::<u64>().ok();
    let typed = sent.posted.0.clone();
    let purpose = sent.posted.get("case.purpose").to_owned();
    let was_kept = sent.posted.get("_kept").to_owned();
    let again = Again { app: &app, lang, visitor: &visitor, room: &room, number: &number };
    let showing =
        Showing { purpose: &purpose, failed: Some(doing), typed: &typed, ..Showing::default() };
    let done = match perform(&app, lang, &visitor, &number, doing, seen, sent).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(errors)) => return again.invalid(showing, &errors).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            kept::forget(&app, &visitor, &was_kept).await;
            let query = [("done", doing.word()), ("purpose", purpose.as_str())];
            Ok(see_other(&links::query(&links::desk_case(lang, &number), &query)))
        }
        Err(error @ (app::Error::Refused(_) | app::Error::Moved { .. })) => {
            again.told(showing, seen.unwrap_or_default(), &error).await
        }
        Err(error) => Err(PageError::new(lang, error)),
    }
}

/// Reads the form into a command, stores its files, does it. What is wrong with fields comes back
/// in words.
async fn perform(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    number: &str,
    doing: Doing,
    seen: Option<u64>,
    sent: Sent,
) -> app::Result<Result<(), Vec<FieldError>>> {
    let cx = app.cx(&visitor.actor);
    let key = number.to_owned();
    let (loaded, answers) = cx.read(move |unit| desk::answers(unit, &key)).await?;
    let (stored, errors) = scans(app, lang, &loaded, doing, sent.files).await?;
    let reading = Reading { lang, loaded: &loaded, answers: &answers, stored: &stored };
    let command = match command(&reading, doing, &sent.posted) {
        Ok(command) if errors.is_empty() => command,
        other => {
            throw_away(app, &stored);
            let mut all = other.err().unwrap_or_default();
            all.extend(errors);
            return Ok(Err(all));
        }
    };
    let (key, files) = (number.to_owned(), stored.clone());
    let done = cx.write(move |unit| {
        for file in &files {
            files::attach_to_case(unit, &key, file)?;
        }
        cases::act(unit, &key, seen, &command).map(drop)
    });
    let done = done.await;
    if done.is_err() {
        throw_away(app, &stored);
    }
    done.map(Ok)
}

/// Stores the files of a form whose fields are `<act>.file.<material>`.
async fn scans(
    app: &App,
    lang: Lang,
    loaded: &cases::Loaded,
    doing: Doing,
    files: Vec<Upload>,
) -> app::Result<(Vec<Stored>, Vec<FieldError>)> {
    let (mut stored, mut errors) = (Vec::new(), Vec::new());
    let prefix = format!("{}.file.", doing.word());
    for upload in files {
        let (field, name) = (upload.field.clone(), upload.name.clone());
        let known = field
            .strip_prefix(&prefix)
            .filter(|id| loaded.item.item.materials.iter().any(|one| one.id == *id));
        let Some(material) = known else { continue };
        match store(app, material, upload).await {
            Ok(file) => stored.push(file),
            Err(app::Error::Invalid(faults)) => {
                let message = faults.first().map(|fault| file_fault(lang, &name, fault));
                let message = message.unwrap_or_default();
                errors.push(FieldError { field, message });
            }
            Err(error) => {
                throw_away(app, &stored);
                return Err(error);
            }
        }
    }
    Ok((stored, errors))
}

/// Files whose case did not take them.
pub(in super::super) fn throw_away(app: &App, stored: &[Stored]) {
    for file in stored {
        files::discard(&app.house, file);
    }
}

/// Showing the case again after something was not done.
struct Again<'a> {
    app: &'a App,
    lang: Lang,
    visitor: &'a Visitor,
    room: &'a DeskRoom,
    number: &'a str,
}

impl Again<'_> {
    async fn page(&self, code: StatusCode, showing: Showing<'_>) -> Result<Response, PageError> {
        let shown =
            render(self.app, self.lang, self.visitor, self.room, self.number, showing).await?;
        Ok(answer(code, shown))
    }

    async fn invalid(
        &self,
        showing: Showing<'_>,
        errors: &[FieldError],
    ) -> Result<Response, PageError> {
        self.page(StatusCode::UNPROCESSABLE_ENTITY, Showing { errors, ..showing }).await
    }

    /// Somebody was faster, or the law does not let it be done: in words.
    async fn told(
        &self,
        showing: Showing<'_>,
        seen: u64,
        error: &app::Error,
    ) -> Result<Response, PageError> {
        let told = match error {
            app::Error::Refused(refused) => {
                let staff = names(self.app, self.lang, self.visitor).await?;
                let departments = self.room.catalogue.departments();
                let key = self.number.to_owned();
                let read = self.app.cx(&self.visitor.actor);
                let read = read.read(move |unit| desk::answers(unit, &key));
                let (loaded, _) = read.await.in_lang(self.lang)?;
                let names = Names { staff: &staff, departments };
                Told::Refused(refusal::refused(self.lang, refused, &loaded.item.item, &names))
            }
            _ => Told::Moved(seen),
        };
        self.page(status(error), Showing { told, ..showing }).await
    }
}
