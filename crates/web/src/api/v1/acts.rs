//! The acts of applicants, clerks and reviewers.

use app::cases::on_the_spot::complete;
use app::cases::query_code::{Came, Renewed, renew};
use app::cases::{Command, Loaded, act as perform};
use app::{Idempotency, idempotency};
use axum::Json;
use axum::extract::{Path, State};
use domain::people::PartyRole;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::cases::parse_number;
use super::{ApiError, Body, Key, at_field};
use crate::App;
use crate::visitor::Visitor;

/// Where the case stands after the act.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct Done {
    /// Case number (办件编号).
    number: String,
    /// The number of its last event: send it as `seen` with the next act.
    seq: u64,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// By when the next word of the government is due.
    due_on: Option<String>,
}

/// An act on a case. What each asks for is made from [`Command`] and described on its own.
#[utoipa::path(post, path = "/api/v1/cases/{number}/{act}", operation_id = "act", tag = "acts",
    params(("number" = String, Path, description = "Case number (办件编号)")),
    request_body = Command, security(("bearer" = [])), responses((status = 200, body = Done)))]
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, word)): Path<(String, String)>,
    Key(key): Key,
    Body(mut fields, bytes): Body<Map<String, Value>>,
) -> Result<Json<Done>, ApiError> {
    let number = parse_number(&number)?;
    let request = key.map(|key| of_act(key, number.as_str(), &word, &bytes));
    let seen = match fields.shift_remove("seen") {
        None | Some(Value::Null) => None,
        Some(seen) => Some(seen.as_u64().ok_or_else(|| app::Error::field("seen", "not_a_number"))?),
    };
    fields.insert("act".to_owned(), Value::from(word));
    let command: Command = serde_path_to_error::deserialize(Value::Object(fields))
        .map_err(|error| at_field(&error))?;
    let cx = app.cx(&visitor.actor);
    let done = cx.write(move |unit| {
        idempotency::once(unit, request.as_ref(), |unit| {
            perform(unit, number.as_str(), seen, &command).map(Done::from)
        })
    });
    Ok(Json(done.await?))
}

/// What was seen before an act.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Seen {
    /// The number of the last event that was seen.
    seen: Option<u64>,
}

/// Accepts an immediate item, does it and hands its result over while the person waits (当场办结).
#[utoipa::path(post, path = "/api/v1/cases/{number}/on-the-spot", operation_id = "on_the_spot",
    tag = "acts", params(("number" = String, Path, description = "Case number (办件编号)")),
    request_body = Seen, security(("bearer" = [])), responses((status = 200, body = Done)))]
pub(super) async fn on_the_spot(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    Key(key): Key,
    Body(Seen { seen }, bytes): Body<Seen>,
) -> Result<Json<Done>, ApiError> {
    let number = parse_number(&number)?;
    let request = key.map(|key| of_act(key, number.as_str(), "on-the-spot", &bytes));
    let cx = app.cx(&visitor.actor);
    let done = cx.write(move |unit| {
        idempotency::once(unit, request.as_ref(), |unit| {
            complete(unit, number.as_str(), seen).map(Done::from)
        })
    });
    Ok(Json(done.await?))
}

/// Who came to the window, and what the clerk compared with the file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CameBody {
    /// Which part the person plays in the case.
    to: PartyRole,
    /// The kind code of the document that was compared (GA/T 2000.156).
    checked: String,
    /// The name on it.
    name: String,
    /// The last four characters of its number.
    number_end: String,
}

/// A new query code.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RenewedBody {
    /// Case number (办件编号).
    number: String,
    /// The number of the case's last event.
    seq: u64,
    /// The new query code (查询码), told once. The one before is void.
    query_code: String,
}

/// Gives a new query code to a person of the case who came with a document.
#[utoipa::path(post, path = "/api/v1/cases/{number}/query-code", operation_id = "renew_query_code",
    tag = "acts", params(("number" = String, Path, description = "Case number (办件编号)")),
    request_body = CameBody, security(("bearer" = [])),
    responses((status = 200, body = RenewedBody)))]
pub(super) async fn renew_query_code(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    Key(key): Key,
    Body(body, bytes): Body<CameBody>,
) -> Result<Json<RenewedBody>, ApiError> {
    let number = parse_number(&number)?;
    let request = key.map(|key| of_act(key, number.as_str(), "query-code", &bytes));
    let CameBody { to, checked, name, number_end } = body;
    let came = Came { to, checked, name, number_end };
    let cx = app.cx(&visitor.actor);
    let renewed = cx.write(move |unit| renew(unit, number.as_str(), &came, request.as_ref()));
    let Renewed { number, seq, query_code } = renewed.await?;
    Ok(Json(RenewedBody { number, seq, query_code }))
}

/// The key of an act: the same key for another act or another case is another request.
fn of_act(key: String, number: &str, word: &str, body: &[u8]) -> Idempotency {
    let whole = [number.as_bytes(), b"\n", word.as_bytes(), b"\n", body].concat();
    Idempotency::new(key, &whole)
}

impl std::convert::From<Loaded> for Done {
    fn from(loaded: Loaded) -> Self {
        Self {
            seq: loaded.case.seq,
            state: loaded.case.state.stage().word().to_owned(),
            due_on: loaded.case.due_on().map(|due| due.on.to_string()),
            number: loaded.case.number,
        }
    }
}
