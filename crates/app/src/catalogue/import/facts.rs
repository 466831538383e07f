//! What a row of another platform says, read and checked field by field.

use base::codes::{ItemCode, ItemCodeScheme};
use domain::catalogue::{
    ApplicationForm, BodyNature, Channels, CodeScheme, Contacts, DepartmentKind, ExerciseLevel,
    ItemKind, Limits, Material, MaterialClass, MaterialForm, MaterialNeed, MaterialSource, Part,
    ServiceObject, Text, TimeLimit,
};

use super::Fault;
use super::row::Row;
use super::texts;

/// What a row says.
pub(super) struct Facts<'a> {
    pub(super) code: ItemCode,
    pub(super) level: ExerciseLevel,
    pub(super) catalog_code: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: ItemKind,
    pub(super) department: &'a str,
    pub(super) region: &'a str,
    pub(super) limits: Limits,
    pub(super) conditions: Vec<Text>,
    pub(super) materials: Vec<Material>,
    pub(super) objects: Vec<ServiceObject>,
    pub(super) contacts: Contacts,
    pub(super) address: Option<&'a str>,
    pub(super) channels: Channels,
    pub(super) unstated: Vec<Part>,
    pub(super) themes: Vec<&'a str>,
    pub(super) synonyms: Vec<String>,
}

impl<'a> Facts<'a> {
    /// Reads a row; the faults are in the row.
    pub(super) fn read(row: &mut Row<'a>) -> Option<Self> {
        let mapping = row.mapping;
        let fields = &mapping.fields;
        let (code, level) = code(row)?;
        let name = row.required(&fields.name);
        let kind = row.required(&fields.kind);
        let kind = row.coded(&fields.kind, Some(kind), &mapping.kinds);
        let other_names: Vec<&str> =
            fields.synonyms.iter().filter_map(|field| row.text(field)).collect();
        let address = row.text(&fields.location).and_then(|text| {
            let plain = mapping.strip.iter().find_map(|word| text.strip_prefix(word.as_str()));
            let plain = plain.unwrap_or(text).trim();
            (!mapping.is_empty(plain)).then_some(plain)
        });
        let visits = row.count(&fields.visits);
        let mut facts = Self {
            code,
            level,
            catalog_code: row.required(&fields.catalog_code),
            name,
            kind: kind?,
            department: row.required(&fields.department),
            region: row.required(&fields.region),
            limits: limits(row),
            conditions: row.text(&fields.conditions).map(texts::paragraphs).unwrap_or_default(),
            materials: materials(&row.list(&fields.materials)),
            objects: objects(row),
            contacts: Contacts {
                ask: row.text(&fields.ask).unwrap_or_default().to_owned(),
                complain: row.text(&fields.complain).unwrap_or_default().to_owned(),
            },
            address,
            channels: channels(row, address.is_some(), visits),
            unstated: Vec::new(),
            themes: row.list(&fields.themes),
            synonyms: texts::synonyms(&other_names, name),
        };
        facts.unstated = facts.silent(visits);
        row.faults.is_empty().then_some(facts)
    }

    /// What the row leaves open. No source has fields for what comes first here.
    fn silent(&self, visits: Option<u8>) -> Vec<Part> {
        let mut parts = vec![
            Part::Basis,
            Part::Steps,
            Part::Refusals,
            Part::Results,
            Part::Fees,
            Part::Downloads,
            Part::WindowRole,
        ];
        let named = if self.materials.is_empty() { Part::Materials } else { Part::MaterialDetails };
        parts.push(named);
        parts.extend(self.conditions.is_empty().then_some(Part::Conditions));
        parts.extend(visits.is_none().then_some(Part::Visits));
        parts
    }

    /// How the code is built.
    pub(super) fn scheme(&self) -> CodeScheme {
        match self.code.scheme() {
            ItemCodeScheme::National31 => CodeScheme::National31,
            ItemCodeScheme::National33 => CodeScheme::National33,
            ItemCodeScheme::Local => CodeScheme::Local,
        }
    }

