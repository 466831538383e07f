//! One of my cases.

use std::collections::BTreeMap;

use app::cases::file::{File, own, readers};
use app::catalogue::Catalogue;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::cases::{Case, Event, NextStep, Stage};
use domain::catalogue::ItemState;
use i18n::Lang;
use serde::Deserialize;
use views::components::Tone;
use views::desk::words::purpose;
use views::links;
use views::my::case::{
    Again, CaseView, HandedIn, IssuedPaper, ReadingView, ResultView, case as page, plain_words,
};
use views::my::check::PartyView;
use views::papers;
use views::words::text;

use super::draft::again::can_apply;
use super::draft::file_view;
use super::file::number_of;
use super::paper::source;
use super::receipt::paper_line;
use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::status::status_view;
use crate::visitor::Visitor;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

pub(super) async fn case(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let cx = app.cx(&visitor.actor);
    let (file, readers) = cx
        .read(move |unit| {
            let file = own(unit, number.as_str())?;
            let readers = readers(unit, &file)?;
            Ok((file, readers))
        })
        .await
        .in_lang(lang)?;
    let catalogue = app.house.catalogue();
    let status =
        status_view(lang, &file.loaded, &catalogue, app.house.clock.now()).in_lang(lang)?;
    let case = &file.loaded.case;
    let view = CaseView {
        corrections: match &status.next {
            NextStep::Correct { .. } => corrections(lang, &file),
            _ => Vec::new(),
        },
        status,
        later: later(case).iter().map(|id| material_name(lang, &file, id)).collect(),
        results: results(lang, &file),
        remedies: remedies(lang, &file, &catalogue, app.house.clock.now().day()).in_lang(lang)?,
        papers: issued(lang, &file, &catalogue),
        parties: file.parties.iter().map(PartyView::masked).collect(),
        answers: &file.answers,
        handed_in: handed_in(lang, &file),
        readings: readings(lang, &file, &readers, &catalogue),
        proven: file.lines.iter().all(|line| line.leaf.is_some()),
        can_withdraw: can_withdraw(case),
        again: again(&app, &visitor, case, &catalogue),
        done: done(lang, &asked.done),
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(page(lang, &room.shell(&app), &view).into_response())
}

fn done(lang: Lang, word: &str) -> Option<(Tone, &'static str, &'static str)> {
    Some(match word {
        "supplied" => (Tone::Ok, lang.my_supply_done(), lang.my_supply_done_hint()),
        "withdrawn" => (Tone::Ok, lang.my_withdraw_done(), ""),
        "moved" => (Tone::Warn, lang.my_moved(), ""),
        "refused" => (Tone::Warn, lang.my_refused(), ""),
        _ => return None,
    })
}

/// Whether the same can be applied for once more, and how.
fn again<'a>(
    app: &App,
    visitor: &'a Visitor,
    case: &Case,
    catalogue: &'a Catalogue,
) -> Option<Again<'a>> {
    if !case.can_be_applied_for_again() {
        return None;
    }
    let department = || catalogue.department(&case.department);
    let today = app.house.clock.now().day();
    Some(match catalogue.item(&case.item) {
        Some(item) if can_apply(&item.item, today) => Again::Here(&visitor.form_token),
        Some(item) if item.item.state == ItemState::InUse => Again::Elsewhere,
        item => {
            let contacts = item.and_then(|item| item.item.contacts.as_ref());
            let contacts = contacts.or_else(|| department().map(|one| &one.contacts));
            Again::Stopped(contacts.map_or("", |contacts| &contacts.ask))
        }
    })
}

/// Whether an application can still be withdrawn.
pub(super) fn can_withdraw(case: &Case) -> bool {
    matches!(case.state.stage(), Stage::Received | Stage::Correction | Stage::Accepted)
}

/// Materials that may still follow after acceptance.
pub(super) fn later(case: &Case) -> Vec<&str> {
    let accepted = case.acceptance.as_ref().filter(|_| case.state.stage() == Stage::Accepted);
    let promised = accepted.map(|accepted| accepted.later.as_slice()).unwrap_or_default();
    promised.iter().map(String::as_str).filter(|id| !case.has_paper(id)).collect()
}

