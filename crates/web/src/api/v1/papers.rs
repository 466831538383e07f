//! 文书: the numbered papers of a case, as text and as PDF.

use app::cases::file::File;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use views::papers::{Block, Paper};

use super::cases::{opened, opened_paper};
use super::{ApiError, Asked};
use crate::App;
use crate::pages::desk::papers::{paper_of, pdf, source, wanted};
use crate::pages::promise;
use crate::visitor::Visitor;

/// In which language.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Spoken {
    /// `zh` or `en`; left out, `zh`.
    #[param(value_type = Option<String>)]
    lang: Option<Tongue>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tongue {
    Zh,
    En,
}

impl Spoken {
    const fn lang(&self) -> Lang {
        match self.lang {
            Some(Tongue::En) => Lang::En,
            Some(Tongue::Zh) | None => Lang::Zh,
        }
    }
}

/// The papers of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PapersBody {
    /// In the order in which they were issued; the receipt is the first.
    papers: Vec<PaperRow>,
}

/// A paper in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PaperRow {
    /// The number of its event.
    seq: u64,
    /// What it is, as notice of acceptance (受理通知书).
    title: String,
    /// Document number (文书编号); a receipt has the case number.
    document: String,
    /// The day of issue.
    date: String,
}

/// A paper.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PaperBody {
    /// The number of its event.
    seq: u64,
    /// What it is, as notice of acceptance (受理通知书).
    title: String,
    /// Document number (文书编号); a receipt has the case number.
    document: String,
    /// The organ in whose name it is issued.
    organ: String,
    /// To whom.
    to: String,
    /// The day of issue.
    date: String,
    /// What it says, line by line.
    text: Vec<String>,
}

/// The papers that were issued in a case.
#[utoipa::path(get, path = "/api/v1/cases/{number}/papers", operation_id = "list_papers",
    tag = "cases", params(("number" = String, Path, description = "Case number (办件编号)"), Spoken),
    security(("bearer" = [])), responses((status = 200, body = PapersBody)))]
pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    Asked(spoken): Asked<Spoken>,
) -> Result<Json<PapersBody>, ApiError> {
    let file = opened(&app, &visitor, &number).await?;
    let papers = file.lines.iter().filter_map(|line| {
        let paper = made(&app, &file, line.seq, spoken.lang()).ok()?;
        Some(PaperRow {
            seq: line.seq,
            title: paper.title,
            document: paper.number,
            date: paper.date.to_string(),
        })
    });
    Ok(Json(PapersBody { papers: papers.collect() }))
}

/// A paper: `…/papers/3` as text, `…/papers/3.pdf` as PDF.
#[utoipa::path(get, path = "/api/v1/cases/{number}/papers/{seq}", operation_id = "read_paper",
    tag = "cases", params(("number" = String, Path, description = "Case number (办件编号)"),
        ("seq" = String, Path, description = "the number of its event; with `.pdf` its PDF"),
        Spoken),
    security(("bearer" = [])), responses((status = 200, body = PaperBody)))]
pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, seq)): Path<(String, String)>,
    Asked(spoken): Asked<Spoken>,
) -> Result<Response, ApiError> {
    let (seq, wants_pdf) = wanted(&seq);
    let file = opened_paper(&app, &visitor, &number, seq).await?;
    let paper = made(&app, &file, seq, spoken.lang())?;
    if wants_pdf {
        return Ok(pdf(&app, spoken.lang(), &paper).await?);
    }
    let text = paper.blocks.iter().flat_map(lines).collect();
    let body = PaperBody {
        seq,
        title: paper.title,
        document: paper.number,
        organ: paper.organ,
        to: paper.to,
        date: paper.date.to_string(),
        text,
    };
    Ok(Json(body).into_response())
}

fn made(app: &App, file: &File, seq: u64, lang: Lang) -> app::Result<Paper> {
    let catalogue = app.house.catalogue();
    let mut paper = paper_of(lang, &source(&catalogue, file, seq)?)?;
    promise::put_on(app, lang, file, seq, &mut paper)?;
    Ok(paper)
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Text(text) => vec![text.clone()],
        Block::List(points) => points.clone(),
        Block::Facts(facts) => facts.iter().map(|(name, fact)| format!("{name}: {fact}")).collect(),
        Block::Table(heads, rows) => {
            std::iter::once(heads).chain(rows).map(|row| row.join(" | ")).collect()
        }
        Block::Note(words, text) => {
            std::iter::once(words.as_str()).chain(text.lines()).map(str::to_owned).collect()
        }
        Block::Code(words, code) => vec![format!("{words} {code}")],
    }
}
