//! Writing entries: exact bytes, a commitment to the personal part, the cipher beside it.

use base::{Draw, Timestamp};
use db::{Tx, Write};
use ledger::{Commitment, Entry};
use serde_json::Value;

use super::sql;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::unit::Unit;
use crate::vault::{self, PersonKey};

/// The name of the one personal part that an entry may have.
pub const PART: &str = "personal";

/// An entry to be written.
pub struct NewEntry<'a> {
    /// `case/…`, `item/…`, `staff/…`, `account/…`, `access/…`.
    pub stream: &'a str,
    /// Its number in the stream.
    pub seq: u64,
    /// What happened.
    pub kind: &'a str,
    /// Version of the kind.
    pub version: u16,
    /// When.
    pub at: Timestamp,
    /// Who, as the log knows them.
    pub actor: String,
    /// What anybody may read.
    pub public: Value,
    /// What belongs to a person.
    pub personal: Option<Personal<'a>>,
}

/// The personal part of an entry.
pub struct Personal<'a> {
    /// Whose, as the log knows the person.
    pub person: &'a str,
    /// The key that will open it.
    pub key: &'a PersonKey,
    /// The part.
    pub value: &'a Value,
}

/// An entry as it is stored.
#[derive(Debug, Clone)]
pub struct Written {
    /// The stream.
    pub stream: String,
    /// The number.
    pub seq: u64,
    /// The kind.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whose personal part.
    pub person: Option<String>,
    /// Its cipher.
    pub personal: Option<Vec<u8>>,
}

impl Written {
    /// The leaf hash, which the promise names.
    pub fn leaf_hash(&self) -> ledger::Hash {
        ledger::hash_leaf(&self.bytes)
    }
}

/// Where a personal part belongs: its cipher opens nowhere else.
pub fn place(stream: &str, seq: u64) -> String {
    format!("{stream}#{seq}")
}

/// Makes the bytes of an entry. Pure but for the randomness passed in.
pub fn write(draw: &mut Draw, new: NewEntry<'_>) -> Result<Written> {
    let sealed = match &new.personal {
        None => None,
        Some(part) => {
            let text = serde_json::to_vec(part.value).map_err(Error::broken)?;
            let sealed = vault::seal_part(part.key, draw, &place(new.stream, new.seq), &text);
            Some((part.person.to_owned(), sealed))
        }
    };
    let commitments = sealed.iter().map(|(person, sealed)| Commitment {
        subject: person.clone(),
        part: PART.to_owned(),
        commitment: sealed.commitment,
    });
    let entry = Entry {
        stream: new.stream.to_owned(),
        seq: new.seq,
        kind: new.kind.to_owned(),
        version: new.version,
        time: new.at,
        actor: new.actor,
        public: new.public,
        personal: commitments.collect(),
    };
    let bytes = entry.encode().map_err(Error::broken)?;
    let (person, personal) = sealed.map(|(person, sealed)| (person, sealed.cipher)).unzip();
    Ok(Written {
        stream: entry.stream,
        seq: entry.seq,
        kind: entry.kind,
        at: new.at,
        bytes,
        person,
        personal,
    })
}

/// Puts an entry into its stream; tells when somebody was faster.
pub fn insert(tx: &mut Tx, written: &Written) -> Result<()> {
    insert_with(tx, written, Vec::new())
}

/// [`insert`] together with what is written because of it.
pub fn insert_with(tx: &mut Tx, written: &Written, with: Vec<Write>) -> Result<()> {
    let params = vec![
        written.stream.as_str().into(),
        int(written.seq)?.into(),
        written.kind.as_str().into(),
        written.at.into(),
        written.bytes.as_slice().into(),
        written.person.as_deref().into(),
        written.personal.as_deref().into(),
    ];
    let mut writes = vec![(&sql::INSERT_ENTRY, params)];
    writes.extend(with);
    if tx.batch(&writes)?.first() == Some(&1) {
        return Ok(());
    }
    Err(Error::Moved { seq: last_seq(tx, &written.stream)? })
}

/// The number of the last entry of a stream; zero for none.
pub fn last_seq(tx: &mut Tx, stream: &str) -> Result<u64> {
    let row = tx.one(&sql::LAST_SEQ, &[stream.into()])?;
    let last = row.map(|row| row.int_opt(0)).transpose()?.flatten();
    Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
}

/// The key of a person in a stream, if it was not destroyed.
pub fn person_key(
    tx: &mut Tx,
    keys: &Keys,
    stream: &str,
    person: &str,
) -> Result<Option<PersonKey>> {
    let row = tx.one(&sql::PERSON_KEY, &[stream.into(), person.into()])?;
    let wrapped = row.map(|row| row.bytes(0)).transpose()?;
    wrapped.map(|wrapped| PersonKey::unwrap(keys, &wrapped, stream, person)).transpose()
}

/// Draws a key for a person in a stream and stores it.
pub fn new_person_key(unit: &mut Unit<'_>, stream: &str, person: &str) -> Result<PersonKey> {
    let key = PersonKey::draw(&mut unit.draw);
    let wrapped = key.wrap(&unit.cx.house.keys, &mut unit.draw, stream, person);
    unit.tx.run(&sql::INSERT_PERSON_KEY, &[stream.into(), person.into(), wrapped.into()])?;
    Ok(key)
}

/// What happened in a stream that is not a case, as the next entry.
pub fn append(unit: &mut Unit<'_>, stream: &str, kind: &str, public: Value) -> Result<()> {
    let seq = last_seq(unit.tx, stream)? + 1;
    let (at, actor) = (unit.cx.now, unit.cx.actor.pseudonym());
    let new = NewEntry { stream, seq, kind, version: 1, at, actor, public, personal: None };
    let written = write(&mut unit.draw, new)?;
    insert(unit.tx, &written)
}

/// The same with a part that belongs to a person.
pub fn append_personal(
    unit: &mut Unit<'_>,
    stream: &str,
    kind: &str,
    public: Value,
    (person, value): (&str, &Value),
) -> Result<()> {
    let key = match person_key(unit.tx, &unit.cx.house.keys, stream, person)? {
        Some(key) => key,
        None => new_person_key(unit, stream, person)?,
    };
    let seq = last_seq(unit.tx, stream)? + 1;
    let (at, actor) = (unit.cx.now, unit.cx.actor.pseudonym());
    let personal = Some(Personal { person, key: &key, value });
    let new = NewEntry { stream, seq, kind, version: 1, at, actor, public, personal };
    let written = write(&mut unit.draw, new)?;
    insert(unit.tx, &written)
}

/// A number for the database.
pub fn int(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(Error::broken)
}
