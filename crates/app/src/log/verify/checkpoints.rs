//! The history of published checkpoints: each is signed, is one of this log, and none is missing.

use db::Row;
use ledger::{Checkpoint, Hash, VerifierKey};

use super::{PAGE, Verified, sql};
use crate::error::{Error, Result};
use crate::house::House;
use crate::log::entries::int;

/// A row of `checkpoints`.
struct Published {
    size: u64,
    note: String,
    previous: Option<u64>,
}

impl Published {
    /// From the columns size, note, previous.
    fn from_row(row: &Row, first: usize) -> Result<Self> {
        let size = |number: i64| u64::try_from(number).map_err(Error::broken);
        Ok(Self {
            size: size(row.int(first)?)?,
            note: row.text(first + 1)?,
            previous: row.int_opt(first + 2)?.map(size).transpose()?,
        })
    }
}

/// The checkpoints of one log, in their order.
pub(super) struct History {
    origin: String,
    known: Vec<VerifierKey>,
    /// Those that the leaves have not reached yet, the last first.
    ahead: Vec<Published>,
    /// The size of the one before.
    previous: u64,
    /// One that does not hold stands for all that follow.
    forked: bool,
}

impl History {
    pub(super) fn new(origin: &str, known: Vec<VerifierKey>) -> Self {
        let origin = origin.to_owned();
        Self { origin, known, ahead: Vec::new(), previous: 0, forked: false }
    }

    /// Reads those of which the size lies after `first` and is at most `end`.
    pub(super) fn read(&mut self, house: &House, first: u64, end: u64) -> Result<()> {
        let params = [self.origin.as_str().into(), int(first)?.into(), int(end)?.into()];
        self.ahead = house.db.read_blocking(move |tx| {
            let rows = tx.all(&sql::CHECKPOINTS, &params)?;
            rows.iter().rev().map(|row| Published::from_row(row, 0)).collect::<Result<Vec<_>>>()
        })?;
        Ok(())
    }

    /// The leaves have reached a size: holds what was published then against their root.
    pub(super) fn reached(
        &mut self,
        size: u64,
        root: impl FnOnce() -> Hash,
        verified: &mut Verified,
    ) {
        if let Some(row) = self.ahead.pop_if(|row| row.size == size)
            && let Some(signed) = self.take(&row, verified)
            && !self.forked
            && signed.root != root()
        {
            self.forked = true;
            verified.found(format!(
                "checkpoints/{}/{size}: the entries do not give the root that was published",
                self.origin
            ));
        }
    }

    /// One row by itself, and that none before it is missing.
    fn take(&mut self, row: &Published, verified: &mut Verified) -> Option<Checkpoint> {
        verified.checkpoints += 1;
        let place = format!("checkpoints/{}/{}", self.origin, row.size);
        if row.previous.is_some_and(|previous| previous != self.previous) {
            let previous = row.previous.unwrap_or_default();
            let (found, size) = (self.previous, row.size);
            verified.found(format!(
                "{place}: before {size} entries {previous} were published, but the checkpoint \
                 before it that is there has {found}"
            ));
        }
        self.previous = row.size;
        match Checkpoint::open(&row.note, &self.known) {
            Ok(signed) if (signed.size, &signed.origin) == (row.size, &self.origin) => Some(signed),
            Ok(_) => {
                verified.found(format!("{place}: its note is of another size or log"));
                None
            }
            Err(error) => {
                verified.found(format!("{place}: {error}"));
                None
            }
        }
    }
}

/// The row of the tree, which must be what was published last.
pub(super) fn last(house: &House, verified: &mut Verified) -> Result<()> {
    let problem = house.db.read_blocking(|tx| {
        let Some(row) = tx.one(&sql::TREE, &[])? else { return Ok::<_, Error>(None) };
        let (origin, size) = (row.text(0)?, row.int(1)?);
        let place = format!("checkpoints/{origin}/{size}");
        if size == 0 {
            return Ok(None);
        }
        let published = (row.text_opt(4)?, row.time_opt(5)?);
        Ok(if published.0.is_none() {
            Some(format!("{place}: it is the tree's last, and its row is gone"))
        } else if published != (Some(row.text(2)?), Some(row.time(3)?)) {
            Some(format!("{place}: its row is not what the tree's row says"))
        } else {
            None
        })
    })?;
    verified.extend(problem);
    let beyond = house.db.read_blocking(|tx| {
        let rows = tx.all(&sql::CHECKPOINTS_BEYOND, &[])?;
        rows.iter().map(|row| Ok(row.int(0)?)).collect::<Result<Vec<_>>>()
    })?;
    for size in beyond {
        verified.found(format!("checkpoints {size}: it lies beyond the tree"));
    }
    Ok(())
}

/// Checkpoints of logs that ended here: their entries have other places now, so only signatures and
/// order can be checked, and the signatures only of logs whose key is there.
pub(super) fn former(house: &House, keys: &[VerifierKey], verified: &mut Verified) -> Result<()> {
    let present = house.keys.verifier().name().to_owned();
    let (mut history, mut after) = (History::new("", Vec::new()), (String::new(), 0));
    loop {
        let limit = int(PAGE)?;
        let params = [present.as_str().into(), after.0.into(), after.1.into(), limit.into()];
        let page = house.db.read_blocking(move |tx| {
            let rows = tx.all(&sql::FORMER_CHECKPOINTS, &params)?;
            let row = |row: &Row| Ok((row.text(0)?, Published::from_row(row, 1)?));
            rows.iter().map(row).collect::<Result<Vec<_>>>()
        })?;
        let Some((origin, row)) = page.last() else { return Ok(()) };
        after = (origin.clone(), int(row.size)?);
        for (origin, row) in &page {
            if *origin != history.origin {
                let known = keys.iter().filter(|key| key.name() == origin).cloned().collect();
                history = History::new(origin, known);
            }
            if !history.known.is_empty() {
                history.take(row, verified);
            }
        }
    }
}
