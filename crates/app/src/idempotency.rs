//! 幂等: a request that comes twice is done once. The client draws a key; the first answer is kept
//! under (actor, key, hash of the body), encrypted, in the transaction that made it true.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::error::{Error, Result};
use crate::unit::Unit;
use crate::vault;

db::statements! {
    /// What a repeated request is answered with.
    IDEMPOTENT = "SELECT body_hash, answer FROM idempotency WHERE actor = ?1 AND key = ?2";

    /// Claims a key with the answer.
    CLAIM = "INSERT INTO idempotency (actor, key, body_hash, answer, at)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (actor, key) DO NOTHING";

    /// The answer that was not known yet when the key was claimed.
    ANSWER = "UPDATE idempotency SET answer = ?3 WHERE actor = ?1 AND key = ?2";
}

/// A request that may come twice.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// The key that the client drew.
    pub key: String,
    /// SHA-256 of the body.
    pub body_hash: [u8; 32],
}

impl Idempotency {
    /// For a body.
    pub fn new(key: impl Into<String>, body: &[u8]) -> Self {
        Self { key: key.into(), body_hash: Sha256::digest(body).into() }
    }

    /// The answer to the actor's earlier request under this key, if there was one; another request
    /// under the same key gives [`Error::KeyReused`].
    pub fn answered<T: DeserializeOwned>(&self, unit: &mut Unit<'_>) -> Result<Option<T>> {
        // The key was drawn for this actor's request and is in nobody else's hands.
        unit.by_secret();
        let Some(row) = row(unit, &self.key)? else { return Ok(None) };
        if row.bytes(0)? != self.body_hash {
            return Err(Error::KeyReused);
        }
        unseal(unit, &self.key, &row).map(Some)
    }

    /// Claims the key with the answer. Gives the first one when it was claimed before; of two
    /// requests at the same time one waits here for the other.
    pub(crate) fn claim<T>(&self, unit: &mut Unit<'_>, answer: &T) -> Result<Option<T>>
    where
        T: Serialize + DeserializeOwned,
    {
        let params = [
            unit.cx.actor.pseudonym().into(),
            self.key.as_str().into(),
            self.body_hash.into(),
            seal(unit, &self.key, answer)?.into(),
            unit.cx.now.into(),
        ];
        if unit.tx.run(&CLAIM, &params)? == 1 {
            return Ok(None);
        }
        let first = self.answered(unit)?;
        first.map(Some).ok_or_else(|| Error::broken("a claimed key has no answer"))
    }
}

/// Does something once: a repeated request gets the first one's answer, and nothing is done.
pub fn once<T: Serialize + DeserializeOwned>(
    unit: &mut Unit<'_>,
    request: Option<&Idempotency>,
    act: impl FnOnce(&mut Unit<'_>) -> Result<T>,
) -> Result<T> {
    let Some(request) = request else { return act(unit) };
    if let Some(first) = request.claim(unit, &Value::Null)? {
        return serde_json::from_value(first).map_err(Error::broken);
    }
    let answer = act(unit)?;
    let sealed = seal(unit, &request.key, &answer)?;
    let actor = unit.cx.actor.pseudonym();
    unit.tx.run(&ANSWER, &[actor.into(), request.key.as_str().into(), sealed.into()])?;
    Ok(answer)
}

/// The answer that the actor got under this key, whatever was asked.
pub(crate) fn answer_under<T: DeserializeOwned>(
    unit: &mut Unit<'_>,
    key: &str,
) -> Result<Option<T>> {
    unit.by_secret();
    let Some(row) = row(unit, key)? else { return Ok(None) };
    unseal(unit, key, &row).map(Some)
}

fn row(unit: &mut Unit<'_>, key: &str) -> Result<Option<db::Row>> {
    let params = [unit.cx.actor.pseudonym().into(), key.into()];
    Ok(unit.tx.one(&IDEMPOTENT, &params)?)
}

/// Answers hold query codes, so they are encrypted.
fn seal<T: Serialize>(unit: &mut Unit<'_>, key: &str, answer: &T) -> Result<String> {
    let text = serde_json::to_vec(answer).map_err(Error::broken)?;
    let sealed = vault::seal_own(&unit.cx.house.keys, &mut unit.draw, key, &text);
    Ok(data_encoding::BASE64.encode(&sealed))
}

fn unseal<T: DeserializeOwned>(unit: &Unit<'_>, key: &str, row: &db::Row) -> Result<T> {
    let sealed = data_encoding::BASE64.decode(row.text(1)?.as_bytes()).map_err(Error::broken)?;
    let text = vault::open_own(&unit.cx.house.keys, key, &sealed)?;
    serde_json::from_slice(&text).map_err(Error::broken)
}
