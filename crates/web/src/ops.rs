//! For operators: alive, ready, metrics.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::access::Actor;

use crate::metrics::Figure;
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
    let leaves = app.house.db.read(app::log::sequencer::tree).await;
    let leaves = leaves.map_or(-1, |tree| tree.map_or(0, |tree| count(tree.size)));
    let items = count(app.house.catalogue().items().len() as u64);
    let store = app.house.db.stats();
    let text = app.metrics.text(&[
        Figure::gauge(
            "log_backlog_entries",
            "Entries without a place in the log; -1: unknown.",
            backlog,
        ),
        Figure::gauge("log_entries", "Entries with a place in the log; -1: unknown.", leaves),
        Figure::gauge("catalogue_items", "Items in force.", items),
        Figure::gauge("db_units_waiting", "Units before the database.", count(store.waiting)),
        Figure::counter("db_writes_total", "Writing units answered.", store.writes),
        Figure::counter("db_reads_total", "Reading units answered.", store.reads),
        Figure::counter("db_commits_total", "Commits; one may carry many units.", store.commits),
        Figure::counter("db_reruns_total", "Units run again after a lost race.", store.reruns),
    ]);
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
