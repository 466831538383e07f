//! The demonstration county: 大理市 (532901) as files that a reform office could edit.
//!
//! The files travel inside the binary. All persons, numbers and telephones in them are invented;
//! the laws are real.

use std::collections::HashSet;
use std::fmt;

use base::codes::{ItemCode, Strictness};
use base::{Date, codes::CreditCode};
use domain::catalogue::{CodeScheme, Item, Severity, Text, check, fill_in};
use domain::people::Role;
use include_dir::{Dir, File, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::catalogue::built_in;
use crate::catalogue::publish::Surroundings;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../demo/dali");

/// Papers that several items share.
const TEMPLATES: &str = "forms.toml";

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

/// What is wrong with the files, all of it, each with the name of its file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CountyError(pub Vec<Problem>);

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its path inside the county's folder.
    pub file: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for CountyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Problem { file, what } in &self.0 {
            writeln!(f, "{file}: {what}")?;
        }
        Ok(())
    }
}

/// A file with a list: `[[departments]]`, `[[places]]`, ….
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed<T> {
    #[serde(default, rename = "notice")]
    _notice: Option<String>,
    #[serde(
        alias = "departments",
        alias = "places",
        alias = "regions",
        alias = "themes",
        alias = "entries",
        alias = "staff",
        alias = "people"
    )]
    rows: Vec<T>,
}

/// The file of residents and legal persons has two lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TwoLists {
    #[serde(default, rename = "notice")]
    _notice: Option<String>,
    people: Vec<PersonSeed>,
    organisations: Vec<OrganisationSeed>,
}

/// Reads the county out of the binary and checks all of it.
///
/// # Errors
///
/// Everything that does not parse, refers to nothing or would not be published.
pub fn load() -> Result<County, CountyError> {
    let mut reader = Reader { problems: Vec::new() };
    let surroundings = Surroundings {
        departments: reader.list("departments.toml"),
        places: reader.list("places.toml"),
        regions: reader.list("regions.toml"),
        themes: reader.list("themes.toml"),
        directory: reader.list("directory.toml"),
        regimes: built_in::regimes().unwrap_or_else(|error| {
            reader.say("regimes.toml", error);
            Vec::new()
        }),
    };
    let items = reader.items(&surroundings);
    let staff = reader.list("staff.toml");
    let text = reader.text("people.toml");
    let people = reader.parse::<TwoLists>("people.toml", text);
    let (people, organisations) =
        people.map(|file| (file.people, file.organisations)).unwrap_or_default();
    let county = County { surroundings, items, staff, people, organisations };
    reader.check_people(&county);
    if reader.problems.is_empty() { Ok(county) } else { Err(CountyError(reader.problems)) }
}

struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn say(&mut self, file: &str, what: impl fmt::Display) {
        self.problems.push(Problem { file: file.to_owned(), what: what.to_string() });
    }

    fn text(&mut self, file: &str) -> &'static str {
        let text = FILES.get_file(file).and_then(File::contents_utf8);
        if text.is_none() {
            self.say(file, "the file is not there, or it is not UTF-8");
        }
        text.unwrap_or_default()
    }

    fn parse<T: DeserializeOwned>(&mut self, file: &str, text: &str) -> Option<T> {
        toml::from_str(text).map_err(|error| self.say(file, error)).ok()
    }

    fn list<T: DeserializeOwned>(&mut self, file: &str) -> Vec<T> {
        let text = self.text(file);
        self.parse::<Listed<T>>(file, text).map(|file| file.rows).unwrap_or_default()
    }

    fn items(&mut self, surroundings: &Surroundings) -> Vec<Item> {
        let mut files: Vec<&File<'_>> =
            FILES.get_dir("items").map(|d| d.files().collect()).unwrap_or_default();
        files.retain(|file| file.path().extension().is_some_and(|ending| ending == "toml"));
        files.sort_by_key(|file| file.path());
        let text = self.text(TEMPLATES);
        let templates: Map<String, Value> = self.parse(TEMPLATES, text).unwrap_or_default();
        let (mut items, mut seen) = (Vec::new(), HashSet::new());
        for file in files {
            let name = file.path().display().to_string();
            let text = file.contents_utf8().unwrap_or_default();
            let Some(mut item) = self.item(&name, text, &templates) else { continue };
            self.give_code(&name, &mut item, surroundings);
            if !seen.insert(item.catalog_code.clone()) {
                self.say(&name, format!("catalog_code {} is used twice", item.catalog_code));
            }
            for finding in check(&item, surroundings) {
                if finding.severity == Severity::Error {
                    let values = finding.values.join(", ");
                    self.say(&name, format!("{}: {} ({values})", finding.field, finding.code));
                }
            }
            items.push(item);
        }
        items
    }

    /// An item. A file without templates is read from its text, so that a mistake is told by its
    /// line.
    fn item(&mut self, file: &str, text: &str, templates: &Map<String, Value>) -> Option<Item> {
        let mut value: Value = self.parse(file, text)?;
        let plain = value.clone();
        if let Err(name) = fill_in(&mut value, templates) {
            self.say(file, format!("there is no template {name} in {TEMPLATES}"));
            return None;
        }
        if value == plain {
            return self.parse(file, text);
        }
        serde_json::from_value(value).map_err(|error| self.say(file, error)).ok()
    }

    /// 实施编码: credit code of the department, level, directory code.
    fn give_code(&mut self, file: &str, item: &mut Item, surroundings: &Surroundings) {
        use domain::catalogue::Lookup as _;
        let Some(department) = surroundings.department(&item.department) else { return };
        let code = format!("{}{}{}", department.credit_code, item.level.code(), item.catalog_code);
        match ItemCode::parse_with(&code, Strictness::Input) {
            Ok((code, _)) => code.as_str().clone_into(&mut item.code),
            Err(error) => self.say(file, format!("{code}: {error}")),
        }
        item.code_scheme = CodeScheme::National31;
    }

    fn check_people(&mut self, county: &County) {
        use domain::catalogue::Lookup as _;
        let mut logins = HashSet::new();
        for staff in &county.staff {
            if county.surroundings.department(&staff.department).is_none() {
                self.say("staff.toml", format!("{}: no department {}", staff.id, staff.department));
            }
            if !logins.insert(staff.login.as_str()) {
                self.say("staff.toml", format!("login {} is used twice", staff.login));
            }
        }
        let organisations = county.organisations.iter().map(|one| one.login.as_str());
        for login in county.people.iter().map(|one| one.login.as_str()).chain(organisations) {
            if !logins.insert(login) {
                self.say("people.toml", format!("login {login} is used twice"));
            }
        }
        for one in &county.organisations {
            if !county.people.iter().any(|person| person.id == one.legal_representative) {
                let who = &one.legal_representative;
                self.say("people.toml", format!("{}: no person {who}", one.id));
            }
            if let Err(error) = CreditCode::parse(&one.credit_code) {
                self.say("people.toml", format!("{}: {error}", one.id));
            }
        }
    }
}
