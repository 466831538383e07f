//! Filing an application.

use std::sync::Arc;

use app::cases::submit::check;
use app::cases::{Application, Intake, PartyInput, Receipt, filed};
use app::catalogue::Published;
use app::{Idempotency, Unit};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use base::Timestamp;
use domain::access::Actor;
use domain::cases::{Channel, DeliveryWish, Due, LateEntry, Paper, PostalAddress, Taken};
use domain::catalogue::{Citation, Item};
use domain::people::PartyRole;
use ledger::Promise;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{ApiError, Body, Key};
use crate::App;
use crate::visitor::Visitor;

/// Seconds within which an entry comes into a published checkpoint.
pub const PROMISE_SECONDS: u32 = 60;

/// An application.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCase {
    /// Item code (实施编码).
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
    /// Materials that come, or are promised for later.
    #[serde(default)]
    materials: Vec<Material>,
    /// Materials (by their `id`) whose originals the clerk saw; for the window.
    #[serde(default)]
    originals_seen: Vec<String>,
    /// Whether to do an immediate item on the spot; for the window.
    #[serde(default)]
    on_the_spot: bool,
    /// Where to post the result; left out, it is fetched at the window.
    #[serde(default)]
    post_to: Option<PostTo>,
    /// Entered afterwards from a receipt on paper; for the window.
    #[serde(default)]
    late: Option<Late>,
}

/// Entered afterwards.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Late {
    /// When it came in fact, at most 30 days ago.
    received_at: String,
    /// The number of the receipt on paper.
    paper_receipt: String,
    /// `network`, `power`, `system` or `outreach`.
    reason: String,
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
    /// `upload` with its `file`; `later` for what may follow. The window says `paper`, `scan` with
    /// its `file`, or `vault` too. The form that the answers fill in needs no file.
    #[schema(value_type = String)]
    taken: Taken,
    /// The id of its upload.
    #[serde(default)]
    file: Option<String>,
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
    /// Case number (办件编号).
    number: String,
    /// Query code (查询码): shown once.
    query_code: String,
    /// When it came.
    received_at: String,
    /// Until when one is told whether it is accepted or what is missing.
    answer_by: Option<Day>,
    /// Until when it is promised (承诺) to be finished, where that counts from receipt.
    done_by_promise: Option<Day>,
    /// By law (法定), likewise.
    done_by_law: Option<Day>,
    /// A signed note: this entry will be in the log within a minute.
    promise: String,
}

/// A last day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Day {
    /// The day.
    on: String,
    /// Whether it may move, because holidays on the way are not published or verified.
    provisional: bool,
    /// The article; none for a promise.
    basis: Option<String>,
}

impl Day {
    /// A last day with its article.
    fn new(due: Due, basis: Option<&Citation>) -> Self {
        let basis = basis.map(ToString::to_string);
        Self { on: due.on.to_string(), provisional: due.provisional, basis }
    }
}

