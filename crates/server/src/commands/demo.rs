//! `yichuang demo`: a demonstration county on one machine.
//!
//! Folder and database each say that they are a demonstration, and the folder says of which
//! database; nothing else is ever written into or thrown away.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use app::demo::{self, county};
use app::instance::{self, Kind};
use app::migrations::MIGRATIONS;
use base::SystemEntropy;
use db::{Db, Options, Url};

use crate::cli::Where;
use crate::commands::serve::{bind, logging, serve};
use crate::config::Config;
use crate::open::{self, Failure};

/// The file in the data folder that holds the address of the demonstration's database.
const MARK: &str = "demo";
/// The file with the accounts to try, as they are shown at every start.
const ACCOUNTS: &str = "demo-accounts";

/// Makes the demonstration county if it is not there, and serves it.
pub fn run(place: &Where, fresh: bool, folder: Option<&Path>) -> Result<ExitCode, Failure> {
    let mut config = Config::read_for_demo(place)?;
    // Never those of a house in earnest.
    config.keys = None;
    logging(config.log_format, "warn");
    let url = open::url(&config)?;
    check_folder(&config, &url)?;
    let county = match kind(&url)? {
        Kind::Other => {
            return Err(format!("{url} is no demonstration; it is left alone").into());
        }
        Kind::Demo if !fresh => None,
        Kind::Demo | Kind::DemoBegun | Kind::Empty => {
            Some(folder.map_or_else(county::load, county::load_from)?)
        }
    };
    // What is wrong with the files or the address is told before anything is thrown away.
    let listener = bind(&mut config)?;
    if let Some(county) = county {
        make(&config, &url, &county)?;
    }
    let house = open::house(&config, open::options(&config))?;
    let address = config.address();
    let accounts = fs::read_to_string(config.data.join(ACCOUNTS)).unwrap_or_default();
    serve(&config, listener, house, || welcome(&address, &accounts))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the folder is new, or that of the demonstration in this database.
fn check_folder(config: &Config, url: &Url) -> Result<(), Failure> {
    let data = config.data.display();
    match fs::read_to_string(config.data.join(MARK)) {
        Ok(of) if of.trim() == url.to_string() => Ok(()),
        Ok(of) => {
            let of = of.trim();
            Err(format!("{data} belongs to the demonstration in {of}; give another --data").into())
        }
        Err(_) if is_new(config)? => Ok(()),
        Err(_) => Err(format!("{data} is no demonstration; it is left alone").into()),
    }
}

/// Whether nothing is in the folder but what locking leaves there.
fn is_new(config: &Config) -> Result<bool, Failure> {
    if !config.data.exists() {
        return Ok(true);
    }
    let mut names = fs::read_dir(&config.data)?.map(|entry| entry.map(|entry| entry.file_name()));
    Ok(names.all(|name| name.is_ok_and(|name| name == "lock")))
}

/// What the database is, without a change to it.
fn kind(url: &Url) -> Result<Kind, Failure> {
    if matches!(url, Url::Sqlite(path) if !path.exists()) {
        return Ok(Kind::Empty);
    }
    let db = open::look(url)?;
    let tables = db.schema()?.tables;
    let ours = |name: &str| tables.iter().any(|table| table.name == name);
    let kind = if tables.iter().all(|table| table.name == "schema_migrations") {
        Kind::Empty
    } else if ours("meta") && ours("entries") {
        db.read_blocking(instance::kind)?
    } else {
        Kind::Other
    };
    db.close_blocking();
    Ok(kind)
}

/// Throws away what a demonstration has left, and makes it anew.
fn make(config: &Config, url: &Url, county: &county::County) -> Result<(), Failure> {
    println!("正在建立演示数据（大理市）… / Making the demonstration county …");
    fs::create_dir_all(&config.data)?;
    let alone = open::hold(config, true)?;
    fs::write(config.data.join(MARK), format!("{url}\n"))?;
    let db = Db::open(url, Options { durable: false, ..open::options(config) })?;
    db.drop_tables(MIGRATIONS)?;
    for name in ["files", "keys"] {
        let path = config.data.join(name);
        if path.exists() {
            fs::remove_dir_all(path)?;
        }
    }
    db.migrate(MIGRATIONS)?;
    let keys = app::Keys::open(&config.keys_folder(), &config.origin(), &SystemEntropy)?;
    let made = demo::make(db, keys, open::settings(config, true), county)?;
    fs::write(config.data.join(ACCOUNTS), accounts(county))?;
    drop(alone);
    println!(
        "{} 个事项，{} 个办件，{} 名工作人员 / {} items, {} cases, {} staff",
        made.items, made.cases, made.staff, made.items, made.cases, made.staff
    );
    Ok(())
}

/// `{address}` is filled in when they are shown.
fn accounts(county: &county::County) -> String {
    let line = |(who, sign_in, name): (&str, &str, &str)| {
        format!("    {name:<14} {who}  {{address}}/zh{sign_in}\n")
    };
    demo::accounts(county).into_iter().map(line).collect::<Vec<_>>().concat()
}

fn welcome(address: &str, accounts: &str) {
    println!();
    println!("  {address}/        演示县 / the demonstration county");
    println!("  {address}/en/     English");
    println!();
    println!("  演示账号（密码都是 {}） / accounts (all with this password)", demo::PASSWORD);
    println!("{}", accounts.replace("{address}", address));
    println!("  Ctrl-C 停止 / stops");
}
