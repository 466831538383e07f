//! The address of a database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::Error;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// The embedded default: one file beside the program.
    Sqlite,
    /// A server, for more than one machine.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// The address of a database: `sqlite://relative/path`, `sqlite:///absolute/path` or
/// `postgres://user:password@host/name`. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub enum Url {
    /// The path of the database file.
    Sqlite(PathBuf),
    /// The address as the PostgreSQL driver reads it.
    Postgres(String),
}

impl Url {
    /// The address of a SQLite file.
    pub fn sqlite(path: impl AsRef<Path>) -> Self {
        Self::Sqlite(path.as_ref().to_owned())
    }

    /// The engine that it names.
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

impl FromStr for Url {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            if path.is_empty() || path.starts_with(':') {
                return Err(Error::Url("sqlite:// must be followed by the path of a file".into()));
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let readable = tokio_postgres::Config::from_str(text);
            readable.map_err(|error| Error::Url(error.to_string()))?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(Error::Url("it must begin with sqlite:// or postgres://".into()))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(text) => f.write_str(&without_password(text)),
        }
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Drops the password and the query, where a password may stand too.
fn without_password(text: &str) -> String {
    let text = text.split_once('?').map_or(text, |(address, _)| address);
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let Some((user, host)) = rest.rsplit_once('@') else { return text.to_owned() };
    let user = user.split_once(':').map_or(user, |(name, _)| name);
    format!("{scheme}://{user}@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let url: Url = "postgres://clerk:p%40ss:w@db.example/yc?password=x".parse().unwrap();
        assert_eq!(format!("{url} {url:?}"), "postgres://clerk@db.example/yc ".repeat(2).trim());
    }

    #[test]
    fn only_two_engines_are_known() {
        assert_eq!("sqlite://a/b.db".parse(), Ok(Url::sqlite("a/b.db")));
        assert_eq!("sqlite:///a/b.db".parse(), Ok(Url::sqlite("/a/b.db")));
        for text in ["mysql://x", "sqlite://", "sqlite://:memory:", "a.db"] {
            assert!(matches!(text.parse::<Url>(), Err(Error::Url(_))), "{text}");
        }
    }
}
