//! A unit of work: who acts, when, with which randomness, in which transaction.

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
    /// All randomness of the unit.
    pub seed: Seed,
}

impl Cx {
    /// A context for an actor, now.
    pub fn new(house: &Arc<House>, actor: Actor) -> Self {
        Self { house: Arc::clone(house), actor, now: house.clock.now(), seed: house.entropy.seed() }
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
    fn new(tx: &'a mut Tx, cx: &'a Cx) -> Self {
        Self { tx, cx, draw: cx.seed.draw(), authorised: false }
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
        let cx = self.clone();
        self.house.db.write(move |tx| run(tx, &cx, &case)).await
    }

    /// Runs a use case that only reads.
    pub async fn read<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let cx = self.clone();
        self.house.db.read(move |tx| run(tx, &cx, &case)).await
    }

    /// Like [`Cx::write`], for commands that have no runtime.
    pub fn write_blocking<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let cx = self.clone();
        self.house.db.write_blocking(move |tx| run(tx, &cx, &case))
    }

    /// Like [`Cx::read`], for commands that have no runtime.
    pub fn read_blocking<T, F>(&self, case: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let cx = self.clone();
        self.house.db.read_blocking(move |tx| run(tx, &cx, &case))
    }
}

fn run<T>(tx: &mut Tx, cx: &Cx, case: &impl Fn(&mut Unit<'_>) -> Result<T>) -> Result<T> {
    let mut unit = Unit::new(tx, cx);
    let outcome = case(&mut unit);
    unit.finish(outcome)
}
