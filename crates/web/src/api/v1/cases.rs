//! Cases: file one, list one's own, read one, prove one.

use app::cases::submit::Idempotency;
use app::cases::{Application, PartyInput, Receipt, Submission, file, list as lists};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base::codes::CaseNumber;
use domain::access::Actor;
use domain::cases::{Case, Channel, DeliveryWish, Paper, PostalAddress, Taken};
use domain::catalogue::form::FormSchema;
use domain::people::PartyRole;
use ledger::Promise;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Body};
use crate::App;
use crate::visitor::Visitor;

/// Seconds within which an entry comes into a published checkpoint.
pub const PROMISE_SECONDS: u32 = 60;

/// An application.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCase {
    /// 实施编码.
    item: String,
    /// In whose name it is made.
    applicant: Person,
    /// Whom the result concerns, where it is somebody else.
    #[serde(default)]
    subject: Option<Person>,
    /// The guardian who applies.
    #[serde(default)]
    guardian: Option<Person>,
    /// Who acts under a mandate.
    #[serde(default)]
    agent: Option<Person>,
    /// Who carries the papers for a legal person.
    #[serde(default)]
    handler: Option<Person>,
    /// Answers of the item's form (`item.form`).
    #[serde(default)]
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// Materials (by their `id`) that come as files or papers; `later` for what may follow.
    #[serde(default)]
    materials: Vec<Material>,
    /// Where to post the result; left out, it is fetched at the window.
    #[serde(default)]
    post_to: Option<PostTo>,
}

/// A person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    /// Name.
    name: String,
    /// 111 identity card, 414 passport, 516, 511, 553, 001 credit code.
    document_kind: String,
    /// Its number, with a valid check digit.
    document_number: String,
    /// Telephone.
    #[serde(default)]
    phone: String,
    /// Address.
    #[serde(default)]
    address: String,
}

/// A material that comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Material {
    /// Its `id` in the item.
    id: String,
    /// `paper`, `upload`, `scan`, `later` or `vault`.
    #[schema(value_type = String)]
    taken: Taken,
    /// How many.
    #[serde(default = "one_copy")]
    count: u8,
}

const fn one_copy() -> u8 {
    1
}

/// An address to post to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostTo {
    /// To whom.
    name: String,
    /// Telephone.
    phone: String,
    /// Where.
    address: String,
}

/// The receipt: a signed promise.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceiptBody {
    /// 办件编号.
    number: String,
    /// 查询码: shown once.
    query_code: String,
    /// When it came.
    received_at: String,
    /// A signed note: this entry will be in the log within a minute.
    promise: String,
}

/// Files an application. A repeated request with the same `Idempotency-Key` and body gets the same
/// receipt and makes no second case.
#[utoipa::path(post, path = "/api/v1/cases", tag = "cases", request_body = NewCase,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 100 characters")),
    security(("bearer" = [])),
    responses((status = 201, body = ReceiptBody), (status = 422, description = "RFC 9457")))]
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(new, bytes): Body<NewCase>,
) -> Result<Response, ApiError> {
    let key = headers.get("idempotency-key").map(|value| value.to_str().unwrap_or_default());
    if key.is_some_and(|key| key.is_empty() || key.len() > 100) {
        return Err(app::Error::field("Idempotency-Key", "too_long").into());
    }
    let idempotency = key.map(|key| Idempotency::new(key, &bytes));
    let application = application(&app, &visitor.actor, new, idempotency)?;
    let cx = app.cx(&visitor.actor);
    let submission = Submission::prepare(&cx, application)?;
    let receipt = cx.write(move |unit| submission.run(unit)).await?;
    let body = ReceiptBody {
        promise: promise(&app, &receipt)?,
        number: receipt.number,
        query_code: receipt.query_code,
        received_at: receipt.received_at.to_string(),
    };
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// The signed promise that a receipt carries; made after the commit.
pub(crate) fn promise(app: &App, receipt: &Receipt) -> app::Result<String> {
    let signer = app.house.keys.signer();
    let promise = Promise {
        origin: signer.name().to_owned(),
        case: receipt.number.clone(),
        leaf: receipt.leaf()?,
        time: receipt.entered_at,
        delay_seconds_max: PROMISE_SECONDS,
    };
    promise.sign(signer).map_err(app::Error::broken)
}

fn application(
    app: &App,
    actor: &Actor,
    new: NewCase,
    idempotency: Option<Idempotency>,
) -> Result<Application, ApiError> {
    let catalogue = app.house.catalogue();
    let item = catalogue.item(&new.item).ok_or(app::Error::NotFound)?;
    let mut errors = Vec::new();
    let people = [
        (PartyRole::Applicant, Some(new.applicant)),
        (PartyRole::Subject, new.subject),
        (PartyRole::Guardian, new.guardian),
        (PartyRole::Agent, new.agent),
        (PartyRole::Handler, new.handler),
    ];
    let mut parties = Vec::new();
    for (role, person) in people {
        let Some(person) = person else { continue };
        let input = PartyInput {
            name: person.name,
            document_kind: person.document_kind,
            document_number: person.document_number,
            phone: person.phone,
            address: person.address,
        };
        match input.parse(&app.house.keys, role) {
            Ok(party) => parties.push(party),
            Err(more) => errors.extend(more),
        }
    }
    if let Some(form) = &item.item.form {
        let schema = FormSchema::parse(form)
            .map_err(|_| app::Error::broken("a published form is not a form"))?;
        errors.extend(schema.validate(&new.answers).into_iter().map(|fault| app::FieldError {
            field: format!("answers.{}", fault.field),
            code: fault.code.to_owned(),
            values: fault.values,
        }));
    }
    if !errors.is_empty() {
        return Err(app::Error::Invalid(errors).into());
    }
    let papers = new.materials.into_iter().map(|material| Paper {
        material: material.id,
        taken: material.taken,
        file: None,
        sha256: None,
        count: material.count,
    });
    Ok(Application {
        item: new.item,
        channel: if actor.staff().is_some() { Channel::Window } else { Channel::Api },
        parties,
        answers: new.answers,
        papers: papers.collect(),
        late: None,
        delivery: if new.post_to.is_some() { DeliveryWish::Post } else { DeliveryWish::PickUp },
        address: new.post_to.map(|to| PostalAddress {
            name: to.name,
            phone: to.phone,
            address: to.address,
        }),
        idempotency,
        draft: None,
    })
}

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
