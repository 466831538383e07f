//! What is done beside the threads: migrations and checking statements.

use tokio_postgres::Client;
use tokio_postgres::types::Type;

use super::session::Session;
use super::types::is_kind;
use crate::migrate::{expand, failed, pending, remember};
use crate::{Engine, Error, Migration, Options, Result, Statement};

/// The advisory lock under which schemas are changed: "yichuang" in ASCII.
const LOCK: i64 = 0x7969_6368_7561_6e67;

/// Does something on a connection and a thread of its own, so that it may be called from anywhere.
pub(crate) fn apart<T: Send>(
    url: &str,
    body: impl FnOnce(&mut Session) -> Result<T> + Send,
) -> Result<T> {
    let work = || {
        let mut session = Session::new(url, &Options::default())?;
        session.connect()?;
        body(&mut session)
    };
    std::thread::scope(|scope| scope.spawn(work).join())
        .unwrap_or_else(|_| Err(Error::Driver("the work beside the units panicked".into())))
}

impl Session {
    /// Applies what is not applied yet; gives the number of steps.
    pub(crate) fn migrate(&mut self, known: &[Migration]) -> Result<usize> {
        let (runtime, client) = self.parts()?;
        runtime.block_on(async {
            // Whoever migrates may take long, and whoever waits for it too. The connection ends
            // after this, and with it the lock and these settings.
            client.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0").await?;
            client.execute("SELECT pg_advisory_lock($1)", &[&LOCK]).await?;
            client.batch_execute(&remember(Engine::Postgres)).await?;
            let applied = applied(client).await?;
            let steps = pending(known, &applied)?;
            for migration in &steps {
                step(client, migration).await.map_err(|e| failed(migration, &e.into()))?;
            }
            Ok(steps.len())
        })
    }

    /// How many steps are not applied yet.
    pub(crate) fn pending(&mut self, known: &[Migration]) -> Result<usize> {
        let (runtime, client) = self.parts()?;
        let applied = runtime.block_on(async {
            let begun = "SELECT to_regclass('schema_migrations') IS NOT NULL";
            let begun: bool = client.query_one(begun, &[]).await?.get(0);
            if begun { applied(client).await } else { Ok(Vec::new()) }
        })?;
        Ok(pending(known, &applied)?.len())
    }

    /// Runs statements in one transaction.
    pub(crate) fn transaction(&mut self, sql: &str) -> Result<()> {
        let (runtime, client) = self.parts()?;
        Ok(runtime.block_on(client.batch_execute(&format!("BEGIN;\n{sql}COMMIT;")))?)
    }

    /// Runs a text outside of any transaction.
    #[cfg(feature = "testing")]
    pub(crate) fn execute(&mut self, sql: &str) -> Result<()> {
        let (runtime, client) = self.parts()?;
        Ok(runtime.block_on(client.batch_execute(sql))?)
    }

    /// The statements that are refused, each with the reason.
    pub(crate) fn refusals(&mut self, statements: &[&'static Statement]) -> Vec<String> {
        let Ok((runtime, client)) = self.parts() else { return vec!["no connection".into()] };
        let refusal = |statement: &&'static Statement| {
            let refused = runtime.block_on(refusal(client, statement));
            refused.map(|text| format!("{}: {text}", statement.name()))
        };
        statements.iter().filter_map(refusal).collect()
    }
}

async fn applied(client: &Client) -> Result<Vec<(i64, String)>, tokio_postgres::Error> {
    let rows = client.query("SELECT id, sql FROM schema_migrations ORDER BY id", &[]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

async fn step(client: &Client, migration: &Migration) -> Result<(), tokio_postgres::Error> {
    client.batch_execute("BEGIN").await?;
    client.batch_execute(&expand(Engine::Postgres, migration.sql)).await?;
    let remember = "INSERT INTO schema_migrations (id, name, sql) VALUES ($1, $2, $3)";
    let id = i64::from(migration.id);
    client.execute(remember, &[&id, &migration.name, &migration.sql]).await?;
    client.batch_execute("COMMIT").await
}

async fn refusal(client: &Client, statement: &Statement) -> Option<String> {
    if let Some(complaint) = statement.complaint() {
        return Some(complaint.to_owned());
    }
    let prepared = match client.prepare(statement.postgres()).await {
        Ok(prepared) => prepared,
        Err(error) => return Some(Error::from(error).to_string()),
    };
    let strange = |ty: &Type| !is_kind(ty);
    let columns = prepared.columns();
    if let Some(column) = columns.iter().find(|column| strange(column.type_())) {
        let (name, ty) = (column.name(), column.type_());
        return Some(format!("column {name} is {ty}, none of the six kinds: CAST it"));
    }
    let place = prepared.params().iter().position(strange)?;
    let ty = &prepared.params()[place];
    Some(format!("?{} is {ty}, none of the six kinds: CAST it", place + 1))
}
