//! What a database knows of its instance: whose secrets it was written with, and whether it is a
//! demonstration. Facts lie in `meta`, so they go where the database goes.

use db::Tx;

use crate::catalogue::sql;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::log;

/// The fact that holds [`Keys::fingerprint`].
const KEYS: &str = "keys";
/// The fact that a database is a demonstration, and how far it was made.
const DEMO: &str = "demo";
const COMPLETE: &str = "complete";
const BEGUN: &str = "begun";

/// What a database is to `yichuang demo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing was written into it yet.
    Empty,
    /// A demonstration, whole.
    Demo,
    /// A demonstration whose making was broken off.
    DemoBegun,
    /// Somebody's work.
    Other,
}

/// What a database that has its tables is.
pub fn kind(tx: &mut Tx) -> Result<Kind> {
    Ok(match fact(tx, DEMO)?.as_deref() {
        Some(COMPLETE) => Kind::Demo,
        Some(_) => Kind::DemoBegun,
        None if has_entries(tx)? => Kind::Other,
        None => Kind::Empty,
    })
}

/// Notes that this is a demonstration, before its making and after it.
pub fn mark_demo(tx: &mut Tx, complete: bool) -> Result<()> {
    put(tx, DEMO, if complete { COMPLETE } else { BEGUN })
}

/// Whether anything has happened here. Then there are secrets, and new ones would open nothing.
pub fn has_entries(tx: &mut Tx) -> Result<bool> {
    Ok(tx.one(&log::sql::ANY_ENTRY, &[])?.is_some())
}

/// Whether the database was written with these secrets; also where nobody has noted it yet.
pub fn fits(tx: &mut Tx, keys: &Keys) -> Result<bool> {
    Ok(fact(tx, KEYS)?.is_none_or(|noted| noted == keys.fingerprint()))
}

/// Notes with which secrets the database is written, where nobody has; false when it were others.
pub fn bind(tx: &mut Tx, keys: &Keys) -> Result<bool> {
    if fact(tx, KEYS)?.is_none() {
        put(tx, KEYS, &keys.fingerprint())?;
    }
    fits(tx, keys)
}

fn fact(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let row = tx.one(&sql::META, &[key.into()])?;
    row.map(|row| row.text(0).map_err(Error::from)).transpose()
}

fn put(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    tx.run(&sql::PUT_META, &[key.into(), value.into()])?;
    Ok(())
}
