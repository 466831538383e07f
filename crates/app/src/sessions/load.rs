//! Whose request is it? One row read by its key, remembered for a few seconds.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base::Timestamp;
use base::limits::{
    SESSION_CACHE_MAX, SESSION_CACHE_SECONDS, SESSION_RESIDENT_IDLE_SECONDS_MAX,
    SESSION_SEEN_SECONDS, SESSION_STAFF_IDLE_SECONDS_MAX,
};
use db::Row;
use domain::access::{AccountActor, Actor, StaffActor};
use domain::people::Role;

use super::{Holder, hash, sql};
use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::people::{level_of, profile};

/// A session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who acts.
    pub actor: Actor,
    /// Whose it is, as the store knows them.
    pub holder: Holder,
    /// The name to greet with.
    pub name: String,
    /// The service window of a clerk, as `A01`.
    pub window: Option<String>,
    /// Whether somebody else has set the password. Until it is changed, the actor has no role.
    pub given: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// The last request that was noted; at most some minutes behind.
    pub seen_at: Timestamp,
    /// When it is over at the latest.
    pub expires_at: Timestamp,
}

impl Session {
    /// When it is over if no request comes.
    pub const fn idle_until(&self) -> Timestamp {
        let seconds = match self.holder {
            Holder::Account(_) => SESSION_RESIDENT_IDLE_SECONDS_MAX,
            Holder::Staff(_) => SESSION_STAFF_IDLE_SECONDS_MAX,
        };
        self.seen_at.plus_seconds(seconds)
    }

    fn holds(&self, now: Timestamp) -> bool {
        now < self.expires_at && now < self.idle_until()
    }
}

/// The sessions that a node has lately seen. What ends elsewhere ends here some seconds later.
#[derive(Default)]
pub struct Sessions {
    seen: Mutex<HashMap<String, (Arc<Session>, Timestamp)>>,
}

impl Sessions {
    /// Remembers none yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The session of a cookie; none where there is none or it is over, or its holder is no longer
    /// active.
    pub async fn load(&self, house: &House, cookie: &str) -> Result<Option<Arc<Session>>> {
        let hash = hash(cookie);
        let now = house.clock.now();
        if let Some(session) = self.remembered(&hash, now) {
            return Ok(session.holds(now).then_some(session));
        }
        let key = hash.clone();
        let row = house.db.read_single(move |tx| tx.one(&sql::LOAD, &[key.as_str().into()]));
        let row = row.await.map_err(Error::from)?;
        let session = row.map(|row| from_row(&house.keys, &row)).transpose()?.flatten();
        let Some(mut session) = session.filter(|session| session.holds(now)) else {
            return Ok(None);
        };
        if now.seconds_since(session.seen_at) >= SESSION_SEEN_SECONDS {
            session.seen_at = now;
            note_seen(house, hash.clone(), now).await;
        }
        let session = Arc::new(session);
        let mut seen = self.lock();
        if seen.len() >= SESSION_CACHE_MAX {
            seen.clear();
        }
        seen.insert(hash, (Arc::clone(&session), now));
        Ok(Some(session))
    }

    /// Forgets a session at once: after signing out, or when its holder has changed.
    pub fn forget(&self, cookie: &str) {
        self.lock().remove(&hash(cookie));
    }

    /// Forgets all sessions at once: after one member of staff or account was changed.
    pub fn forget_all(&self) {
        self.lock().clear();
    }

    fn remembered(&self, hash: &str, now: Timestamp) -> Option<Arc<Session>> {
        let seen = self.lock();
        let (session, read_at) = seen.get(hash)?;
        (now.seconds_since(*read_at) < SESSION_CACHE_SECONDS).then(|| Arc::clone(session))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Arc<Session>, Timestamp)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A note that fails (a full disk) must not sign anybody out.
async fn note_seen(house: &House, hash: String, now: Timestamp) {
    let noted = house.db.write(move |tx| {
        tx.run(&sql::SEEN, &[hash.as_str().into(), now.into()])?;
        Ok::<_, db::Error>(())
    });
    if let Err(error) = noted.await {
        tracing::warn!(%error, "the last request of a session was not noted");
    }
}

/// None when the holder is gone or no longer active.
fn from_row(keys: &Keys, row: &Row) -> Result<Option<Session>> {
    let (actor, holder, name, window, given) = match (row.text_opt(3)?, row.text_opt(7)?) {
        (Some(id), _) => {
            let profile = profile::open(keys, &id, &row.bytes(6)?)?;
            let (person, level) = (row.text(4)?, level_of(row.str(5)?)?);
            let name = profile.name.as_str().to_owned();
            let actor = AccountActor { id: id.clone(), person, level };
            (Actor::Account(actor), Holder::Account(id), name, None, false)
        }
        (None, Some(id)) => {
            let mut roles: Vec<Role> =
                serde_json::from_str(&row.json(10)?).map_err(Error::broken)?;
            let given = row.bool(14)?;
            if given {
                roles.clear();
            }
            let (department, region) = (row.text(8)?, row.text(9)?);
            let actor = StaffActor { id, department, region, roles };
            let holder = Holder::Staff(row.text(13)?);
            (Actor::Staff(actor), holder, row.text(11)?, row.text_opt(12)?, given)
        }
        (None, None) => return Ok(None),
    };
    let (created_at, seen_at, expires_at) = (row.time(0)?, row.time(1)?, row.time(2)?);
    Ok(Some(Session { actor, holder, name, window, given, created_at, seen_at, expires_at }))
}
