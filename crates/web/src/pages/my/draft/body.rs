//! What a draft of ours holds, and what it says so far.

use app::cases::{PartyInput, party};
use app::people::Account;
use base::Date;
use base::codes::{DocumentKind, PersonName, Phone};
use base::limits::ADDRESS_CHARS_MAX;
use domain::cases::{DeliveryWish, Paper, Party, PostalAddress, Taken, parties};
use domain::catalogue::Item;
use domain::people::{PartyRole, PersonKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use views::my::Typed;
use views::my::step::Step;
use views::my::whom::Whom;

/// What was typed, step by step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    /// For whom.
    pub whom: String,
    /// The other person or the handler, as typed.
    pub person: Vec<(String, String)>,
    /// Answers of the form, as typed: they may be wrong until the step is done.
    pub answers: Map<String, Value>,
    /// Materials promised for later.
    pub later: Vec<String>,
    /// How the result comes, as typed.
    pub delivery: Vec<(String, String)>,
    /// Steps that are done.
    pub done: Vec<String>,
    /// The revision of the page that saves by itself while one types: saving from it does not
    /// stand against the page itself.
    pub autosaved_from: Option<u32>,
}

impl Body {
    /// For whom, once that is answered.
    pub fn whom(&self) -> Option<Whom> {
        Whom::from_word(&self.whom)
    }

    /// The steps of this application.
    pub fn steps(&self, item: &Item, account: PersonKind) -> Vec<Step> {
        let somebody = self
            .whom()
            .map_or(account == PersonKind::Legal, |whom| whom.asks_for_a_person(account));
        Step::ALL.into_iter().filter(|step| step.is_of(item, somebody)).collect()
    }

    /// The first step that is not done; checking is the last.
    pub fn next(&self, steps: &[Step]) -> Step {
        let open = steps.iter().find(|step| !self.done.iter().any(|done| done == step.word()));
        open.copied().unwrap_or(Step::Check)
    }

    /// Notes that a step is done, or is to be done again.
    pub fn mark(&mut self, step: Step, done: bool) {
        let at = self.done.iter().position(|word| word == step.word());
        match (at, done && step != Step::Check) {
            (None, true) => self.done.push(step.word().to_owned()),
            (Some(at), false) => {
                self.done.remove(at);
            }
            _ => {}
        }
    }

    /// Persons of the case, or what is wrong with the one that was typed, on a day.
    pub fn parties(
        &self,
        keys: &app::Keys,
        account: &Account,
        on: Date,
    ) -> Result<Vec<Party>, Vec<app::FieldError>> {
        let parties = self.persons(keys, account)?;
        let faults = party::faults(&parties, on);
        if faults.is_empty() { Ok(parties) } else { Err(faults) }
    }

    /// What the holder's own age forbids them, before anybody else is named: at the field `whom`.
    pub fn too_young(&self, account: &Account, on: Date) -> Vec<app::FieldError> {
        let role = match self.whom().unwrap_or(Whom::Me) {
            Whom::Me => PartyRole::Applicant,
            Whom::Child => PartyRole::Guardian,
            Whom::Company => PartyRole::Handler,
            Whom::Other => PartyRole::Agent,
        };
        let code = parties::too_young(&holder(account, role), on);
        code.map(|code| app::FieldError::new("whom", code)).into_iter().collect()
    }

    fn persons(
        &self,
        keys: &app::Keys,
        account: &Account,
    ) -> Result<Vec<Party>, Vec<app::FieldError>> {
        use PartyRole::{Agent, Applicant, Guardian, Handler, Subject};
        let me = |role| holder(account, role);
        let other = |role| self.person(keys, role);
        let legal = account.profile.kind == PersonKind::Legal;
        Ok(match self.whom().unwrap_or(Whom::Me) {
            Whom::Me if legal => vec![me(Applicant), me(Subject), other(Handler)?],
            Whom::Me => vec![me(Applicant), me(Subject)],
            Whom::Child => vec![me(Applicant), other(Subject)?, me(Guardian)],
            Whom::Company => vec![other(Applicant)?, other(Subject)?, me(Handler)],
            Whom::Other => vec![other(Applicant)?, other(Subject)?, me(Agent)],
        })
    }

