//! A unit of work: who acts, when, with which randomness, in which transaction.
//!
//! Each unit has a seed of its own, drawn when it is handed over: run again, it draws the same, and
//! no two units draw the same. A nonce that came twice under one key would open what it closes.

use std::sync::Arc;

use base::{Draw, Seed, Timestamp};
use db::Tx;
use domain::access::{Access, Action, Actor, Resource, decide};

use crate::error::{Error, Result};
use crate::house::House;

/// What is known about a request before its unit of work begins.
#[derive(Clone)]
pub struct Cx {
    /// The instance.
    pub house: Arc<House>,
    /// Who acts.
    pub actor: Actor,
    /// The present moment, drawn once.
    pub now: Timestamp,
}

impl Cx {
    /// A context for an actor, now.
    pub fn new(house: &Arc<House>, actor: Actor) -> Self {
        Self { house: Arc::clone(house), actor, now: house.clock.now() }
    }

    /// Whether the actor may do the action: the first line of every use case.
    pub fn authorise(&self, action: Action, resource: &Resource<'_>) -> Result<()> {
        match decide(&self.actor, action, resource) {
            Access::Granted => Ok(()),
            Access::Forbidden if self.actor == Actor::Nobody => Err(Error::Unauthenticated),
            Access::Forbidden => Err(Error::Forbidden),
            Access::Hidden => Err(Error::NotFound),
        }
    }
}

/// One transaction of one request.
pub struct Unit<'a> {
    /// The transaction.
    pub tx: &'a mut Tx,
    /// Who, when.
    pub cx: &'a Cx,
    /// The unit's randomness.
    pub draw: Draw,
    authorised: bool,
}

impl<'a> Unit<'a> {
    fn new(tx: &'a mut Tx, cx: &'a Cx, seed: &Seed) -> Self {
        Self { tx, cx, draw: seed.draw(), authorised: false }
    }

    /// Authorises, and notes that it was done: a unit that never asks is not committed.
    pub fn authorise(&mut self, action: Action, resource: &Resource<'_>) -> Result<()> {
        self.cx.authorise(action, resource)?;
        self.authorised = true;
        Ok(())
    }

    /// Notes that this unit needs no right beyond a secret that the caller has shown: a password, a
    /// query code, a cookie.
    pub fn by_secret(&mut self) {
        self.authorised = true;
    }

    fn finish<T>(self, outcome: Result<T>) -> Result<T> {
        if outcome.is_ok() && !self.authorised {
            return Err(Error::broken("a use case did not ask whether it is allowed"));
        }
        outcome
    }
}

impl Cx {
    /// Runs a use case that writes, answered after its commit.
    pub async fn write<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (cx, seed) = self.handed_over();
        self.house.db.write(move |tx| run(tx, &cx, &seed, &case)).await
    }

    /// Runs a use case that only reads.
    pub async fn read<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (cx, seed) = self.handed_over();
        self.house.db.read(move |tx| run(tx, &cx, &seed, &case)).await
    }

    /// Like [`Cx::read`], for a few rows found by their keys.
    pub async fn look<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (cx, seed) = self.handed_over();
        self.house.db.look(move |tx| run(tx, &cx, &seed, &case)).await
    }

    /// Like [`Cx::write`], for commands that have no runtime.
    pub fn write_blocking<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (cx, seed) = self.handed_over();
        self.house.db.write_blocking(move |tx| run(tx, &cx, &seed, &case))
    }

    /// Like [`Cx::read`], for commands that have no runtime.
    pub fn read_blocking<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (cx, seed) = self.handed_over();
        self.house.db.read_blocking(move |tx| run(tx, &cx, &seed, &case))
    }

    fn handed_over(&self) -> (Self, Seed) {
        (self.clone(), self.house.entropy.seed())
    }
}

fn run<T>(
    tx: &mut Tx,
    cx: &Cx,
    seed: &Seed,
    case: &impl Fn(&mut Unit<'_>) -> Result<T>,
) -> Result<T> {
    let mut unit = Unit::new(tx, cx, seed);
    let outcome = case(&mut unit);
    unit.finish(outcome)
}
