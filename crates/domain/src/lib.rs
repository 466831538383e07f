//! Catalogue, cases, people: states, transitions and decisions. No IO and no clock of its own.

pub mod access;
pub mod cases;
pub mod catalogue;
pub mod people;
