//! Who stands for whom in an application: one rule for pages, window and API. It refuses only what
//! cannot be right; whether a mandate holds, or who has custody, is for whoever reads the papers.

use base::Date;
use base::codes::{DocumentKind, IdentityDocument};

use super::Party;
use crate::people::{PartyRole, PersonKind};

/// Years from which somebody may act without a guardian: from then on whoever lives on their own
/// work is taken for of age (民法典 18), and a guardian no longer applies for the identity card
/// (居民身份证法 7).
pub const ACTS_ALONE_YEARS: u16 = 16;
/// 成年 (民法典 17): a guardian is able to be one (民法典 27, 28).
pub const OF_AGE_YEARS: u16 = 18;

/// What is wrong with a person in their part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyFault {
    /// The part.
    pub role: PartyRole,
    /// The field: `name`, `document_kind` or `document_number`.
    pub field: &'static str,
    /// The stable code.
    pub code: &'static str,
}

/// Every code that [`faults`] can give, for the test that holds messages against it.
pub const CODES: &[&str] = &[
    "party.twice",
    "id_number.unborn",
    "guardian.required",
    "guardian.minor",
    "guardian.self",
    "guardian.other",
    "guardian.organisation",
    "handler.required",
    "handler.natural",
    "document_kind.organisation",
    "agent.self",
    "party.minor",
];

/// Everything that is wrong with who applies for whom, on the day on which the application came.
/// That there is an applicant at all, another check has said.
pub fn faults(parties: &[Party], on: Date) -> Vec<PartyFault> {
    let whole = Whole { parties, on };
    let Some(applicant) = whole.part(PartyRole::Applicant) else { return Vec::new() };
    let mut faults = whole.invented();
    // Somebody who is not born has no age.
    if faults.is_empty() {
        whole.guardian(applicant, &mut faults);
        whole.handler(applicant, &mut faults);
        whole.agent(applicant, &mut faults);
    }
    faults
}

/// Whether somebody is too young for their part, as far as the number tells: the code that says so.
pub fn too_young(party: &Party, on: Date) -> Option<&'static str> {
    let (years, code) = match party.role {
        PartyRole::Subject => return None,
        PartyRole::Applicant => (ACTS_ALONE_YEARS, "guardian.required"),
        PartyRole::Guardian => (OF_AGE_YEARS, "guardian.minor"),
        PartyRole::Agent | PartyRole::Handler => (ACTS_ALONE_YEARS, "party.minor"),
    };
    younger(party, years, on).then_some(code)
}

/// Younger than so many years, as far as the number tells.
fn younger(party: &Party, years: u16, on: Date) -> bool {
    document(party).and_then(|one| one.age_on(on)).is_some_and(|age| age < years)
}

struct Whole<'a> {
    parties: &'a [Party],
    on: Date,
}

const fn fault(role: PartyRole, field: &'static str, code: &'static str) -> PartyFault {
    PartyFault { role, field, code }
}

impl<'a> Whole<'a> {
    fn part(&self, role: PartyRole) -> Option<&'a Party> {
        self.parties.iter().find(|party| party.role == role)
    }

    fn age(&self, party: &Party, faults: &mut Vec<PartyFault>) {
        let code = too_young(party, self.on);
        faults.extend(code.map(|code| fault(party.role, "document_number", code)));
    }

    /// Parts that are there twice, and persons who are not born yet.
    fn invented(&self) -> Vec<PartyFault> {
        let mut faults = Vec::new();
        for (at, party) in self.parties.iter().enumerate() {
            if self.parties[..at].iter().any(|other| other.role == party.role) {
                faults.push(fault(party.role, "name", "party.twice"));
            }
            if document(party).is_some_and(|one| !one.is_born_by(self.on)) {
                faults.push(fault(party.role, "document_number", "id_number.unborn"));
            }
        }
        faults
    }

    /// A guardian stands for somebody else, who may be of age (民法典 28); it may be an
    /// organisation (民法典 27, 32). Who is too young to act has one, and so has a child for whom
    /// another person applies.
    fn guardian(&self, applicant: &Party, faults: &mut Vec<PartyFault>) {
        const ROLE: PartyRole = PartyRole::Guardian;
        let ward = self.part(PartyRole::Subject).unwrap_or(applicant);
        let Some(guardian) = self.part(ROLE) else {
            let other = ward.person != applicant.person && applicant.kind == PersonKind::Natural;
            let child = other && younger(ward, OF_AGE_YEARS, self.on);
            if child || too_young(applicant, self.on).is_some() {
                faults.push(fault(ROLE, "name", "guardian.required"));
            }
            return;
        };
        if ward.kind == PersonKind::Legal {
            faults.push(fault(ROLE, "name", "guardian.organisation"));
        } else if guardian.person == ward.person {
            faults.push(fault(ROLE, "document_number", "guardian.self"));
        } else if ![&guardian.person, &ward.person].contains(&&applicant.person) {
            faults.push(fault(PartyRole::Applicant, "document_number", "guardian.other"));
        }
        self.age(guardian, faults);
    }

    /// An organisation comes by a person, who is its handler or acts under its mandate
    /// (行政许可法 29).
    fn handler(&self, applicant: &Party, faults: &mut Vec<PartyFault>) {
        const ROLE: PartyRole = PartyRole::Handler;
        let organisation = [Some(applicant), self.part(PartyRole::Guardian)]
            .into_iter()
            .flatten()
            .any(|party| party.kind == PersonKind::Legal);
        match self.part(ROLE) {
            None if organisation && self.part(PartyRole::Agent).is_none() => {
                faults.push(fault(ROLE, "name", "handler.required"));
            }
            None => {}
            Some(_) if !organisation => faults.push(fault(ROLE, "name", "handler.natural")),
            Some(handler) if handler.kind == PersonKind::Legal => {
                faults.push(fault(ROLE, "document_kind", "document_kind.organisation"));
            }
            Some(handler) => self.age(handler, faults),
        }
    }

    /// Nobody gives themselves a mandate, and a guardian or a handler needs none.
    fn agent(&self, applicant: &Party, faults: &mut Vec<PartyFault>) {
        const ROLE: PartyRole = PartyRole::Agent;
        let Some(agent) = self.part(ROLE) else { return };
        let others = [self.part(PartyRole::Guardian), self.part(PartyRole::Handler)];
        let same = |party: &Party| party.person == agent.person;
        if same(applicant) || others.into_iter().flatten().any(same) {
            faults.push(fault(ROLE, "document_number", "agent.self"));
        }
        self.age(agent, faults);
    }
}

fn document(party: &Party) -> Option<IdentityDocument> {
    let kind = DocumentKind::parse(&party.document_kind).ok()?;
    IdentityDocument::parse(kind, &party.document_number).ok()
}
