//! What operators look at.

use axum::http::StatusCode;
use db::Engine;

use crate::client::Web;

/// The value of a figure.
fn figure(text: &str, name: &str) -> Option<i64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    line.parse().ok()
}

#[test]
fn the_metrics_count_requests_the_store_and_the_log() {
    testkit::on_both(|house| {
        let web = Web::new(house);
        house.submit(testkit::LICENCE);
        let before = web.get("/metrics", &[]).text();
        assert!(figure(&before, "log_backlog_entries") > Some(0), "{before}");
        house.sequence();
        let _ = web.get("/zh/none", &[]);
        let answer = web.get("/metrics", &[]);
        assert!(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
        let text = answer.text();
        assert_eq!(figure(&text, "log_backlog_entries"), Some(0), "{text}");
        assert!(figure(&text, "log_entries") > Some(0), "{text}");
        assert!(figure(&text, "catalogue_items") > Some(0), "{text}");
        assert_eq!(figure(&text, "http_requests_total{status=\"4xx\"}"), Some(1), "{text}");
        assert_eq!(figure(&text, "http_requests_in_flight"), Some(1), "this one: {text}");
        for name in ["db_writes_total", "db_reads_total", "db_commits_total"] {
            assert!(figure(&text, name) > figure(&before, name).min(Some(0)), "{name}: {text}");
            assert!(text.contains(&format!("# TYPE {name} counter")), "{name}");
        }
        assert!(
            figure(&text, "db_units_waiting").is_some()
                && figure(&text, "db_reruns_total").is_some()
        );
    });
}

#[test]
fn a_node_whose_store_is_gone_is_alive_and_not_ready() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    assert_eq!(web.get("/readyz", &[]).text(), "ready\n");
    house.house.db.close_blocking();
    assert_eq!(web.get("/readyz", &[]).status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(web.get("/healthz", &[]).status, StatusCode::OK);
    assert_eq!(figure(&web.get("/metrics", &[]).text(), "log_backlog_entries"), Some(-1));
}