    /// The credit code of the implementing body; for local codes its name has to do.
    pub(super) fn organ(&self) -> &str {
        self.code.organ().unwrap_or(self.department)
    }

    /// 实施主体性质 as far as the credit code tells: `11` is an organ of state.
    pub(super) fn nature(&self) -> BodyNature {
        let organ = self.organ().starts_with("11");
        if organ { BodyNature::StatutoryOrgan } else { BodyNature::Other }
    }

    /// What kind of body it is, as far as the credit code tells.
    pub(super) fn department_kind(&self) -> DepartmentKind {
        match self.organ().get(..1) {
            _ if self.organ().starts_with("11") => DepartmentKind::Organ,
            Some("9") => DepartmentKind::PublicEnterprise,
            _ => DepartmentKind::Institution,
        }
    }
}

fn code(row: &mut Row<'_>) -> Option<(ItemCode, ExerciseLevel)> {
    let field = &row.mapping.fields.code;
    let text = row.required(field);
    if text.is_empty() {
        return None;
    }
    let code = ItemCode::parse(text)
        .map_err(|error| row.fault(Fault::new(field, error.code()).with(&text)));
    let code = code.ok()?;
    let digit = code.level().map(String::from);
    let level = digit.as_deref().map_or(Some(ExerciseLevel::Graded), ExerciseLevel::from_code);
    if level.is_none() {
        row.fault(Fault::new(field, "item_code.level").with(&text));
    }
    Some((code, level?))
}

/// Both limits. No source names an article, so that the statutory one is only what is published.
fn limits(row: &mut Row<'_>) -> Limits {
    let mapping = row.mapping;
    let mut read = |field: &str| -> Option<TimeLimit> {
        let text = row.text(field)?;
        let limit = texts::limit(text, mapping);
        if limit.is_none() {
            row.fault(Fault::new(field, "row.not_a_limit").with(&text));
        }
        limit
    };
    let statutory = read(&mapping.fields.statutory);
    let promised = read(&mapping.fields.promised);
    let note = Some(mapping.texts.no_article.clone());
    Limits { statutory: statutory.map(|limit| TimeLimit { note, ..limit }), promised }
}

fn objects(row: &mut Row<'_>) -> Vec<ServiceObject> {
    let (field, list) = (&row.mapping.fields.objects, &row.mapping.objects);
    let words = row.list(field);
    words.into_iter().filter_map(|word| row.coded(field, Some(word), list)).collect()
}

/// Materials of which only the names are known.
fn materials(names: &[&str]) -> Vec<Material> {
    let material = |(number, name): (usize, &&str)| Material {
        id: format!("m{number}"),
        name: Text::from(*name),
        need: MaterialNeed::Required,
        class: MaterialClass::Other,
        form: MaterialForm::Either,
        source: MaterialSource::Other,
        issuer: None,
        originals: 0,
        copies: 0,
        basis: Vec::new(),
        notes: None,
        standard: None,
        sample: None,
        when: None,
    };
    (1..).zip(names).map(material).collect()
}

fn channels(row: &mut Row<'_>, has_window: bool, visits: Option<u8>) -> Channels {
    let fields = &row.mapping.fields;
    let mut flag = |field: &str| {
        let word = row.text(field);
        row.coded(field, word, &row.mapping.flags).unwrap_or(false)
    };
    let (online, courier) = (flag(&fields.online), flag(&fields.courier));
    let mut apply = Vec::new();
    if has_window {
        apply.push(ApplicationForm::Window);
    }
    if online {
        apply.push(ApplicationForm::Web);
    }
    Channels {
        apply,
        visits: visits.unwrap_or_default(),
        visit_reason: None,
        online_depth: None,
        cross_region: None,
        booking: false,
        online_payment: false,
        courier,
        kiosk: false,
    }
}
