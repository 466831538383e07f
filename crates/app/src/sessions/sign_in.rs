//! Signing in, in three steps: find who it may be (a unit that reads), compare the password (slow,
//! in no unit), begin a session or note the failure (a unit that writes).

use super::{Holder, Opened, open};
use crate::attempts::{self, Subject};
use crate::error::Result;
use crate::people::{Password, PasswordHash};
use crate::unit::Unit;

/// Who it may be that wants to sign in.
#[derive(Debug, Clone)]
pub struct Candidates {
    holders: Vec<(Holder, PasswordHash)>,
    tries: usize,
    subjects: [Subject; 2],
}

/// What came of comparing.
#[derive(Debug, Clone)]
pub struct Checked {
    holder: Option<Holder>,
    subjects: [Subject; 2],
}

impl Candidates {
    /// Candidates in the order in which they are tried, at most `tries`. So many hashes are
    /// computed on every failure, so that the time tells nobody how many accounts there are.
    pub(crate) fn new(
        mut holders: Vec<(Holder, PasswordHash)>,
        tries: usize,
        subjects: [Subject; 2],
    ) -> Self {
        holders.truncate(tries);
        Self { holders, tries, subjects }
    }

    /// Compares the password with each candidate's. Slow on purpose: run it where nothing waits.
    pub fn check(self, password: &str) -> Result<Checked> {
        let password = Password::typed(password);
        let missing = self.tries - self.holders.len();
        for (holder, hash) in self.holders {
            if hash.fits(&password)? {
                return Ok(Checked { holder: Some(holder), subjects: self.subjects });
            }
        }
        for _ in 0..missing {
            PasswordHash::fits_nobody(&password)?;
        }
        Ok(Checked { holder: None, subjects: self.subjects })
    }
}

impl Checked {
    /// Begins the session; or notes the failure and gives none, for an error would undo the note.
    pub fn settle(&self, unit: &mut Unit<'_>) -> Result<Option<Opened>> {
        let Some(holder) = &self.holder else {
            attempts::failed(unit, &self.subjects)?;
            return Ok(None);
        };
        unit.by_secret();
        attempts::succeeded(unit, &self.subjects[0])?;
        open(unit, holder.clone()).map(Some)
    }
}
