//! Where is it? With the query code in the body, never in the address.

use app::attempts::{self, Subject};
use app::cases::Loaded;
use app::cases::status::by_code;
use app::cases::store::region;
use axum::Json;
use axum::extract::{Path, State};
use base::codes::QueryCode;
use domain::cases::{
    AcceptedHow, ClockExplanation, Holder, NextStep, StepState, explain, holder, next_step,
    overdue, steps,
};
use domain::catalogue::LimitUnit;
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
    /// Query code (查询码).
    query_code: String,
}

/// The status of a case: nothing personal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Status {
    /// Case number (办件编号).
    number: String,
    /// The name of the item (事项名称).
    item_name: String,
    /// The competent department.
    department_name: String,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// What happens next: `answer`, `correct`, `decide`, `wait`, `pick_up`, `posting`, `finished`.
    next: String,
    /// By when the next word of the government is due.
    due_on: Option<String>,
    /// Whether that day may move, because holidays on the way are not published or verified.
    provisional: bool,
    /// Why it is that day.
    why: Option<Why>,
    /// Who holds it: `window`, `applicant`, `department`, `outlet`, `nobody`.
    holder: String,
    /// Departments that were asked and have not answered.
    asked: Vec<Asked>,
    /// Materials (by their `id`, or `form`) that the person is to correct.
    to_do: Vec<String>,
    /// The day after which the law closes the case if they do not come.
    to_do_until: Option<String>,
    /// Days of the calendar by which the government is late.
    days_late: Option<i32>,
    /// Whether the last day that the law sets is over too.
    late_by_law: bool,
    /// Whether it was accepted by silence (视为受理).
    accepted_by_silence: bool,
    /// The five steps.
    steps: Vec<Step>,
}

/// Why a day is that day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Why {
    /// The day of the event; it does not count itself.
    from: String,
    /// How many.
    count: u16,
    /// `working_day`, `calendar_day` or `month`.
    #[schema(value_type = String)]
    unit: LimitUnit,
    /// How many more by an extension.
    extended: Option<u16>,
    /// The article; none for a promise.
    basis: Option<String>,
}

/// A department that was asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Asked {
    /// Its name.
    department_name: String,
    /// Its sub-deadline.
    due_on: String,
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
    params(("number" = String, Path, description = "Case number (办件编号)")),
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
    Ok(Json(told(&app, &loaded)?))
}

/// What is told of a case.
fn told(app: &App, loaded: &Loaded) -> app::Result<Status> {
    let case = &loaded.case;
    let catalogue = app.house.catalogue();
    let name = |id: &str| catalogue.department(id).map(|found| found.name.zh.clone());
    let calendar = catalogue.calendars().of(&region(&case.region)?);
    let next = next_step(case);
    let late = overdue(case, loaded.terms(), app.house.clock.now().day());
    let (holder, asked) = match holder(case) {
        Holder::Window => ("window", Vec::new()),
        Holder::Applicant => ("applicant", Vec::new()),
        Holder::Department { asked } => ("department", asked),
        Holder::Outlet => ("outlet", Vec::new()),
        Holder::Nobody => ("nobody", Vec::new()),
    };
    let asked = asked.into_iter().map(|(id, due)| Asked {
        department_name: name(&id).unwrap_or(id),
        due_on: due.on.to_string(),
    });
    let (to_do, until) = match &next {
        NextStep::Correct { materials, until } => (materials.clone(), *until),
        _ => (Vec::new(), None),
    };
    let silent = |how| how == AcceptedHow::Silence;
    Ok(Status {
        number: case.number.clone(),
        item_name: loaded.item.item.name.zh.clone(),
        department_name: name(&case.department).unwrap_or_default(),
        state: case.state.stage().word().to_owned(),
        next: next_word(&next).to_owned(),
        due_on: case.due_on().map(|due| due.on.to_string()),
        provisional: case.due_on().is_some_and(|due| due.provisional),
        why: explain(case, loaded.terms(), calendar).next(case).map(why),
        holder: holder.to_owned(),
        asked: asked.collect(),
        to_do,
        to_do_until: until.map(|day| day.to_string()),
        days_late: late.map(|late| late.days),
        late_by_law: late.is_some_and(|late| late.by_law.is_some()),
        accepted_by_silence: case.acceptance.as_ref().is_some_and(|made| silent(made.how)),
        steps: steps(case).iter().map(step).collect(),
    })
}

fn why(clock: &ClockExplanation) -> Why {
    let limit = &clock.limit;
    Why {
        from: limit.start.to_string(),
        count: limit.limit.count,
        unit: limit.limit.unit,
        extended: limit.extension.as_ref().map(|extension| extension.count),
        basis: clock.basis.clone(),
    }
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
