//! Lists a slice at a time: each begins behind the last row of the one before, so that no row is
//! lost or comes twice while cases come and go.

use base::Timestamp;
use db::{Row, Value};
use domain::access::{Action, Resource};
use domain::cases::Stage;
use domain::people::IdentityLevel;

use super::desk::UNCOLLECTED_DAYS;
use super::list::{inside, loaded};
use super::sql;
use super::store::Loaded;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Later than any moment that is recorded.
const FAR: Timestamp = Timestamp::from_micros(253_402_300_799_000_000);
/// Earlier than any.
const DAWN: Timestamp = Timestamp::from_micros(0);
const DAY_SECONDS: i64 = 86_400;

/// Which list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// The cases of the signed-in account: those it filed, and, once verified, those of the person;
    /// the newest first.
    Mine,
    /// The open work of a department by due day: one's own, or, for supervisors, any.
    Work {
        /// The department by its `id`; none for one's own.
        department: Option<String>,
        /// Only in this stage.
        stage: Option<Stage>,
    },
    /// What the one window sees: the open cases of the region by due day.
    Window {
        /// Only in this stage.
        stage: Option<Stage>,
    },
    /// Cases on which another department asks one's own, by the last day of its share.
    Asked,
    /// The outlet: results that wait, the longest first.
    Outlet,
    /// Those that nobody has collected for [`UNCOLLECTED_DAYS`].
    Uncollected,
}

/// The last row of a slice: what the list is sorted by, and the case number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// A day, or a moment in microseconds.
    pub key: String,
    /// Case number (办件编号).
    pub number: String,
}

impl Mark {
    fn moment(&self) -> Result<Timestamp> {
        let micros = self.key.parse();
        micros.map(Timestamp::from_micros).map_err(|_| Error::field("cursor", "cursor.unknown"))
    }
}

/// A slice of a list.
pub struct Slice {
    /// The cases as the law has them now.
    pub cases: Vec<Loaded>,
    /// Behind what the next slice begins; none on the last.
    pub next: Option<Mark>,
}

/// The slice of at most `limit` cases behind a mark.
pub fn slice(
    unit: &mut Unit<'_>,
    list: &List,
    behind: Option<&Mark>,
    limit: usize,
) -> Result<Slice> {
    // One more tells whether there is a next slice.
    let rows = i64::try_from(limit + 1).map_err(Error::broken)?;
    match list {
        List::Mine => mine(unit, behind, limit, rows),
        List::Work { department, stage } => {
            let department = authorised_department(unit, department.as_deref())?;
            by_day(unit, &sql::WORK_BEHIND, vec![department.into(), word(*stage)], behind, rows)
        }
        List::Window { stage } => {
            let region = house(unit, Action::TakeIn)?;
            by_day(unit, &sql::WINDOW_BEHIND, vec![region.into(), word(*stage)], behind, rows)
        }
        List::Asked => {
            let department = authorised_department(unit, None)?;
            by_day(unit, &sql::ASKED_BEHIND, vec![department.into()], behind, rows)
        }
        List::Outlet => outlet(unit, FAR, behind, rows),
        List::Uncollected => {
            let before = unit.cx.now.plus_seconds(-UNCOLLECTED_DAYS * DAY_SECONDS);
            outlet(unit, before, behind, rows)
        }
    }
    .and_then(|found| found.cut(unit, limit))
}

/// Rows with what they are sorted by.
struct Found(Vec<(Mark, Row)>);

impl Found {
    fn cut(mut self, unit: &mut Unit<'_>, limit: usize) -> Result<Slice> {
        let more = self.0.len() > limit;
        self.0.truncate(limit);
        let next = self.0.last().filter(|_| more).map(|(mark, _)| mark.clone());
        let rows: Vec<Row> = self.0.into_iter().map(|(_, row)| row).collect();
        Ok(Slice { cases: loaded(unit, &rows)?, next })
    }
}

fn word(stage: Option<Stage>) -> Value {
    stage.map_or("", Stage::word).into()
}

fn authorised_department(unit: &mut Unit<'_>, asked: Option<&str>) -> Result<String> {
    let staff = unit.cx.actor.staff().cloned().ok_or(Error::Forbidden)?;
    let (id, region) = match asked {
        None => (staff.department, staff.region),
        Some(id) => {
            let catalogue = unit.cx.house.catalogue();
            let found = catalogue.department(id).ok_or(Error::NotFound)?;
            (id.to_owned(), found.region.clone())
        }
    };
    unit.authorise(Action::SeeWork, &Resource::Department { id: &id, region: &region })?;
    Ok(id)
}

/// What codes inside the region of the house look like, once the action is allowed there.
fn house(unit: &mut Unit<'_>, action: Action) -> Result<String> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(action, &Resource::House { region: &region })?;
    inside(&region)
}

fn by_day(
    unit: &mut Unit<'_>,
    statement: &'static db::Statement,
    of: Vec<Value>,
    behind: Option<&Mark>,
    rows: i64,
) -> Result<Found> {
    let (key, number) = behind.map_or(("", ""), |mark| (mark.key.as_str(), mark.number.as_str()));
    let mut params = of;
    params.extend([key.into(), number.into(), rows.into()]);
    let marked = unit.tx.all(statement, &params)?.into_iter().map(|row| {
        let mark = Mark { key: row.text(1)?, number: row.text(2)? };
        Ok((mark, row))
    });
    marked.collect::<Result<_>>().map(Found)
}

fn by_moment(rows: Vec<Row>) -> Result<Vec<(Mark, Row)>> {
    let marked = rows.into_iter().map(|row| {
        let key = row.time(1)?.micros().to_string();
        Ok((Mark { key, number: row.text(2)? }, row))
    });
    marked.collect()
}

fn outlet(
    unit: &mut Unit<'_>,
    before: Timestamp,
    behind: Option<&Mark>,
    rows: i64,
) -> Result<Found> {
    let region = house(unit, Action::SeeOutlet)?;
    let after = behind.map_or(Ok(DAWN), Mark::moment)?;
    let number = behind.map_or("", |mark| mark.number.as_str());
    let params = [region.into(), before.into(), after.into(), number.into(), rows.into()];
    let rows = unit.tx.all(&sql::OUTLET_BEHIND, &params)?;
    by_moment(rows).map(Found)
}

/// Both sources have their first rows behind the mark, so the first of both together are right.
fn mine(unit: &mut Unit<'_>, behind: Option<&Mark>, limit: usize, rows: i64) -> Result<Found> {
    let account = unit.cx.actor.account().cloned().ok_or(Error::Forbidden)?;
    unit.authorise(Action::OwnAccount, &Resource::Account { id: &account.id })?;
    let before = behind.map_or(Ok(FAR), Mark::moment)?;
    let number = behind.map_or("", |mark| mark.number.as_str());
    let mut sources = vec![(&sql::FILED_BY, account.id)];
    if account.level > IdentityLevel::SelfStated {
        sources.push((&sql::OF_PERSON, account.person));
    }
    let mut found = Vec::new();
    for (statement, whose) in sources {
        let params = [whose.into(), before.into(), number.into(), rows.into()];
        for (mark, row) in by_moment(unit.tx.all(statement, &params)?)? {
            found.push((std::cmp::Reverse(mark.moment()?), mark, row));
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.number).cmp(&(b.0, &b.1.number)));
    found.dedup_by(|a, b| a.1.number == b.1.number);
    found.truncate(limit + 1);
    Ok(Found(found.into_iter().map(|(_, mark, row)| (mark, row)).collect()))
}