/// Files an application. Files are uploaded first and named by their ids.
#[utoipa::path(post, path = "/api/v1/cases", operation_id = "file_case", tag = "cases",
    request_body = NewCase, security(("bearer" = [])),
    responses((status = 201, body = ReceiptBody)))]
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Key(key): Key,
    Body(new, bytes): Body<NewCase>,
) -> Result<Response, ApiError> {
    let (originals, spot) = (new.originals_seen.clone(), new.on_the_spot);
    let published = in_use(&app, &new.item)?;
    let mut application = application(&app, &visitor.actor, &published, new)?;
    application.idempotency = key.map(|key| Idempotency::new(key, &bytes));
    let cx = app.cx(&visitor.actor);
    let (request, papers) = (application.idempotency.clone(), application.papers.clone());
    let named = papers.iter().any(|paper| paper.file.is_some());
    let known = if named {
        let read = cx.read(move |unit| look_up(unit, request.as_ref(), papers.clone()));
        read.await?
    } else {
        Known::Papers(papers)
    };
    let receipt = match known {
        Known::Answer(first) => first,
        Known::Papers(papers) => {
            application.papers = papers;
            let intake = Intake { originals, spot };
            filed(&cx, application, move |submission, unit| intake.run(submission, unit)).await?
        }
    };
    let (regime, limits) = (&published.regime, &published.item.limits);
    let by_law = regime.correction_days.and(regime.correction_basis.as_ref());
    let law = limits.by_law().and_then(|limit| limit.basis.as_ref());
    let body = ReceiptBody {
        promise: promise(&app, &receipt)?,
        answer_by: receipt.answer_due.map(|due| Day::new(due, by_law)),
        done_by_promise: receipt.due.promised.map(|due| Day::new(due, None)),
        done_by_law: receipt.due.statutory.map(|due| Day::new(due, law)),
        number: receipt.number,
        query_code: receipt.query_code,
        received_at: receipt.received_at.to_string(),
    };
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// What is known before the application is written.
enum Known {
    /// The request came before: its files are a case's already.
    Answer(Receipt),
    /// The papers with the hashes of their files.
    Papers(Vec<Paper>),
}

fn look_up(
    unit: &mut Unit<'_>,
    request: Option<&Idempotency>,
    papers: Vec<Paper>,
) -> app::Result<Known> {
    if let Some(request) = request
        && let Some(first) = request.answered(unit)?
    {
        return Ok(Known::Answer(first));
    }
    app::cases::papers::named(unit, papers).map(Known::Papers)
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

fn in_use(app: &App, code: &str) -> app::Result<Arc<Published>> {
    app.house.catalogue().in_use(code).map(Arc::clone).ok_or(app::Error::NotFound)
}

/// When it came in fact and why it is entered now: only the window gives receipts on paper.
fn late(actor: &Actor, late: Late) -> app::Result<(Timestamp, LateEntry)> {
    if actor.staff().is_none() {
        return Err(app::Error::field("late", "not_one_of_ours"));
    }
    let at = late.received_at.parse();
    let at = at.map_err(|_| app::Error::field("late.received_at", "not_a_time"))?;
    Ok((at, LateEntry { paper_receipt: late.paper_receipt, reason: late.reason }))
}

fn application(
    app: &App,
    actor: &Actor,
    item: &Published,
    new: NewCase,
) -> Result<Application, ApiError> {
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
    let papers = papers(&item.item, new.materials);
    if !errors.is_empty() {
        // All at once; where there are none yet, the submission looks for these itself.
        errors.extend(check(actor, item, &new.answers, &papers)?);
        return Err(app::Error::Invalid(errors).into());
    }
    Ok(Application {
        item: new.item,
        channel: if actor.staff().is_some() { Channel::Window } else { Channel::Api },
        parties,
        answers: new.answers,
        papers,
        scans: Vec::new(),
        late: new.late.map(|given| late(actor, given)).transpose()?,
        delivery: if new.post_to.is_some() { DeliveryWish::Post } else { DeliveryWish::PickUp },
        address: new.post_to.map(|to| PostalAddress {
            name: to.name,
            phone: to.phone,
            address: to.address,
        }),
        idempotency: None,
        draft: None,
    })
}

/// The papers; the form that the answers fill in is one of them.
fn papers(item: &Item, materials: Vec<Material>) -> Vec<Paper> {
    let by_form =
        |id: &str| item.is_form(id) && !materials.iter().any(|material| material.id == id);
    let forms: Vec<String> =
        item.materials.iter().filter(|one| by_form(&one.id)).map(|one| one.id.clone()).collect();
    let forms = forms.into_iter().map(|material| Paper {
        material,
        taken: Taken::Upload,
        file: None,
        sha256: None,
        count: 1,
    });
    let named = materials.into_iter().map(|material| Paper {
        material: material.id,
        taken: material.taken,
        file: material.file,
        sha256: None,
        count: material.count,
    });
    forms.collect::<Vec<_>>().into_iter().chain(named).collect()
}
