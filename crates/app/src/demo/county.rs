//! The demonstration county: 大理市 (532901) as files that a reform office could edit.
//!
//! The files travel inside the binary, and any other folder of the same shape can be read instead.
//! All persons, numbers and telephones in them are invented; the laws are real.

use std::path::Path;

use base::Date;
use domain::catalogue::{Item, Text};
use domain::people::Role;
use serde::Deserialize;

pub use super::files::{CountyError, Problem};
use super::{files, reader};
use crate::catalogue::publish::Surroundings;

/// The county.
#[derive(Debug, Clone)]
pub struct County {
    /// Departments, places, regions, themes, regimes, directory.
    pub surroundings: Surroundings,
    /// Items with their codes, by the names of their files.
    pub items: Vec<Item>,
    /// Members of staff; the first six have one role each.
    pub staff: Vec<StaffSeed>,
    /// Residents.
    pub people: Vec<PersonSeed>,
    /// Legal persons.
    pub organisations: Vec<OrganisationSeed>,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffSeed {
    /// Short name in data.
    pub id: String,
    /// What they sign in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// The department, by its `id`.
    pub department: String,
    /// Region code.
    pub region: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The number of their window, for clerks.
    pub window: Option<String>,
    /// What they are called.
    pub title: Text,
}

/// A resident.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSeed {
    /// Short name in data.
    pub id: String,
    /// What they sign in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// `male` or `female`.
    pub sex: String,
    /// Day of birth.
    pub birth: Date,
    /// Kind of identity document, GA/T 2000.156: 111 is the ID number.
    pub document_type: String,
    /// The number of that document.
    pub id_number: String,
    /// Mobile telephone.
    pub phone: String,
    /// Where they live.
    pub address: String,
    /// The village or community of the address.
    pub region: String,
    /// What is special, for who reads the file.
    pub note: Option<String>,
}

/// A legal person or another organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationSeed {
    /// Short name in data.
    pub id: String,
    /// What its account signs in with.
    pub login: String,
    /// Full name.
    pub name: String,
    /// `company`, `cooperative`, `individual_business`, ….
    pub kind: String,
    /// 服务对象, by the code of its list.
    pub service_object: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 法定代表人: a resident by `id`.
    pub legal_representative: String,
    /// Telephone.
    pub phone: String,
    /// Where it is.
    pub address: String,
    /// The village or community of the address.
    pub region: String,
}

/// Reads the county that the program comes with, and checks all of it.
///
/// # Errors
///
/// Everything that does not parse, refers to nothing, would not be published or could not be done.
pub fn load() -> Result<County, CountyError> {
    reader::read(&files::built_in())
}

/// Reads another county out of a folder of the same shape, and checks it alike.
///
/// # Errors
///
/// Those of [`load`], and a folder or a file that cannot be read.
pub fn load_from(folder: &Path) -> Result<County, CountyError> {
    reader::read(&files::of_folder(folder)?)
}
