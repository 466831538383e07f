//! The program as an operator runs it: commands, power cuts, backups.

mod commands;
mod crash;
mod demo;
mod help;
mod house;
mod import;
mod log;
mod postgres;
mod running;
