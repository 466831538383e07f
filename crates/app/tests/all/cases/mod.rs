//! Cases through their use cases.

mod course;
mod races;
mod region;
mod silence;
mod slices;
mod submit;
