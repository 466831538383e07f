//! Who applies for whom: every combination that is right, and each that cannot be.

use base::Date;
use base::codes::{IdNumber, RegionCode};
use domain::cases::Party;
use domain::cases::parties::{CODES, faults};
use domain::people::PartyRole::{self, Agent, Applicant, Guardian, Handler, Subject};
use domain::people::PersonKind;

/// Somebody, by the year of birth; everybody has a birthday on 2 March, when applications come.
#[derive(Clone, Copy)]
enum Who {
    Born(i16),
    /// The same year, another person.
    Other(i16),
    /// By a passport, which tells no age.
    Foreigner,
    Firm,
}
use Who::{Born, Firm, Foreigner, Other};

/// An application: who is in which part.
type Parties = &'static [(PartyRole, Who)];

const TODAY: Date = Date::constant(2026, 3, 2);
const MOTHER: Who = Born(1990);
const CHILD: Who = Born(2018);

fn party(role: PartyRole, who: Who) -> Party {
    let card = |year, sequence| {
        let region = RegionCode::parse("532901").unwrap();
        let number = IdNumber::compose(&region, Date::constant(year, 3, 2), sequence);
        ("111", number.unwrap().as_str().to_owned())
    };
    let (document_kind, document_number) = match who {
        Born(year) => card(year, 1),
        Other(year) => card(year, 2),
        Foreigner => ("414", "E12345678".to_owned()),
        Firm => ("001", "11440000006939756B".to_owned()),
    };
    Party {
        role,
        kind: if matches!(who, Firm) { PersonKind::Legal } else { PersonKind::Natural },
        person: document_number.clone(),
        name: "段示例".to_owned(),
        document_kind: document_kind.to_owned(),
        document_number,
        phone: None,
        address: None,
    }
}

fn told(parties: &[(PartyRole, Who)]) -> Vec<(PartyRole, &'static str)> {
    let parties: Vec<Party> = parties.iter().map(|(role, who)| party(*role, *who)).collect();
    faults(&parties, TODAY).iter().map(|fault| (fault.role, fault.code)).collect()
}

#[test]
fn what_is_right_passes() {
    let right: [(&str, Parties); 14] = [
        ("for oneself", &[(Applicant, MOTHER)]),
        ("for oneself, in so many words", &[(Applicant, MOTHER), (Subject, MOTHER)]),
        ("sixteen today", &[(Applicant, Born(2010))]),
        ("a number that tells no age", &[(Applicant, Foreigner)]),
        ("born today", &[(Applicant, MOTHER), (Subject, Born(2026)), (Guardian, MOTHER)]),
        ("a guardian", &[(Applicant, MOTHER), (Subject, CHILD), (Guardian, MOTHER)]),
        ("in the child's name", &[(Applicant, CHILD), (Guardian, MOTHER)]),
        ("of age today", &[(Applicant, CHILD), (Guardian, Born(2008))]),
        ("of a grown person", &[(Applicant, MOTHER), (Subject, Born(1960)), (Guardian, MOTHER)]),
        ("an organisation as guardian", &[(Applicant, CHILD), (Guardian, Firm), (Handler, MOTHER)]),
        ("a firm", &[(Applicant, Firm), (Subject, Firm), (Handler, MOTHER)]),
        ("a firm by an agent", &[(Applicant, Firm), (Agent, MOTHER)]),
        ("a firm for a worker", &[(Applicant, Firm), (Subject, Born(2009)), (Handler, MOTHER)]),
        ("a mandate", &[(Applicant, Born(1950)), (Subject, Born(1950)), (Agent, MOTHER)]),
    ];
    for (what, parties) in right {
        assert_eq!(told(parties), [], "{what}");
    }
    assert_eq!(told(&[(Subject, CHILD)]), [], "another check asks for the applicant");
}

#[test]
fn what_cannot_be_is_told_at_its_field() {
    let wrong: [(Parties, (PartyRole, &str)); 20] = [
        (&[(Applicant, CHILD)], (Guardian, "guardian.required")),
        (&[(Applicant, Born(2011))], (Guardian, "guardian.required")),
        (&[(Applicant, MOTHER), (Subject, CHILD)], (Guardian, "guardian.required")),
        (&[(Applicant, MOTHER), (Subject, Born(2009))], (Guardian, "guardian.required")),
        (&[(Applicant, CHILD), (Agent, MOTHER)], (Guardian, "guardian.required")),
        (&[(Applicant, CHILD), (Guardian, Born(2009))], (Guardian, "guardian.minor")),
        (&[(Applicant, MOTHER), (Guardian, MOTHER)], (Guardian, "guardian.self")),
        (&[(Applicant, CHILD), (Subject, CHILD), (Guardian, CHILD)], (Guardian, "guardian.self")),
        (
            &[(Applicant, Other(1990)), (Subject, CHILD), (Guardian, MOTHER)],
            (Applicant, "guardian.other"),
        ),
        (
            &[(Applicant, Firm), (Guardian, MOTHER), (Handler, MOTHER)],
            (Guardian, "guardian.organisation"),
        ),
        (&[(Applicant, Firm)], (Handler, "handler.required")),
        (&[(Applicant, CHILD), (Guardian, Firm)], (Handler, "handler.required")),
        (&[(Applicant, MOTHER), (Handler, Other(1990))], (Handler, "handler.natural")),
        (&[(Applicant, Firm), (Handler, Firm)], (Handler, "document_kind.organisation")),
        (&[(Applicant, Firm), (Handler, Born(2011))], (Handler, "party.minor")),
        (&[(Applicant, MOTHER), (Agent, Born(2011))], (Agent, "party.minor")),
        (&[(Applicant, MOTHER), (Agent, MOTHER)], (Agent, "agent.self")),
        (&[(Applicant, Firm), (Handler, MOTHER), (Agent, MOTHER)], (Agent, "agent.self")),
        (&[(Applicant, MOTHER), (Applicant, Other(1990))], (Applicant, "party.twice")),
        (&[(Applicant, Born(2027))], (Applicant, "id_number.unborn")),
    ];
    for (parties, told_once) in wrong {
        let told = told(parties);
        assert!(told.contains(&told_once), "{told_once:?} in {told:?}");
        assert!(told.iter().all(|(_, code)| CODES.contains(code)));
    }
    for code in CODES {
        assert!(wrong.iter().any(|(_, (_, told))| told == code), "{code} is looked at");
    }
}
