//! Publishing: versions are written in chunks that nobody sees, then one short flip puts them in
//! force together. Items that did not change keep their version.

use std::collections::HashMap;

use base::Timestamp;
use domain::access::{Action, Resource};
use domain::catalogue::{Department, DirectoryEntry, Item, Place, Regime, Region, Theme};
use serde::Serialize;
use serde_json::Map;
use sha2::{Digest as _, Sha256};

use super::import::store;
use super::synonyms::{self, Group};
use super::{Catalogue, directory, sql, surroundings};
use crate::error::{Error, Result};
use crate::log::imprint::{self, Rows};
use crate::unit::{Cx, Unit};

/// Items written in one unit of work.
pub(super) const CHUNK: usize = 200;

/// What surrounds the items of a place: who, where, by which rules.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Departments.
    pub departments: Vec<Department>,
    /// Places.
    pub places: Vec<Place>,
    /// Regions.
    pub regions: Vec<Region>,
    /// Themes and life events.
    pub themes: Vec<Theme>,
    /// 基本目录.
    pub directory: Vec<DirectoryEntry>,
    /// Regimes.
    pub regimes: Vec<Regime>,
    /// Synonyms, in the place of those that are there.
    pub synonyms: Vec<Group>,
}

/// What became of the items of a publication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// New.
    pub new: usize,
    /// Changed.
    pub changed: usize,
    /// Unchanged.
    pub unchanged: usize,
}

/// An item that goes in force: its row, and whether it is new.
#[derive(Clone)]
struct Ready {
    item: Item,
    version: u32,
    hash: String,
    body: String,
    regime: String,
}

/// Writes departments, places, regions, themes, regimes, synonyms and the directory over what is
/// there, and what was written into the log. Nothing is deleted.
pub fn put_surroundings(unit: &mut Unit<'_>, all: &Surroundings) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let mut rows = Rows::new();
    let mut put = |statement, table, columns: &[db::Value]| {
        rows.push(imprint::note(table, 1, columns));
        unit.tx.run(statement, columns)
    };
    for (position, department) in (0_i64..).zip(&all.departments) {
        let params = [
            department.id.as_str().into(),
            department.credit_code.as_str().into(),
            department.name.zh.as_str().into(),
            department.region.as_str().into(),
            position.into(),
            json_of(department)?,
        ];
        put(&sql::PUT_DEPARTMENT, "departments", &params)?;
    }
    for (position, place) in (0_i64..).zip(&all.places) {
        let params = [place.id.as_str().into(), position.into(), json_of(place)?];
        put(&sql::PUT_PLACE, "places", &params)?;
    }
    for (position, region) in (0_i64..).zip(&all.regions) {
        let parent = region.parent.as_deref().into();
        let params = [region.code.as_str().into(), parent, position.into(), json_of(region)?];
        put(&sql::PUT_REGION, "regions", &params)?;
    }
    for (position, theme) in (0_i64..).zip(&all.themes) {
        let params = [theme.id.as_str().into(), position.into(), json_of(theme)?];
        put(&sql::PUT_THEME, "themes", &params)?;
    }
    for regime in &all.regimes {
        let params = [regime.id.as_str().into(), json_of(regime)?];
        put(&sql::PUT_REGIME, "regimes", &params)?;
    }
    rows.extend(synonyms::put(unit, &all.synonyms)?);
    rows.extend(directory::put(unit, &all.directory)?);
    surroundings::note(unit, &surroundings::counts(all), rows)?;
    bump_version(unit)
}

/// The regimes that the store has, by `id`.
pub fn stored_regimes(unit: &mut Unit<'_>) -> Result<HashMap<String, Regime>> {
    let mut regimes = HashMap::new();
    for row in unit.tx.all(&sql::REGIMES, &[])? {
        let regime: Regime = serde_json::from_str(&row.json(0)?).map_err(Error::broken)?;
        regimes.insert(regime.id.clone(), regime);
    }
    Ok(regimes)
}

/// Puts items in force together. `dry_run` only counts. `progress` hears how many were looked at.
pub fn publish(
    cx: &Cx,
    items: &[Item],
    source: &str,
    dry_run: bool,
    progress: &dyn Fn(usize),
) -> Result<Counts> {
    publish_with(cx, items, &Surroundings::default(), source, dry_run, progress)
}

/// Puts items in force together with what they bring that was not there: it is seen in the same
/// moment as they are, or not at all.
pub fn publish_with(
    cx: &Cx,
    items: &[Item],
    added: &Surroundings,
    source: &str,
    dry_run: bool,
    progress: &dyn Fn(usize),
) -> Result<Counts> {
    let (mut counts, mut ready) = (Counts::default(), Vec::new());
    for (done, chunk) in items.chunks(CHUNK).enumerate() {
        let (chunk_items, regimes) = (chunk.to_vec(), added.regimes.clone());
        let (more, found) = cx.read_blocking(move |unit| compare(unit, &chunk_items, &regimes))?;
        counts.new += more.new;
        counts.changed += more.changed;
        counts.unchanged += more.unchanged;
        if !dry_run {
            let rows = found.clone();
            cx.write_blocking(move |unit| stage(unit, &rows))?;
        }
        ready.extend(found);
        progress(done * CHUNK + chunk.len());
    }
    let anything = !ready.is_empty() || store::count(added) > 0;
    if !dry_run && anything {
        let (source, added) = (source.to_owned(), added.clone());
        cx.write_blocking(move |unit| flip(unit, &ready, &added, &source))?;
        let house = &cx.house;
        house.replace_catalogue(house.db.read_blocking(Catalogue::load)?);
    }
    Ok(counts)
}

