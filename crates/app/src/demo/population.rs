//! The people of the demonstration county: accounts of residents and firms, and of staff.

use std::sync::Arc;

use base::codes::{DocumentKind, IdentityDocument};
use base::{Date, Draw};
use domain::access::{AccountActor, Actor, StaffActor};
use domain::cases::Party;
use domain::catalogue::ServiceObject;
use domain::people::{IdentityLevel, PartyRole, PersonKind, Role};

use super::PASSWORD;
use super::county::{County, StaffSeed};
use crate::cases::PartyInput;
use crate::error::{Error, Result};
use crate::house::House;
use crate::people::verify::{Came, verify_at_window};
use crate::people::{Form, Registration};
use crate::staff::{NewStaff, Prepared};
use crate::unit::{Cx, Unit};

/// Given names of children.
const CHILDREN: [&str; 6] = ["小满", "小禾", "一诺", "子墨", "雨桐", "星辰"];
/// Days that a child is old at least and at most beyond that: infants and pupils.
const CHILD_DAYS_MIN: u64 = 20;
const CHILD_DAYS: u64 = 3_000;
/// Threads that hash passwords side by side.
const HASHERS: usize = 2;

/// Somebody who applies.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub actor: Actor,
    /// The holder, as an applicant.
    pub own: Party,
    /// Who carries the papers of a firm.
    handler: Option<Party>,
    /// 服务对象: what it is.
    object: ServiceObject,
}

/// Everybody.
pub struct People {
    persons: Vec<Person>,
    staff: Vec<StaffActor>,
}

impl People {
    /// Somebody for whom the item is.
    pub fn applicant(&self, objects: &[ServiceObject], draw: &mut Draw) -> Person {
        let fits = |person: &&Person| objects.contains(&person.object);
        let (residents, firms): (Vec<&Person>, Vec<&Person>) =
            self.persons.iter().filter(fits).partition(|person| person.is_natural());
        if firms.is_empty() || (!residents.is_empty() && draw.below(10) < 7) {
            return self.resident(draw);
        }
        (*draw.pick(&firms)).clone()
    }

    /// A resident, whoever it is.
    pub fn resident(&self, draw: &mut Draw) -> Person {
        let residents: Vec<&Person> =
            self.persons.iter().filter(|person| person.is_natural()).collect();
        (*draw.pick(&residents)).clone()
    }

    /// An administrator of accounts.
    pub fn admin(&self) -> Option<Actor> {
        self.staff.iter().find(|staff| staff.has(Role::Admin)).cloned().map(Actor::Staff)
    }

    /// A clerk of the one window.
    pub fn clerk(&self, draw: &mut Draw) -> Option<Actor> {
        let clerks: Vec<_> = self.staff.iter().filter(|staff| staff.has(Role::Window)).collect();
        (!clerks.is_empty()).then(|| Actor::Staff((*draw.pick(&clerks)).clone()))
    }

    /// Somebody of a department with a role.
    pub fn staff(&self, department: &str, role: Role, draw: &mut Draw) -> Option<Actor> {
        let fitting: Vec<&StaffActor> = self
            .staff
            .iter()
            .filter(|staff| staff.department == department && staff.has(role))
            .collect();
        (!fitting.is_empty()).then(|| Actor::Staff((*draw.pick(&fitting)).clone()))
    }

    /// All who may check a case of the department.
    pub fn checkers(&self, department: &str) -> Vec<Actor> {
        let may = |staff: &&StaffActor| {
            staff.department == department && (staff.has(Role::Officer) || staff.has(Role::Leader))
        };
        self.staff.iter().filter(may).map(|staff| Actor::Staff(staff.clone())).collect()
    }
}

/// Who publishes the county's catalogue.
pub fn reform_office(county: &County) -> Actor {
    let found = county.staff.iter().find(|staff| staff.roles.contains(&Role::Reform));
    found.map_or(Actor::System, |staff| Actor::Staff(actor(staff)))
}

fn actor(seed: &StaffSeed) -> StaffActor {
    StaffActor {
        id: seed.id.clone(),
        department: seed.department.clone(),
        region: seed.region.clone(),
        roles: seed.roles.clone(),
    }
}

