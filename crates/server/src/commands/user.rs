//! `yichuang user`.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use app::staff::{NewStaff, Prepared};
use app::{Cx, Error};
use db::Options;
use domain::access::Actor;
use domain::catalogue::Text;
use domain::people::Role;

use crate::cli::NewUser;
use crate::config::Config;
use crate::open::{self, Failure};

/// Adds a member of staff; the password is typed unseen, or read from standard input.
pub fn add(new: NewUser) -> Result<ExitCode, Failure> {
    let config = Config::read(&new.place)?;
    let house = open::house(&config, Options::command())?;
    let known = |word: &String| Role::ALL.iter().copied().find(|role| role.word() == word);
    let roles: Option<Vec<Role>> = new.roles.iter().map(known).collect();
    let roles = roles.ok_or("roles: window, officer, leader, reform, supervisor, admin")?;
    let new = NewStaff {
        id: None,
        password: password(&new.login)?,
        login: new.login,
        name: new.name,
        title: Text::default(),
        department: new.department,
        region: new.region.unwrap_or_else(|| config.region.clone()),
        roles,
        window: None,
    };
    let ready = Prepared::new(&house, new).map_err(fields)?;
    let added = Cx::new(&house, Actor::System).write_blocking(move |unit| ready.bootstrap(unit))?;
    house.db.close_blocking();
    println!("{} can sign in at {}/zh/desk/sign-in", added.login, config.address());
    Ok(ExitCode::SUCCESS)
}

/// The password: asked for twice on a terminal, which does not show it; else one line.
fn password(login: &str) -> Result<String, Failure> {
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("password for {login}: "))?;
        let again = rpassword::prompt_password("once more: ")?;
        return if first == again { Ok(first) } else { Err("the two are not the same".into()) };
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
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
