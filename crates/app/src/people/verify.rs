//! 窗口核验: a clerk compares the person in front of them with the document, and the account becomes
//! that person's: from then on it sees every case of the person, those of the window too.

use base::codes::IdentityDocument;
use base::limits::ACCOUNTS_PER_PHONE_MAX;
use domain::access::{Action, Resource};
use domain::people::IdentityLevel;
use serde_json::json;

use super::{Account, level_word, sql, stream};
use crate::error::{Error, Result};
use crate::log;
use crate::unit::Unit;

/// Accounts that state this document, for the clerk to choose from: at most a few. Each one shown
/// is noted in its stream, so the holder sees who has looked.
pub fn find(unit: &mut Unit<'_>, document: &IdentityDocument) -> Result<Vec<Account>> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::VerifyPerson, &Resource::House { region: &region })?;
    let person = unit.cx.house.keys.person(&document.canonical());
    let limit = i64::try_from(ACCOUNTS_PER_PHONE_MAX * 2).unwrap_or(i64::MAX);
    let rows = unit.tx.all(&sql::FOR_WINDOW, &[person.into(), limit.into()])?;
    let accounts = rows.iter().map(|row| Account::from_row(&unit.cx.house.keys, row));
    let accounts = accounts.collect::<Result<Vec<_>>>()?;
    for account in &accounts {
        let public = json!({ "purpose": "verify" });
        log::append(unit, &stream(&account.id), "access.account_read", public)?;
    }
    Ok(accounts)
}

/// The clerk has seen the person and this document (of a legal person: its licence and its
/// representative's document). A document that is not the account's is refused; once more is no
/// error.
pub fn verify_at_window(
    unit: &mut Unit<'_>,
    account: &str,
    seen: &IdentityDocument,
) -> Result<Account> {
    unit.authorise(Action::VerifyPerson, &Resource::Account { id: account })?;
    let row = unit.tx.one(&sql::ACCOUNT, &[account.into()])?.ok_or(Error::NotFound)?;
    let mut found = Account::from_row(&unit.cx.house.keys, &row)?;
    if unit.cx.house.keys.person(&seen.canonical()) != found.person {
        return Err(Error::field("document_number", "document.other_person"));
    }
    let clerk = unit.cx.actor.staff().map(|staff| staff.id.clone()).ok_or(Error::Forbidden)?;
    let level = level_word(IdentityLevel::Window);
    let params = [account.into(), level.into(), unit.cx.now.into(), clerk.into()];
    if unit.tx.run(&sql::VERIFY, &params)? == 1 {
        let public = json!({ "level": level, "person": found.person });
        log::append(unit, &stream(account), "account.verified", public)?;
        found.level = IdentityLevel::Window;
        found.verified_at = Some(unit.cx.now);
    }
    Ok(found)
}
