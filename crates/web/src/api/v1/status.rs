//! Where is it? With the query code in the body, never in the address.

use app::attempts::{self, Subject};
use app::cases::status::by_code;
use axum::Json;
use axum::extract::{Path, State};
use base::codes::QueryCode;
use domain::cases::{NextStep, StepState, next_step, steps};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::parse_number;
use super::{ApiError, Body};
use crate::App;
use crate::peer::Peer;

/// The secret of the case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Key {
    /// 查询码.
    query_code: String,
}

/// The status of a case: nothing personal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Status {
    /// 办件编号.
    number: String,
    /// 事项名称.
    item_name: String,
    /// The competent department.
    department_name: String,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// What happens next: `answer`, `correct`, `decide`, `wait`, `pick_up`, `posting`, `finished`.
    next: String,
    /// By when the next word of the government is due.
    due_on: Option<String>,
    /// Whether that day may move, because the calendar of its year is not published.
    provisional: bool,
    /// The five steps.
    steps: Vec<Step>,
}

/// A step of the way.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Step {
    /// `received`, `accepted`, `handled`, `decided`, `delivered`.
    name: String,
    /// `done`, `now`, `ahead`, `never`.
    state: String,
    /// When it was done.
    at: Option<String>,
}

/// The status by case number and query code.
#[utoipa::path(post, path = "/api/v1/cases/{number}/status", tag = "cases", request_body = Key,
    params(("number" = String, Path, description = "办件编号")),
    responses((status = 200, body = Status), (status = 404, description = "number or code wrong"),
        (status = 429, description = "too many wrong codes from this address")))]
pub(super) async fn status(
    State(app): State<App>,
    Path(number): Path<String>,
    Peer(address): Peer,
    Body(key, _): Body<Key>,
) -> Result<Json<Status>, ApiError> {
    let number = parse_number(&number)?;
    let subjects = Subject::pair(&app.house.keys, "query", number.as_str(), address.into());
    let failed = subjects.clone();
    let cx = app.anonymous();
    let code = QueryCode::parse(&key.query_code).ok();
    let found = cx
        .look(move |unit| {
            attempts::check(unit, &subjects)?;
            match &code {
                Some(code) => by_code(unit, &number, code),
                None => Err(app::Error::NotFound),
            }
        })
        .await;
    if matches!(found, Err(app::Error::NotFound)) {
        cx.write(move |unit| attempts::failed(unit, &failed)).await?;
    }
    let loaded = found?;
    let case = &loaded.case;
    let department = app.house.catalogue();
    let department = department.department(&case.department);
    Ok(Json(Status {
        number: case.number.clone(),
        item_name: loaded.item.item.name.zh.clone(),
        department_name: department.map(|found| found.name.zh.clone()).unwrap_or_default(),
        state: case.state.stage().word().to_owned(),
        next: next_word(&next_step(case)).to_owned(),
        due_on: case.due_on().map(|due| due.on.to_string()),
        provisional: case.due_on().is_some_and(|due| due.provisional),
        steps: steps(case).iter().map(step).collect(),
    }))
}

const fn next_word(next: &NextStep) -> &'static str {
    match next {
        NextStep::Answer { .. } => "answer",
        NextStep::Correct { .. } => "correct",
        NextStep::Decide { .. } => "decide",
        NextStep::Wait { .. } => "wait",
        NextStep::PickUp { .. } => "pick_up",
        NextStep::Posting { .. } => "posting",
        NextStep::Finished { .. } => "finished",
    }
}

fn step(step: &domain::cases::StatusStep) -> Step {
    use domain::cases::StepName;
    let name = match step.name {
        StepName::Received => "received",
        StepName::Accepted => "accepted",
        StepName::Handled => "handled",
        StepName::Decided => "decided",
        StepName::Delivered => "delivered",
    };
    let (state, at) = match step.state {
        StepState::Done(at) => ("done", Some(at.to_string())),
        StepState::Now => ("now", None),
        StepState::Ahead => ("ahead", None),
        StepState::Never => ("never", None),
    };
    Step { name: name.to_owned(), state: state.to_owned(), at }
}
