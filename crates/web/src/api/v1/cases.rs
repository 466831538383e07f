//! A case: how it stands, its clocks, its proof.

use app::cases::file::{self, File};
use app::cases::store;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use base::codes::CaseNumber;
use calendar::{LimitUnit, Why};
use domain::access::Action;
use domain::cases::{Case, ClockExplanation, Due, explain};
use serde::Serialize;
use utoipa::ToSchema;

use super::ApiError;
use crate::App;
use crate::visitor::Visitor;

/// A case as its events leave it. Nothing personal is in it.
#[utoipa::path(get, path = "/api/v1/cases/{number}", operation_id = "read_case", tag = "cases",
    params(("number" = String, Path, description = "Case number (办件编号)")),
    security(("bearer" = [])),
    responses((status = 200, body = Case)))]
pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Json<Case>, ApiError> {
    let number = parse_number(&number)?;
    let cx = app.cx(&visitor.actor);
    let read = cx.read(move |unit| store::for_view(unit, Action::ReadStatus, number.as_str()));
    let mut case = read.await?.case;
    case.query_hash.clear();
    Ok(Json(case))
}

/// The file of a case for whoever may read it. That staff read it is noted, for the person to see.
pub(super) async fn opened(app: &App, visitor: &Visitor, number: &str) -> app::Result<File> {
    let number = parse_number(number)?;
    let cx = app.cx(&visitor.actor);
    if visitor.actor.staff().is_some() {
        cx.write(move |unit| file::open(unit, number.as_str(), "api")).await
    } else {
        cx.read(move |unit| file::own(unit, number.as_str())).await
    }
}

/// The file for one of its papers, which whoever drew it up may read again.
pub(super) async fn opened_paper(
    app: &App,
    visitor: &Visitor,
    number: &str,
    seq: u64,
) -> app::Result<File> {
    if visitor.actor.staff().is_none() {
        return opened(app, visitor, number).await;
    }
    let number = parse_number(number)?;
    let cx = app.cx(&visitor.actor);
    cx.write(move |unit| file::open_paper(unit, number.as_str(), seq, "api")).await
}

/// The clocks of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClocksBody {
    /// Until when a word on the application is due, while it waits for one.
    answer_due: Option<Due>,
    /// That day, explained.
    answer: Option<ClockBody>,
    /// When the law closes the case if nothing is corrected, while a correction is awaited.
    correction: Option<ClockBody>,
    /// Until when the result is to be delivered, once it is decided.
    delivery: Option<ClockBody>,
    /// The promised limit (承诺办结时限), from acceptance on.
    promised: Option<ClockBody>,
    /// The statutory limit (法定办结时限), from acceptance on.
    statutory: Option<ClockBody>,
}

/// A clock, day by day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClockBody {
    /// The last day; none while the clock stands still.
    last_day: Option<String>,
    /// While the clock stands still: the last day cannot be before this one.
    not_before: Option<String>,
    /// Whether the last day may move: the calendar of its year is not published, or one of the
    /// `unverified` days lies on the way.
    provisional: bool,
    /// Days on the way that follow from rules only: nobody has seen the notice of that year.
    unverified: Vec<String>,
    /// The article, as cited; a promise has none.
    basis: Option<String>,
    /// What was counted.
    #[schema(value_type = String)]
    unit: LimitUnit,
    /// Every day on the way.
    days: Vec<DayBody>,
}

/// A day on the way to a last day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DayBody {
    /// The day.
    date: String,
    /// Its number among the days that count; none when it does not count.
    counted: Option<u16>,
    /// Why it counts or not: `kind` is `start_day`, `working`, `weekend`, `holiday`,
    /// `make_up_workday`, `rolled` or `paused`.
    #[schema(value_type = Object)]
    why: Why,
}

/// Why the limits of a case end on their days, day by day.
#[utoipa::path(get, path = "/api/v1/cases/{number}/clocks", operation_id = "read_clocks",
    tag = "cases", params(("number" = String, Path, description = "Case number (办件编号)")),
    security(("bearer" = [])), responses((status = 200, body = ClocksBody)))]
pub(super) async fn clocks(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Json<ClocksBody>, ApiError> {
    let number = parse_number(&number)?;
    let cx = app.cx(&visitor.actor);
    let loaded =
        cx.read(move |unit| store::for_view(unit, Action::ReadStatus, number.as_str())).await?;
    let catalogue = app.house.catalogue();
    let region = store::region(&loaded.case.region)?;
    let calendar = catalogue.calendars().of(&region);
    let clocks = explain(&loaded.case, loaded.terms(), calendar);
    Ok(Json(ClocksBody {
        answer_due: loaded.case.answer_due,
        answer: clocks.answer.map(clock),
        correction: clocks.correction.map(clock),
        delivery: clocks.delivery.map(clock),
        promised: clocks.promised.map(clock),
        statutory: clocks.statutory.map(clock),
    }))
}

fn clock(clock: ClockExplanation) -> ClockBody {
    let deadline = clock.deadline;
    let provisional = deadline.is_provisional();
    let days = deadline.days.into_iter().map(|day| DayBody {
        date: day.date.to_string(),
        counted: day.counted,
        why: day.why,
    });
    ClockBody {
        last_day: deadline.due.map(|day| day.to_string()),
        not_before: deadline.not_before.map(|day| day.to_string()),
        provisional,
        unverified: deadline.unverified.iter().map(ToString::to_string).collect(),
        basis: clock.basis,
        unit: deadline.unit,
        days: days.collect(),
    }
}

/// The proof of a case, to be checked offline with `yichuang verify --proof`.
#[utoipa::path(get, path = "/api/v1/cases/{number}/proof", operation_id = "prove_case", tag = "log",
    params(("number" = String, Path, description = "Case number (办件编号)")),
    security(("bearer" = [])),
    responses((status = 200, description = "a proof file")))]
pub(super) async fn proof(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, ApiError> {
    let number = parse_number(&number)?;
    let name = format!("attachment; filename=\"{}.proof.json\"", number.as_str());
    let cx = app.cx(&visitor.actor);
    let proof = cx.read(move |unit| app::log::proofs::of_case(unit, number.as_str())).await?;
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, proof.to_json()).into_response())
}

/// A case number of the address: what is none cannot exist.
pub(super) fn parse_number(text: &str) -> app::Result<CaseNumber> {
    CaseNumber::parse(text).map_err(|_| app::Error::NotFound)
}
