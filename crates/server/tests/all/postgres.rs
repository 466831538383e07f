//! The binary over PostgreSQL: every command that touches the database.

use std::io::Write as _;
use std::process::{Output, Stdio};

use db::Engine;
use db::testing::{Folder, fresh};

use crate::house::{program, said};

#[test]
fn the_commands_work_on_postgresql() {
    let Some(db) = fresh(Engine::Postgres, &[]) else { return };
    let folder = Folder::new().expect("a folder");
    let (url, data) = (db.url().to_string(), folder.path().join("data"));
    let run = |args: &[&str]| {
        let mut command = program();
        command.args(args).args(["--database", &url, "--data"]).arg(&data);
        command.output().expect("the program runs")
    };
    let done = |output: &Output| assert!(output.status.success(), "{}", said(output));
    let early = run(&["verify"]);
    assert_eq!(early.status.code(), Some(2), "{}", said(&early));
    assert!(said(&early).contains("run `yichuang migrate`"), "{}", said(&early));
    done(&run(&["migrate"]));
    assert!(said(&run(&["migrate"])).starts_with("0 migrations applied"));
    let mut command = program();
    command.args(["user", "add", "root", "--name", "张管理", "--department", "gov"]);
    command.args(["--roles", "admin,reform", "--database", &url, "--data"]).arg(&data);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut adding = command.spawn().expect("the program runs");
    let mut stdin = adding.stdin.take().expect("a pipe");
    stdin.write_all("correct horse battery staple\n".as_bytes()).expect("typed");
    drop(stdin);
    done(&adding.wait_with_output().expect("it ends"));
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, "{\"TASK_CODE\": \"x\"}\n").expect("a file");
    let path = file.to_str().expect("a path");
    let refused = run(&["import", "items", path, "--profile", "guangdong"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    let none = run(&["erase", "53290100000000000", "--reason", "期满"]);
    assert!(said(&none).contains("there is no case"), "{}", said(&none));
    let backup = run(&["backup", folder.path().join("backup").to_str().expect("a path")]);
    assert!(said(&backup).contains("pg_dump"), "{}", said(&backup));
    let begun = run(&["verify"]);
    assert!(said(&begun).contains("the log has not begun"), "{}", said(&begun));
    let server = crate::house::Server::start_at(&data, &["--database", &url]);
    let body = r#"{"login":"root","password":"correct horse battery staple"}"#;
    let (status, answer) = server.ask("POST", "/api/v1/sessions", None, body).expect("an answer");
    assert_eq!(status, 201, "{answer}");
    let _ = server.stop_and_read();
    let verified = run(&["verify"]);
    done(&verified);
    assert!(said(&verified).contains("tail     0"), "{}", said(&verified));
}
