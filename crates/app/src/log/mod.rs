//! 工作日志: entries go in with the act that they tell of, in one transaction.

pub mod entries;
pub mod imprint;
pub mod proofs;
pub mod sequencer;
pub mod sql;
pub mod verify;

pub use entries::{
    NewEntry, Personal, Written, append, append_personal, insert, insert_with, person_key, write,
};
