//! The file of a case with its personal parts, and the files that came with it.

use app::cases::file::{File, Line};
use app::files;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::Actor;
use domain::cases::{Party, PostalAddress};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::ApiError;
use super::cases::{opened, parse_number};
use crate::App;
use crate::pages::desk::attachment;
use crate::visitor::Visitor;

/// The file of a case (案卷).
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileBody {
    /// Case number (办件编号).
    number: String,
    /// Persons; none when they were erased.
    parties: Vec<Party>,
    /// The answers of the form as they stand.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// Where to post the result.
    address: Option<PostalAddress>,
    /// Files that came.
    files: Vec<StoredBody>,
    /// What happened, in order.
    events: Vec<EventBody>,
    /// Who has read the file.
    readings: Vec<ReadingBody>,
}

/// A file that came.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StoredBody {
    /// Its id.
    id: String,
    /// The material it is.
    material: String,
    /// Its name.
    name: String,
    /// What it is by its content.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of the content in hex.
    sha256: String,
}

/// An entry of the case in the work log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventBody {
    /// Its number.
    seq: u64,
    /// When it was recorded.
    at: String,
    /// Who, as the log knows them.
    actor: String,
    /// What: `case.accepted`.
    kind: String,
    /// Its public part.
    #[schema(value_type = Object)]
    public: Value,
    /// Its personal part; none where there is none or it was erased.
    #[schema(value_type = Option<Object>)]
    personal: Option<Value>,
    /// The hash of its leaf in the log, in hex.
    leaf_hash: String,
}

/// Somebody read the file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReadingBody {
    /// When.
    at: String,
    /// Who.
    actor: String,
    /// What for.
    purpose: String,
}

/// The file of a case, personal data included. That staff read it is noted for the person to see.
#[utoipa::path(get, path = "/api/v1/cases/{number}/file", operation_id = "read_file",
    tag = "cases", params(("number" = String, Path, description = "Case number (办件编号)")),
    security(("bearer" = [])), responses((status = 200, body = FileBody)))]
pub(super) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Json<FileBody>, ApiError> {
    let file = opened(&app, &visitor, &number).await?;
    Ok(Json(body(file)?))
}

fn body(file: File) -> app::Result<FileBody> {
    let files = file.files.into_iter().map(|file| StoredBody {
        id: file.id,
        material: file.material,
        name: file.name,
        media_type: file.media_type,
        size: file.size,
        sha256: file.sha256,
    });
    let readings = file.readings.into_iter().map(|reading| ReadingBody {
        at: reading.at.to_string(),
        actor: reading.actor,
        purpose: reading.purpose,
    });
    Ok(FileBody {
        number: file.loaded.case.number,
        parties: file.parties,
        answers: file.answers,
        address: file.address,
        files: files.collect(),
        events: file.lines.into_iter().map(event).collect::<app::Result<_>>()?,
        readings: readings.collect(),
    })
}

fn event(line: Line) -> app::Result<EventBody> {
    let mut public = app::cases::store::public(&line.event)?;
    if let Value::Object(fields) = &mut public {
        fields.shift_remove("query_hash");
    }
    Ok(EventBody {
        seq: line.seq,
        at: line.at.to_string(),
        actor: line.actor,
        kind: line.event.kind().to_owned(),
        public,
        personal: line.personal,
        leaf_hash: data_encoding::HEXLOWER.encode(&line.leaf_hash),
    })
}

/// The content of a file that came, as an attachment. That staff open it is noted.
#[utoipa::path(get, path = "/api/v1/cases/{number}/files/{id}", operation_id = "read_stored_file",
    tag = "cases", params(("number" = String, Path, description = "Case number (办件编号)"),
        ("id" = String, Path, description = "its id in the file")),
    security(("bearer" = [])), responses((status = 200, description = "its bytes")))]
pub(super) async fn stored(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response<Body>, ApiError> {
    let number = parse_number(&number)?;
    let cx = app.cx(&visitor.actor);
    let find = move |unit: &mut app::Unit<'_>| files::in_case(unit, number.as_str(), &id, "api");
    let found = match &visitor.actor {
        Actor::Staff(_) => cx.write(find).await?,
        _ => cx.read(find).await?,
    };
    let (house, file) = (app.house.clone(), found.clone());
    let read = tokio::task::spawn_blocking(move || files::read(&house, &file)).await;
    let bytes = read.map_err(app::Error::broken)??;
    Ok(attachment(bytes, &found.media_type, &found.name))
}
