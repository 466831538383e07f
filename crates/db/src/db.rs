//! The handle that the rest of the program holds.

use std::fmt::{self, Write as _};
use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::queue::Queue;
use crate::stats::{Counters, add};
use crate::unit::{Job, Mode, Work};
use crate::{
    Engine, Error, Migration, Options, Result, Schema, Statement, Stats, Tx, Url, migrate,
    postgres, sqlite,
};

/// An open database: queues, and the threads behind them. Clones share it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    url: Url,
    options: Options,
    pool: Pool,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// Where units wait, and what was done with them.
#[derive(Clone)]
pub(crate) struct Pool {
    pub(crate) writes: Arc<Queue<Job>>,
    /// The same queue as `writes` on PostgreSQL, whose threads do both.
    pub(crate) reads: Arc<Queue<Job>>,
    pub(crate) looks: Arc<sqlite::Looks>,
    pub(crate) counters: Arc<Counters>,
}

impl Db {
    /// Opens a database and starts its threads. A SQLite file is made where there is none.
    /// Blocks for as long as connecting takes.
    pub fn open(url: &Url, options: Options) -> Result<Self> {
        let writes = Arc::new(Queue::new());
        let reads = match url {
            Url::Sqlite(_) => Arc::new(Queue::new()),
            Url::Postgres(_) => Arc::clone(&writes),
        };
        let pool = Pool { writes, reads, looks: Arc::default(), counters: Arc::default() };
        let threads = match url {
            Url::Sqlite(path) => sqlite::start(path, &options, &pool)?,
            Url::Postgres(text) => postgres::start(text, &options, &pool)?,
        };
        let threads = Mutex::new(threads);
        Ok(Self(Arc::new(Inner { url: url.clone(), options, pool, threads })))
    }

