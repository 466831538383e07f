//! `yichuang demo`: a demonstration county on one machine.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use app::demo::{self, county};
use base::SystemEntropy;
use db::{Db, Options};

use crate::cli::Where;
use crate::commands::serve::{bind, logging, serve};
use crate::config::Config;
use crate::open::{self, Failure};

/// Written into the data folder when the demonstration is complete; without it, it is made anew.
const COMPLETE: &str = "demo-is-complete";

/// Makes the demonstration county if it is not there, and serves it.
pub fn run(
    place: &Where,
    listen: Option<SocketAddr>,
    fresh: bool,
    folder: Option<&Path>,
) -> Result<ExitCode, Failure> {
    let mut place = place.clone();
    place.data.get_or_insert_with(|| Path::new("data").join("demo"));
    let mut config = Config::read(&place)?;
    if let Some(listen) = listen {
        config.listen = listen;
    }
    logging(config.log_format, "warn");
    let complete = config.data.join(COMPLETE);
    if fresh || !complete.exists() {
        // What is wrong with the files is told before anything is thrown away.
        let county = folder.map_or_else(county::load, county::load_from)?;
        throw_away(&config)?;
        make(&config, &county)?;
        fs::write(&complete, accounts(&county))?;
    }
    let accounts = fs::read_to_string(&complete)?;
    let listener = bind(&mut config)?;
    let house = open::house(&config, true, Options::default())?;
    let address = config.address();
    serve(&config, listener, house, || welcome(&address, &accounts))?;
    Ok(ExitCode::SUCCESS)
}

/// Throws away what the demonstration made, and nothing else.
fn throw_away(config: &Config) -> Result<(), Failure> {
    let data = &config.data;
    let ours = data.join(COMPLETE).exists() || data.join("demo-is-being-made").exists();
    if data.exists() && !ours && fs::read_dir(data)?.next().is_some() {
        return Err(format!("{} is no demonstration; it is left alone", data.display()).into());
    }
    if config.database.is_none() {
        for name in ["yichuang.db", "yichuang.db-wal", "yichuang.db-shm", COMPLETE] {
            let path = data.join(name);
            if path.exists() {
                fs::remove_file(path)?;
            }
        }
    }
    for name in ["files", "keys"] {
        let path = data.join(name);
        if path.exists() {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

fn make(config: &Config, county: &county::County) -> Result<(), Failure> {
    println!("正在建立演示数据（大理市）… / Making the demonstration county …");
    fs::create_dir_all(&config.data)?;
    fs::write(config.data.join("demo-is-being-made"), "")?;
    let db = Db::open(&open::url(config)?, Options { durable: false, ..Options::default() })?;
    db.migrate(app::migrations::MIGRATIONS)?;
    let keys = app::Keys::open(&config.keys_folder(), &config.origin(), &SystemEntropy)?;
    let made = demo::make(db, keys, open::settings(config, true), county)?;
    println!(
        "{} 个事项，{} 个办件，{} 名工作人员 / {} items, {} cases, {} staff",
        made.items, made.cases, made.staff, made.items, made.cases, made.staff
    );
    Ok(())
}

/// The accounts to try, as they are shown at every start; `{address}` is filled in then.
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
