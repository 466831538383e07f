//! A case for staff: open its file, act on it, download its papers.

mod act;
mod command;
mod file;

use app::cases::desk;
use app::cases::file::{File, open_or_status};
use axum::extract::rejection::QueryRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::cases::explain;
use domain::people::Role;
use i18n::Lang;
use maud::Markup;
use serde::Deserialize;
use views::components::FieldError;
use views::desk::Names;
use views::desk::case::{CaseView, Doing, FileRow, LogLine, ReadingRow, Told, case as page};

pub(super) use act::{act, throw_away};
pub(super) use command::{answer_errors, scan};
pub(crate) use file::attachment;
pub(super) use file::file;

use super::room::{DeskRoom, answer};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::kept;
use crate::visitor::Visitor;

/// What the page is asked with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    purpose: String,
    done: String,
    kept: String,
}

/// What is shown beside the case.
#[derive(Default)]
struct Showing<'a> {
    purpose: &'a str,
    told: Told,
    failed: Option<Doing>,
    typed: &'a [(String, String)],
    errors: &'a [FieldError],
    kept: &'a str,
}

pub(super) async fn show(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let done = Doing::from_word(&asked.done);
    let kept = kept::load(&app, &visitor, &asked.kept).await.in_lang(lang)?;
    let kept = kept.filter(|kept| kept.path.contains(&number));
    let failed = kept.as_ref().and_then(|kept| Doing::from_word(kept.path.rsplit('/').next()?));
    let told = match (failed, done) {
        (Some(_), _) => Told::Kept,
        (None, Some(doing)) => Told::Done(doing),
        (None, None) => Told::Nothing,
    };
    let showing = Showing {
        purpose: &asked.purpose,
        told,
        failed,
        typed: kept.as_ref().map_or(&[], |kept| &kept.pairs),
        kept: if failed.is_some() { &asked.kept } else { "" },
        ..Showing::default()
    };
    let page = render(&app, lang, &visitor, &room, &number, showing).await?;
    Ok(answer(StatusCode::OK, page))
}

/// What this person opens files for, unless they say otherwise.
pub(super) fn own_purpose(room: &DeskRoom) -> &'static str {
    let staff = &room.staff;
    if room.me().handles() {
        "审查"
    } else if staff.has(Role::Window) {
        "受理"
    } else {
        "督查"
    }
}

/// A purpose that was chosen from the list, else the person's own.
pub(super) fn purpose_of(room: &DeskRoom, asked: &str) -> &'static str {
    let known = views::desk::words::PURPOSES.into_iter().find(|one| *one == asked);
    known.unwrap_or_else(|| own_purpose(room))
}

/// Opens the file, which is noted with its purpose, and draws the page; for whoever may not read
/// it, how far the case has come.
async fn render(
    app: &App,
    lang: Lang,
    visitor: &Visitor,
    room: &DeskRoom,
    number: &str,
    showing: Showing<'_>,
) -> Result<Markup, PageError> {
    let purpose = purpose_of(room, showing.purpose);
    let key = number.to_owned();
    let cx = app.cx(&visitor.actor);
    let opened = cx.write(move |unit| {
        let file = open_or_status(unit, &key, purpose)?;
        let names = desk::names(unit)?;
        let colleagues = desk::colleagues(unit, Some(&file.loaded.case.department))?;
        Ok((file, names, colleagues))
    });
    let (file, names, colleagues) = opened.await.in_lang(lang)?;
    let case = &file.loaded.case;
    let catalogue = &room.catalogue;
    let department = catalogue.department(&case.department);
    let department = department.ok_or_else(|| PageError::new(lang, app::Error::NotFound))?;
    let region = app::cases::store::region(&case.region).in_lang(lang)?;
    let calendar = catalogue.calendars().of(&region);
    let view = CaseView {
        me: room.me(),
        case,
        item: &file.loaded.item.item,
        terms: file.loaded.terms(),
        regime: &file.loaded.item.regime,
        department,
        parties: &file.parties,
        answers: &file.answers,
        address: file.address.as_ref(),
        files: files(&file),
        lines: lines(&file),
        readings: readings(&file),
        clocks: explain(case, file.loaded.terms(), calendar),
        names: Names { staff: &names, departments: catalogue.departments() },
        colleagues: &colleagues,
        regions: catalogue.regions(),
        purpose,
        told: told(showing.told, &file, visitor, showing.failed),
        failed: showing.failed,
        typed: showing.typed,
        errors: showing.errors,
        kept: showing.kept,
        whole: file.whole,
        now: app.house.clock.now(),
    };
    Ok(page(lang, &room.shell(app), &view))
}

/// Who was faster than oneself by a double click has done it.
fn told(told: Told, file: &File, visitor: &Visitor, doing: Option<Doing>) -> Told {
    match (told, doing) {
        (Told::Moved(seen), Some(doing))
            if file.done_since(seen, &visitor.actor, |event| doing.leaves(event)) =>
        {
            Told::Done(doing)
        }
        (told, _) => told,
    }
}

fn files(file: &File) -> Vec<FileRow<'_>> {
    file.files
        .iter()
        .map(|one| FileRow {
            id: &one.id,
            material: &one.material,
            name: &one.name,
            size: u64::try_from(one.size).unwrap_or_default(),
            at: one.at,
        })
        .collect()
}

fn lines(file: &File) -> Vec<LogLine<'_>> {
    file.lines
        .iter()
        .map(|line| LogLine {
            seq: line.seq,
            at: line.at,
            actor: &line.actor,
            event: &line.event,
            personal: line.personal.as_ref(),
            leaf: line.leaf,
        })
        .collect()
}

fn readings(file: &File) -> Vec<ReadingRow<'_>> {
    file.readings
        .iter()
        .map(|one| ReadingRow { at: one.at, actor: &one.actor, purpose: &one.purpose })
        .collect()
}
