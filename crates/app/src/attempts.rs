//! Guessing is slowed down, and nobody is locked out.
//!
//! What was tried and failed is counted twice. For one address on one thing five failures are
//! free, then each wait is twice as long as the one before, up to a quarter of an hour. For one
//! address on anything twenty are free, then the wait is four seconds at most: a service hall, or
//! the customers of a mobile network, share one address, and a neighbour who guesses must not keep
//! them out. It is never counted for the thing alone: whoever holds the right code or password
//! gets in from their own address while somebody else guesses from another one. What succeeds is
//! not counted.
//!
//! How many guesses that leaves, in a day:
//!
//! - From one address at one thing about 110: five at once, ten with waits that double, and one
//!   every quarter of an hour. Of a password of fifteen characters that is on no list of known
//!   ones, that is nothing.
//! - From one address at many things about 21,600, one every four seconds. A query code has 60
//!   random bits: a hundred thousand addresses that guess all day hit one of a million cases,
//!   whose numbers they would have to know, with a chance of one in 500 million. Passwords are
//!   each hashed slowly, so that the processor is a limit of its own.
//! - Whoever guesses without pause behind a shared address can still take the free moments from
//!   those beside them, as long as it lasts; that is seen in the numbers of 429, and the address
//!   is blocked in front of this program.
//!
//! Registering and keeping a form ask for no secret. They are paced by the same short wait of the
//! address, each time, so that nobody fills the store.
//!
//! Only failures write, so that looking up a case stays a read. The rows are shared by all nodes
//! and hold keyed hashes: neither addresses nor telephone numbers can be read out of them.

use std::net::{IpAddr, Ipv6Addr};

use base::Timestamp;
use base::limits::{
    ATTEMPTS_ADDRESS_FREE, ATTEMPTS_ADDRESS_WAIT_SECONDS_MAX, ATTEMPTS_FORGOTTEN_SECONDS,
    ATTEMPTS_FREE, ATTEMPTS_WAIT_SECONDS_MAX,
};
use domain::access::{Action, Resource};

use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::unit::Unit;

db::statements! {
    /// How often two things failed, and when last. Two look-ups by key: for an `IN` SQLite makes a
    /// table of its own each time.
    FAILURES = "SELECT subject, failures, last_at FROM attempts WHERE subject = ?1 UNION ALL
        SELECT subject, failures, last_at FROM attempts WHERE subject = ?2";

    /// One more failure; after a day the count begins anew.
    COUNT_FAILURE = "INSERT INTO attempts (subject, failures, last_at) VALUES (?1, 1, ?2)
        ON CONFLICT (subject) DO UPDATE SET failures = CASE WHEN attempts.last_at <= ?3 THEN 1
        ELSE attempts.failures + 1 END, last_at = excluded.last_at";

    /// Failures are forgiven.
    FORGIVE = "DELETE FROM attempts WHERE subject = ?1";

    /// Failures that nobody has to remember.
    FORGET = "DELETE FROM attempts WHERE last_at <= ?1";
}

/// Where a request comes from. An IPv6 customer has a whole /64, so that counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V4(ip) => Self(ip.into()),
            IpAddr::V6(ip) => {
                Self(Ipv6Addr::from_bits(ip.to_bits() & !u128::from(u64::MAX)).into())
            }
        }
    }
}

/// What failures are counted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    key: String,
    free: u32,
    wait_seconds_max: i64,
}

impl Subject {
    /// One address on one thing: `Subject::on(keys, "query", number, address)`.
    pub fn on(keys: &Keys, what: &str, thing: &str, from: Address) -> Self {
        let of = format!("{}/{thing}", from.0);
        let hash = keys.token("attempts on one thing", &of);
        let key = format!("{what}:{hash}");
        Self { key, free: ATTEMPTS_FREE, wait_seconds_max: ATTEMPTS_WAIT_SECONDS_MAX }
    }

    /// One address on anything of the kind.
    pub fn from(keys: &Keys, what: &str, from: Address) -> Self {
        let hash = keys.token("attempts from an address", &from.0.to_string());
        Self {
            key: format!("{what}:addr:{hash}"),
            free: ATTEMPTS_ADDRESS_FREE,
            wait_seconds_max: ATTEMPTS_ADDRESS_WAIT_SECONDS_MAX,
        }
    }

