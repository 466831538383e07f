//! Units of work over SQLite or PostgreSQL: the only crate that names a driver.
//!
//! A unit of work is a closure over a [`Tx`]; [`Db::write`] and [`Db::read`] carry it to a database
//! thread in one hop and answer when its transaction is decided. It may run more than once (a group
//! commit was lost, a race was lost), so it does nothing but ask the database: ids and times are
//! drawn before it, and it is short. The same [`Statement`]s run on both engines.

mod comments;
mod db;
mod error;
pub mod limits;
mod migrate;
mod options;
mod postgres;
mod queue;
mod row;
mod schema;
mod sqlite;
mod statement;
mod stats;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod unit;
mod url;
mod value;

pub use comments::comments;
pub use db::Db;
pub use error::{Error, Result};
pub use migrate::Migration;
pub use options::Options;
pub use row::Row;
pub use schema::{Column, Index, Kind, Schema, Table};
pub use statement::Statement;
pub use stats::Stats;
pub use tx::{Tx, Write};
pub use url::{Engine, Url};
pub use value::{Json, Value};
