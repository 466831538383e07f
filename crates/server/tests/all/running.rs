//! A server at work: its log, its stop, its patience, a backup beside it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::house::{Place, ask, said};

#[test]
fn each_line_of_the_log_is_json_and_each_request_has_its_id() {
    let place = Place::new();
    let server = place.serve_with(&["--set", "log_format=json"]);
    let _ = server.ask("GET", "/zh/none", None, "");
    let log = server.stop_and_read();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let request = lines.iter().find(|line| line["fields"]["path"] == "/zh/none");
    let fields = &request.expect("the request is logged")["fields"];
    assert_eq!(fields["request_id"].as_str().map(str::len), Some(26), "{fields}");
    assert_eq!((fields["status"].as_u64(), fields["method"].as_str()), (Some(404), Some("GET")));
    assert!(lines.iter().any(|line| line["fields"]["message"] == "stopping"), "{log}");
}

#[test]
fn a_log_that_no_terminal_shows_has_no_colours() {
    let place = Place::new();
    let server = place.serve_with(&["--set", "log_format=text"]);
    let _ = server.ask("GET", "/zh/none", None, "");
    let log = server.stop_and_read();
    assert!(log.contains("/zh/none") && !log.contains('\u{1b}'), "{log:?}");
}

#[test]
fn what_is_under_way_at_sigterm_is_answered_and_kept() {
    let place = Place::new();
    let server = place.serve();
    let (token, port) = (server.token(), server.port());
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let (half, rest) = place.body.split_at(place.body.len() / 2);
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{half}",
        place.body.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let began = Instant::now();
    let under_way = || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
        stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        Some(text.contains("http_requests_in_flight 2"))
    };
    while under_way() != Some(true) {
        assert!(began.elapsed() < Duration::from_secs(30), "the request does not arrive");
    }
    server.terminate();
    // Nobody new is let in any more; the request under way is.
    while TcpStream::connect(("127.0.0.1", port)).is_ok() {
        assert!(began.elapsed() < Duration::from_mins(1), "it goes on listening");
        std::thread::yield_now();
    }
    stream.write_all(rest.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    server.stop();
    let verified = place.run(&["verify"]);
    assert!(said(&verified).contains("tail     0"), "{}", said(&verified));
    assert!(said(&verified).contains("cases    1 replayed"), "{}", said(&verified));
}

#[test]
fn a_backup_beside_uploads_is_whole() {
    const UPLOADS: usize = 60;
    let place = Place::new();
    let server = place.serve();
    let (token, port) = (server.token(), server.port());
    let files = place.data().join("files");
    let (over, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Uploads that begin, become whole, and are swept, as fast as a disk can.
            let folder = files.join("ab");
            std::fs::create_dir_all(&folder).expect("a folder");
            let mut round = 0;
            while !over.load(Ordering::Relaxed) {
                let name = folder.join(format!("{:032}", round % 50));
                let half = name.with_extension("part");
                std::fs::write(&half, vec![7; 20_000]).expect("written");
                std::fs::rename(&half, &name).expect("renamed");
                if round % 2 == 0 {
                    std::fs::remove_file(&name).expect("swept");
                }
                round += 1;
            }
        });
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let answer = ask(port, "POST", "/api/v1/cases", Some(&token), &place.body);
                answered.fetch_add(usize::from(answer.is_some()), Ordering::Relaxed);
            }
        });
        let mut backups = Vec::new();
        while answered.load(Ordering::Relaxed) < UPLOADS || backups.len() < 3 {
            let to = place.beside(&format!("backup-{}", backups.len()));
            backups.push(place.run(&["backup", to.to_str().expect("a path")]));
        }
        over.store(true, Ordering::Relaxed);
        for done in &backups {
            assert!(done.status.success(), "{}", said(done));
        }
    });
    server.stop();
    let copied = std::fs::read_dir(place.beside("backup-0").join("files/ab"));
    let partial = |name: &str| std::path::Path::new(name).extension().is_some();
    let names = copied.expect("files").map(|file| file.expect("a file").file_name());
    assert!(names.into_iter().all(|name| !partial(&name.to_string_lossy())));
}
