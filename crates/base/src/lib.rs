//! Identifiers with check digits, time, randomness, limits: what every other crate speaks in.

pub mod codes;
pub mod entropy;
pub mod limits;
pub mod time;

pub use entropy::{Draw, Entropy, Seed, SeededEntropy, SystemEntropy};
pub use time::{Clock, Date, SystemClock, Timestamp};
