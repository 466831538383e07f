//! How long a request may take, and whose fault it is when it takes longer.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};

/// Why there was no answer in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// The body of the request had not come whole.
    Line,
    /// It had come; the answer was not ready.
    Ours,
}

/// The answer to a request, if there is one within the time.
pub async fn within<F: Future<Output = Response>>(
    most: Duration,
    request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Result<Response, Late> {
    let whole = Arc::new(AtomicBool::new(request.body().is_end_stream()));
    // Most requests have no body, and then nothing to watch.
    let request = if request.body().is_end_stream() {
        request
    } else {
        let whole = Arc::clone(&whole);
        request.map(|body| Body::new(Watched { body, whole }))
    };
    let answer = tokio::time::timeout(most, answer(request)).await;
    let late = || if whole.load(Ordering::Relaxed) { Late::Ours } else { Late::Line };
    answer.map_err(|_| late())
}

/// A body that notes when its last byte has come.
struct Watched {
    body: Body,
    whole: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.whole.store(true, Ordering::Relaxed);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Duration = Duration::from_millis(1);

    /// A client that has sent its head and nothing more.
    struct Silent;

    impl HttpBody for Silent {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
            Poll::Pending
        }
    }

    async fn read(request: Request) -> Response {
        let body = axum::body::to_bytes(request.into_body(), 100).await;
        Response::new(Body::from(body.expect("a short body")))
    }

    async fn hang(request: Request) -> Response {
        read(request).await;
        std::future::pending().await
    }

    #[tokio::test]
    async fn a_slow_line_is_told_from_a_slow_server() {
        let slow = within(MOMENT, Request::new(Body::new(Silent)), read).await;
        assert_eq!(slow.map(drop), Err(Late::Line));
        for body in [Body::empty(), Body::from("whole")] {
            let ours = within(MOMENT, Request::new(body), hang).await;
            assert_eq!(ours.map(drop), Err(Late::Ours));
        }
        let minute = Duration::from_mins(1);
        let good = within(minute, Request::new(Body::from("whole")), read).await.expect("in time");
        let body = axum::body::to_bytes(good.into_body(), 100).await.expect("a body");
        assert_eq!(&body[..], b"whole");
    }
}
