//! Counters for Prometheus, in its text format.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the histogram, in milliseconds.
const BOUNDS_MS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// A figure that somebody else counts.
pub struct Figure {
    name: &'static str,
    help: &'static str,
    kind: &'static str,
    value: i64,
}

impl Figure {
    /// A figure of the moment.
    pub const fn gauge(name: &'static str, help: &'static str, value: i64) -> Self {
        Self { name, help, kind: "gauge", value }
    }

    /// A figure that only grows.
    pub fn counter(name: &'static str, help: &'static str, value: u64) -> Self {
        Self { name, help, kind: "counter", value: i64::try_from(value).unwrap_or(i64::MAX) }
    }
}

/// Counters of one process.
#[derive(Default)]
pub struct Metrics {
    statuses: [AtomicU64; 5],
    buckets: [AtomicU64; BOUNDS_MS.len() + 1],
    micros: AtomicU64,
    in_flight: AtomicI64,
}

impl Metrics {
    /// A request begins.
    pub fn begin(&self) {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
    }

    /// A request is no longer under way, answered or not.
    pub fn leave(&self) {
        self.in_flight.fetch_sub(1, Ordering::Relaxed);
    }

    /// A request was answered.
    pub fn end(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.statuses[class].fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.micros.fetch_add(micros, Ordering::Relaxed);
        let bucket = BOUNDS_MS.iter().position(|bound| micros <= bound * 1_000);
        self.buckets[bucket.unwrap_or(BOUNDS_MS.len())].fetch_add(1, Ordering::Relaxed);
    }

    /// The text that Prometheus reads, with further figures.
    pub fn text(&self, more: &[Figure]) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "# HELP http_requests_total Requests answered, by class of status.");
        let _ = writeln!(text, "# TYPE http_requests_total counter");
        for (class, count) in (1..).zip(&self.statuses) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(text, "http_requests_total{{status=\"{class}xx\"}} {count}");
        }
        let _ = writeln!(text, "# HELP http_request_seconds Time to answer.");
        let _ = writeln!(text, "# TYPE http_request_seconds histogram");
        let mut sum = 0;
        for (bucket, count) in self.buckets.iter().enumerate() {
            sum += count.load(Ordering::Relaxed);
            let bound = BOUNDS_MS.get(bucket);
            let bound = bound.map_or("+Inf".to_owned(), |ms| format!("{}", seconds(ms * 1_000)));
            let _ = writeln!(text, "http_request_seconds_bucket{{le=\"{bound}\"}} {sum}");
        }
        let total = seconds(self.micros.load(Ordering::Relaxed));
        let _ = writeln!(text, "http_request_seconds_sum {total}");
        let _ = writeln!(text, "http_request_seconds_count {sum}");
        let in_flight = self.in_flight.load(Ordering::Relaxed);
        let in_flight =
            Figure::gauge("http_requests_in_flight", "Requests being answered.", in_flight);
        for figure in std::iter::once(&in_flight).chain(more) {
            let Figure { name, help, kind, value } = figure;
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
        }
        text
    }
}

fn seconds(micros: u64) -> f64 {
    Duration::from_micros(micros).as_secs_f64()
}
