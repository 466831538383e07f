//! Cases through their use cases.

mod again;
mod course;
mod races;
mod reading;
mod region;
mod silence;
mod slices;
mod submit;
