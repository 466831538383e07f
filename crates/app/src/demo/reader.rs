//! From the files of a county to the county, with everything that is wrong told at once.

use std::collections::HashSet;
use std::fmt;

use base::codes::{CreditCode, ItemCode, Strictness};
use domain::catalogue::{CodeScheme, Item, Lookup as _, Severity, check, fill_in};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::county::{County, OrganisationSeed, PersonSeed};
use super::files::{CountyError, Files, Problem};
use super::staffing;
use crate::catalogue::built_in;
use crate::catalogue::publish::Surroundings;
use crate::catalogue::surroundings::Listed;

/// Papers that several items share.
const TEMPLATES: &str = "forms.toml";

/// The file of residents and legal persons has two lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TwoLists {
    #[serde(default, rename = "notice")]
    _notice: Option<String>,
    people: Vec<PersonSeed>,
    organisations: Vec<OrganisationSeed>,
}

/// The county of these files.
pub fn read(files: &Files) -> Result<County, CountyError> {
    let mut reader = Reader { files, problems: Vec::new() };
    let surroundings = Surroundings {
        departments: reader.list("departments.toml"),
        places: reader.list("places.toml"),
        regions: reader.list("regions.toml"),
        themes: reader.list("themes.toml"),
        directory: reader.list("directory.toml"),
        regimes: built_in::regimes().unwrap_or_else(|error| {
            reader.say("regimes.toml", "", error);
            Vec::new()
        }),
        synonyms: Vec::new(),
    };
    let items = reader.items(&surroundings);
    let staff = reader.list("staff.toml");
    let people = reader.parse::<TwoLists>("people.toml");
    let (people, organisations) =
        people.map(|file| (file.people, file.organisations)).unwrap_or_default();
    let county = County { surroundings, items, staff, people, organisations };
    // What refers to a file that does not parse would be told a hundred times.
    if reader.problems.is_empty() {
        reader.check_people(&county);
        reader.problems.extend(staffing::check(&county));
    }
    if reader.problems.is_empty() { Ok(county) } else { Err(CountyError(reader.problems)) }
}

