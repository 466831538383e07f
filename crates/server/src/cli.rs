//! The command line. What stands here is what `--help` says, so it is written for somebody who has
//! not read anything else.

use std::net::SocketAddr;
use std::path::PathBuf;

use app::catalogue::import::{Encoding, PROFILES};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Yichuang 一窗: one window for a county's public services.
///
/// To look at it, run `yichuang demo` and open the address that it prints. To run it in earnest:
/// `yichuang migrate`, `yichuang user add`, `yichuang import …`, `yichuang serve`.
#[derive(Parser)]
#[command(name = "yichuang", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 it does not hold, or rows were refused; 2 it could \
    not be done, the reason is on standard error.";

/// Where the data is, for every command.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Where the data is")]
pub struct Where {
    /// Configuration file; yichuang.example.toml documents every key [default: none is read].
    #[arg(long, value_name = "FILE", env = "YICHUANG_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
    /// Folder for database, files and keys [default: ./data; for a demonstration ./data/demo].
    #[arg(long, value_name = "DIR")]
    pub data: Option<String>,
    /// Database: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME [default: DIR/yichuang.db].
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Any other key of the configuration, as --set region=532901; may be given several times.
    ///
    /// Every key can also be set in the environment, as YICHUANG_REGION. A flag is stronger than
    /// the environment, the environment than the file.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
}

