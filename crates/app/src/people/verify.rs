//! 窗口核验: a clerk compares the person in front of them with the document, and the account becomes
//! that person's: from then on it sees every case of the person, those of the window too.

use base::codes::{DocumentKind, IdentityDocument, PersonName};
use base::limits::ACCOUNTS_LISTED_MAX;
use domain::access::{Action, Resource};
use domain::cases::Party;
use domain::people::{IdentityLevel, PersonKind};
use serde_json::{Value, json};

use super::{Account, Profile, level_word, note, sql, stream, told};
use crate::cases::handover::{NUMBER_END_CHARS, number_end, plain};
use crate::error::{Error, FieldError, Result};
use crate::log;
use crate::unit::Unit;

/// Who has come for a legal person, by their own document, as the clerk has read it. Fields are
/// named in errors as they are here, after `came.`.
#[derive(Debug, Clone, Default)]
pub struct Came {
    /// The name on it.
    pub name: String,
    /// Kind code of the document.
    pub document_kind: String,
    /// The last characters of its number.
    pub number_end: String,
    /// Whether they brought a mandate: whoever is not the representative needs one.
    pub mandate: bool,
}

impl Came {
    /// Somebody of a file with their own document.
    pub fn of(party: &Party) -> Self {
        Self {
            name: party.name.clone(),
            document_kind: party.document_kind.clone(),
            number_end: number_end(&party.document_number).to_owned(),
            mandate: false,
        }
    }

    /// What is missing or wrong, for the organisation of this profile.
    fn check(&self, profile: &Profile) -> Result<()> {
        let mut errors = Vec::new();
        match PersonName::parse(&self.name) {
            Err(error) => errors.push(FieldError::new("came.name", error.code())),
            Ok(name) => {
                let of_account = profile.representative.as_ref();
                let is_they =
                    of_account.is_some_and(|one| plain(one.as_str()) == plain(name.as_str()));
                if !is_they && !self.mandate {
                    errors.push(FieldError::new("came.name", "representative.other"));
                }
            }
        }
        if !DocumentKind::parse(&self.document_kind).is_ok_and(DocumentKind::is_personal) {
            errors.push(FieldError::new("came.document_kind", "document_kind.unknown"));
        }
        let end = self.number_end.trim();
        let is_end = end.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_end || end.len() != NUMBER_END_CHARS {
            errors.push(FieldError::new("came.number_end", "number_end.form"));
        }
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    }

    /// What the log says to everybody, and what belongs to the account's holder.
    fn recorded(&self) -> (Value, Value) {
        let end = self.number_end.trim().to_uppercase();
        (
            json!({ "document_kind": self.document_kind, "mandate": self.mandate }),
            json!({ "came": { "name": self.name.trim(), "number_end": end } }),
        )
    }
}

/// Accounts that state this document, for the clerk to choose from: at most a few. Each one shown
/// is noted in its stream, so the holder sees who has looked.
pub fn find(unit: &mut Unit<'_>, document: &IdentityDocument) -> Result<Vec<Account>> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::VerifyPerson, &Resource::House { region: &region })?;
    let person = unit.cx.house.keys.person(&document.canonical());
    let limit = i64::try_from(ACCOUNTS_LISTED_MAX).unwrap_or(i64::MAX);
    let rows = unit.tx.all(&sql::FOR_WINDOW, &[person.into(), limit.into()])?;
    let accounts = rows.iter().map(|row| Account::from_row(&unit.cx.house.keys, row));
    let accounts = accounts.collect::<Result<Vec<_>>>()?;
    for account in &accounts {
        let public = json!({ "purpose": "verify" });
        log::append(unit, &stream(&account.id), "access.account_read", public)?;
    }
    Ok(accounts)
}

/// The clerk has seen the person and this document; of a legal person its licence, and the document
/// of whoever `came` for it, which the log keeps. A document that is not the account's is refused;
/// once more is no error.
pub fn verify_at_window(
    unit: &mut Unit<'_>,
    account: &str,
    seen: &IdentityDocument,
    came: &Came,
) -> Result<Account> {
    unit.authorise(Action::VerifyPerson, &Resource::Account { id: account })?;
    let row = unit.tx.one(&sql::ACCOUNT, &[account.into()])?.ok_or(Error::NotFound)?;
    let mut found = Account::from_row(&unit.cx.house.keys, &row)?;
    if unit.cx.house.keys.person(&seen.canonical()) != found.person {
        return Err(Error::field("document_number", "document.other_person"));
    }
    let legal = found.profile.kind == PersonKind::Legal;
    if legal {
        came.check(&found.profile)?;
    }
    let clerk = unit.cx.actor.staff().map(|staff| staff.id.clone()).ok_or(Error::Forbidden)?;
    let level = level_word(IdentityLevel::Window);
    let params = [account.into(), level.into(), unit.cx.now.into(), clerk.into()];
    if unit.tx.run(&sql::VERIFY, &params)? == 1 {
        let mut public = json!({ "level": level, "person": found.person });
        if legal {
            let (said, personal) = came.recorded();
            public["came"] = said;
            let (public, of) = (told(unit, account, public)?, (found.person.as_str(), &personal));
            log::append_personal(unit, &stream(account), "account.verified", public, of)?;
        } else {
            note(unit, account, "account.verified", public)?;
        }
        found.level = IdentityLevel::Window;
        found.verified_at = Some(unit.cx.now);
    }
    Ok(found)
}