struct Reader<'a> {
    files: &'a Files,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn say(&mut self, file: &str, key: &str, reason: impl fmt::Display) {
        let (file, key, reason) = (file.to_owned(), key.to_owned(), reason.to_string());
        self.problems.push(Problem { file, key, reason });
    }

    fn parse<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let Some(text) = self.files.get(file) else {
            self.say(file, "", "the file is not there");
            return None;
        };
        let parsed = toml::Deserializer::parse(text)
            .map_err(|error| (String::new(), error))
            .and_then(|document| {
                serde_path_to_error::deserialize(document)
                    .map_err(|error| (error.path().to_string(), error.into_inner()))
            });
        parsed
            .map_err(|(key, error)| {
                let before = error.span().and_then(|span| text.get(..span.start));
                let line = before.map(|before| before.matches('\n').count() + 1);
                let place = line.map_or(file.to_owned(), |line| format!("{file}:{line}"));
                self.say(&place, key.trim_matches('.'), error.message());
            })
            .ok()
    }

    fn list<T: DeserializeOwned>(&mut self, file: &str) -> Vec<T> {
        self.parse::<Listed<T>>(file).map(|file| file.rows).unwrap_or_default()
    }

    fn items(&mut self, surroundings: &Surroundings) -> Vec<Item> {
        let (mut items, mut seen) = (Vec::new(), HashSet::new());
        let templates: Map<String, Value> = self.parse(TEMPLATES).unwrap_or_default();
        let files = self.files;
        for name in files.keys().filter(|name| name.starts_with("items/")) {
            let Some(mut item) = self.item(name, &templates) else { continue };
            self.give_code(name, &mut item, surroundings);
            if !seen.insert(item.catalog_code.clone()) {
                let reason = format!("{} is used twice", item.catalog_code);
                self.say(name, "catalog_code", reason);
            }
            for finding in check(&item, surroundings) {
                if finding.severity == Severity::Error {
                    let reason = format!("{} ({})", finding.code, finding.values.join(", "));
                    self.say(name, &finding.field, reason);
                }
            }
            items.push(item);
        }
        items
    }

    /// An item. A file without templates is read from its text, so that a mistake is told by its
    /// line.
    fn item(&mut self, file: &str, templates: &Map<String, Value>) -> Option<Item> {
        let mut value: Value = self.parse(file)?;
        let plain = value.clone();
        if let Err(name) = fill_in(&mut value, templates) {
            self.say(file, "template", format!("there is no template {name} in {TEMPLATES}"));
            return None;
        }
        if value == plain {
            return self.parse(file);
        }
        serde_path_to_error::deserialize(value)
            .map_err(|error| self.say(file, &error.path().to_string(), error.inner()))
            .ok()
    }

    /// 实施编码: credit code of the department, level, directory code.
    fn give_code(&mut self, file: &str, item: &mut Item, surroundings: &Surroundings) {
        let Some(department) = surroundings.department(&item.department) else { return };
        let code = format!("{}{}{}", department.credit_code, item.level.code(), item.catalog_code);
        match ItemCode::parse_with(&code, Strictness::Input) {
            Ok((code, _)) => code.as_str().clone_into(&mut item.code),
            Err(error) => self.say(file, "catalog_code", format!("{code}: {error}")),
        }
        item.code_scheme = CodeScheme::National31;
    }

    fn check_people(&mut self, county: &County) {
        let mut logins = HashSet::new();
        for staff in &county.staff {
            if county.surroundings.department(&staff.department).is_none() {
                let reason = format!("there is no department {}", staff.department);
                self.say("staff.toml", &format!("{}.department", staff.id), reason);
            }
            if !logins.insert(staff.login.as_str()) {
                let reason = format!("{} is used twice", staff.login);
                self.say("staff.toml", &format!("{}.login", staff.id), reason);
            }
        }
        let people = county.people.iter().map(|one| (&one.id, one.login.as_str()));
        let organisations = county.organisations.iter().map(|one| (&one.id, one.login.as_str()));
        for (id, login) in people.chain(organisations) {
            if !logins.insert(login) {
                self.say("people.toml", &format!("{id}.login"), format!("{login} is used twice"));
            }
        }
        for one in &county.organisations {
            if !county.people.iter().any(|person| person.id == one.legal_representative) {
                let reason = format!("there is no person {}", one.legal_representative);
                self.say("people.toml", &format!("{}.legal_representative", one.id), reason);
            }
            if let Err(error) = CreditCode::parse(&one.credit_code) {
                self.say("people.toml", &format!("{}.credit_code", one.id), error);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::files::built_in;

    /// What is told when a file of the county says something else.
    fn told(file: &str, from: &str, to: &str) -> String {
        let mut files = built_in();
        let text = files.get_mut(file).expect("the file is there");
        assert!(text.contains(from), "{file} does not say {from}");
        *text = text.replacen(from, to, 1);
        read(&files).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn an_error_names_file_line_key_and_reason() {
        let told_role = told("staff.toml", "[\"window\"]", "[\"clerk\"]");
        let expected = "staff.toml:12: staff[0].roles[0]: unknown variant `clerk`";
        assert!(told_role.starts_with(expected), "{told_role}");
        assert_eq!(told_role.lines().count(), 1, "{told_role}");
        let unknown = told("items/hwgg.toml", "case_type =", "case_tipe =");
        assert!(unknown.contains("items/hwgg.toml:") && unknown.contains("case_tipe: unknown"));
        let broken = told("places.toml", "[[places]]", "[[places");
        assert!(broken.starts_with("places.toml:"), "{broken}");
    }

    #[test]
    fn what_refers_to_nothing_is_told_with_its_key() {
        let department = told("staff.toml", "department = \"scjg\"", "department = \"nobody\"");
        assert!(department.contains(".department: there is no department nobody"), "{department}");
        let item = told("items/hwgg.toml", "places = [\"hall\"]", "places = [\"nowhere\"]");
        assert!(item.starts_with("items/hwgg.toml: places"), "{item}");
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let mut files = built_in();
        files.remove("themes.toml");
        let error = read(&files).unwrap_err().to_string();
        assert!(error.contains("themes.toml: the file is not there"), "{error}");
    }
}
