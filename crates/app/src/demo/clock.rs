//! A clock that is wound by hand.

use std::sync::atomic::{AtomicI64, Ordering};

use base::{Clock, Timestamp};

/// A clock that is wound by hand.
pub struct WoundClock(AtomicI64);

impl WoundClock {
    /// It shows this time until it is set.
    pub const fn new(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.micros()))
    }

    /// Shows another time from now on.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.micros(), Ordering::Relaxed);
    }
}

impl Clock for WoundClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}
