//! A row of another platform becomes an item of ours, with the department and place that it names.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use domain::catalogue::{
    Application, CaseType, Department, Flow, FlowKind, Item, ItemKind, ItemState, LimitUnit, Place,
    Text, Theme, WindowRole,
};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::Fault;
use super::facts::Facts;
use super::profile::Mapping;
use super::row::Row;
use crate::catalogue::publish::Surroundings;

/// Bytes of the hash of an address in the `id` of its place.
const PLACE_HASH_BYTES: usize = 4;

/// Translates the rows of one file.
pub(super) struct Translator<'a> {
    mapping: &'a Mapping,
    /// The `id` of each known department, by credit code.
    departments: HashMap<String, String>,
    /// What is known by its `id` or code: places, regions, themes.
    known: HashSet<String>,
    /// What the rows brought that was not there.
    pub(super) added: Surroundings,
}

impl<'a> Translator<'a> {
    pub(super) fn new(mapping: &'a Mapping, known: &Surroundings) -> Self {
        let departments = known.departments.iter();
        let places = known.places.iter().map(|place| place.id.clone());
        let regions = known.regions.iter().map(|region| region.code.clone());
        let themes = known.themes.iter().map(|theme| theme.id.clone());
        Self {
            mapping,
            departments: departments.map(|one| (one.credit_code.clone(), one.id.clone())).collect(),
            known: places.chain(regions).chain(themes).collect(),
            added: Surroundings::default(),
        }
    }

    /// The item of a row and what to warn of, or all that is wrong with the row.
    pub(super) fn item(
        &mut self,
        values: &Map<String, Value>,
    ) -> Result<(Item, Vec<&'static str>), Vec<Fault>> {
        let mut row = Row { mapping: self.mapping, values, faults: Vec::new() };
        let Some(facts) = Facts::read(&mut row) else { return Err(row.faults) };
        if !self.region(facts.region) {
            let field = &self.mapping.fields.region;
            return Err(vec![Fault::new(field, "row.unknown_region").with(&facts.region)]);
        }
        let (themes, unknown) = self.themes(&facts.themes);
        let department = self.department(&facts);
        let places = facts.address.map(|address| self.place(&department, address, &facts));
        let warnings = if unknown { vec!["theme.unknown"] } else { Vec::new() };
        let places = places.into_iter().collect();
        Ok((build(facts, self.mapping, department, places, themes), warnings))
    }

    fn region(&mut self, code: &str) -> bool {
        if self.known.contains(code) {
            return true;
        }
        let region = self.mapping.regions.iter().find(|region| region.code == code);
        if let Some(region) = region {
            self.known.insert(code.to_owned());
            self.added.regions.push(region.clone());
        }
        region.is_some()
    }

    /// The `id`s of our themes, and whether a word of the source is none of them.
    fn themes(&mut self, words: &[&str]) -> (Vec<String>, bool) {
        let (mut ids, mut unknown) = (Vec::new(), false);
        for word in words {
            let Some(theme) = self.mapping.theme(word) else {
                unknown |= !self.mapping.ignored.themes.iter().any(|ignored| ignored == word);
                continue;
            };
            if ids.contains(&theme.id) {
                continue;
            }
            ids.push(theme.id.clone());
            if self.known.insert(theme.id.clone()) {
                self.added.themes.push(Theme {
                    id: theme.id.clone(),
                    group: theme.group,
                    name: theme.name.clone(),
                    about: theme.about.clone(),
                    order: Vec::new(),
                });
            }
        }
        (ids, unknown)
    }

