//! Connections: accepted, bounded in time, and let go in good order.
//!
//! `axum::serve` has no limit for the head of a request, so that a client that sends a byte a
//! minute keeps a connection for ever; and none for draining.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use base::limits::{DRAIN_SECONDS_MAX, REQUEST_HEAD_SECONDS_MAX};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

use crate::Gate;

/// After an error that is none of the connection's own, as too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(500);

/// Serves until `stop`; then nobody new is let in, and what is under way is answered, for
/// [`DRAIN_SECONDS_MAX`] seconds at most.
pub async fn serve(listener: TcpListener, gate: Gate, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new());
    http.header_read_timeout(Duration::from_secs(REQUEST_HEAD_SECONDS_MAX));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, from)) => {
                // The last part of an answer must not wait until the one before it is confirmed.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection ended: {error}");
                    continue;
                }
                let connection = http.serve_connection(TokioIo::new(stream), answer(&gate, from));
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended: {error}");
                    }
                });
            }
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                tracing::error!(%error, "nobody can connect: {error}");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    // The address is free for the next process from here on.
    drop(listener);
    let patience = Duration::from_secs(DRAIN_SECONDS_MAX);
    if tokio::time::timeout(patience, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still under way after {DRAIN_SECONDS_MAX} seconds");
    }
}

/// Answers the requests of one connection, each knowing where it comes from.
fn answer(
    gate: &Gate,
    from: SocketAddr,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = Infallible,
    Future: Send,
> + use<> {
    let gate = gate.clone();
    service_fn(move |request: Request<Incoming>| {
        let gate = gate.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(from));
            Ok(gate.answer(request).await)
        }
    })
}

/// Whether only the one who was connecting is concerned.
fn is_of_one(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}