/// Makes all accounts.
pub fn settle(house: &Arc<House>, county: &County) -> Result<People> {
    let system = Cx::new(house, Actor::System);
    let prepared = side_by_side(&county.staff, |seed| Prepared::new(house, new_staff(seed)))?;
    for ready in prepared {
        system.write_blocking(move |unit| ready.bootstrap(unit).map(|_| ()))?;
    }
    let staff: Vec<StaffActor> = county.staff.iter().map(actor).collect();
    let clerk = staff.iter().find(|staff| staff.has(Role::Window));
    let clerk = clerk.cloned().ok_or_else(|| Error::broken("no window clerk"))?;
    let forms = forms(county);
    let registrations = side_by_side(&forms, |form| Registration::prepare(house, form))?;
    let mut persons = Vec::with_capacity(forms.len());
    for (index, (form, ready)) in forms.iter().zip(registrations).enumerate() {
        let id = system.write_blocking(move |unit| ready.run_as_system(unit))?;
        let document = document(form)?;
        // Four of five have been at the window with their document.
        let verified = index % 5 != 4;
        if verified {
            let (account, seen) = (id.clone(), document.clone());
            let cx = Cx::new(house, Actor::Staff(clerk.clone()));
            let came = handler(house, county, form)?.as_ref().map(Came::of).unwrap_or_default();
            let verify = move |unit: &mut Unit<'_>| {
                verify_at_window(unit, &account, &seen, &came).map(|_| ())
            };
            cx.write_blocking(verify)?;
        }
        let level = if verified { IdentityLevel::Window } else { IdentityLevel::SelfStated };
        let person = house.keys.person(&document.canonical());
        persons.push(Person {
            actor: Actor::Account(AccountActor { id, person, level }),
            own: own(house, county, form)?,
            handler: handler(house, county, form)?,
            object: object(county, form)?,
        });
    }
    Ok(People { persons, staff })
}

fn new_staff(seed: &StaffSeed) -> NewStaff {
    NewStaff {
        id: Some(seed.id.clone()),
        login: seed.login.clone(),
        name: seed.name.clone(),
        title: seed.title.clone(),
        department: seed.department.clone(),
        region: seed.region.clone(),
        roles: seed.roles.clone(),
        window: seed.window.clone(),
        password: PASSWORD.to_owned(),
    }
}

/// The registration forms of all residents and firms.
fn forms(county: &County) -> Vec<Form> {
    let residents = county.people.iter().map(|seed| Form {
        document_kind: seed.document_type.clone(),
        document_number: seed.id_number.clone(),
        name: seed.name.clone(),
        representative: String::new(),
        phone: seed.phone.clone(),
        password: PASSWORD.to_owned(),
    });
    let firms = county.organisations.iter().map(|seed| Form {
        document_kind: DocumentKind::CreditCode.code().to_owned(),
        document_number: seed.credit_code.clone(),
        name: seed.name.clone(),
        representative: representative(county, &seed.legal_representative)
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        phone: seed.phone.clone(),
        password: PASSWORD.to_owned(),
    });
    residents.chain(firms).collect()
}

fn representative<'a>(county: &'a County, id: &str) -> Option<&'a super::county::PersonSeed> {
    county.people.iter().find(|person| person.id == id)
}

fn document(form: &Form) -> Result<IdentityDocument> {
    let kind = DocumentKind::parse(&form.document_kind).map_err(Error::broken)?;
    IdentityDocument::parse(kind, &form.document_number).map_err(Error::broken)
}

/// The holder of an account, as an applicant.
fn own(house: &House, county: &County, form: &Form) -> Result<Party> {
    let resident = county.people.iter().find(|seed| seed.id_number == form.document_number);
    let company = county.organisations.iter().find(|seed| seed.credit_code == form.document_number);
    let address = resident.map(|seed| &seed.address).or(company.map(|seed| &seed.address));
    let input = PartyInput {
        name: form.name.clone(),
        document_kind: form.document_kind.clone(),
        document_number: form.document_number.clone(),
        phone: form.phone.clone(),
        address: address.cloned().unwrap_or_default(),
    };
    input.parse(&house.keys, PartyRole::Applicant).map_err(Error::Invalid)
}

