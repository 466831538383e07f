//! 目录: what is published, held in memory as one immutable picture.

pub mod built_in;
pub mod calendars;
mod directory;
pub mod forms;
pub mod import;
mod lookup;
pub mod popular;
pub mod publish;
pub mod sql;
pub mod surroundings;
pub mod synonyms;
pub mod versions;
pub mod words;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use base::Timestamp;
use calendar::Calendars;
use db::Tx;
use domain::cases::Terms;
use domain::catalogue::form::FormSchema;
use domain::catalogue::{
    Department, DirectoryEntry, Item, ItemState, Place, Regime, Region, Theme,
};
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The published catalogue at one version.
pub struct Catalogue {
    /// Grows with each publication.
    pub version: i64,
    items: HashMap<String, Arc<Published>>,
    order: Vec<Arc<Published>>,
    every: Vec<Arc<Published>>,
    departments: Vec<Arc<Department>>,
    places: Vec<Arc<Place>>,
    regions: Vec<Arc<Region>>,
    themes: Vec<Arc<Theme>>,
    directory: Vec<Arc<DirectoryEntry>>,
    calendars: Calendars,
    synonyms: Vec<Vec<String>>,
    popular: Vec<String>,
}

/// An implementation in one version, ready for use.
pub struct Published {
    /// The item.
    pub item: Item,
    /// Its version.
    pub version: u32,
    /// The regime as it was when published.
    pub regime: Regime,
    /// What a case follows.
    pub terms: Terms,
    /// When.
    pub published_at: Timestamp,
    /// SHA-256 of the body in hex.
    pub hash: String,
    /// The questions of its form, read when somebody first asks for them.
    questions: OnceLock<Option<FormSchema>>,
}

impl Published {
    /// The questions of its form; none where it has no form. Every published form is one of ours.
    pub fn questions(&self) -> Option<&FormSchema> {
        let read = || FormSchema::parse(self.item.form.as_ref()?).ok();
        self.questions.get_or_init(read).as_ref()
    }

    /// From a row of `item_versions`: body, regime, version, hash, time, code. What cannot be read
    /// is named.
    fn from_row(row: &db::Row) -> Result<Self> {
        let version = u32::try_from(row.int(2)?).map_err(Error::broken)?;
        let code = row.str(5)?;
        let named = |column: &str, error| {
            Error::Broken(format!("item_versions/{code}/{version}: its {column}: {error}"))
        };
        let item: Item = parse(&row.json(0)?).map_err(|error| named("body", error))?;
        let regime: Regime = parse(&row.json(1)?).map_err(|error| named("regime", error))?;
        let terms = Terms::of(&item, version, &regime);
        Ok(Self {
            item,
            version,
            regime,
            terms,
            published_at: row.time(4)?,
            hash: row.text(3)?,
            questions: OnceLock::new(),
        })
    }
}

impl Catalogue {
    /// Reads everything that is published.
    pub fn load(tx: &mut Tx) -> Result<Self> {
        let version = Self::stored_version(tx)?;
        let (mut items, mut order, mut every) = (HashMap::new(), Vec::new(), Vec::new());
        for row in tx.all(&sql::PUBLISHED, &[])? {
            let item = Arc::new(Published::from_row(&row)?);
            if item.item.state == ItemState::InUse {
                order.push(Arc::clone(&item));
            }
            every.push(Arc::clone(&item));
            items.insert(item.item.code.clone(), item);
        }
        let directory = directory::load(tx, every.iter())?;
        Ok(Self {
            version,
            items,
            order,
            every,
            departments: all(tx, &sql::DEPARTMENTS)?,
            places: all(tx, &sql::PLACES)?,
            regions: all(tx, &sql::REGIONS)?,
            themes: all(tx, &sql::THEMES)?,
            directory,
            calendars: calendars::all(tx)?,
            synonyms: synonyms::stored(tx)?,
            popular: popular::stored(tx)?,
        })
    }

    /// One in which nothing is published.
    pub fn empty() -> Result<Self> {
        Ok(Self {
            version: 0,
            items: HashMap::new(),
            order: Vec::new(),
            every: Vec::new(),
            departments: Vec::new(),
            places: Vec::new(),
            regions: Vec::new(),
            themes: Vec::new(),
            directory: Vec::new(),
            calendars: Calendars::with([]).map_err(Error::broken)?,
            synonyms: Vec::new(),
            popular: Vec::new(),
        })
    }

    /// The version that the store has.
    pub fn stored_version(tx: &mut Tx) -> Result<i64> {
        let row = tx.one(&sql::CATALOGUE_VERSION, &[])?;
        let text = row.map(|row| row.text(0)).transpose()?;
        Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// An implementation as it was published last, in use or stopped (暂停、取消): its guide still
    /// says what it was.
    pub fn item(&self, code: &str) -> Option<&Arc<Published>> {
        self.items.get(code)
    }

    /// An implementation that one can apply for.
    pub fn in_use(&self, code: &str) -> Option<&Arc<Published>> {
        self.item(code).filter(|item| item.item.state == ItemState::InUse)
    }

    /// All implementations in use, by department and code.
    pub fn items(&self) -> &[Arc<Published>] {
        &self.order
    }

    /// All implementations, the stopped ones too, in the same order.
    pub fn every_item(&self) -> &[Arc<Published>] {
        &self.every
    }

    /// A department.
    pub fn department(&self, id: &str) -> Option<&Arc<Department>> {
        self.departments.iter().find(|department| department.id == id)
    }

    /// All departments in order.
    pub fn departments(&self) -> &[Arc<Department>] {
        &self.departments
    }

    /// A place.
    pub fn place(&self, id: &str) -> Option<&Arc<Place>> {
        self.places.iter().find(|place| place.id == id)
    }

    /// All places in order.
    pub fn places(&self) -> &[Arc<Place>] {
        &self.places
    }

    /// All regions in order.
    pub fn regions(&self) -> &[Arc<Region>] {
        &self.regions
    }

    /// All themes in order.
    pub fn themes(&self) -> &[Arc<Theme>] {
        &self.themes
    }

    /// 基本目录: all entries by code.
    pub fn directory(&self) -> &[Arc<DirectoryEntry>] {
        &self.directory
    }

    /// What most people came for lately, as far as it is in use.
    pub fn popular(&self) -> impl Iterator<Item = &Arc<Published>> {
        self.popular.iter().filter_map(|code| self.in_use(code))
    }

    /// Words that mean the same, in groups.
    pub fn synonyms(&self) -> &[Vec<String>] {
        &self.synonyms
    }

    /// The calendars.
    pub fn calendars(&self) -> &Calendars {
        &self.calendars
    }
}

/// The implementation in the version that a case follows, from memory or from the store.
pub fn in_version(
    tx: &mut Tx,
    catalogue: &Catalogue,
    code: &str,
    version: u32,
) -> Result<Arc<Published>> {
    if let Some(present) = catalogue.item(code).filter(|item| item.version == version) {
        return Ok(Arc::clone(present));
    }
    let row = tx.one(&sql::ITEM_VERSION, &[code.into(), version.into()])?;
    let row = row.ok_or_else(|| Error::Broken(format!("no version {version} of item {code}")))?;
    Published::from_row(&row).map(Arc::new)
}

fn all<T: DeserializeOwned>(tx: &mut Tx, statement: &'static db::Statement) -> Result<Vec<Arc<T>>> {
    tx.all(statement, &[])?.iter().map(|row| Ok(Arc::new(parse(&row.json(0)?)?))).collect()
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(Error::broken)
}
