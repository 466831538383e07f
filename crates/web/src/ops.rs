//! For operators: alive, ready, metrics.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::access::Actor;

use crate::{App, Endpoint, Guard};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/healthz", Guard::Public, healthz),
        Endpoint::get("/readyz", Guard::Public, readyz),
        Endpoint::get("/metrics", Guard::Public, metrics),
    ]
}

/// The process answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The store answers too.
async fn readyz(State(app): State<App>) -> Response {
    let cx = app.cx(&Actor::System);
    match cx.read(app::log::sequencer::backlog).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response()
        }
    }
}

async fn metrics(State(app): State<App>) -> Response {
    let cx = app.cx(&Actor::System);
    let backlog = cx.read(app::log::sequencer::backlog).await.unwrap_or(-1);
    let items = i64::try_from(app.house.catalogue().items().len()).unwrap_or(i64::MAX);
    let text = app.metrics.text(&[
        ("log_backlog_entries", "Entries without a place in the log; -1: unknown.", backlog),
        ("catalogue_items", "Items in force.", items),
    ]);
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
