//! Randomness. A unit of work may be run again, so what it needs is drawn before it, as a seed.

use std::cell::RefCell;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// Where randomness comes from. Everything takes one; only the binary has the real one.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with bytes that nobody can predict.
    fn fill(&self, buffer: &mut [u8]);

    /// Draws a seed for one unit of work.
    fn seed(&self) -> Seed {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        Seed(bytes)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

/// Bytes asked of the system at once: each request draws some, and each call costs as much as a
/// look-up's row.
const FETCHED_BYTES: usize = 1_024;

/// Bytes that a thread has fetched, and how many of them are used up.
struct Fetched {
    bytes: [u8; FETCHED_BYTES],
    used: usize,
}

thread_local! {
    static FETCHED: RefCell<Fetched> =
        const { RefCell::new(Fetched { bytes: [0; FETCHED_BYTES], used: FETCHED_BYTES }) };
}

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        if buffer.len() > FETCHED_BYTES {
            return ask(buffer);
        }
        FETCHED.with_borrow_mut(|fetched| {
            if fetched.used + buffer.len() > FETCHED_BYTES {
                ask(&mut fetched.bytes);
                fetched.used = 0;
            }
            let taken = &mut fetched.bytes[fetched.used..fetched.used + buffer.len()];
            buffer.copy_from_slice(taken);
            // What was given out is in nobody else's hands.
            taken.fill(0);
            fetched.used += buffer.len();
        });
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
fn ask(buffer: &mut [u8]) {
    getrandom::fill(buffer).expect("the operating system gives randomness");
}

/// 256 random bits from which one unit of work draws all its ids, keys and salts. Running the unit
/// again with the same seed draws the same ones.
#[derive(Clone)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A seed with known bytes, for tests and for demonstration data that comes out the same.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Starts drawing from the beginning.
    pub fn draw(&self) -> Draw {
        Draw(ChaCha20Rng::from_seed(self.0))
    }
}

/// A stream of random values from a [`Seed`].
pub struct Draw(ChaCha20Rng);

impl Draw {
    /// Fills the buffer.
    pub fn fill(&mut self, buffer: &mut [u8]) {
        self.0.fill_bytes(buffer);
    }

    /// The next `N` bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number below `bound`, without bias. `bound` must not be zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "a bound of zero has no number below it");
        let zone = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.0.next_u64();
            if number < zone {
                return number % bound;
            }
        }
    }

    /// One of the given values.
    pub fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        let count = u64::try_from(values.len()).expect("a slice fits");
        let index = usize::try_from(self.below(count)).expect("below a slice's length");
        &values[index]
    }

    /// A new 128-bit id as 26 characters of Crockford's base 32 in lower case.
    pub fn id(&mut self) -> String {
        let mut text = crate::codes::crockford(&self.bytes::<16>());
        text.make_ascii_lowercase();
        text
    }
}

/// Known bytes, one after the other: for tests only in name, it is as random as its seed.
pub struct SeededEntropy(std::sync::Mutex<Draw>);

impl SeededEntropy {
    /// Starts from a seed.
    pub fn new(seed: &Seed) -> Self {
        Self(std::sync::Mutex::new(seed.draw()))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().expect("no panic while drawing").fill(buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_bytes_never_come_twice() {
        let mut seen = std::collections::HashSet::new();
        for length in [32, 32, 16, FETCHED_BYTES - 40, 32, FETCHED_BYTES, FETCHED_BYTES + 1, 32] {
            let mut bytes = vec![0; length];
            SystemEntropy.fill(&mut bytes);
            for part in bytes.chunks_exact(16) {
                assert_ne!(part, [0; 16]);
                assert!(seen.insert(part.to_vec()), "given out twice");
            }
        }
    }
}
