//! What an account tells of its holder; encrypted at rest.

use base::codes::{IdentityDocument, PersonName, Phone};
use base::{Draw, Timestamp};
use db::Row;
use domain::people::{IdentityLevel, PersonKind};
use serde::{Deserialize, Serialize};

use super::level_of;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::vault;

/// What an account tells of its holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Natural or legal.
    pub kind: PersonKind,
    /// The identity document, or the credit code.
    pub document: IdentityDocument,
    /// The person's or the organisation's name.
    pub name: PersonName,
    /// 法定代表人 of a legal person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<PersonName>,
    /// Telephone.
    pub phone: Phone,
    /// Postal address, to fill in forms with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// An account with its profile opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// The person as the log knows them.
    pub person: String,
    /// How far the person is known.
    pub level: IdentityLevel,
    /// When it was made.
    pub created_at: Timestamp,
    /// When a clerk compared the person with the document.
    pub verified_at: Option<Timestamp>,
    /// The profile.
    pub profile: Profile,
}

impl Account {
    /// From a row: id, person, level, profile, times.
    pub(super) fn from_row(keys: &Keys, row: &Row) -> Result<Self> {
        let id = row.text(0)?;
        Ok(Self {
            profile: open(keys, &id, &row.bytes(3)?)?,
            person: row.text(1)?,
            level: level_of(row.str(2)?)?,
            created_at: row.time(4)?,
            verified_at: row.time_opt(5)?,
            id,
        })
    }
}

/// Encrypts a profile for its account.
pub fn seal(keys: &Keys, draw: &mut Draw, account: &str, profile: &Profile) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(profile).map_err(Error::broken)?;
    Ok(vault::seal_own(keys, draw, &super::stream(account), &text))
}

/// Opens the profile of an account.
pub fn open(keys: &Keys, account: &str, sealed: &[u8]) -> Result<Profile> {
    let text = vault::open_own(keys, &super::stream(account), sealed)?;
    serde_json::from_slice(&text).map_err(Error::broken)
}