impl Where {
    /// Keys that were set by flags, the stronger later.
    pub fn flags(&self) -> Vec<(String, String)> {
        let mut flags = self.set.clone();
        let own = [("data", &self.data), ("database", &self.database)];
        let given = own.into_iter().filter_map(|(key, value)| Some((key, value.clone()?)));
        flags.extend(given.map(|(key, value)| (key.to_owned(), value)));
        flags
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("KEY=VALUE is wanted")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Where the data is, and where to listen.
#[derive(Args, Clone)]
pub struct Serving {
    /// Address to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    #[command(flatten)]
    place: Where,
}

impl Serving {
    /// All of it as flags.
    pub fn place(&self) -> Where {
        let mut place = self.place.clone();
        place.set.extend(self.listen.map(|listen| ("listen".into(), listen.to_string())));
        place
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Look at it: make a demonstration county (大理市, invented people) and serve it.
    ///
    /// The first start makes the county, which takes some seconds; later ones serve what is there.
    /// It prints the address and an account for each role. A folder or a database that holds
    /// anything else is refused and left alone.
    #[command(after_help = "Example:\n  yichuang demo --listen 127.0.0.1:9000 --fresh")]
    Demo {
        /// Throw the demonstration away and make it anew. Nothing but a demonstration is deleted.
        #[arg(long)]
        fresh: bool,
        /// Make it of the files in this folder (as demo/dali) instead of those in the program.
        /// Data that were made before stay as they are without --fresh.
        #[arg(long, value_name = "FOLDER")]
        county: Option<PathBuf>,
        #[command(flatten)]
        serving: Serving,
    },
    /// Serve an instance until SIGINT or SIGTERM.
    ///
    /// Where there is no instance nothing is made: `yichuang migrate` makes one. Tables are brought
    /// up to this version first; keys are made when the instance is new. Put a proxy with TLS in
    /// front of it, and set public_url and trusted_proxies.
    #[command(after_help = "Example:\n  yichuang serve --config /etc/yichuang.toml")]
    Serve {
        #[command(flatten)]
        serving: Serving,
    },
    /// Bring the database's tables up to this version.
    ///
    /// Makes the database where there is none. Running it again changes nothing.
    #[command(after_help = "Example:\n  yichuang migrate --database postgres://yichuang@db/county")]
    Migrate {
        #[command(flatten)]
        place: Where,
    },
    /// Take data in from files: items, calendars, departments.
    #[command(subcommand)]
    Import(Import),
    /// Check the whole work log, every row that follows from it, and every file. Changes nothing.
    ///
    /// Exit code 1: something does not hold, and the place is named. Beside a checkpoint that
    /// somebody kept, it also shows that the log has only grown since.
    #[command(after_help = "Examples:\n  yichuang verify --data data --checkpoint \
        kept-yesterday.txt\n  yichuang verify --proof proof.json --key log-key.txt")]
    Verify {
        /// Also hold the log against a checkpoint that you kept; may be given several times.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// Check a proof that an applicant downloaded, offline. Needs --key and no database.
        #[arg(long, value_name = "FILE", requires = "key")]
        proof: Option<PathBuf>,
        /// A public key of the log: the text itself, or a file that holds it. May be given several
        /// times, for a log that began anew.
        #[arg(long, value_name = "KEY")]
        key: Vec<String>,
        #[command(flatten)]
        place: Where,
    },
    /// Manage accounts of staff.
    #[command(subcommand)]
    User(User),
    /// Destroy the personal part of a closed case (个人信息保护法 47). It cannot be undone.
    ///
    /// What was done, when and by whom stays in the work log, which goes on verifying. Backups hold
    /// the personal part until they are rotated out.
    #[command(after_help = "Example:\n  yichuang erase 53290126112500017 --reason 保存期限届满")]
    Erase {
        /// The number of the case.
        number: String,
        /// Why; it is written into the log, so it names no person.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        place: Where,
    },
    /// Copy the database and the files of an instance, running or not, into a new folder.
    ///
    /// For SQLite; PostgreSQL has pg_dump. Keys are not copied: keep them apart, because without
    /// them nothing personal can be read, and with them everything can.
    #[command(after_help = "Example:\n  yichuang backup /backup/2026-11-25 --data data")]
    Backup {
        /// The folder to make.
        dir: PathBuf,
        #[command(flatten)]
        place: Where,
    },
    /// Put a backup in place of an empty data folder.
    ///
    /// Copy the keys into it first. Where the log was published further than the backup reaches,
    /// a new log is opened, and the command says so.
    #[command(after_help = "Example:\n  cp -r /backup-keys new/keys\n  \
        yichuang restore /backup/2026-11-25 --data new")]
    Restore {
        /// The folder of the backup.
        dir: PathBuf,
        #[command(flatten)]
        place: Where,
    },
}

/// What to take in.
#[derive(Subcommand)]
pub enum Import {
    /// Items (实施清单) from a file with one JSON object a line.
    ///
    /// All or nothing: where a row is refused, nothing is written. Running it twice changes
    /// nothing.
    #[command(
        after_help = "Example:\n  yichuang import items guangdong.jsonl --profile guangdong \
        --dry-run"
    )]
    Items(ImportItems),
    /// A calendar of working days from a TOML file, as next year's notice of the State Council.
    ///
    /// Its years are added to those that are there; what it says of a day stands. A running server
    /// takes it up within seconds, and open cases whose days were provisional get their new days.
    #[command(after_help = "Example:\n  yichuang import calendar cn.toml --data data")]
    Calendar {
        /// The file; resources/calendars shows what one looks like.
        file: PathBuf,
        #[command(flatten)]
        place: Where,
    },
    /// Departments, places, regions, themes, directory (基本目录), regimes and synonyms from a folder.
    ///
    /// Reads departments.toml, places.toml, regions.toml, themes.toml, directory.toml, regimes.toml
    /// and synonyms.toml, as far as they are there; demo/dali and resources show such files.
    /// Nothing is deleted, but synonyms take the place of those that are there; a regime holds for
    /// items that are published from then on.
    #[command(after_help = "Example:\n  yichuang import surroundings county --data data")]
    Surroundings {
        /// The folder.
        dir: PathBuf,
        #[command(flatten)]
        place: Where,
    },
}

/// How items are taken in.
#[derive(Args)]
pub struct ImportItems {
    /// The file.
    pub file: PathBuf,
    /// How the file's fields and codes are to be read.
    #[arg(long, default_value = "yichuang", value_parser = PossibleValuesParser::new(PROFILES))]
    pub profile: String,
    /// In which encoding the file is.
    #[arg(long, default_value = "utf-8")]
    pub encoding: FileEncoding,
    /// Take the good rows although others are refused.
    #[arg(long)]
    pub keep_good: bool,
    /// Check and count, write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Where the data is.
    #[command(flatten)]
    pub place: Where,
}

/// In which encoding a file is.
#[derive(Clone, Copy, ValueEnum)]
pub enum FileEncoding {
    /// Unicode, with or without a byte order mark.
    #[value(name = "utf-8")]
    Utf8,
    /// GBK, as older Chinese systems write.
    Gbk,
}

impl From<FileEncoding> for Encoding {
    fn from(encoding: FileEncoding) -> Self {
        match encoding {
            FileEncoding::Utf8 => Self::Utf8,
            FileEncoding::Gbk => Self::Gbk,
        }
    }
}

/// Accounts of staff.
#[derive(Subcommand)]
pub enum User {
    /// Add a member of staff, as the first administrator; others are added on the pages.
    ///
    /// The password is asked for on a terminal, and else read from standard input, one line.
    #[command(after_help = "Example:\n  yichuang user add root --name 张管理 --department gov \
        --roles admin,reform < password.txt")]
    Add(NewUser),
}

/// A member of staff.
#[derive(Args)]
pub struct NewUser {
    /// Name to sign in with.
    pub login: String,
    /// Name of the person.
    #[arg(long)]
    pub name: String,
    /// Department, by its id.
    #[arg(long)]
    pub department: String,
    /// Region code; they see what lies inside [default: the region of the configuration].
    #[arg(long)]
    pub region: Option<String>,
    /// Roles, separated by commas: window, officer, leader, reform, supervisor, admin.
    #[arg(long, value_delimiter = ',', required = true)]
    pub roles: Vec<String>,
    /// Where the data is.
    #[command(flatten)]
    pub place: Where,
}
