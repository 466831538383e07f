//! A connection with the budget of the unit that runs on it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::connect::connect;
use crate::row::Cells;
use crate::tx::WRONG_COUNT;
use crate::{Error, Options, Result, Row, Statement, Value, limits};

/// A connection and its stop-watch.
#[derive(Debug)]
pub(crate) struct Session {
    connection: Connection,
    watch: Arc<Watch>,
    budget: Duration,
}

/// When the present unit has to end, in microseconds since the session began.
#[derive(Debug)]
struct Watch {
    began: Instant,
    until: AtomicU64,
}

impl Watch {
    fn micros(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

impl Session {
    /// Opens a connection; one that may only read refuses to write.
    pub(super) fn open(path: &Path, options: &Options, reads_only: bool) -> Result<Self> {
        let connection = connect(path, options)?;
        connection.pragma_update(None, "query_only", reads_only)?;
        if reads_only {
            connection.pragma_update(None, "mmap_size", limits::MMAP_BYTES)?;
        }
        let watch = Arc::new(Watch { began: Instant::now(), until: AtomicU64::new(u64::MAX) });
        let seen = Arc::clone(&watch);
        let late = move || seen.micros() > seen.until.load(Ordering::Relaxed);
        connection.progress_handler(limits::BUDGET_OPS, Some(late))?;
        Ok(Self { connection, watch, budget: options.unit_budget })
    }

    /// Gives the next unit its full budget.
    pub(super) fn start_budget(&self) {
        let budget = u64::try_from(self.budget.as_micros()).unwrap_or(u64::MAX);
        self.watch.until.store(self.watch.micros().saturating_add(budget), Ordering::Relaxed);
    }

    /// Lets what is not a unit (a commit, a rollback) take its time.
    pub(super) fn stop_budget(&self) {
        self.watch.until.store(u64::MAX, Ordering::Relaxed);
    }

    /// Runs a statement of the transaction's own: BEGIN, SAVEPOINT, COMMIT, …
    pub(super) fn control(&self, sql: &'static str) -> Result<()> {
        self.connection.prepare_cached(sql)?.raw_execute()?;
        Ok(())
    }

    /// Whether no transaction is open; SQLite may have rolled it back by itself.
    pub(super) fn is_autocommit(&self) -> bool {
        self.connection.is_autocommit()
    }

    /// Rows changed since the connection was opened.
    pub(super) fn changes(&self) -> u64 {
        self.connection.total_changes()
    }

    pub(crate) fn run(&self, statement: &Statement, params: &[Value]) -> Result<u64> {
        Ok(self.bound(statement, params)?.raw_execute()? as u64)
    }

    pub(crate) fn many(&self, statement: &Statement, rows: &[Vec<Value>]) -> Result<u64> {
        let mut changed = 0;
        let mut prepared = self.connection.prepare_cached(statement.sql())?;
        for params in rows {
            bind(&mut prepared, params)?;
            changed += prepared.raw_execute()? as u64;
        }
        Ok(changed)
    }

    pub(crate) fn each(
        &self,
        statement: &Statement,
        params: &[Value],
        visit: &mut dyn FnMut(Row),
    ) -> Result<()> {
        let mut prepared = self.bound(statement, params)?;
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            // Counted when the statement runs: a migration elsewhere may have changed it.
            let columns = row.as_ref().column_count();
            let cells = (0..columns).map(|column| copied(row.get_ref(column)?, column));
            visit(Row(Cells::Sqlite(cells.collect::<Result<_>>()?)));
        }
        Ok(())
    }

    fn bound(&self, statement: &Statement, params: &[Value]) -> Result<CachedStatement<'_>> {
        let mut prepared = self.connection.prepare_cached(statement.sql())?;
        bind(&mut prepared, params)?;
        Ok(prepared)
    }
}

fn bind(prepared: &mut CachedStatement<'_>, params: &[Value]) -> Result<()> {
    if prepared.parameter_count() != params.len() {
        return Err(Error::Misuse(WRONG_COUNT));
    }
    for (index, value) in params.iter().enumerate() {
        prepared.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
}

fn copied(value: ValueRef<'_>, column: usize) -> Result<Value> {
    let wrong = |found| Error::Decode { column, wanted: "one of the six kinds", found };
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(int) => Ok(Value::Int(int)),
        ValueRef::Real(_) => Err(wrong("a floating point number")),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).map_err(|_| wrong("text that is not UTF-8"))?;
            Ok(Value::Text(text.to_owned()))
        }
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) | Self::Json(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
            Self::Time(time) => ValueRef::Integer(time.micros()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
