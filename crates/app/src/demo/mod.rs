//! 演示: a county to look at and to try things in.
//!
//! Everything in it comes about the way it comes about in earnest: people file, clerks accept,
//! officers check, silence speaks. Only the clock is wound through the months before today.

pub mod clock;
pub mod county;
mod plan;
mod population;
mod scenario;

use std::sync::Arc;

use base::{Clock as _, Entropy, Seed, SeededEntropy, SystemClock};
use db::Db;
use domain::access::Actor;

use self::clock::WoundClock;
use crate::catalogue::{popular, publish};
use crate::error::{Error, Result};
use crate::house::{House, Settings};
use crate::keys::Keys;
use crate::unit::Cx;

/// The password of every demonstration account.
pub const PASSWORD: &str = "yanshi-dali-2026";

/// The demonstration accounts, one per role: who, where to sign in, the name to sign in with.
pub const ACCOUNTS: [(&str, &str, &str); 8] = [
    ("居民（窗口已核验）resident", "/sign-in", "15400000001"),
    ("企业 business", "/sign-in", "15400009001"),
    ("窗口 window clerk", "/desk/sign-in", "chuangkou"),
    ("承办 officer", "/desk/sign-in", "chengban"),
    ("负责人 leader", "/desk/sign-in", "fuzeren"),
    ("审改办 reform office", "/desk/sign-in", "shengai"),
    ("督查 supervisor", "/desk/sign-in", "ducha"),
    ("管理员 administrator", "/desk/sign-in", "guanli"),
];

/// Cases that the past of the county is drawn for; some fall into closed periods.
const CASES: usize = 340;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Items in force.
    pub items: usize,
    /// Cases.
    pub cases: usize,
    /// Staff.
    pub staff: usize,
}

/// Makes the county in an empty database.
pub fn make(db: Db, keys: Keys, settings: Settings) -> Result<Made> {
    let county = county::load().map_err(Error::broken)?;
    let clock = Arc::new(WoundClock::new(SystemClock.now()));
    // The past comes out the same each time for the same day: a seed that everybody may know.
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(&Seed::from_bytes([7; 32])));
    let until = clock.now();
    clock.set(scenario::beginning(until));
    let house = House::new(db, Arc::clone(&clock) as _, entropy, keys, settings)?;
    let reform = Cx::new(&house, population::reform_office(&county));
    let surroundings = county.surroundings.clone();
    reform.write_blocking(move |unit| publish::put_surroundings(unit, &surroundings))?;
    publish::publish(&reform, &county.items, "demo/dali", false, &|_| {})?;
    let people = population::settle(&house, &county)?;
    let cases = scenario::play(&house, &clock, &people, until, CASES)?;
    Cx::new(&house, Actor::System).write_blocking(popular::refresh)?;
    house.db.close_blocking();
    Ok(Made { items: county.items.len(), cases, staff: county.staff.len() })
}
