//! `yichuang user`.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use app::staff::{NewStaff, Prepared};
use app::{Cx, Error};
use db::Options;
use domain::access::Actor;
use domain::catalogue::Text;
use domain::people::Role;

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
    let known = |word: &String| Role::ALL.iter().copied().find(|role| role.word() == word);
    let roles: Option<Vec<Role>> = roles.iter().map(known).collect();
    let new = NewStaff {
        id: None,
        login: login.to_owned(),
        name: name.to_owned(),
        title: Text::default(),
        department: department.to_owned(),
        region: region.unwrap_or(&config.region).to_owned(),
        roles: roles.ok_or("roles: window, officer, leader, reform, supervisor, admin")?,
        window: None,
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
    };
    let ready = Prepared::new(&house, new).map_err(fields)?;
    let added = Cx::new(&house, Actor::System).write_blocking(move |unit| ready.bootstrap(unit))?;
    house.db.close_blocking();
    println!("{} can sign in at {}/zh/desk/sign-in", added.login, config.address());
    Ok(ExitCode::SUCCESS)
}

/// Every field that is not as it must be, in one line.
fn fields(error: Error) -> Failure {
    match error {
        Error::Invalid(fields) => {
            let all: Vec<String> =
                fields.iter().map(|field| format!("{}: {}", field.field, field.code)).collect();
            all.join("; ").into()
        }
        other => other.into(),
    }
}
