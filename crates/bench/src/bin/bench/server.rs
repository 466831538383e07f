//! The servers under load, each a process of its own: the program, and the bare handler.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::routing::any;

use crate::{Failure, load};

/// A server that is stopped when it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens on loopback.
    pub port: u16,
    /// How long it took until it was ready.
    pub started: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// The program over a data folder.
    pub fn program(data: &Path, database: Option<&str>) -> Result<Self, Failure> {
        let port = free_port()?;
        let mut command = Command::new(beside("yichuang")?);
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(data);
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        command.env("YICHUANG_LOG", "warn");
        Self::start(command, port)
    }

    /// The bare handler, answering everything with the bytes of a file.
    pub fn bare(file: &Path) -> Result<Self, Failure> {
        let port = free_port()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("bare").arg(file).arg(port.to_string());
        Self::start(command, port)
    }

    fn start(mut command: Command, port: u16) -> Result<Self, Failure> {
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).spawn()?;
        let mut server = Self { child, port, started: Duration::ZERO };
        let knock = load::request("GET", "/readyz", &[], "");
        while load::fetch(port, &knock).is_err() {
            if began.elapsed() > Duration::from_mins(1) {
                return Err("the server did not start".into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        server.started = began.elapsed();
        Ok(server)
    }

    /// Resident memory in megabytes.
    pub fn memory_mb(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kb = line.and_then(|line| line.split_whitespace().nth(1)).ok_or("no VmRSS")?;
        Ok(kb.parse::<f64>()? / 1024.0)
    }

    /// Waits until the log has no entry without a place.
    pub fn drained(&self) -> Result<(), Failure> {
        let metrics = load::request("GET", "/metrics", &[], "");
        loop {
            let text = load::fetch(self.port, &metrics)?;
            if text.lines().any(|line| line == "log_backlog_entries 0") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The bare handler: axum and nothing else.
pub fn bare(file: &Path, port: u16) -> Result<(), Failure> {
    let bytes = Bytes::from(std::fs::read(file)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let answer = any(move || std::future::ready(bytes.clone()));
        let router = Router::new().fallback_service(answer);
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

/// A program that was built beside this one.
fn beside(name: &str) -> Result<PathBuf, Failure> {
    let path = std::env::current_exe()?.with_file_name(name);
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("{} is not built: cargo build --release", path.display()).into())
    }
}

fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