/// The name of a material of the case; the form has one too.
pub(super) fn material_name(lang: Lang, file: &File, id: &str) -> String {
    if id == "form" {
        return lang.papers_the_form().to_owned();
    }
    let found = file.loaded.item.item.materials.iter().find(|one| one.id == id);
    found.map_or(id, |one| text(lang, &one.name).0).to_owned()
}

/// What the last notice says, by material.
pub(super) fn told(file: &File) -> Vec<(String, String)> {
    let notice = file.lines.iter().rev().find_map(|line| match &line.event {
        Event::CorrectionNotified { materials, .. } => Some((materials, line.personal.as_ref())),
        _ => None,
    });
    let Some((materials, personal)) = notice else { return Vec::new() };
    let words = |id: &str| {
        let words = personal.and_then(|value| value.get("corrections")?.get(id)?.as_str());
        words.unwrap_or_default().to_owned()
    };
    materials.iter().map(|id| (id.clone(), words(id))).collect()
}

fn corrections(lang: Lang, file: &File) -> Vec<(String, String)> {
    told(file).into_iter().map(|(id, words)| (material_name(lang, file, &id), words)).collect()
}

fn results(lang: Lang, file: &File) -> Vec<ResultView<'_>> {
    let Some(made) = &file.loaded.case.decision else { return Vec::new() };
    let issued = made.decided.issued().into_iter();
    issued
        .map(|one| ResultView {
            name: file
                .loaded
                .item
                .item
                .results
                .get(one.result)
                .map_or("", |known| text(lang, &known.name).0),
            number: one.number,
            valid: (one.valid_from, one.valid_until),
        })
        .collect()
}

/// What the person can do who does not agree with the case as it stands.
fn remedies(
    lang: Lang,
    file: &File,
    catalogue: &Catalogue,
    today: base::Date,
) -> app::Result<Option<(&'static str, Vec<String>)>> {
    let case = &file.loaded.case;
    let grounds = papers::Grounds {
        item: &file.loaded.item.item,
        regime: &file.loaded.item.regime,
        department: catalogue.department(&case.department).ok_or(app::Error::NotFound)?,
        departments: catalogue.departments(),
        regions: catalogue.regions(),
    };
    let calendar = catalogue.calendars().of(&app::cases::store::region(&case.region)?);
    Ok(papers::remedies_of(lang, &grounds, case, (today, calendar)))
}

/// Papers that the government gave out in this case; the receipt has its own page.
fn issued(lang: Lang, file: &File, catalogue: &Catalogue) -> Vec<IssuedPaper> {
    let lines = file.lines.iter().filter(|line| !matches!(line.event, Event::Submitted(_)));
    lines
        .filter_map(|line| {
            let paper = papers::of(lang, &source(file, catalogue, line)?)?;
            Some(IssuedPaper {
                seq: line.seq,
                document: paper.number,
                at: line.at,
                title: paper.title,
                plain: plain_words(lang, &line.event),
            })
        })
        .collect()
}

fn handed_in(lang: Lang, file: &File) -> Vec<HandedIn> {
    let case = &file.loaded.case;
    let papers = case.papers.iter();
    papers
        .map(|paper| {
            let stored =
                paper.file.as_ref().and_then(|id| file.files.iter().find(|one| one.id == *id));
            HandedIn {
                paper: paper_line(lang, file, paper),
                file: stored.map(|one| file_view(one, links::my_file(lang, &case.number, &one.id))),
                original_seen: case.originals_seen.contains(&paper.material),
            }
        })
        .collect()
}

fn readings(
    lang: Lang,
    file: &File,
    readers: &BTreeMap<String, (String, String)>,
    catalogue: &Catalogue,
) -> Vec<ReadingView> {
    let who = |actor: &str| match readers.get(actor) {
        None => actor.to_owned(),
        Some((name, department)) => {
            let short = catalogue.department(department).map(|found| text(lang, &found.short).0);
            format!("{} {name}", short.unwrap_or_default()).trim_start().to_owned()
        }
    };
    let newest_first = file.readings.iter().rev();
    newest_first
        .map(|one| ReadingView {
            at: one.at,
            who: who(&one.actor),
            purpose: match one.purpose.as_str() {
                "api" => lang.my_purpose_api().to_owned(),
                other => purpose(lang, other).to_owned(),
            },
        })
        .collect()
}