fn compare(unit: &mut Unit<'_>, items: &[Item], added: &[Regime]) -> Result<(Counts, Vec<Ready>)> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let mut regimes = stored_regimes(unit)?;
    for regime in added {
        regimes.entry(regime.id.clone()).or_insert_with(|| regime.clone());
    }
    let (mut counts, mut ready) = (Counts::default(), Vec::new());
    for item in items {
        let regime = regimes
            .get(&item.regime)
            .ok_or_else(|| Error::Broken(format!("no regime {} for {}", item.regime, item.code)))?;
        let body = serde_json::to_string(item).map_err(Error::broken)?;
        let regime = serde_json::to_string(regime).map_err(Error::broken)?;
        let hash = content_hash(&body, &regime);
        let present = unit.tx.one(&sql::IN_FORCE, &[item.code.as_str().into()])?;
        let version = match present {
            None => {
                counts.new += 1;
                1
            }
            Some(row) if row.text(1)? == hash => {
                counts.unchanged += 1;
                continue;
            }
            Some(row) => {
                counts.changed += 1;
                u32::try_from(row.int(0)?).map_err(Error::broken)? + 1
            }
        };
        ready.push(Ready { item: item.clone(), version, hash, body, regime });
    }
    Ok((counts, ready))
}

fn stage(unit: &mut Unit<'_>, rows: &[Ready]) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    let now = unit.cx.now;
    let params: Vec<Vec<db::Value>> = rows
        .iter()
        .map(|row| {
            vec![
                row.item.code.as_str().into(),
                row.version.into(),
                row.hash.as_str().into(),
                db::Json(row.body.clone()).into(),
                db::Json(row.regime.clone()).into(),
                now.into(),
            ]
        })
        .collect();
    unit.tx.many(&sql::INSERT_VERSION, &params)?;
    Ok(())
}

/// The flip: what the items bring, rows of `items`, directory entries, one entry of the log for
/// all. Flips follow one another, so that one sees what another has put in force.
fn flip(unit: &mut Unit<'_>, rows: &[Ready], added: &Surroundings, source: &str) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::PublishItems, &Resource::House { region: &region })?;
    bump_version(unit)?;
    let now = unit.cx.now;
    let mut digest = Sha256::new();
    let (mut items, mut written) = (Vec::new(), Rows::new());
    for row in rows {
        let item = &row.item;
        let (code, hash) = (item.code.as_str().into(), row.hash.as_str().into());
        let version = [code, row.version.into(), hash, still_next(unit, row)?.into()];
        written.push(imprint::note("item_versions", 2, &version));
        digest.update(format!("{} {} {}\n", item.code, row.version, row.hash));
        items.push(vec![
            item.code.as_str().into(),
            item.catalog_code.as_str().into(),
            item.name.zh.as_str().into(),
            item.kind.code().into(),
            item.department.as_str().into(),
            item.region.as_str().into(),
            item.case_type.code().into(),
            item.state.code().into(),
            row.version.into(),
            source.into(),
            now.into(),
        ]);
    }
    unit.tx.many(&sql::PUT_ITEM, &items)?;
    written.extend(items.iter().map(|columns| imprint::note("items", 1, columns)));
    let mut around = store::add(unit, added)?;
    around.extend(directory::add(unit, rows.iter().map(|row| &row.item))?);
    let mut public = Map::from_iter([("source".to_owned(), source.into())]);
    surroundings::note(unit, &public, around)?;
    public.insert("items".to_owned(), rows.len().into());
    let digest = data_encoding::HEXLOWER.encode(&digest.finalize());
    public.insert("sha256".to_owned(), digest.into());
    imprint::append_rows(unit, "catalogue/items", "catalogue.published", &public, written)
}

/// What was staged is what goes in force, and follows the version that is: somebody else may have
/// published the item since it was compared, or staged another text under the same number. Gives
/// when it was staged.
fn still_next(unit: &mut Unit<'_>, row: &Ready) -> Result<Timestamp> {
    let params = [row.item.code.as_str().into(), row.version.into()];
    if let Some(staged) = unit.tx.one(&sql::STAGED, &params)? {
        let before = staged.int_opt(1)?.unwrap_or(0);
        if staged.text(0)? == row.hash && before + 1 == i64::from(row.version) {
            return Ok(staged.time(2)?);
        }
    }
    Err(Error::Moved { seq: u64::from(row.version) })
}

/// SHA-256 of an item's body and regime in hex, by which a version is known.
pub(crate) fn content_hash(body: &str, regime: &str) -> String {
    sha256(&format!("{body}{regime}"))
}

pub(super) fn sha256(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}

/// Counts the catalogue's version on. The row stays locked until the commit: publications follow
/// one another.
pub(super) fn bump_version(unit: &mut Unit<'_>) -> Result<()> {
    unit.tx.run(&sql::LOCK_VERSION, &[])?;
    let next = Catalogue::stored_version(unit.tx)? + 1;
    unit.tx.run(&sql::PUT_META, &["catalogue_version".into(), next.to_string().into()])?;
    Ok(())
}

pub(super) fn json_of(value: &impl Serialize) -> Result<db::Value> {
    Ok(db::Json(serde_json::to_string(value).map_err(Error::broken)?).into())
}