    fn person(&self, keys: &app::Keys, role: PartyRole) -> Result<Party, Vec<app::FieldError>> {
        let typed = Typed(&self.person);
        let company = self.whom() == Some(Whom::Company);
        let kind =
            if company { DocumentKind::CreditCode.code() } else { typed.get("document_kind") };
        let input = PartyInput {
            name: typed.get("name").to_owned(),
            document_kind: kind.to_owned(),
            document_number: typed.get("document_number").to_owned(),
            phone: typed.get("phone").to_owned(),
            address: String::new(),
        };
        let mut faults = Vec::new();
        let organisation = kind == DocumentKind::CreditCode.code();
        if organisation && !matches!(self.whom(), Some(Whom::Company | Whom::Other)) {
            faults.push(app::FieldError::new("document_kind", "document_kind.organisation"));
        }
        if role == PartyRole::Handler && typed.get("phone").trim().is_empty() {
            faults.push(app::FieldError::new("phone", "required"));
        }
        match input.parse(keys, role) {
            Ok(party) if faults.is_empty() => Ok(party),
            Ok(_) => Err(faults),
            Err(mut more) => {
                let empty = typed.get("document_number").trim().is_empty();
                for fault in more.iter_mut().filter(|one| one.field.ends_with("document_number")) {
                    if empty {
                        "required".clone_into(&mut fault.code);
                    }
                }
                faults.extend(more);
                Err(faults)
            }
        }
    }

    /// Papers of the case: files, the form itself, and promises.
    pub fn papers(&self, item: &Item, files: &[app::cases::file::StoredFile]) -> Vec<Paper> {
        let paper = |material: &str, taken| Paper {
            material: material.to_owned(),
            taken,
            file: None,
            sha256: None,
            count: 1,
        };
        let mut papers = Vec::new();
        for one in &item.materials {
            let own: Vec<_> = files.iter().filter(|file| file.material == one.id).collect();
            if item.is_form(&one.id) {
                papers.push(paper(&one.id, Taken::Upload));
            } else if own.is_empty() && self.later.contains(&one.id) {
                papers.push(paper(&one.id, Taken::Later));
            }
            papers.extend(own.into_iter().map(|file| Paper {
                file: Some(file.id.clone()),
                sha256: Some(file.sha256.clone()),
                ..paper(&one.id, Taken::Upload)
            }));
        }
        papers
    }

    /// How the result comes, or the fields that are wrong with codes of a person's fields.
    pub fn wish(&self) -> Result<(DeliveryWish, Option<PostalAddress>), Vec<app::FieldError>> {
        let typed = Typed(&self.delivery);
        match typed.get("wish") {
            "pick_up" => Ok((DeliveryWish::PickUp, None)),
            "post" => address(typed).map(|to| (DeliveryWish::Post, Some(to))),
            _ => Err(vec![app::FieldError::new("wish", "required")]),
        }
    }
}

/// Where the result is posted to.
fn address(typed: Typed<'_>) -> Result<PostalAddress, Vec<app::FieldError>> {
    let mut faults = Vec::new();
    let name = PersonName::parse(typed.get("post_name"));
    if let Err(error) = &name {
        faults.push(app::FieldError::new("post_name", error.code()));
    }
    let phone = Phone::parse(typed.get("post_phone"));
    if let Err(error) = &phone {
        faults.push(app::FieldError::new("post_phone", error.code()));
    }
    let address = typed.get("post_address").trim();
    if address.is_empty() {
        faults.push(app::FieldError::new("post_address", "required"));
    } else if address.chars().count() > ADDRESS_CHARS_MAX {
        faults.push(app::FieldError::new("post_address", "too_long").with(ADDRESS_CHARS_MAX));
    }
    match (name, phone) {
        (Ok(name), Ok(phone)) if faults.is_empty() => Ok(PostalAddress {
            name: name.as_str().to_owned(),
            phone: phone.as_str().to_owned(),
            address: address.to_owned(),
        }),
        _ => Err(faults),
    }
}

/// The holder of the account as a person of a case.
fn holder(account: &Account, role: PartyRole) -> Party {
    let profile = &account.profile;
    Party {
        role,
        kind: profile.kind,
        person: account.person.clone(),
        name: profile.name.as_str().to_owned(),
        document_kind: profile.document.kind().code().to_owned(),
        document_number: profile.document.number().to_owned(),
        phone: Some(profile.phone.as_str().to_owned()),
        address: None,
    }
}
