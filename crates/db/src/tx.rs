//! What a unit of work sees of the database.

use crate::unit::Mode;
use crate::{Engine, Error, Result, Row, Statement, Value, postgres, sqlite};

/// A statement that returns no rows, and its parameters.
pub type Write = (&'static Statement, Vec<Value>);

/// The database as a unit of work sees it: registered statements, run in one transaction.
///
/// After a failed statement the unit is over on both engines: every further call returns the same
/// error, and nothing of the unit is kept whatever its closure returns.
#[derive(Debug)]
pub struct Tx {
    session: Session,
    failed: Option<Error>,
    /// Statements that may still be run; only single-statement reads are short of them.
    left: u32,
}

#[derive(Debug)]
pub(crate) enum Session {
    Sqlite(Box<sqlite::Session>),
    Postgres(Box<postgres::Session>),
}

impl Tx {
    /// Every row of a result. For results that are bounded; see [`Tx::each`] for long ones.
    pub fn all(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(statement, params, |row| rows.push(row))?;
        Ok(rows)
    }

    /// The first row of a result, if there is one; further rows are ignored.
    pub fn one(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Option<Row>> {
        let mut first = None;
        self.each(statement, params, |row| {
            first.get_or_insert(row);
        })?;
        Ok(first)
    }

    /// Runs a statement that returns no rows; gives the number of rows that it changed.
    pub fn run(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64> {
        self.admit(params)?;
        let changed = match &mut self.session {
            Session::Sqlite(session) => session.run(statement, params),
            Session::Postgres(session) => session.run(statement, params),
        };
        changed.map_err(|error| self.fail(error.of(statement.name())))
    }

    /// Runs a statement once per list of parameters, in order, with few round trips; gives the
    /// number of rows changed by all of them.
    pub fn many(&mut self, statement: &'static Statement, rows: &[Vec<Value>]) -> Result<u64> {
        for params in rows {
            self.admit(params)?;
        }
        let changed = match &mut self.session {
            Session::Sqlite(session) => session.many(statement, rows),
            Session::Postgres(session) => session.many(statement, rows),
        };
        changed.map_err(|error| self.fail(error.of(statement.name())))
    }

    /// Runs several statements that return no rows, in order, in one round trip; gives the number
    /// of rows changed by each. The first failure ends the unit.
    pub fn batch(&mut self, writes: &[Write]) -> Result<Vec<u64>> {
        for (_, params) in writes {
            self.admit(params)?;
        }
        let changed = match &mut self.session {
            Session::Sqlite(session) => {
                let each = writes.iter().map(|(statement, params)| {
                    session.run(statement, params).map_err(|error| error.of(statement.name()))
                });
                each.collect()
            }
            Session::Postgres(session) => session.batch(writes),
        };
        changed.map_err(|error| self.fail(error))
    }

    /// Calls `visit` with each row as it arrives, without keeping them.
    pub fn each(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
        mut visit: impl FnMut(Row),
    ) -> Result<()> {
        self.admit(params)?;
        let done = match &mut self.session {
            Session::Sqlite(session) => session.each(statement, params, &mut visit),
            Session::Postgres(session) => session.each(statement, params, &mut visit),
        };
        done.map_err(|error| self.fail(error.of(statement.name())))
    }

    /// Like [`Tx::each`]; after the first error of `visit` the remaining rows are passed over and
    /// that error is returned.
    pub fn try_each<E: From<Error>>(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
        mut visit: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut outcome = Ok(());
        self.each(statement, params, |row| {
            if outcome.is_ok() {
                outcome = visit(row);
            }
        })?;
        outcome
    }

    /// Which engine this is. For the few texts that cannot be the same on both.
    pub const fn engine(&self) -> Engine {
        match self.session {
            Session::Sqlite(_) => Engine::Sqlite,
            Session::Postgres(_) => Engine::Postgres,
        }
    }

    /// The session of a thread that was given a SQLite one.
    pub(crate) fn sqlite(&self) -> &sqlite::Session {
        match &self.session {
            Session::Sqlite(session) => session,
            Session::Postgres(_) => unreachable!("SQLite's threads are given SQLite sessions"),
        }
    }

    /// The session of a thread that was given a PostgreSQL one.
    pub(crate) fn postgres(&mut self) -> &mut postgres::Session {
        match &mut self.session {
            Session::Postgres(session) => session,
            Session::Sqlite(_) => unreachable!("PostgreSQL's threads are given its sessions"),
        }
    }

    pub(crate) const fn new(session: Session) -> Self {
        Self { session, failed: None, left: u32::MAX }
    }

    /// Forgets the unit before and makes ready for the next.
    pub(crate) fn ready(&mut self, mode: Mode) {
        self.failed = None;
        self.left = if mode == Mode::Single { 1 } else { u32::MAX };
    }

    /// The first failure of the present unit.
    pub(crate) const fn failure(&self) -> Option<&Error> {
        self.failed.as_ref()
    }

    fn admit(&mut self, params: &[Value]) -> Result<()> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        if params.iter().any(has_nul) {
            return Err(self.fail(Error::Nul));
        }
        if self.left == 0 {
            return Err(self.fail(Error::Misuse("a read of one statement ran a second one")));
        }
        self.left -= 1;
        Ok(())
    }

    fn fail(&mut self, error: Error) -> Error {
        self.failed.get_or_insert(error).clone()
    }
}

/// What is said of too few or too many parameters.
pub(crate) const WRONG_COUNT: &str = "the number of parameters is not that of the placeholders";

fn has_nul(value: &Value) -> bool {
    match value {
        Value::Text(text) | Value::Json(text) => text.as_bytes().contains(&0),
        _ => false,
    }
}
