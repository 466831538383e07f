//! The acts of applicants, clerks and reviewers.

use app::cases::{Command, Loaded, act as perform};
use app::{Idempotency, idempotency};
use axum::Json;
use axum::extract::{Path, State};
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
    /// 办件编号.
    number: String,
    /// The number of its last event: send it as `seen` with the next act.
    seq: u64,
    /// `received`, `correction`, `accepted`, `decided`, `closed`.
    state: String,
    /// By when the next word of the government is due.
    due_on: Option<String>,
}

/// Does an act. The body has the act's fields and, if wanted, `seen`: the number of the last event
/// that was seen; when the case has moved on since, nothing is done (409).
#[utoipa::path(post, path = "/api/v1/cases/{number}/{act}", tag = "cases",
    params(
        ("number" = String, Path, description = "办件编号"),
        ("act" = String, Path, description = "add-papers, see-originals, tell-unneeded, redirect, \
            mend, notify-corrections, supply, accept, claim, hand-on, ask-departments, answer, \
            call-back, opine, extend, pause, resume, settle, deliver, withdraw"),
    ),
    request_body = Object, security(("bearer" = [])),
    responses((status = 200, body = Done), (status = 403), (status = 404),
        (status = 409, description = "refused by law or by the state of the case, or moved")))]
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

/// The key of an act: the same key for another act or another case is another request.
pub(super) fn of_act(key: String, number: &str, word: &str, body: &[u8]) -> Idempotency {
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
