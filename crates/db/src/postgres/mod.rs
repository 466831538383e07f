//! PostgreSQL: some threads, each with a connection that lives and dies on it.

mod admin;
mod schema;
mod session;
mod types;
mod worker;

use std::error::Error as _;
use std::thread::{Builder, JoinHandle};

use tokio_postgres::error::DbError;

pub(crate) use admin::apart;
pub(crate) use session::Session;

use crate::db::Pool;
use crate::{Error, Options, Result};

/// Looks whether the server answers and starts the threads, which connect when they have work.
pub(crate) fn start(url: &str, options: &Options, pool: &Pool) -> Result<Vec<JoinHandle<()>>> {
    apart(url, Session::connect)?;
    let start = |_| {
        let (url, options, pool) = (url.to_owned(), options.clone(), pool.clone());
        let body = move || match Session::new(&url, &options) {
            Ok(session) => worker::Worker::new(session, pool).run(),
            Err(error) => tracing::error!(%error, "a database thread could not start"),
        };
        let thread = Builder::new().name("db-postgres".into()).spawn(body);
        thread.map_err(|error| Error::Driver(format!("no thread for PostgreSQL: {error}")))
    };
    (0..options.pg_connections.max(1)).map(start).collect()
}

/// The driver's errors in the house's words, without the values that the server may quote.
impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        if let Some(said) = error.as_db_error() {
            return told(said);
        }
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        let text = format!("{error}: {cause}");
        let broken = error.source().is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
        if broken || error.is_closed() { Self::Unreachable(text) } else { Self::Driver(text) }
    }
}

fn told(said: &DbError) -> Error {
    let text = said.message().to_owned();
    match said.code().code() {
        "40001" | "40P01" | "55P03" => Error::Busy,
        "57014" => Error::TooLong,
        "53100" => Error::Full,
        "25006" => Error::ReadOnly,
        "XX001" | "XX002" => Error::Corrupt(text),
        "58030" => Error::Disk(text),
        "57P01" | "57P02" | "57P03" | "53300" => Error::Unreachable(text),
        code if code.starts_with("08") => Error::Unreachable(text),
        code if code.starts_with("23") => {
            Error::Constraint(said.constraint().or(said.column()).unwrap_or(&text).to_owned())
        }
        code => Error::Driver(format!("{text} ({code})")),
    }
}
