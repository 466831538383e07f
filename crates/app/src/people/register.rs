//! 注册. Nothing tells whether a document or a telephone is known already: several accounts may state
//! the same document and the same telephone, and the answer is the same.

use base::Date;
use base::codes::{DocumentKind, IdentityDocument, PersonName, Phone};
use domain::people::{IdentityLevel, PersonKind};
use serde::Deserialize;
use serde_json::json;

use super::{Known, Password, PasswordHash, Profile, level_word, note, profile, sql};
use crate::attempts::{self, Address, Subject};
use crate::error::{Error, FieldError, Result};
use crate::house::House;
use crate::unit::Unit;

/// The form as it was typed; fields are named in errors as they are here.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Code of the kind of document; `001`, the credit code, makes it a legal person.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// The person's or the organisation's name.
    pub name: String,
    /// 法定代表人; of legal persons only.
    pub representative: String,
    /// Telephone.
    pub phone: String,
    /// Password.
    pub password: String,
}

/// A registration that is ready to be written.
pub struct Registration {
    id: String,
    kind: PersonKind,
    person: String,
    phone_hash: String,
    password: PasswordHash,
    profile: Vec<u8>,
}

impl Registration {
    /// Checks every field and tells all errors at once; then hashes the password, which is slow.
    pub fn prepare(house: &House, form: &Form) -> Result<Self> {
        let (profile, password) = parse(form, house.clock.now().day())?;
        let password = PasswordHash::new(&password, house.entropy.as_ref())?;
        let mut draw = house.entropy.seed().draw();
        let id = draw.id();
        Ok(Self {
            kind: profile.kind,
            person: house.keys.person(&profile.document.canonical()),
            phone_hash: house.keys.phone(profile.phone.as_str()),
            password,
            profile: profile::seal(&house.keys, &mut draw, &id, &profile)?,
            id,
        })
    }

    /// The use case. The account is always made: a family shares a telephone, and a telephone that
    /// nobody has verified proves nothing. Registrations from one address are paced.
    pub fn run(&self, unit: &mut Unit<'_>, from: Address) -> Result<()> {
        let subject = Subject::from(&unit.cx.house.keys, "register", from);
        attempts::pace(unit, subject)?;
        self.insert(unit)
    }

    /// For demonstration data and imports: makes the account and tells its id. Only the system may.
    pub fn run_as_system(&self, unit: &mut Unit<'_>) -> Result<String> {
        unit.authorise(domain::access::Action::Run, &domain::access::Resource::Public)?;
        self.insert(unit)?;
        Ok(self.id.clone())
    }

    fn insert(&self, unit: &mut Unit<'_>) -> Result<()> {
        let kind = kind_word(self.kind);
        let level = level_word(IdentityLevel::SelfStated);
        let params = [
            self.id.as_str().into(),
            kind.into(),
            self.person.as_str().into(),
            self.phone_hash.as_str().into(),
            self.password.as_str().into(),
            level.into(),
            self.profile.as_slice().into(),
            unit.cx.now.into(),
        ];
        unit.tx.run(&sql::INSERT, &params)?;
        let public = json!({ "kind": kind, "level": level });
        note(unit, &self.id, "account.registered", public)
    }
}

const fn kind_word(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Natural => "natural",
        PersonKind::Legal => "legal",
    }
}

/// Parses every field; the password last, as it must not hold what the others say.
fn parse(form: &Form, today: Date) -> Result<(Profile, Password)> {
    let mut errors = Errors::default();
    let document = parse_document(form, today, &mut errors);
    let legal = form.document_kind.trim() == DocumentKind::CreditCode.code();
    let name = errors.field("name", &form.name, |text| {
        PersonName::parse(text).map_err(base::codes::PersonNameError::code)
    });
    let representative = legal.then(|| {
        errors.field("representative", &form.representative, |text| {
            PersonName::parse(text).map_err(base::codes::PersonNameError::code)
        })
    });
    let phone = errors.field("phone", &form.phone, |text| {
        Phone::parse(text).map_err(base::codes::PhoneError::code)
    });
    let known = Known {
        words: vec![form.name.trim(), form.representative.trim()],
        numbers: [
            document.as_ref().map(IdentityDocument::number),
            phone.as_ref().map(Phone::as_str),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    let password = Password::parse(&form.password, &known, "password");
    let password = errors.keep(password);
    drop(known);
    match (document, name, representative, phone, password) {
        (Some(document), Some(name), representative, Some(phone), Some(password))
            if errors.0.is_empty() =>
        {
            let kind = if legal { PersonKind::Legal } else { PersonKind::Natural };
            let representative = representative.flatten();
            let address = None;
            Ok((Profile { kind, document, name, representative, phone, address }, password))
        }
        _ => Err(Error::Invalid(errors.0)),
    }
}

fn parse_document(form: &Form, today: Date, errors: &mut Errors) -> Option<IdentityDocument> {
    let kind = errors.field("document_kind", &form.document_kind, |text| {
        DocumentKind::parse(text).map_err(base::codes::DocumentKindError::code)
    });
    errors.field("document_number", &form.document_number, |text| match kind {
        Some(kind) => {
            let document = IdentityDocument::parse(kind, text);
            match document {
                Ok(document) if !document.is_born_by(today) => Err("id_number.unborn"),
                Ok(document) => Ok(Some(document)),
                Err(error) => Err(error.code()),
            }
        }
        None => Ok(None),
    })?
}

/// Errors of fields, collected.
#[derive(Default)]
struct Errors(Vec<FieldError>);

impl Errors {
    /// A field that must not be empty, read by `parse`.
    fn field<T>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let parsed = if text.trim().is_empty() { Err("required") } else { parse(text) };
        self.keep(parsed.map_err(|code| FieldError::new(field, code)))
    }

    fn keep<T>(&mut self, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.0.push(error)).ok()
    }
}
