//! Cases: list one's own, read one, prove one.

use app::cases::{file, list as lists};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use base::codes::CaseNumber;
use domain::cases::Case;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ApiError;
use crate::App;
use crate::visitor::Visitor;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Cases on a page, 1 to 100.
    limit: Option<usize>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: String,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page {
    /// The cases, newest first.
    cases: Vec<CaseRow>,
    /// Where the next page begins; none on the last.
    next_cursor: Option<String>,
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseRow {
    /// 办件编号.
    number: String,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// 实施编码.
    item: String,
    /// 事项名称.
    item_name: String,
    /// By when the next word of the government is due.
    due_on: Option<String>,
    /// When it came.
    received_at: String,
}

/// One's own cases.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases", params(Asked),
    security(("bearer" = [])), responses((status = 200, body = Page)))]
pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Page>, ApiError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let limit = asked.limit.unwrap_or(20).clamp(1, lists::PAGE);
    let cases = app.cx(&visitor.actor).read(lists::mine).await?;
    let start = match asked.cursor.as_str() {
        "" => 0,
        cursor => cases
            .iter()
            .position(|loaded| loaded.case.number == cursor)
            .map(|at| at + 1)
            .ok_or_else(|| app::Error::field("cursor", "not_one_of_ours"))?,
    };
    let page: Vec<CaseRow> = cases
        .iter()
        .skip(start)
        .take(limit)
        .map(|loaded| CaseRow {
            number: loaded.case.number.clone(),
            state: loaded.case.state.stage().word().to_owned(),
            item: loaded.case.item.clone(),
            item_name: loaded.item.item.name.zh.clone(),
            due_on: loaded.case.due_on().map(|due| due.on.to_string()),
            received_at: loaded.case.received_at.to_string(),
        })
        .collect();
    let more = start + page.len() < cases.len();
    let next_cursor = page.last().filter(|_| more).map(|row| row.number.clone());
    Ok(Json(Page { cases: page, next_cursor }))
}

/// A case as its events leave it. Nothing personal is in it.
#[utoipa::path(get, path = "/api/v1/cases/{number}", tag = "cases",
    params(("number" = String, Path, description = "办件编号")), security(("bearer" = [])),
    responses((status = 200, body = Object), (status = 404, description = "RFC 9457")))]
pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Json<Case>, ApiError> {
    let number = parse_number(&number)?;
    let staff = visitor.actor.staff().is_some();
    let cx = app.cx(&visitor.actor);
    let found = if staff {
        cx.write(move |unit| file::open(unit, number.as_str(), "api")).await?
    } else {
        cx.read(move |unit| file::own(unit, number.as_str())).await?
    };
    let mut case = found.loaded.case;
    case.query_hash.clear();
    Ok(Json(case))
}

/// The proof of a case, to be checked offline with `yichuang verify --proof`.
#[utoipa::path(get, path = "/api/v1/cases/{number}/proof", tag = "log",
    params(("number" = String, Path, description = "办件编号")), security(("bearer" = [])),
    responses((status = 200, description = "a proof file"), (status = 404)))]
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
