//! Identifiers as types: a value exists only when its text was parsed, so nobody checks it again.
//!
//! People type these. Every `parse` therefore folds full-width characters, lower case and spaces
//! first, and says what is wrong by an error whose `code()` is stable, so that pages can phrase it
//! in their language ([`error_codes`] lists them all). `Debug` of a person's identifier is masked.

#[macro_use]
mod macros;

mod case_number;
mod catalog_code;
mod credit_code;
mod crockford;
mod fold;
mod hk_mo_permit;
mod id;
mod id_number;
mod identity_document;
mod iso7064;
mod item_code;
mod org_code;
mod passport;
mod permanent_resident;
mod person_name;
mod phone;
mod query_code;
mod region_code;
mod residence_permit;
mod taiwan_permit;

pub use case_number::{CaseNumber, CaseNumberError};
pub use catalog_code::{CatalogCode, CatalogCodeError};
pub use credit_code::{CreditCode, CreditCodeError};
pub use crockford::crockford;
pub use hk_mo_permit::{HkMoPermit, HkMoPermitError};
pub use id::{Id, IdError};
pub use id_number::{IdNumber, IdNumberError, Sex};
pub use identity_document::{DocumentError, DocumentKind, DocumentKindError, IdentityDocument};
pub use iso7064::mod_37_36;
pub use item_code::{ItemCode, ItemCodeError, ItemCodeScheme, ItemCodeWarning, Strictness};
pub use org_code::{OrgCode, OrgCodeError};
pub use passport::{Passport, PassportError};
pub use permanent_resident::{PermanentResidentCard, PermanentResidentCardError};
pub use person_name::{PersonName, PersonNameError};
pub use phone::{Phone, PhoneError, PhoneKind};
pub use query_code::{QueryCode, QueryCodeError};
pub use region_code::{RegionCode, RegionCodeError, RegionLevel};
pub use residence_permit::{ResidencePermit, ResidencePermitError};
pub use taiwan_permit::{TaiwanPermit, TaiwanPermitError};

/// The `code()` of every error of this module, so that a test can hold the messages against it.
pub fn error_codes() -> Vec<&'static str> {
    [
        CaseNumberError::CODES,
        CatalogCodeError::CODES,
        CreditCodeError::CODES,
        DocumentKindError::CODES,
        HkMoPermitError::CODES,
        IdError::CODES,
        IdNumberError::CODES,
        ItemCodeError::CODES,
        OrgCodeError::CODES,
        PassportError::CODES,
        PermanentResidentCardError::CODES,
        PersonNameError::CODES,
        PhoneError::CODES,
        QueryCodeError::CODES,
        RegionCodeError::CODES,
        ResidencePermitError::CODES,
        TaiwanPermitError::CODES,
    ]
    .concat()
}
