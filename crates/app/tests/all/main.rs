//! Use cases as a whole, on both engines.

mod around;
mod calendars;
mod cases;
mod demo;
mod demo_data;
mod import;
mod people;
mod store;
mod work_log;
