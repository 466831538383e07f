//! A PostgreSQL cluster for one test process.
//!
//! A shell holds the server and reads from a pipe whose other end this process keeps: when the
//! process ends, however it does, the pipe closes, and the shell stops the server and deletes its
//! files.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use super::folder::Folder;
use super::tell_skipped;
use crate::{Error, Result, Url, postgres};

/// A running server. It stops, and its files are deleted, when this is dropped.
#[derive(Debug)]
pub struct Cluster {
    /// The folder of its socket.
    socket: PathBuf,
    /// The shell whose pipe must stay open.
    _keeper: Child,
}

/// Settings of a server whose databases can be made again.
const CARELESS: &str = "-c fsync=off -c full_page_writes=off";

/// What the shell does. `$1` is the folder of the programs, `$2` the one of the cluster, `$3` has
/// further settings.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 \
    -c shared_buffers=64MB -c deadlock_timeout=50ms -c log_min_messages=fatal $3 \
    >"$2/log" 2>&1 &
server=$!
read -r _
kill -QUIT "$server"
wait "$server"
rm -rf "$2"
"#;

/// The cluster of this process, started when it is first asked for; none where it cannot be.
pub(super) fn running() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| match start(CARELESS) {
        Ok(cluster) => Some(cluster),
        Err(reason) => {
            tell_skipped(&reason);
            None
        }
    });
    cluster.as_ref()
}

/// The address of one of its databases.
pub(super) fn url(database: &str) -> Option<Url> {
    running().map(|cluster| Url::Postgres(address(&cluster.socket, database)))
}

/// Runs a statement that has to be outside of transactions, such as CREATE DATABASE.
pub(super) fn admin(sql: &str) -> Result<()> {
    let cluster = running().ok_or(Error::Closed)?;
    postgres::apart(&address(&cluster.socket, "postgres"), |session| session.execute(sql))
}

impl Cluster {
    /// A server of its own whose commits wait for the disk, for measurements.
    pub fn durable() -> Result<Self, String> {
        start("-c synchronous_commit=on")
    }

    /// A new, empty database.
    pub fn create(&self, database: &str) -> Result<Url> {
        let statement = format!("CREATE DATABASE {database}");
        postgres::apart(&address(&self.socket, "postgres"), |session| session.execute(&statement))?;
        Ok(Url::Postgres(address(&self.socket, database)))
    }

    /// One of PostgreSQL's programs, told where this server is.
    pub fn program(&self, name: &str) -> Option<Command> {
        let mut command = Command::new(programs()?.join(name));
        command.args(["-U", "postgres", "-h"]).arg(&self.socket);
        Some(command)
    }
}

fn address(socket: &Path, database: &str) -> String {
    let host = socket.display().to_string().replace('/', "%2F");
    format!("postgres://postgres@{host}/{database}")
}

fn start(settings: &str) -> Result<Cluster, String> {
    let programs = programs().ok_or("its programs are not installed")?;
    let owner = owner()?;
    let folder = Folder::new().map_err(|error| error.to_string())?;
    if let Some((user, group)) = owner {
        chown(folder.path(), Some(user), Some(group)).map_err(|error| error.to_string())?;
    }
    let mut init = Command::new(programs.join("initdb"));
    init.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]);
    init.args(["--no-sync", "--no-instructions", "-D"]).arg(folder.path().join("data"));
    let made = as_owner(&mut init, owner).output().map_err(|error| error.to_string())?;
    if !made.status.success() {
        return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr).trim()));
    }
    let mut keeper = Command::new("sh");
    keeper.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(folder.path()).arg(settings);
    keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // A signal for the group of the tests, such as Ctrl-C, must not end it before its work.
    keeper.process_group(0);
    let keeper = as_owner(&mut keeper, owner).spawn().map_err(|error| error.to_string())?;
    let cluster = Cluster { socket: folder.keep(), _keeper: keeper };
    wait(&cluster)?;
    Ok(cluster)
}

fn wait(cluster: &Cluster) -> Result<(), String> {
    let url = address(&cluster.socket, "postgres");
    let mut answer = Err(Error::Closed);
    for _ in 0..600 {
        answer = postgres::apart(&url, |_| Ok(()));
        if answer.is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    answer.map_err(|error| error.to_string())
}

/// The folder of the newest version that is installed.
fn programs() -> Option<PathBuf> {
    let versions = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"];
    let versions = versions.iter().filter_map(|folder| std::fs::read_dir(folder).ok());
    let mut found: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let version = name.trim_start_matches("postgresql@").parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort();
    let plain = [PathBuf::from("/usr/local/pgsql/bin"), PathBuf::from("/usr/bin")];
    let newest = found.into_iter().rev().map(|(_, path)| path);
    newest.chain(plain).find(|path| path.join("initdb").exists() && path.join("postgres").exists())
}

/// The user under whom the server runs: it refuses to be root, so then `postgres` is.
fn owner() -> Result<Option<(u32, u32)>, String> {
    let own = std::fs::metadata("/proc/self").map(|process| process.uid());
    if own.unwrap_or(1) != 0 {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").map_err(|error| error.to_string())?;
    let postgres = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let mut postgres = postgres.filter(|fields| fields[0] == "postgres" && fields.len() > 3);
    let fields =
        postgres.next().ok_or("it refuses to run as root, and no user postgres is there")?;
    let number = |text: &str| text.parse::<u32>().map_err(|error| error.to_string());
    Ok(Some((number(fields[2])?, number(fields[3])?)))
}

fn as_owner(command: &mut Command, owner: Option<(u32, u32)>) -> &mut Command {
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    // The folder of the tests may not be open to that user.
    command.current_dir("/")
}