    /// Both counts, as everything that takes a secret asks for them.
    pub fn pair(keys: &Keys, what: &str, thing: &str, from: Address) -> [Self; 2] {
        [Self::on(keys, what, thing, from), Self::from(keys, what, from)]
    }

    /// Seconds to wait after so many failures: 1, 2, 4 … up to the longest wait.
    fn wait_seconds(&self, failures: i64) -> i64 {
        match failures - i64::from(self.free) {
            ..0 => 0,
            beyond @ 0..16 => (1 << beyond).min(self.wait_seconds_max),
            _ => self.wait_seconds_max,
        }
    }
}

/// Whether these may try now; [`Error::SlowDown`] with the seconds to wait where not. Call it
/// before the secret is looked at: what is tried too early is not even compared.
pub fn check(unit: &mut Unit<'_>, subjects: &[Subject]) -> Result<()> {
    let now = unit.cx.now;
    let mut retry_after_seconds = 0;
    // Two at a time, as nearly everybody asks: a look-up pays for each statement.
    for pair in subjects.chunks(2) {
        let keys = [pair.first(), pair.last()].map(|one| one.map(|one| one.key.as_str()).into());
        for row in unit.tx.all(&FAILURES, &keys)? {
            let key = row.text(0)?;
            let Some(subject) = pair.iter().find(|one| one.key == key) else { continue };
            let since = now.seconds_since(row.time(2)?);
            if since < ATTEMPTS_FORGOTTEN_SECONDS {
                let wait = subject.wait_seconds(row.int(1)?) - since;
                retry_after_seconds = retry_after_seconds.max(wait);
            }
        }
    }
    if retry_after_seconds > 0 {
        return Err(Error::SlowDown { retry_after_seconds });
    }
    Ok(())
}

/// Notes a failure. As a unit that ends in an error keeps nothing, this runs in a unit that ends
/// well, after the one that refused; noting needs no right.
pub fn failed(unit: &mut Unit<'_>, subjects: &[Subject]) -> Result<()> {
    unit.by_secret();
    let now = unit.cx.now;
    for subject in subjects {
        let params = [subject.key.as_str().into(), now.into(), forgotten(now).into()];
        unit.tx.run(&COUNT_FAILURE, &params)?;
    }
    Ok(())
}

/// What asks for no secret, done once more: [`Error::SlowDown`] where this address did it too often
/// just now. Needs no right.
pub fn pace(unit: &mut Unit<'_>, subject: Subject) -> Result<()> {
    let subject = [subject];
    check(unit, &subject)?;
    failed(unit, &subject)
}

/// Forgives the failures of one address on one thing. The count of the address stays: it may have
/// guessed at others.
pub fn succeeded(unit: &mut Unit<'_>, subject: &Subject) -> Result<()> {
    unit.tx.run(&FORGIVE, &[subject.key.as_str().into()])?;
    Ok(())
}

/// The job: deletes what is forgotten, and tells how many.
pub fn forget(unit: &mut Unit<'_>) -> Result<u64> {
    unit.authorise(Action::Run, &Resource::Public)?;
    Ok(unit.tx.run(&FORGET, &[forgotten(unit.cx.now).into()])?)
}

const fn forgotten(now: Timestamp) -> Timestamp {
    now.plus_seconds(-ATTEMPTS_FORGOTTEN_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour_or_some_seconds_for_all_of_an_address() {
        let subject =
            |free, wait_seconds_max| Subject { key: String::new(), free, wait_seconds_max };
        let pair = subject(ATTEMPTS_FREE, ATTEMPTS_WAIT_SECONDS_MAX);
        let waits = [4, 5, 6, 7, 14, 15, 100, i64::MAX].map(|n| pair.wait_seconds(n));
        assert_eq!(waits, [0, 1, 2, 4, 512, 900, 900, 900]);
        let all = subject(ATTEMPTS_ADDRESS_FREE, ATTEMPTS_ADDRESS_WAIT_SECONDS_MAX);
        let waits = [19, 20, 21, 22, 23, 1_000, i64::MAX].map(|n| all.wait_seconds(n));
        assert_eq!(waits, [0, 1, 2, 4, 4, 4, 4]);
    }

    #[test]
    fn neighbours_of_one_customer_count_as_one() {
        let address = |text: &str| Address::from(text.parse::<IpAddr>().unwrap());
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:2"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:10.0.0.1"), address("10.0.0.1"));
        assert_ne!(address("10.0.0.1"), address("10.0.0.2"));
    }
}
