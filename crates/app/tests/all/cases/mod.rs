//! Cases through their use cases.

mod course;
mod races;
mod silence;
mod submit;