    /// The department's `id`: the one that is known under this credit code, else the code itself.
    fn department(&mut self, facts: &Facts<'_>) -> String {
        let organ = facts.organ();
        if let Some(id) = self.departments.get(organ) {
            return id.clone();
        }
        let id = organ.to_lowercase();
        self.departments.insert(organ.to_owned(), id.clone());
        let region = self.mapping.regions.iter().find(|region| region.code == facts.region);
        let prefix = region.map_or("", |region| region.name.zh.as_str());
        let short = facts.department.strip_prefix(prefix).filter(|rest| !rest.is_empty());
        self.added.departments.push(Department {
            id: id.clone(),
            credit_code: organ.to_owned(),
            name: Text::from(facts.department),
            short: Text::from(short.unwrap_or(facts.department)),
            kind: facts.department_kind(),
            region: facts.region.to_owned(),
            parent: None,
            reconsideration: None,
            contacts: facts.contacts.clone(),
            place: facts.address.map(|address| place_id(&id, address)).unwrap_or_default(),
            about: self.mapping.texts.about.clone(),
        });
        id
    }

    fn place(&mut self, department: &str, address: &str, facts: &Facts<'_>) -> String {
        let id = place_id(department, address);
        if self.known.insert(id.clone()) {
            let texts = &self.mapping.texts;
            self.added.places.push(Place {
                id: id.clone(),
                name: Text { zh: format!("{}{}", facts.department, texts.place.zh), en: None },
                address: Text::from(address),
                hours: Vec::new(),
                route: texts.unknown.clone(),
                access: texts.unknown.clone(),
                phone: facts.contacts.ask.clone(),
                region: facts.region.to_owned(),
                windows: Vec::new(),
            });
        }
        id
    }
}

/// The `id` of a place of which only the address is known: it stays the same in any order of rows.
fn place_id(department: &str, address: &str) -> String {
    let hash = Sha256::digest(address.as_bytes());
    format!("{department}-{}", HEXLOWER.encode(&hash[..PLACE_HASH_BYTES]))
}

/// 行政许可法 is for licences, and counts working days (law-notes 1); all else is a promise.
fn regime<'a>(facts: &Facts<'_>, mapping: &'a Mapping) -> &'a str {
    let unit = facts.limits.statutory.as_ref().map(|limit| limit.unit);
    match (facts.kind, unit) {
        (ItemKind::Licence, None | Some(LimitUnit::WorkingDay)) => &mapping.regimes.licence,
        _ => &mapping.regimes.other,
    }
}

/// The item. What the source does not say stays empty: it is not ours to invent.
fn build(
    facts: Facts<'_>,
    mapping: &Mapping,
    department: String,
    places: Vec<String>,
    themes: Vec<String>,
) -> Item {
    let summary = format!("{}（{}），由{}办理", facts.name, facts.kind.name(), facts.department);
    let served = facts.kind == ItemKind::PublicService;
    let promised = facts.limits.promised.is_some();
    let reachable = !facts.contacts.ask.is_empty() || !facts.contacts.complain.is_empty();
    Item {
        code: facts.code.as_str().to_owned(),
        code_scheme: facts.scheme(),
        catalog_code: facts.catalog_code.to_owned(),
        name: Text::from(facts.name),
        summary: Text::from(summary.as_str()),
        kind: facts.kind,
        level: facts.level,
        department,
        delegating: None,
        body_nature: facts.nature(),
        power_source: None,
        region: facts.region.to_owned(),
        state: ItemState::InUse,
        window_role: WindowRole::Receives,
        case_type: if promised { CaseType::Promised } else { CaseType::Other },
        regime: regime(&facts, mapping).to_owned(),
        basis: Vec::new(),
        application: Application::Open,
        quantity_limit: None,
        steps: Vec::new(),
        flow: Flow {
            kind: if served { FlowKind::Service } else { FlowKind::Review },
            second_officer: false,
            joint: Vec::new(),
        },
        refusals: Vec::new(),
        remedies: Vec::new(),
        results: Vec::new(),
        fees: Vec::new(),
        downloads: Vec::new(),
        places,
        status_query: None,
        themes,
        questions: Vec::new(),
        form: None,
        origin: Some(mapping.source.clone()),
        unstated: facts.unstated,
        demo: false,
        objects: facts.objects,
        conditions: facts.conditions,
        materials: facts.materials,
        limits: facts.limits,
        contacts: reachable.then_some(facts.contacts),
        channels: facts.channels,
        synonyms: facts.synonyms,
    }
}
