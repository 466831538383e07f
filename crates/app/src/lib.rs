//! Use cases: authorise, load, decide, save, log; and beside each its SQL.
//!
//! A use case is a plain function on a [`Unit`]: it runs on a database thread inside one
//! transaction and may be run again, so it draws everything from the unit's seed and touches
//! nothing else.

pub mod attempts;
pub mod cases;
pub mod catalogue;
pub mod demo;
pub mod drafts;
pub mod error;
pub mod files;
pub mod house;
pub mod idempotency;
pub mod instance;
pub mod keys;
pub mod log;
pub mod migrations;
pub mod people;
#[cfg(test)]
mod schema_doc;
pub mod sessions;
pub mod staff;
mod statements;
pub mod unit;
pub mod vault;

pub use error::{Error, FieldError, Result};
pub use house::House;
pub use idempotency::Idempotency;
pub use keys::Keys;
pub use statements::statements;
pub use unit::{Cx, Unit};
