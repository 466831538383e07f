//! A connection: prepared statements, a transaction that begins with its first statement, and a
//! server that may go away.

use std::collections::HashMap;
use std::fmt;
use std::pin::pin;
use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::future::{join, maybe_done};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::{Client, Config, NoTls, RowStream};

use crate::row::Cells;
use crate::tx::WRONG_COUNT;
use crate::unit::Mode;
use crate::{Error, Options, Result, Row, Statement, Value, Write, limits};

/// A connection that comes back when it broke. All of its work is done on the thread that calls.
pub(crate) struct Session {
    runtime: Runtime,
    config: Config,
    settings: String,
    link: Option<Link>,
    begin: Begin,
}

/// What is between a connection and its server.
struct Link {
    client: Client,
    traffic: JoinHandle<()>,
    /// Prepared statements, by the address of what they were made from.
    prepared: HashMap<usize, tokio_postgres::Statement>,
}

/// How far a transaction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// There is none, or none is wanted.
    None,
    /// It begins together with the first statement, which saves a round trip.
    Waits(Mode),
    /// The server is in it.
    Sent,
}

impl Session {
    /// Prepares to connect; the first unit does.
    pub(super) fn new(url: &str, options: &Options) -> Result<Self> {
        let mut config: Config = url.parse().map_err(|e| Error::Url(format!("{e}")))?;
        if config.get_application_name().is_none() {
            config.application_name("yichuang");
        }
        let millis = options.unit_budget.as_millis().max(1);
        let durable = if options.durable { "on" } else { "off" };
        let settings = format!(
            "SET statement_timeout = {millis}; SET lock_timeout = {}; SET TimeZone = 'UTC';
             SET idle_in_transaction_session_timeout = {}; SET synchronous_commit = {durable};
             SET client_min_messages = warning;
             SET default_transaction_read_only = {}",
            (millis * 4 / 5).max(1),
            millis * 2,
            if options.read_only { "on" } else { "off" },
        );
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Error::Driver(error.to_string()))?;
        Ok(Self { runtime, config, settings, link: None, begin: Begin::None })
    }

    /// Connects where there is no connection.
    pub(super) fn connect(&mut self) -> Result<()> {
        if self.link.as_ref().is_some_and(|link| !link.client.is_closed()) {
            return Ok(());
        }
        self.link = None;
        self.begin = Begin::None;
        let patience = Duration::from_millis(limits::CONNECT_MILLIS_MAX);
        let late = |_| Error::Unreachable("no answer in time".into());
        let link = self.runtime.block_on(async {
            timeout(patience, Link::open(&self.config, &self.settings)).await.map_err(late)?
        });
        self.link = Some(link?);
        Ok(())
    }

    /// Lets a transaction begin with the next statement.
    pub(super) fn begin(&mut self, mode: Mode) {
        self.begin = if mode == Mode::Single { Begin::None } else { Begin::Waits(mode) };
    }

    /// Commits, if anything was done. [`Error::Unknown`] when the connection broke meanwhile.
    pub(super) fn commit(&mut self) -> Result<()> {
        self.end("COMMIT").map_err(|error| match error {
            Error::Unreachable(_) => Error::Unknown,
            other => other,
        })
    }

    /// Rolls back, if anything was done. A connection that cannot is given up, which does it too.
    pub(super) fn roll_back(&mut self) {
        if self.end("ROLLBACK").is_err() {
            self.link = None;
        }
    }

    fn end(&mut self, sql: &str) -> Result<()> {
        if std::mem::replace(&mut self.begin, Begin::None) != Begin::Sent {
            return Ok(());
        }
        let link = self.link.as_ref().ok_or_else(gone)?;
        Ok(self.runtime.block_on(link.client.batch_execute(sql))?)
    }

    pub(crate) fn run(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64> {
        self.with(statement, params.len(), async |client, prepared, begin| {
            Self::send_begin(client, begin).await?;
            client.execute_raw(prepared, params).await
        })
    }

    /// Sends the rows without waiting for the answer to each; the server keeps their order.
    pub(crate) fn many(
        &mut self,
        statement: &'static Statement,
        rows: &[Vec<Value>],
    ) -> Result<u64> {
        let Some(first) = rows.first() else { return Ok(0) };
        if rows.iter().any(|params| params.len() != first.len()) {
            return Err(Error::Misuse(WRONG_COUNT));
        }
        self.with(statement, first.len(), async |client, prepared, begin| {
            Self::send_begin(client, begin).await?;
            let mut changed = 0;
            for rows in rows.chunks(limits::PIPELINE_ROWS_MAX) {
                let send = |params| Box::pin(maybe_done(client.execute_raw(prepared, params)));
                let mut under_way: Vec<_> = rows.iter().map(send).collect();
                // The first poll of each puts it on its way, one after the other.
                for row in &mut under_way {
                    let _ = futures_util::poll!(row.as_mut());
                }
                for mut row in under_way {
                    row.as_mut().await;
                    changed += row.as_mut().take_output().unwrap_or(Ok(0))?;
                }
            }
            Ok(changed)
        })
    }

    /// Sends statements without waiting for the answer to each; the server keeps their order, and
    /// after a failure does none of those behind it.
    pub(crate) fn batch(&mut self, writes: &[Write]) -> Result<Vec<u64>> {
        let begin = self.begin;
        let link = self.link.as_mut().ok_or_else(gone)?;
        let mut prepared = Vec::with_capacity(writes.len());
        for (statement, params) in writes {
            let ready = self.runtime.block_on(link.prepare(statement));
            let ready = ready.map_err(|error| link.explain(error).of(statement.name()))?;
            if ready.params().len() != params.len() {
                return Err(Error::Misuse(WRONG_COUNT));
            }
            prepared.push(ready);
        }
        let client = &link.client;
        let outcome = self.runtime.block_on(async {
            Self::send_begin(client, begin).await.map_err(|error| (0, error))?;
            let mut under_way = Vec::with_capacity(writes.len());
            for (ready, (_, params)) in prepared.iter().zip(writes) {
                let mut write = Box::pin(maybe_done(client.execute_raw(ready, params)));
                // The first poll puts it on its way.
                let _ = futures_util::poll!(write.as_mut());
                under_way.push(write);
            }
            let mut changed = Vec::with_capacity(writes.len());
            for (place, mut write) in under_way.into_iter().enumerate() {
                write.as_mut().await;
                let done = write.as_mut().take_output().unwrap_or(Ok(0));
                changed.push(done.map_err(|error| (place, error))?);
            }
            Ok(changed)
        });
        if let Begin::Waits(_) = begin {
            self.begin = Begin::Sent;
        }
        outcome.map_err(|(place, error)| {
            let error = link.explain(error);
            writes.get(place).map_or(error.clone(), |(statement, _)| error.of(statement.name()))
        })
    }

    pub(crate) fn each(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
        visit: &mut dyn FnMut(Row),
    ) -> Result<()> {
        let only_reads = statement.is_query();
        self.with(statement, params.len(), async |client, prepared, begin| {
            // Should BEGIN fail, what follows it would run on its own: no harm for a query.
            if begin == Begin::Waits(Mode::Read) || only_reads {
                let query = client.query_raw(prepared, params);
                let (begun, rows) = join(Self::send_begin(client, begin), query).await;
                begun?;
                return drain(rows?, visit).await;
            }
            Self::send_begin(client, begin).await?;
            drain(client.query_raw(prepared, params).await?, visit).await
        })
    }

    async fn send_begin(client: &Client, begin: Begin) -> Result<(), tokio_postgres::Error> {
        match begin {
            Begin::Waits(Mode::Write) => client.batch_execute("BEGIN").await,
            Begin::Waits(_) => {
                client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
            }
            Begin::None | Begin::Sent => Ok(()),
        }
    }

    /// Calls `body` with the prepared statement and what has to be sent before it.
    fn with<T>(
        &mut self,
        statement: &'static Statement,
        params: usize,
        body: impl AsyncFnOnce(
            &Client,
            &tokio_postgres::Statement,
            Begin,
        ) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T> {
        let begin = self.begin;
        let link = self.link.as_mut().ok_or_else(gone)?;
        let prepared = self.runtime.block_on(link.prepare(statement));
        let prepared = prepared.map_err(|error| link.explain(error))?;
        if prepared.params().len() != params {
            return Err(Error::Misuse(WRONG_COUNT));
        }
        let outcome = self.runtime.block_on(body(&link.client, &prepared, begin));
        if let Begin::Waits(_) = begin {
            // Also after an error: it may have been sent, and a ROLLBACK too many does no harm.
            self.begin = Begin::Sent;
        }
        outcome.map_err(|error| link.explain(error))
    }

    /// The connection and a way to wait for it, for what is done beside the units.
    pub(super) fn parts(&self) -> Result<(&Runtime, &Client)> {
        Ok((&self.runtime, &self.link.as_ref().ok_or_else(gone)?.client))
    }
}

impl Link {
    async fn open(config: &Config, settings: &str) -> Result<Self> {
        let (client, connection) =
            config.connect(NoTls).await.map_err(|error| match Error::from(error) {
                Error::Driver(text) => Error::Unreachable(text),
                other => other,
            })?;
        let traffic = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "a connection to the database ended");
            }
        });
        client.batch_execute(settings).await?;
        Ok(Self { client, traffic, prepared: HashMap::new() })
    }

    async fn prepare(
        &mut self,
        statement: &'static Statement,
    ) -> Result<tokio_postgres::Statement, tokio_postgres::Error> {
        let address = std::ptr::from_ref(statement).addr();
        if let Some(prepared) = self.prepared.get(&address) {
            return Ok(prepared.clone());
        }
        let prepared = self.client.prepare(statement.postgres()).await?;
        self.prepared.insert(address, prepared.clone());
        Ok(prepared)
    }

    /// A migration elsewhere may have changed what a prepared statement returns: it is prepared
    /// anew when the unit runs again.
    fn explain(&mut self, error: tokio_postgres::Error) -> Error {
        let routine = error.as_db_error().and_then(|said| said.routine());
        let stale = routine == Some("RevalidateCachedQuery")
            || error.code().is_some_and(|code| code.code() == "26000");
        if stale {
            self.prepared.clear();
            return Error::Busy;
        }
        error.into()
    }
}

/// Takes every row, so that an error behind the first ones is not missed.
async fn drain(rows: RowStream, visit: &mut dyn FnMut(Row)) -> Result<(), tokio_postgres::Error> {
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(Row(Cells::Postgres(row)));
    }
    Ok(())
}

fn gone() -> Error {
    Error::Unreachable("the connection is gone".into())
}

impl Drop for Session {
    /// Says good-bye, so that the server does not log a lost connection.
    fn drop(&mut self) {
        if let Some(Link { client, traffic, .. }) = self.link.take() {
            drop(client);
            let patience = Duration::from_millis(limits::RETRY_MILLIS_FIRST * 64);
            drop(self.runtime.block_on(async { timeout(patience, traffic).await }));
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("begin", &self.begin).finish_non_exhaustive()
    }
}
