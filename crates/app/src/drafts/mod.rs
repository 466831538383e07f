//! 草稿: what somebody has typed and not submitted. Drafts are no events of any case; they are
//! encrypted, expire, and are seen by their owner alone.

mod again;
mod body;
mod close;
mod park;
pub mod sql;

use base::Timestamp;
use base::limits::{CLEANUP_ROWS_MAX, DRAFT_DAYS_MAX, DRAFTS_PER_OWNER_MAX};
use db::Row;
use domain::access::{Action, Actor, Resource};
use serde_json::Value;

pub use again::again;
pub use close::{close, idempotency};
pub use park::{Parked, adopt, forsake, park, parked};

use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::unit::Unit;

/// A draft. Lists leave `body` null.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// 实施编码; empty for a form that was kept and belongs to no item.
    pub item: String,
    /// The version of the item whose form was filled in; zero without an item.
    pub item_version: u32,
    /// Grows by one with every step that is saved.
    pub revision: u32,
    /// When the last step was saved.
    pub updated_at: Timestamp,
    /// When it is thrown away.
    pub expires_at: Timestamp,
    /// The case that it became.
    pub case_number: Option<String>,
    /// The case with whose answers and files it was begun.
    pub from_case: Option<String>,
    /// What was typed, as the pages keep it: step, parties, answers, papers, delivery …
    pub body: Value,
}

impl Draft {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text(0)?,
            item: row.text(1)?,
            item_version: u32::try_from(row.int(2)?).map_err(Error::broken)?,
            revision: u32::try_from(row.int(3)?).map_err(Error::broken)?,
            updated_at: row.time(4)?,
            expires_at: row.time(5)?,
            case_number: row.text_opt(6)?,
            from_case: row.text_opt(7)?,
            body: Value::Null,
        })
    }

    fn opened(keys: &Keys, row: &Row) -> Result<Self> {
        let draft = Self::from_row(row)?;
        let body = body::open(keys, &draft.id, &row.bytes(8)?)?;
        Ok(Self { body, ..draft })
    }
}

/// A draft that is ready to be written.
pub struct NewDraft {
    id: String,
    item: String,
    item_version: u32,
    sealed: Vec<u8>,
}

impl NewDraft {
    /// Draws the id and encrypts what was typed. The item must be in use.
    pub fn prepare(house: &House, item: &str, body: &Value) -> Result<Self> {
        let item_version = house.catalogue().in_use(item).ok_or(Error::NotFound)?.version;
        Self::new(house, item, item_version, body)
    }

    /// The same for a form that is kept as it was posted, whatever it was about.
    pub fn of_form(house: &House, body: &Value) -> Result<Self> {
        Self::new(house, "", 0, body)
    }

    fn new(house: &House, item: &str, item_version: u32, body: &Value) -> Result<Self> {
        let id = house.entropy.seed().draw().id();
        let sealed = body::seal(house, &id, body)?;
        Ok(Self { id, item: item.to_owned(), item_version, sealed })
    }

    fn insert(&self, unit: &mut Unit<'_>, owner: &str, expires_at: Timestamp) -> Result<()> {
        self.insert_from(unit, owner, expires_at, None).map(drop)
    }

    /// Inserts it, unless there is one that was filled in from the same case: then it is false.
    fn insert_from(
        &self,
        unit: &mut Unit<'_>,
        owner: &str,
        expires_at: Timestamp,
        from_case: Option<&str>,
    ) -> Result<bool> {
        let params = [
            self.id.as_str().into(),
            owner.into(),
            self.item.as_str().into(),
            self.item_version.into(),
            self.sealed.as_slice().into(),
            unit.cx.now.into(),
            expires_at.into(),
            from_case.into(),
        ];
        Ok(unit.tx.run(&sql::INSERT, &params)? == 1)
    }
}

/// A step that is ready to be written.
pub struct Step {
    draft: String,
    seen: u32,
    sealed: Vec<u8>,
}

impl Step {
    /// Encrypts what was typed. `seen` is the revision that the person has before them.
    pub fn prepare(house: &House, draft: &str, seen: u32, body: &Value) -> Result<Self> {
        let sealed = body::seal(house, draft, body)?;
        Ok(Self { draft: draft.to_owned(), seen, sealed })
    }
}

/// What came of saving a step.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// It is saved as this revision.
    Kept(u32),
    /// Another step was saved meanwhile, perhaps on another device, or the draft became a case:
    /// that is kept, and here it is, so that the person can be told.
    Newer(Box<Draft>),
}

/// Creates a draft of the actor's and gives its id. Of more than twenty open ones it is refused.
pub fn create(unit: &mut Unit<'_>, new: &NewDraft) -> Result<String> {
    let owner = owner(unit)?;
    room(unit, &owner)?;
    let expires_at = expiry(unit.cx.now);
    new.insert(unit, &owner, expires_at)?;
    Ok(new.id.clone())
}

