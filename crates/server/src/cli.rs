//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Yichuang 一窗: one window for a county's public services.
#[derive(Parser)]
#[command(name = "yichuang", version, about, long_about = None, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data is. A flag is stronger than the environment, the environment than the file.
#[derive(Args, Clone, Default)]
pub struct Where {
    /// Configuration file (see yichuang.example.toml).
    #[arg(long, value_name = "FILE", env = "YICHUANG_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder for database, files and keys [default: ./data].
    #[arg(long, value_name = "DIR", env = "YICHUANG_DATA")]
    pub data: Option<PathBuf>,
    /// Database: sqlite://PATH or postgres://USER@HOST/NAME [default: DIR/yichuang.db].
    #[arg(long, value_name = "URL", env = "YICHUANG_DATABASE")]
    pub database: Option<String>,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve a demonstration county (大理市, synthetic data) from ./data/demo.
    Demo {
        #[command(flatten)]
        place: Where,
        /// Address to listen on.
        #[arg(long, value_name = "ADDRESS:PORT", env = "YICHUANG_LISTEN")]
        listen: Option<SocketAddr>,
        /// Throw the demonstration data away and make it anew.
        #[arg(long)]
        fresh: bool,
        /// Make it of the files in this folder (as demo/dali) instead of those in the program.
        /// Data that were made before stay as they are without --fresh.
        #[arg(long, value_name = "DIR")]
        county: Option<PathBuf>,
    },
    /// Serve.
    Serve {
        #[command(flatten)]
        place: Where,
        /// Address to listen on.
        #[arg(long, value_name = "ADDRESS:PORT", env = "YICHUANG_LISTEN")]
        listen: Option<SocketAddr>,
    },
    /// Bring the database's tables up to this version. Running it again changes nothing.
    Migrate {
        #[command(flatten)]
        place: Where,
    },
    /// Take data in from files.
    #[command(subcommand)]
    Import(Import),
    /// Check the whole work log, and replay every case against its row. Exit code 1: something
    /// does not hold, and the place is named.
    Verify {
        #[command(flatten)]
        place: Where,
        /// Also hold the log against a checkpoint that you kept.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// Check a proof that an applicant downloaded, offline. Needs --key and no database.
        #[arg(long, value_name = "FILE")]
        proof: Option<PathBuf>,
        /// The log's public key: the text itself, or a file that holds it.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
    /// Manage accounts of staff.
    #[command(subcommand)]
    User(User),
    /// Copy a running instance's database and files into a new folder. Keys are not copied: keep
    /// them apart, without them nothing personal can be read.
    Backup {
        #[command(flatten)]
        place: Where,
        /// The folder to make.
        dir: PathBuf,
    },
    /// Put a backup in place of an empty data folder. Where the log was published further than the
    /// backup reaches, a new log is opened.
    Restore {
        #[command(flatten)]
        place: Where,
        /// The folder of the backup.
        dir: PathBuf,
    },
}

/// What to take in.
#[derive(Subcommand)]
pub enum Import {
    /// Items (实施清单), one JSON object a line.
    Items(ImportItems),
}

/// How items are taken in.
#[derive(Args)]
pub struct ImportItems {
    /// Where the data is.
    #[command(flatten)]
    pub place: Where,
    /// The file.
    pub file: PathBuf,
    /// How the file's fields and codes are to be read: yichuang or guangdong.
    #[arg(long, default_value = "yichuang")]
    pub profile: String,
    /// In which encoding the file is: utf-8 or gbk.
    #[arg(long, default_value = "utf-8")]
    pub encoding: String,
    /// Take the good rows although others are refused.
    #[arg(long)]
    pub keep_good: bool,
    /// Check and count, write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Accounts of staff.
#[derive(Subcommand)]
pub enum User {
    /// Add a member of staff; the password is read from standard input.
    Add {
        #[command(flatten)]
        place: Where,
        /// Name to sign in with.
        login: String,
        /// Name of the person.
        #[arg(long)]
        name: String,
        /// Department, by its id.
        #[arg(long)]
        department: String,
        /// Region code.
        #[arg(long)]
        region: Option<String>,
        /// Roles: window, officer, leader, reform, supervisor, admin.
        #[arg(long, value_delimiter = ',', required = true)]
        roles: Vec<String>,
    },
}
