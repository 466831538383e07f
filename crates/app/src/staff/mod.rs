//! 工作人员: who works where, in which roles, and how they sign in.

mod add;
mod manage;
mod own;
pub mod sql;

use base::Timestamp;
use db::Row;
use domain::catalogue::Text;
use domain::people::Role;
use serde_json::Value;

pub use add::{NewStaff, Prepared};
pub use manage::{
    change_roles, deactivate, first_password, list, member, reactivate, reset_password,
};
pub use own::{Confirmed, Present, change_password, find, load, present};

use crate::error::{Error, Result};
use crate::log::{self, imprint};
use crate::unit::Unit;

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their id, by which the work log knows them.
    pub id: String,
    /// The name to sign in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// 职务.
    pub title: Text,
    /// The department, by its `id`.
    pub department: String,
    /// Region code.
    pub region: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// The service window of a clerk, as `A01`.
    pub window: Option<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Since when.
    pub created_at: Timestamp,
}

impl Member {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text(0)?,
            login: row.text(1)?,
            name: row.text(2)?,
            title: serde_json::from_str(row.str(3)?).map_err(Error::broken)?,
            department: row.text(4)?,
            region: row.text(5)?,
            roles: serde_json::from_str(&row.json(6)?).map_err(Error::broken)?,
            window: row.text_opt(7)?,
            active: row.bool(8)?,
            created_at: row.time(9)?,
        })
    }
}

/// Notes an act in the stream of a member of staff, with their row as it is now.
fn note(unit: &mut Unit<'_>, id: &str, login: &str, kind: &str, mut public: Value) -> Result<()> {
    let row = unit.tx.one(&sql::WHOLE, &[login.into()])?.ok_or(Error::NotFound)?;
    public[imprint::ROWS] = imprint::one(format!("staff/{id}"), &row)?;
    log::append(unit, &stream(id), kind, public)
}

/// The stream of a member of staff in the work log.
pub fn stream(id: &str) -> String {
    format!("staff/{id}")
}
