//! 文书: a numbered paper of my case.

use app::cases::file::{File, Line, own};
use app::catalogue::Catalogue;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::people::PartyRole;
use views::links;
use views::papers::{self, PaperView, Source};

use super::file::number_of;
use super::room::MyRoom;
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::desk::papers::{font, pdf, wanted};
use crate::pages::promise;
use crate::visitor::Visitor;

pub(super) async fn paper(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, seq)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let (seq, wants_pdf) = wanted(&seq);
    let cx = app.cx(&visitor.actor);
    let file = cx.read(move |unit| own(unit, number.as_str())).await.in_lang(lang)?;
    let catalogue = app.house.catalogue();
    let none = || PageError::new(lang, app::Error::NotFound);
    let line = file.lines.iter().find(|line| line.seq == seq).ok_or_else(none)?;
    let source = source(&file, &catalogue, line).ok_or_else(none)?;
    let mut paper = papers::of(lang, &source).ok_or_else(none)?;
    promise::put_on(&app, lang, &file, seq, &mut paper).in_lang(lang)?;
    if wants_pdf {
        return pdf(&app, lang, &paper).await.in_lang(lang);
    }
    let number = &file.loaded.case.number;
    let address = format!("{}.pdf", links::my_paper(lang, number, seq));
    let view = PaperView {
        paper: &paper,
        back: &links::my_case(lang, number),
        pdf: font().map(|_| address.as_str()),
        demo: file.loaded.item.item.demo,
    };
    let room = MyRoom::new(lang, &uri, Some(&visitor));
    Ok(papers::paper(lang, &room.shell(&app), &view).into_response())
}

/// What a paper of this event is made from.
pub(super) fn source<'a>(
    file: &'a File,
    catalogue: &'a Catalogue,
    line: &'a Line,
) -> Option<Source<'a>> {
    let case = &file.loaded.case;
    let applicant = file.parties.iter().find(|party| party.role == PartyRole::Applicant);
    Some(Source {
        case,
        item: &file.loaded.item.item,
        regime: &file.loaded.item.regime,
        department: catalogue.department(&case.department)?,
        event: &line.event,
        at: line.at,
        personal: line.personal.as_ref(),
        applicant: applicant.map(|party| party.name.as_str()),
        departments: catalogue.departments(),
        regions: catalogue.regions(),
        calendar: catalogue.calendars().of(&app::cases::store::region(&case.region).ok()?),
    })
}
