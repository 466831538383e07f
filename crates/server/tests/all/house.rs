//! A data folder with the demonstration catalogue and one account, and the program over it.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::catalogue::publish;
use app::demo::county;
use app::house::Settings;
use app::migrations::MIGRATIONS;
use app::people::{Form, Registration};
use app::{Cx, House, Keys};
use base::{SystemClock, SystemEntropy};
use db::testing::Folder;
use db::{Db, Options, Url};
use domain::access::Actor;
use serde_json::{Map, Value, json};

const PHONE: &str = "15400000001";
const PASSWORD: &str = "correct horse battery staple";

/// A data folder, deleted with it.
pub struct Place {
    folder: Folder,
    /// A submission that is complete.
    pub body: String,
}

impl Place {
    /// Makes one.
    pub fn new() -> Self {
        let folder = Folder::new().expect("a temporary folder");
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).expect("a folder");
        let db = Db::open(&Url::sqlite(data.join("yichuang.db")), Options::command())
            .expect("a database");
        db.migrate(MIGRATIONS).expect("tables");
        let keys =
            Keys::open(&data.join("keys"), "test.example/532901", &SystemEntropy).expect("keys");
        let settings = Settings {
            public_url: "http://127.0.0.1".into(),
            region: "532901".into(),
            demo: true,
            files: data.join("files"),
        };
        let house = House::new(db, Arc::new(SystemClock), Arc::new(SystemEntropy), keys, settings)
            .expect("a house");
        let county = county::load().expect("the county");
        let system = Cx::new(&house, Actor::System);
        let around = county.surroundings.clone();
        system
            .write_blocking(move |unit| publish::put_surroundings(unit, &around))
            .expect("surroundings");
        publish::publish(&system, &county.items, "test", false, &|_| {}).expect("items");
        let form = Form {
            document_kind: "111".into(),
            document_number: "53290119880101999X".into(),
            name: "杨建国".into(),
            representative: String::new(),
            phone: PHONE.into(),
            password: PASSWORD.into(),
        };
        let ready = Registration::prepare(&house, &form).expect("a good form");
        system.write_blocking(move |unit| ready.run_as_system(unit)).expect("an account");
        house.db.close_blocking();
        let item = county.items.iter().find(|item| item.name.zh == "食品经营许可（餐饮服务）");
        Self { folder, body: body(item.expect("the item")).to_string() }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command over the data folder.
    pub fn run(&self, args: &[&str]) -> Output {
        run(&self.data(), args)
    }

    /// Starts the server.
    pub fn serve(&self) -> Server {
        Server::start_at(&self.data(), &[])
    }

    /// Starts the server with further arguments.
    pub fn serve_with(&self, args: &[&str]) -> Server {
        Server::start_at(&self.data(), args)
    }
}

/// The program, untouched by the environment of the tests.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yichuang"));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("YICHUANG_")) {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command over a data folder.
pub fn run(data: &Path, args: &[&str]) -> Output {
    program().args(args).arg("--data").arg(data).output().expect("the program runs")
}

/// What a command said.
pub fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

fn body(item: &domain::catalogue::Item) -> Value {
    let fields = item.form.as_ref().and_then(|form| form["properties"].as_object());
    let answers: Map<String, Value> = fields
        .into_iter()
        .flatten()
        .filter_map(|(name, field)| Some((name.clone(), field["examples"].get(0)?.clone())))
        .collect();
    json!({
        "item": item.code,
        "applicant": { "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X" },
        "answers": answers,
    })
}

/// A server; killed when dropped.
pub struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts a server over a folder; with further arguments its log can be read at the end.
    pub fn start_at(data: &Path, args: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let child = program()
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data)
            .args(args)
            .env("YICHUANG_LOG", if args.is_empty() { "error" } else { "info" })
            .stdout(Stdio::null())
            .stderr(if args.is_empty() { Stdio::inherit() } else { Stdio::piped() })
            .spawn()
            .expect("the program starts");
        let server = Self { child, port };
        let began = Instant::now();
        while server.ask("GET", "/readyz", None, "").is_none_or(|(status, _)| status != 200) {
            assert!(began.elapsed() < Duration::from_mins(1), "the server does not start");
            std::thread::yield_now();
        }
        server
    }

    /// Sends a request on a connection of its own; none when the server is gone.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: &str,
    ) -> Option<(u16, Value)> {
        ask(self.port, method, path, token, body)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Signs the account in.
    pub fn token(&self) -> String {
        let body = json!({ "account": PHONE, "password": PASSWORD }).to_string();
        let (_, answer) = self.ask("POST", "/api/v1/sessions", None, &body).expect("an answer");
        answer["token"].as_str().expect("a token").to_owned()
    }

    /// Ends it as a power cut ends a process: without a word.
    pub fn kill(mut self) {
        self.child.kill().expect("it is there");
        self.child.wait().expect("it ends");
    }

    /// Asks it to stop.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().expect("a signal is sent");
    }

    /// Asks it to stop, and waits until it has done so in good order.
    pub fn stop(mut self) {
        self.terminate();
        let ended = self.child.wait().expect("it stops");
        assert!(ended.success(), "{ended}");
    }

    /// The same, and gives what it logged.
    pub fn stop_and_read(mut self) -> String {
        self.terminate();
        let mut log = String::new();
        let mut from = self.child.stderr.take().expect("it logs into a pipe");
        from.read_to_string(&mut log).expect("a log");
        self.stop();
        log
    }
}

/// One request on a connection of its own.
pub fn ask(
    port: u16,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: &str,
) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n"));
    let bearer = bearer.unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n{bearer}\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.get(9..12)?.parse().ok()?;
    let (_, body) = text.split_once("\r\n\r\n")?;
    Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}
