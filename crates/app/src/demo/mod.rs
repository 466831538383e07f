//! 演示: a county to look at and to try things in.
//!
//! Everything in it comes about the way it comes about in earnest: people file, clerks accept,
//! officers check, silence speaks. Only the clock is wound through the months before today.

mod acts;
mod answers;
pub mod clock;
pub mod county;
mod files;
mod papers;
mod plan;
mod population;
mod reader;
mod scenario;
mod staffing;

use std::sync::Arc;

use base::{Clock as _, Entropy, Seed, SeededEntropy, SystemClock};
use db::Db;
use domain::access::Actor;
use domain::people::Role;

use self::clock::WoundClock;
use self::county::County;
use crate::catalogue::{popular, publish};
use crate::error::Result;
use crate::house::{House, Settings};
use crate::instance;
use crate::keys::Keys;
use crate::unit::Cx;

/// The password of every demonstration account.
pub const PASSWORD: &str = "yanshi-dali-2026";

/// What the accounts that are shown at the start are called, by role.
const ROLES: [(Role, &str); 6] = [
    (Role::Window, "窗口 window clerk"),
    (Role::Officer, "承办 officer"),
    (Role::Leader, "负责人 leader"),
    (Role::Reform, "审改办 reform office"),
    (Role::Supervisor, "督查 supervisor"),
    (Role::Admin, "管理员 administrator"),
];

/// Accounts of a county to try, one per role: who, where to sign in, the name to sign in with.
pub fn accounts(county: &County) -> Vec<(&'static str, &'static str, &str)> {
    let resident = county.people.first().map(|one| ("居民（窗口已核验）resident", &one.phone));
    let firm = county.organisations.first().map(|one| ("企业 business", &one.phone));
    let outside = resident.into_iter().chain(firm).map(|(who, phone)| (who, "/sign-in", phone));
    let staff = ROLES.iter().filter_map(|(role, who)| {
        let found = county.staff.iter().find(|staff| staff.roles.contains(role))?;
        Some((*who, "/desk/sign-in", &found.login))
    });
    outside.chain(staff).map(|(who, sign_in, name)| (who, sign_in, name.as_str())).collect()
}

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

/// Makes the county in an empty database, which is marked as a demonstration before and after.
pub fn make(db: Db, keys: Keys, settings: Settings, county: &County) -> Result<Made> {
    db.write_blocking(|tx| instance::mark_demo(tx, false))?;
    let clock = Arc::new(WoundClock::new(SystemClock.now()));
    // The past comes out the same each time for the same day: a seed that everybody may know.
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(&Seed::from_bytes([7; 32])));
    let until = clock.now();
    clock.set(scenario::beginning(until));
    let house = House::new(db, Arc::clone(&clock) as _, entropy, keys, settings)?;
    let reform = Cx::new(&house, population::reform_office(county));
    let surroundings = county.surroundings.clone();
    reform.write_blocking(move |unit| publish::put_surroundings(unit, &surroundings))?;
    publish::publish(&reform, &county.items, "demo/dali", false, &|_| {})?;
    let people = population::settle(&house, county)?;
    let cases = scenario::play(&house, &clock, &people, until, CASES)?;
    Cx::new(&house, Actor::System).write_blocking(popular::refresh)?;
    house.db.write_blocking(|tx| instance::mark_demo(tx, true))?;
    house.db.close_blocking();
    Ok(Made { items: county.items.len(), cases, staff: county.staff.len() })
}
