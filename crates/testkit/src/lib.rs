//! A house for tests on either engine: a small town, a clock that is set, people who act.
//!
//! ```no_run
//! testkit::on_both(|house| {
//!     let number = house.submit(testkit::LICENCE).number;
//!     house.officer().act(&number, testkit::accept()).unwrap();
//! });
//! ```

mod acts;
mod house;
mod people;
mod town;

pub use acts::*;
pub use house::{TestHouse, house, house_on, on_both};
pub use people::{PDF, Who, party};
pub use town::{IMMEDIATE, JOINT, LEGAL_AID, LICENCE, SERVICE, items, surroundings};
