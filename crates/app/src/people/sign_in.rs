//! Who may it be that signs in with this telephone or document number?

use base::codes::{DocumentKind, IdentityDocument, Phone};
use base::limits::{ACCOUNTS_TRIED_MAX, CODE_CHARS_MAX};

use super::{PasswordHash, sql};
use crate::attempts::{self, Address, Subject};
use crate::error::Result;
use crate::sessions::{Candidates, Holder};
use crate::unit::Unit;

/// Accounts to try a password on, verified ones first, then the oldest. It gives the same for a
/// number that nobody has. [`crate::Error::SlowDown`] after too many failures.
pub fn find(unit: &mut Unit<'_>, who: &str, from: Address) -> Result<Candidates> {
    let keys = &unit.cx.house.keys;
    let phone = Phone::parse(who).ok();
    let documents = documents(who);
    // Spellings of one number are one thing to guess at.
    let canonical = phone.as_ref().map(|phone| phone.as_str().to_owned());
    let canonical = canonical.or_else(|| documents.first().cloned());
    let canonical = canonical.unwrap_or_else(|| who.trim().chars().take(CODE_CHARS_MAX).collect());
    let subjects = Subject::pair(keys, "signin", &canonical, from);
    let phone_hash = phone.map(|phone| keys.phone(phone.as_str()));
    let persons: Vec<String> = documents.iter().map(|document| keys.person(document)).collect();
    attempts::check(unit, &subjects)?;
    unit.by_secret();
    let limit = i64::try_from(ACCOUNTS_TRIED_MAX).unwrap_or(i64::MAX);
    let mut holders = Vec::new();
    if let Some(phone) = phone_hash {
        holders.extend(unit.tx.all(&sql::BY_PHONE, &[phone.into(), limit.into()])?);
    }
    for person in persons {
        holders.extend(unit.tx.all(&sql::BY_PERSON, &[person.into(), limit.into()])?);
    }
    let holders = holders
        .iter()
        .map(|row| Ok((Holder::Account(row.text(0)?), PasswordHash::stored(row.text(1)?))));
    let holders = holders.collect::<Result<Vec<_>>>()?;
    Ok(Candidates::new(holders, ACCOUNTS_TRIED_MAX, subjects))
}

/// Every document whose number this may be, in the text by which persons are indexed.
fn documents(who: &str) -> Vec<String> {
    let parsed = DocumentKind::ALL.iter().map(|kind| IdentityDocument::parse(*kind, who));
    let mut found: Vec<String> = parsed.flatten().map(|document| document.canonical()).collect();
    found.dedup();
    found
}
