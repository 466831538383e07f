//! `yichuang user`.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use db::Options;

use crate::cli::Where;
use crate::config::Config;
use crate::open::{self, Failure};

/// Adds a member of staff; the password is read from standard input.
pub fn add(
    place: &Where,
    login: &str,
    name: &str,
    department: &str,
    region: Option<&str>,
    roles: &[String],
) -> Result<ExitCode, Failure> {
    let config = Config::read(place)?;
    let house = open::house(&config, false, Options::command())?;
    if std::io::stdin().is_terminal() {
        eprintln!("password for {login}:");
    }
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    let new = app::staff::NewStaff {
        login: login.to_owned(),
        name: name.to_owned(),
        title: String::new(),
        department: department.to_owned(),
        region: region.unwrap_or(&config.region).to_owned(),
        roles: app::staff::roles(roles)?,
        window: None,
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
    };
    let added = app::staff::bootstrap(&house, new)?;
    house.db.close_blocking();
    println!("{login} can sign in at {}/zh/desk/sign-in ({added})", config.address());
    Ok(ExitCode::SUCCESS)
}