/// The actor's draft of the item in which nothing was saved yet, else a new one: whoever begins
/// twice begins once.
pub fn begin(unit: &mut Unit<'_>, new: &NewDraft) -> Result<String> {
    let untouched =
        |draft: &Draft| draft.item == new.item && draft.revision == 1 && draft.from_case.is_none();
    match list(unit)?.into_iter().find(untouched) {
        Some(draft) => Ok(draft.id),
        None => create(unit, new),
    }
}

/// One of the actor's drafts; those of others are not found.
pub fn load(unit: &mut Unit<'_>, id: &str) -> Result<Draft> {
    let owner = owner(unit)?;
    read(unit, id, &owner)
}

/// Saves a step, if the draft is still as the person saw it.
pub fn save(unit: &mut Unit<'_>, step: &Step) -> Result<Saved> {
    let owner = owner(unit)?;
    let now = unit.cx.now;
    let params = [
        step.draft.as_str().into(),
        owner.as_str().into(),
        step.seen.into(),
        step.sealed.as_slice().into(),
        now.into(),
        expiry(now).into(),
    ];
    if unit.tx.run(&sql::SAVE, &params)? == 1 {
        return Ok(Saved::Kept(step.seen + 1));
    }
    read(unit, &step.draft, &owner).map(|draft| Saved::Newer(Box::new(draft)))
}

/// The actor's open drafts without their bodies, the newest first.
pub fn list(unit: &mut Unit<'_>) -> Result<Vec<Draft>> {
    let owner = owner(unit)?;
    let rows = unit.tx.all(&sql::LIST, &[owner.into(), unit.cx.now.into()])?;
    rows.iter().map(Draft::from_row).collect()
}

/// Throws a draft of the actor's away with its files.
pub fn delete(unit: &mut Unit<'_>, id: &str) -> Result<()> {
    let owner = owner(unit)?;
    if unit.tx.run(&sql::DELETE, &[id.into(), owner.into()])? == 0 {
        return Err(Error::NotFound);
    }
    unit.tx.run(&sql::DELETE_FILES, &[id.into()])?;
    Ok(())
}

/// The job: throws away what is over, some hundred at a time, and tells how many; run it again
/// until it tells 0. The files' objects are collected by [`crate::files::sweep`].
pub fn expire(unit: &mut Unit<'_>) -> Result<usize> {
    unit.authorise(Action::Run, &Resource::Public)?;
    let now = unit.cx.now;
    let limit = i64::try_from(CLEANUP_ROWS_MAX).map_err(Error::broken)?;
    let rows = unit.tx.all(&sql::EXPIRED, &[now.into(), limit.into()])?;
    for row in &rows {
        let id = row.text(0)?;
        // Somebody may have saved a step since the list was read.
        if unit.tx.run(&sql::DELETE_EXPIRED, &[id.as_str().into(), now.into()])? == 1 {
            unit.tx.run(&sql::DELETE_FILES, &[id.into()])?;
        }
    }
    Ok(rows.len())
}

/// Who owns the drafts of the actor: an account, or a member of staff, whose form is kept when the
/// session ends.
pub(crate) fn owner(unit: &mut Unit<'_>) -> Result<String> {
    match unit.cx.actor.clone() {
        Actor::Account(account) => {
            unit.authorise(Action::FileCase, &Resource::Public)?;
            Ok(account.id)
        }
        Actor::Staff(staff) => {
            // What they typed is theirs alone; what becomes of it, its use case decides.
            unit.by_secret();
            Ok(format!("staff:{}", staff.id))
        }
        Actor::Nobody => Err(Error::Unauthenticated),
        Actor::System => Err(Error::Forbidden),
    }
}

fn read(unit: &mut Unit<'_>, id: &str, owner: &str) -> Result<Draft> {
    let params = [id.into(), owner.into(), unit.cx.now.into()];
    let row = unit.tx.one(&sql::DRAFT, &params)?.ok_or(Error::NotFound)?;
    Draft::opened(&unit.cx.house.keys, &row)
}

/// Refuses one draft too many.
fn room(unit: &mut Unit<'_>, owner: &str) -> Result<()> {
    let row = unit.tx.one(&sql::COUNT_OPEN, &[owner.into()])?;
    let open = row.map_or(Ok(0), |row| row.int(0))?;
    if usize::try_from(open).is_ok_and(|open| open < DRAFTS_PER_OWNER_MAX) {
        return Ok(());
    }
    Err(Error::field("draft", "draft.too_many"))
}

const fn expiry(now: Timestamp) -> Timestamp {
    now.plus_seconds(DRAFT_DAYS_MAX * 24 * 3_600)
}
