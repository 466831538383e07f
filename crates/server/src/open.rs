//! Opening an instance from its configuration.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::sync::Arc;

use app::house::Settings;
use app::instance::{self, Kind};
use app::migrations::MIGRATIONS;
use app::{House, Keys};
use base::{SystemClock, SystemEntropy};
use db::{Db, Options, Url};

use crate::config::Config;

/// Why a command could not do its work: words for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The address of the database.
pub fn url(config: &Config) -> Result<Url, Failure> {
    match &config.database {
        Some(url) => Ok(url.parse::<Url>()?),
        None => Ok(Url::sqlite(config.data.join("yichuang.db"))),
    }
}

/// Opens the database, its tables brought up to this version.
pub fn database(config: &Config, url: &Url, options: Options) -> Result<Db, Failure> {
    fs::create_dir_all(&config.data)
        .map_err(|error| format!("cannot make {}: {error}", config.data.display()))?;
    let db = Db::open(url, options)?;
    db.migrate(MIGRATIONS)?;
    Ok(db)
}

/// An instance for a server or for a command that writes.
pub fn house(config: &Config, options: Options) -> Result<Arc<House>, Failure> {
    house_at(config, &url(config)?, options)
}

/// The same over a database elsewhere.
pub fn house_at(config: &Config, url: &Url, options: Options) -> Result<Arc<House>, Failure> {
    let db = database(config, url, options)?;
    let keys = keys(config, &db)?;
    built(config, db, keys)
}

/// Refuses a place where nobody has made an instance: a folder that is mistyped or not mounted
/// would become a new one, with keys of its own.
pub fn must_be_there(config: &Config) -> Result<(), Failure> {
    let url = url(config)?;
    let is_there = match &url {
        Url::Sqlite(path) if !path.exists() => false,
        _ => {
            let db = look(&url)?;
            let pending = db.pending(MIGRATIONS)?;
            db.close_blocking();
            pending < MIGRATIONS.len()
        }
    };
    if !is_there {
        return Err(format!(
            "there is no instance at {url}: is the place the right one, is it mounted? \
             `yichuang migrate` makes a new one, `yichuang demo` a demonstration"
        )
        .into());
    }
    Ok(())
}

/// An instance for a command that only looks: what is not there is not made.
pub fn existing(config: &Config) -> Result<House, Failure> {
    let url = url(config)?;
    let db = look(&url)?;
    if db.pending(MIGRATIONS)? > 0 {
        return Err(format!("{url} has tables of an older version: run `yichuang migrate`").into());
    }
    let keys = kept(config, &db)?;
    let (settings, clock) = (settings(config, is_demo(&db)?), Arc::new(SystemClock));
    Ok(House::to_verify(db, clock, Arc::new(SystemEntropy), keys, settings)?)
}

/// A database that is only looked at.
pub fn look(url: &Url) -> Result<Db, Failure> {
    match url {
        Url::Sqlite(path) if !path.exists() => {
            Err(format!("there is no database at {}", path.display()).into())
        }
        _ => Ok(Db::open(url, Options::looking())?),
    }
}

/// The keys of a database, which must be there.
pub fn kept(config: &Config, db: &Db) -> Result<Keys, Failure> {
    let folder = config.keys_folder();
    let keys = Keys::read(&folder)?;
    let keys = keys.ok_or_else(|| format!("{} and log.key are not there", master(config)))?;
    let known = keys.clone();
    if !db.read_blocking(move |tx| instance::fits(tx, &known))? {
        return Err(foreign(config));
    }
    Ok(keys)
}

/// The keys of a database; made where nothing was ever written with any.
fn keys(config: &Config, db: &Db) -> Result<Keys, Failure> {
    let folder = config.keys_folder();
    let keys = match Keys::read(&folder)? {
        Some(keys) => keys,
        None if db.read_blocking(instance::has_entries)? => {
            return Err(format!(
                "{} or log.key is not there, but the database holds what was written with them: \
                 is the folder the right one, is it mounted? New keys would open nothing, so none \
                 are made",
                master(config)
            )
            .into());
        }
        None => Keys::open(&folder, &config.origin(), &SystemEntropy)?,
    };
    let known = keys.clone();
    if !db.write_blocking(move |tx| instance::bind(tx, &known))? {
        return Err(foreign(config));
    }
    Ok(keys)
}

fn master(config: &Config) -> String {
    config.keys_folder().join("master.key").display().to_string()
}

fn foreign(config: &Config) -> Failure {
    format!("{} is not the key with which this database was written", master(config)).into()
}

fn built(config: &Config, db: Db, keys: Keys) -> Result<Arc<House>, Failure> {
    let settings = settings(config, is_demo(&db)?);
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    Ok(House::new(db, clock, entropy, keys, settings)?)
}

fn is_demo(db: &Db) -> Result<bool, Failure> {
    Ok(db.read_blocking(instance::kind)? == Kind::Demo)
}

/// What the operator has set.
pub fn settings(config: &Config, demo: bool) -> Settings {
    Settings {
        public_url: config.address(),
        region: config.region.clone(),
        demo,
        files: config.data.join("files"),
    }
}

/// How a server opens its database.
pub fn options(config: &Config) -> Options {
    Options { pg_connections: config.pg_connections, ..Options::default() }
}

/// Holds the data folder for as long as the file lives: servers share it, and whoever puts other
/// data into it has it alone. Where files cannot be locked, it is only told.
pub fn hold(config: &Config, alone: bool) -> Result<File, Failure> {
    fs::create_dir_all(&config.data)?;
    let path = config.data.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    match if alone { file.try_lock() } else { file.try_lock_shared() } {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let data = config.data.display();
            return Err(format!("{data} is in use by another yichuang; stop it first").into());
        }
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "{} cannot be locked: {error}", path.display());
        }
    }
    Ok(file)
}
