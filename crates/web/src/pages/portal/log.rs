//! What the work log is and how to check it.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use ledger::Checkpoint;
use views::about::{LogView, log as page};
use views::{Room, Shell};

use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::{self, PathLang};

/// Where the checkpoint is read.
const CHECKPOINT: &str = "/api/v1/log/checkpoint";

pub(super) async fn log(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let checkpoint = match app.anonymous().read(app::log::proofs::checkpoint).await {
        Err(app::Error::NotFound) => String::new(),
        other => other.in_lang(lang)?,
    };
    let key = app.house.keys.verifier();
    let known = [key.clone()];
    let size = Checkpoint::open(&checkpoint, &known).ok().map(|checkpoint| checkpoint.size);
    let path = lang::rest(&uri);
    let shell = Shell { site: &app.site, room: Room::Public, path: &path, account: None };
    let view = LogView {
        origin: key.name(),
        entries: size,
        key: &key.to_string(),
        checkpoint: CHECKPOINT,
    };
    Ok(page(lang, &shell, &view).into_response())
}