    /// Runs a unit that may write, in one transaction on a database thread.
    ///
    /// `work` may run more than once, so it depends on nothing but its [`Tx`] and what it captured.
    /// An error rolls its writes back. The answer comes only after the commit, also when it is a
    /// refusal, for that too may rest on what others wrote. It runs even when nobody awaits it.
    pub fn write<T, E, F>(
        &self,
        work: F,
    ) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        waited(self.submit(Mode::Write, work))
    }

    /// Runs a unit that only reads; all its statements see the same state of the database.
    pub fn read<T, E, F>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        waited(self.submit(Mode::Read, work))
    }

    /// [`Db::read`] for what takes some microseconds: a few rows found by their keys. On
    /// SQLite it runs
    /// at once on the thread that asks, which is quicker than waking another one, so what may take
    /// longer belongs into [`Db::read`].
    pub fn look<T, E, F>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (unit, answered) = Work::new(work);
        let mut job = Job { mode: Mode::Read, unit: Box::new(unit) };
        if self.0.pool.looks.run(&mut job) {
            add(&self.0.pool.counters.reads, 1);
            job.unit.answer();
        } else {
            self.queue(job);
        }
        waited(answered)
    }

    /// Runs a unit of exactly one reading statement, which needs no transaction of its own and so
    /// saves round trips. A second statement is refused ([`Error::Misuse`]).
    pub fn read_single<T, E, F>(
        &self,
        work: F,
    ) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        waited(self.submit(Mode::Single, work))
    }

    /// [`Db::write`] for commands. Must not be called from async code.
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answered = self.submit(Mode::Write, work);
        answered.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Db::read`] for commands. Must not be called from async code.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answered = self.submit(Mode::Read, work);
        answered.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Applies the migrations that are not applied yet, each in its own transaction, and gives
    /// their number. Blocks; others who migrate at the same time wait for each other.
    ///
    /// Refuses a database that has migrations unknown to this program, or others under their ids.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<usize> {
        migrate::check(migrations)?;
        match &self.0.url {
            Url::Sqlite(path) => sqlite::migrate(path, &self.0.options, migrations),
            Url::Postgres(text) => postgres::apart(text, |session| session.migrate(migrations)),
        }
    }

    /// How many of the migrations are not applied yet; writes nothing. Blocks.
    ///
    /// Refuses what [`Db::migrate`] refuses.
    pub fn pending(&self, migrations: &[Migration]) -> Result<usize> {
        match &self.0.url {
            Url::Sqlite(path) => sqlite::pending(path, &self.0.options, migrations),
            Url::Postgres(text) => postgres::apart(text, |session| session.pending(migrations)),
        }
    }

    /// Drops the tables that these migrations make, as far as they are there, and the memory of
    /// the migrations, in one transaction; other tables stay. Blocks.
    pub fn drop_tables(&self, migrations: &[Migration]) -> Result<()> {
        let made = migrate::tables(migrations);
        let mut drops = String::new();
        for table in self.schema()?.tables {
            if made.contains(&table.name.as_str()) {
                let _ = writeln!(drops, "DROP TABLE {};", table.name);
            }
        }
        match &self.0.url {
            Url::Sqlite(path) => sqlite::transaction(path, &self.0.options, &drops),
            Url::Postgres(text) => postgres::apart(text, |session| session.transaction(&drops)),
        }
    }

    /// Describes tables, columns, keys and indexes in words that are the same on both engines.
    /// Blocks.
    pub fn schema(&self) -> Result<Schema> {
        match &self.0.url {
            Url::Sqlite(path) => sqlite::schema(&sqlite::connect(path, &self.0.options)?),
            Url::Postgres(text) => postgres::apart(text, postgres::Session::schema),
        }
    }

    /// Prepares every statement and lists those that the engine refuses, or that could not mean the
    /// same on the other one. Blocks.
    pub fn prepare_all(&self, statements: &[&'static Statement]) -> Result<()> {
        let refused = match &self.0.url {
            Url::Sqlite(path) => {
                let connection = sqlite::connect(path, &self.0.options)?;
                statements.iter().filter_map(|s| sqlite::refusal(&connection, s)).collect()
            }
            Url::Postgres(text) => {
                postgres::apart(text, |session| Ok(session.refusals(statements)))?
            }
        };
        let refused: Vec<String> = refused;
        if refused.is_empty() { Ok(()) } else { Err(Error::Statements(refused.join("\n"))) }
    }

    /// Copies a running SQLite database to a new file, as it was at one moment, in steps that let
    /// others at the disk. Blocks. PostgreSQL has its own tools, and refuses.
    pub fn backup(&self, to: &Path) -> Result<()> {
        match &self.0.url {
            Url::Sqlite(path) => sqlite::backup(path, &self.0.options, to),
            Url::Postgres(_) => Err(Error::Misuse("PostgreSQL is backed up by pg_dump")),
        }
    }

    /// Takes no further units, does those that wait, and ends the threads; SQLite's write-ahead log
    /// is copied into its file.
    pub async fn close(&self) {
        let (done, closed) = oneshot::channel();
        let db = self.clone();
        // Waiting for threads blocks, so it is done on one of its own.
        let waiter = std::thread::spawn(move || {
            db.close_blocking();
            let _ = done.send(());
        });
        drop(waiter);
        drop(closed.await);
    }

    /// [`Db::close`] for commands.
    pub fn close_blocking(&self) {
        self.0.pool.close();
        let mut threads = self.0.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for thread in threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a database thread ended with a panic");
            }
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.0.url.engine()
    }

    /// Where the database is.
    pub fn url(&self) -> &Url {
        &self.0.url
    }

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        let Pool { writes, reads, counters, .. } = &self.0.pool;
        let apart = if Arc::ptr_eq(writes, reads) { 0 } else { reads.len() };
        counters.read(writes.len() + apart)
    }

    fn submit<T, E, F>(&self, mode: Mode, work: F) -> oneshot::Receiver<Result<T, E>>
    where
        F: FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (unit, answered) = Work::new(work);
        self.queue(Job { mode, unit: Box::new(unit) });
        answered
    }

    fn queue(&self, job: Job) {
        let Pool { writes, reads, .. } = &self.0.pool;
        let queue = if job.mode == Mode::Write { writes } else { reads };
        let pushed = if job.mode == Mode::Write && self.0.options.read_only {
            Err((job, Error::ReadOnly))
        } else {
            queue.push(job)
        };
        if let Err((mut job, error)) = pushed {
            job.unit.refuse(error);
            job.unit.answer();
        }
    }
}

async fn waited<T, E: From<Error>>(answer: oneshot::Receiver<Result<T, E>>) -> Result<T, E> {
    answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
}

impl Pool {
    fn close(&self) {
        self.writes.close();
        self.reads.close();
        self.looks.close();
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Db").field(&self.0.url).finish()
    }
}

/// The threads end by themselves once nobody can give them work; they are not waited for, since
/// the last handle may be dropped in async code or on one of them.
impl Drop for Inner {
    fn drop(&mut self) {
        self.pool.close();
    }
}
