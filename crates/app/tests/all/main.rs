//! Use cases as a whole, on both engines.

mod demo_data;
mod import;
mod people;
