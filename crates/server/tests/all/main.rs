//! The program as an operator runs it: commands, power cuts, backups.

mod commands;
mod crash;
mod house;
mod import;
