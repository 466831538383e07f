//! Cases through their use cases.

mod again;
mod course;
mod query_code;
mod races;
mod reading;
mod region;
mod silence;
mod slices;
mod submit;
