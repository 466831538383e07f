//! The search, asked from outside.

mod items;
mod page;
mod queries;
mod recall;
