//! `yichuang demo`: made once, thrown away only when it is one.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use db::Engine;
use db::testing::{Folder, fresh};

use crate::house::{Place, program, said};

/// A demonstration that serves; ended when dropped.
struct Demo {
    child: Child,
    /// What it said until it listened.
    said: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

fn command(data: &Path, args: &[&str]) -> Command {
    let mut command = program();
    command.args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(args);
    command
}

fn start(data: &Path, args: &[&str]) -> Demo {
    let mut child = command(data, args)
        .env("YICHUANG_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut said = String::new();
    while !said.contains("Ctrl-C") {
        let read = lines.read_line(&mut said).expect("a line");
        assert!(read > 0, "it ended: {said}");
    }
    Demo { child, said }
}

fn refused(data: &Path, args: &[&str]) -> String {
    let output = command(data, args).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    said(&output)
}

#[test]
fn a_demonstration_is_made_once_and_anew_when_asked() {
    let folder = Folder::new().expect("a folder");
    let data = folder.path().join("demo");
    let first = start(&data, &[]);
    assert!(first.said.contains("正在建立") && first.said.contains("办件"), "{}", first.said);
    assert!(refused(&data, &["--fresh"]).contains("in use by another"), "not under its feet");
    drop(first);
    let kept = std::fs::read(data.join("keys/master.key")).expect("a key");
    let second = start(&data, &[]);
    assert!(!second.said.contains("正在建立"), "{}", second.said);
    drop(second);
    let elsewhere = format!("sqlite://{}", folder.path().join("other.db").display());
    assert!(refused(&data, &["--database", &elsewhere]).contains("give another --data"));
    if let Some(db) = fresh(Engine::Postgres, &[]) {
        let url = db.url().to_string();
        assert!(refused(&data, &["--database", &url]).contains("give another --data"));
        let apart = folder.path().join("apart");
        let made = start(&apart, &["--database", &url]);
        assert!(made.said.contains("办件"), "{}", made.said);
        drop(made);
        let again = start(&apart, &["--database", &url]);
        assert!(!again.said.contains("正在建立"), "{}", again.said);
        drop(again);
        let anew = start(&apart, &["--database", &url, "--fresh"]);
        assert!(anew.said.contains("办件"), "{}", anew.said);
    }
    assert_eq!(std::fs::read(data.join("keys/master.key")).expect("a key"), kept);
}

#[test]
fn what_is_no_demonstration_is_left_alone() {
    let place = Place::new();
    place.serve().stop();
    let data = place.data();
    let before = std::fs::read(data.join("yichuang.db")).expect("a database");
    for args in [&[][..], &["--fresh"]] {
        assert!(refused(&data, args).contains("is no demonstration"));
    }
    let url = format!("sqlite://{}", data.join("yichuang.db").display());
    let new = place.beside("new");
    for args in [&["--database", &url][..], &["--database", &url, "--fresh"]] {
        assert!(refused(&new, args).contains("is no demonstration"));
    }
    assert_eq!(std::fs::read(data.join("yichuang.db")).expect("a database"), before);
    assert!(data.join("keys/master.key").exists() && !new.exists());
}
