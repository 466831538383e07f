//! Files, sent before an application or an act names them.

use app::files::{self, Uploaded};
use app::{Idempotency, idempotency};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::StatusCode;
use base::limits::UPLOAD_BYTES_MAX;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Asked, Key};
use crate::App;
use crate::visitor::Visitor;

/// What the file is called.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// Its name, as `租赁合同.pdf`.
    name: String,
}

/// A file that waits to be named.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UploadBody {
    /// The id to name it by, as `file`.
    id: String,
    /// Its name.
    name: String,
    /// What it is by its content.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of the content in hex.
    sha256: String,
    /// Until when it can be named.
    expires_at: String,
}

/// The bytes of a file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used; `Content` takes the bytes")]
pub(super) struct FileBytes(Vec<u8>);

/// The bytes of a file: more than other bodies may have.
pub(super) struct Content(Bytes);

impl FromRequest<App> for Content {
    type Rejection = ApiError;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let limit = usize::try_from(UPLOAD_BYTES_MAX).unwrap_or(usize::MAX);
        DefaultBodyLimit::max(limit).apply(&mut request);
        let large = app::FieldError::new("file", "file.too_large").with(limit / 1024 / 1024);
        let bytes = Bytes::from_request(request, app).await;
        bytes.map(Self).map_err(|_| app::Error::Invalid(vec![large]).into())
    }
}

/// Uploads a file: the body is its bytes, PDF, OFD, JPEG, PNG or DOCX, at most 20 MB. What it is,
/// its content says. It waits a day for the application or act that names it.
#[utoipa::path(post, path = "/api/v1/uploads", tag = "cases", params(Named),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    security(("bearer" = [])), responses((status = 201, body = UploadBody)))]
pub(super) async fn upload(
    State(app): State<App>,
    visitor: Visitor,
    Asked(named): Asked<Named>,
    Key(key): Key,
    Content(bytes): Content,
) -> Result<(StatusCode, Json<UploadBody>), ApiError> {
    let (house, name) = (app.house.clone(), named.name.clone());
    let stored = move || files::store(&house, "", &name, bytes.into());
    let stored = tokio::task::spawn_blocking(stored).await.map_err(app::Error::broken)??;
    let content = format!("{}\n{}", named.name, stored.sha256());
    let request = key.map(|key| Idempotency::new(key, content.as_bytes()));
    let object = stored.clone();
    let cx = app.cx(&visitor.actor);
    let kept = cx.write(move |unit| {
        idempotency::once(unit, request.as_ref(), |unit| files::keep(unit, &object))
    });
    let kept: app::Result<Uploaded> = kept.await;
    if kept.as_ref().map_or(true, |kept| kept.id != stored.id()) {
        files::discard(&app.house, &stored);
    }
    let kept = kept?;
    let body = UploadBody {
        id: kept.id,
        name: kept.name,
        media_type: kept.media_type,
        size: kept.size,
        sha256: kept.sha256,
        expires_at: kept.expires_at.to_string(),
    };
    Ok((StatusCode::CREATED, Json(body)))
}
