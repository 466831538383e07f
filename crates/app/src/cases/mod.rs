//! 办件: what people do to cases, and what they see of them.

pub mod act;
mod answers;
pub mod desk;
pub mod effects;
pub mod erase;
pub mod file;
pub mod find;
pub mod handover;
pub mod list;
pub(crate) mod numbers;
pub mod on_the_spot;
pub mod papers;
pub mod party;
pub mod query_code;
pub mod slices;
pub mod sql;
pub mod status;
pub mod store;
pub mod submit;

pub use act::{Command, act};
pub use on_the_spot::Intake;
pub use party::PartyInput;
pub use store::{Loaded, stream};
pub use submit::{Application, Receipt, Submission, filed};
