//! The numbered papers of a case as a page and as PDF, for staff and for the person whose case it
//! is.

use std::sync::OnceLock;

use app::cases::file::{File, open_paper};
use app::catalogue::Catalogue;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use documents::{Document, Font, Signature};
use domain::people::PartyRole;
use i18n::Lang;
use views::links;
use views::papers::{self, Block, Paper, PaperView, Source};

use super::case::{attachment, own_purpose};
use super::room::{DeskRoom, answer};
use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::pages::promise;
use crate::visitor::Visitor;

pub(super) async fn paper(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, seq)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let room = DeskRoom::new(&app, lang, &uri, &visitor)?;
    let purpose = own_purpose(&room);
    let key = number.clone();
    let cx = app.cx(&visitor.actor);
    let (seq, wants_pdf) = wanted(&seq);
    let file = cx.write(move |unit| open_paper(unit, &key, seq, purpose));
    let file = file.await.in_lang(lang)?;
    let source = source(&room.catalogue, &file, seq).in_lang(lang)?;
    let mut paper = paper_of(lang, &source).in_lang(lang)?;
    promise::put_on(&app, lang, &file, seq, &mut paper).in_lang(lang)?;
    if wants_pdf {
        return pdf(&app, lang, &paper).await.in_lang(lang);
    }
    let address = format!("{}.pdf", links::desk_paper(lang, &number, seq));
    let view = PaperView {
        paper: &paper,
        back: &links::desk_case(lang, &number),
        pdf: font().map(|_| address.as_str()),
        demo: app.site.demo,
    };
    Ok(answer(StatusCode::OK, papers::paper(lang, &room.shell(&app), &view)))
}

/// The number of an event in an address, and whether its PDF is wanted: `3`, `3.pdf`.
pub(crate) fn wanted(part: &str) -> (u64, bool) {
    let (number, pdf) = part.strip_suffix(".pdf").map_or((part, false), |number| (number, true));
    (number.parse().unwrap_or(0), pdf)
}

/// What a paper of this event is made from.
pub(crate) fn source<'a>(
    catalogue: &'a Catalogue,
    file: &'a File,
    seq: u64,
) -> app::Result<Source<'a>> {
    let line = file.lines.iter().find(|line| line.seq == seq).ok_or(app::Error::NotFound)?;
    let case = &file.loaded.case;
    let applicant = file.parties.iter().find(|party| party.role == PartyRole::Applicant);
    Ok(Source {
        case,
        item: &file.loaded.item.item,
        regime: &file.loaded.item.regime,
        department: catalogue.department(&case.department).ok_or(app::Error::NotFound)?,
        event: &line.event,
        at: line.at,
        personal: line.personal.as_ref(),
        applicant: applicant.map(|party| party.name.as_str()),
        departments: catalogue.departments(),
        regions: catalogue.regions(),
        calendar: catalogue.calendars().of(&app::cases::store::region(&case.region)?),
    })
}

/// The paper; an event without one is not found.
pub(crate) fn paper_of(lang: Lang, source: &Source<'_>) -> app::Result<Paper> {
    papers::of(lang, source).ok_or(app::Error::NotFound)
}

/// The system's Chinese font, looked for once.
pub(crate) fn font() -> Option<&'static Font> {
    static FONT: OnceLock<Option<Font>> = OnceLock::new();
    FONT.get_or_init(|| match Font::find(None) {
        Ok(font) => Some(font),
        Err(error) => {
            tracing::warn!(%error, "papers are pages only, not PDF: {error}");
            None
        }
    })
    .as_ref()
}

/// The paper as a file.
pub(crate) async fn pdf(app: &App, lang: Lang, paper: &Paper) -> app::Result<Response> {
    let document = document(lang, paper, app.site.demo);
    let name = format!("{}-{}.pdf", paper.title, paper.number);
    let made = tokio::task::spawn_blocking(move || {
        let font = font().ok_or(app::Error::NotFound)?;
        documents::render(&document, font).map_err(app::Error::broken)
    });
    let made = made.await.map_err(app::Error::broken)??;
    Ok(attachment(made.bytes, "application/pdf", &name).into_response())
}

fn document(lang: Lang, paper: &Paper, demo: bool) -> Document {
    let mut blocks = vec![documents::Block::Line(lang.papers_to(&paper.to))];
    for block in &paper.blocks {
        match block {
            Block::Text(words) => blocks.push(documents::Block::Paragraph(words.clone())),
            Block::List(points) => {
                let numbered = (1..).zip(points).map(|(place, point)| format!("{place}. {point}"));
                blocks.extend(numbered.map(documents::Block::Paragraph));
            }
            Block::Facts(facts) => blocks.push(documents::Block::Facts(facts.clone())),
            Block::Table(heads, rows) => {
                let columns =
                    heads.iter().map(|title| documents::Column { title: title.clone(), share: 1 });
                blocks.push(documents::Block::Table(documents::Table {
                    columns: columns.collect(),
                    rows: rows.clone(),
                }));
            }
            Block::Note(words, lines) => {
                blocks.push(documents::Block::Paragraph(words.clone()));
                blocks.extend(lines.lines().map(|line| documents::Block::Line(line.to_owned())));
            }
            Block::Code(words, code) => {
                blocks.push(documents::Block::Line(format!("{words} {code}")));
            }
        }
    }
    blocks.push(documents::Block::Signature(Signature {
        organ: paper.seal.clone(),
        date: lang.short_date(paper.date),
        seal: true,
    }));
    if paper.signed {
        blocks.push(documents::Block::Line(lang.papers_sign_here().to_owned()));
    }
    Document {
        language: lang.tag().to_owned(),
        title: paper.title.clone(),
        department: paper.organ.clone(),
        number: Some(paper.number.clone()),
        demo,
        blocks,
    }
}