/// What the holder of an account is, as items say for whom they are.
fn object(county: &County, form: &Form) -> Result<ServiceObject> {
    let company = county.organisations.iter().find(|seed| seed.credit_code == form.document_number);
    let Some(company) = company else { return Ok(ServiceObject::NaturalPerson) };
    let found = ServiceObject::from_code(&company.service_object);
    found.ok_or_else(|| Error::broken(format!("{} is no 服务对象", company.service_object)))
}

/// The representative of a firm carries its papers.
fn handler(house: &House, county: &County, form: &Form) -> Result<Option<Party>> {
    let company = county.organisations.iter().find(|seed| seed.credit_code == form.document_number);
    let person = company.and_then(|one| representative(county, &one.legal_representative));
    let Some(person) = person else { return Ok(None) };
    let input = PartyInput {
        name: person.name.clone(),
        document_kind: person.document_type.clone(),
        document_number: person.id_number.clone(),
        phone: person.phone.clone(),
        address: String::new(),
    };
    input.parse(&house.keys, PartyRole::Handler).map(Some).map_err(Error::Invalid)
}

impl Person {
    /// Whether it is a resident, and no firm.
    pub fn is_natural(&self) -> bool {
        self.own.kind == PersonKind::Natural
    }

    /// The persons of a case that this one files on their own behalf.
    pub fn for_themselves(&self) -> Vec<Party> {
        let mut parties = vec![self.own.clone(), in_part(&self.own, PartyRole::Subject)];
        parties.extend(self.handler.clone());
        parties
    }

    /// The same for a child of theirs.
    pub fn for_a_child(&self, child: Party) -> Vec<Party> {
        vec![self.own.clone(), child, in_part(&self.own, PartyRole::Guardian)]
    }

    /// The same for somebody who has given them a mandate.
    pub fn for_another(&self, other: &Party) -> Vec<Party> {
        let agent = in_part(&self.own, PartyRole::Agent);
        vec![other.clone(), in_part(other, PartyRole::Subject), agent]
    }

    /// A child of the person's, born so many days before.
    pub fn child(&self, house: &House, before: Date, draw: &mut Draw) -> Result<Party> {
        let mut birth = before;
        for _ in 0..CHILD_DAYS_MIN + draw.below(CHILD_DAYS) {
            birth = birth.yesterday().map_err(Error::broken)?;
        }
        let family = self.own.name.chars().next().unwrap_or('杨');
        let order = if draw.below(2) == 0 { "998" } else { "999" };
        let number = format!("532901{}{order}", birth.strftime("%Y%m%d"));
        let input = |digit: char| PartyInput {
            name: format!("{family}{}", CHILDREN[usize::from(digit as u8) % CHILDREN.len()]),
            document_kind: DocumentKind::IdCard.code().to_owned(),
            document_number: format!("{number}{digit}"),
            ..PartyInput::default()
        };
        // One of eleven is the check digit.
        let parsed = "0123456789X"
            .chars()
            .find_map(|digit| input(digit).parse(&house.keys, PartyRole::Subject).ok());
        parsed.ok_or_else(|| Error::broken("no check digit fits"))
    }
}

fn in_part(party: &Party, role: PartyRole) -> Party {
    Party { role, ..party.clone() }
}

/// Does slow work on all values by a few threads, and keeps their order.
fn side_by_side<A: Sync, B: Send>(
    values: &[A],
    work: impl Fn(&A) -> Result<B> + Sync,
) -> Result<Vec<B>> {
    let share = values.len().div_ceil(HASHERS).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let hands: Vec<_> = values
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Result<Vec<_>>>()))
            .collect();
        let mut all = Vec::with_capacity(values.len());
        for hand in hands {
            all.extend(hand.join().map_err(|_| Error::broken("a thread panicked"))??);
        }
        Ok(all)
    })
}
