//! A person as a form or a request names them, parsed into one of a case.

use base::Date;
use base::codes::{DocumentKind, IdentityDocument, PersonName, Phone};
use domain::cases::{Party, parties};
use domain::people::{PartyRole, PersonKind};
use serde::{Deserialize, Serialize};

use crate::error::FieldError;
use crate::keys::Keys;

/// A person as somebody wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartyInput {
    /// Name.
    pub name: String,
    /// Kind code of the identity document (GA/T 2000.156): 111, 414, 516, 511, 553, 001.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

/// Characters of an address.
const ADDRESS_CHARS_MAX: usize = 200;

impl PartyInput {
    /// The person in this part, or everything that is wrong, at fields below `parties.<role>`.
    pub fn parse(&self, keys: &Keys, role: PartyRole) -> Result<Party, Vec<FieldError>> {
        let mut errors = Vec::new();
        let at = |name: &str| format!("parties.{}.{name}", role_word(role));
        let kind = DocumentKind::parse(&self.document_kind);
        if let Err(error) = &kind {
            errors.push(FieldError::new(at("document_kind"), error.code()));
        }
        let document = kind.ok().and_then(|kind| {
            IdentityDocument::parse(kind, &self.document_number)
                .map_err(|error| {
                    errors.push(FieldError::new(at("document_number"), error.code()));
                })
                .ok()
        });
        if let Err(error) = PersonName::parse(&self.name) {
            errors.push(FieldError::new(at("name"), error.code()));
        }
        let phone = match self.phone.trim() {
            "" => None,
            text => match Phone::parse(text) {
                Ok(phone) => Some(phone.as_str().to_owned()),
                Err(error) => {
                    errors.push(FieldError::new(at("phone"), error.code()));
                    None
                }
            },
        };
        let address = self.address.trim();
        if address.chars().count() > ADDRESS_CHARS_MAX {
            errors.push(FieldError::new(at("address"), "too_long").with(ADDRESS_CHARS_MAX));
        }
        match document {
            Some(document) if errors.is_empty() => Ok(Party {
                role,
                kind: if document.kind() == DocumentKind::CreditCode {
                    PersonKind::Legal
                } else {
                    PersonKind::Natural
                },
                person: keys.person(&document.canonical()),
                name: self.name.trim().to_owned(),
                document_kind: document.kind().code().to_owned(),
                document_number: document.number().to_owned(),
                phone,
                address: (!address.is_empty()).then(|| address.to_owned()),
            }),
            _ => Err(errors),
        }
    }
}

/// What is wrong with who applies for whom, at fields below `parties.<role>`: the same for every
/// channel. `on` is the day on which the application came.
pub fn faults(all: &[Party], on: Date) -> Vec<FieldError> {
    let at = |role, field: &str| format!("parties.{}.{field}", role_word(role));
    let found = parties::faults(all, on).into_iter();
    found.map(|fault| FieldError::new(at(fault.role, fault.field), fault.code)).collect()
}

/// The word of a part in data.
pub const fn role_word(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Subject => "subject",
        PartyRole::Applicant => "applicant",
        PartyRole::Guardian => "guardian",
        PartyRole::Agent => "agent",
        PartyRole::Handler => "handler",
    }
}
