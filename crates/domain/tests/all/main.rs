//! Cases against the law: every rule by example, the clocks by properties, and random commands
//! against a model written from the articles.

mod clocks;
mod desk;
mod golden;
mod model;
mod parties;
mod properties;
mod provisional;
mod receipt;
mod remedies;
mod review;
mod settle;
mod silence;
mod status;
