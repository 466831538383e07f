//! The work log for everybody: checkpoint, key, hash tiles (C2SP tlog-tiles).

use app::log::proofs;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use ledger::tile::Tile;

use super::ApiError;
use crate::App;

/// The last signed checkpoint.
#[utoipa::path(get, path = "/api/v1/log/checkpoint", tag = "log",
    responses((status = 200, description = "a signed note")))]
pub(super) async fn checkpoint(State(app): State<App>) -> Result<Response, ApiError> {
    let note = app.anonymous().read(proofs::checkpoint).await?;
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, note).into_response())
}

/// The public key that checks it.
#[utoipa::path(get, path = "/api/v1/log/key", tag = "log",
    responses((status = 200, description = "a verifier key")))]
pub(super) async fn key(State(app): State<App>) -> String {
    format!("{}\n", app.house.keys.verifier())
}

/// A hash tile. Full tiles never change.
#[utoipa::path(get, path = "/api/v1/log/{tile}", tag = "log",
    params(("tile" = String, Path, description = "tile/<L>/<N>[.p/<W>]")),
    responses((status = 200, description = "hashes of 32 bytes")))]
pub(super) async fn tile(
    State(app): State<App>,
    Path(path): Path<String>,
) -> Result<Response, ApiError> {
    let tile: Tile = path.parse().map_err(|_| app::Error::NotFound)?;
    let bytes = app.anonymous().read(move |unit| proofs::tile(unit, tile)).await?;
    let cache = if tile.is_full() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, cache)];
    Ok((headers, bytes).into_response())
}
