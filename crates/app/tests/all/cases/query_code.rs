//! 换发查询码: against a document of the case, at the window.

use app::cases::query_code::{self, Came, Renewed};
use app::cases::status::by_code;
use app::{Error, Idempotency, Result};
use base::codes::{CaseNumber, QueryCode};
use domain::cases::{Event, Outcome, Refused};
use domain::people::PartyRole;
use testkit::*;

fn came(to: PartyRole, name: &str) -> Came {
    Came { to, checked: "111".into(), name: name.into(), number_end: "999x".into() }
}

fn renew(who: &Who, number: &str, came: Came, key: Option<&str>) -> Result<Renewed> {
    let number = number.to_owned();
    let request = key.map(|key| Idempotency::new(key, b"form"));
    let cx = &who.cx;
    cx.write_blocking(move |unit| query_code::renew(unit, &number, &came, request.as_ref()))
}

/// Whether the code opens the status of the case.
fn opens(house: &TestHouse, number: &str, code: &str) -> bool {
    let (number, code) = (CaseNumber::parse(number).unwrap(), QueryCode::parse(code).unwrap());
    house.nobody().cx.read_blocking(move |unit| by_code(unit, &number, &code)).is_ok()
}

#[test]
fn a_new_query_code_makes_the_old_one_void() {
    on_both(|house| {
        let receipt = house.submit(LICENCE);
        let number = receipt.number.as_str();
        assert!(opens(house, number, &receipt.query_code));
        let given = came(PartyRole::Applicant, "段 示例");
        let first = renew(&house.clerk(), number, given.clone(), Some("k1")).unwrap();
        assert!(opens(house, number, &first.query_code));
        assert!(!opens(house, number, &receipt.query_code), "the old one is void");
        let again = renew(&house.clerk(), number, given.clone(), Some("k1")).unwrap();
        assert_eq!((&again.query_code, again.seq), (&first.query_code, first.seq), "once");
        // Also when the case is closed: its result may be looked for years later.
        house.clerk().act(number, accept()).unwrap();
        house.officer().act(number, opine()).unwrap();
        house.leader().act(number, settle(Outcome::Granted)).unwrap();
        house.clerk().act(number, deliver()).unwrap();
        let last = renew(&house.clerk(), number, given, None).unwrap();
        assert!(opens(house, number, &last.query_code));
        let key = number.to_owned();
        let open = move |unit: &mut app::Unit<'_>| app::cases::file::open(unit, &key, "核查");
        let file = house.officer().cx.write_blocking(open).unwrap();
        let event = &file.lines.last().unwrap();
        assert!(matches!(&event.event, Event::QueryCodeRenewed { to: PartyRole::Applicant, .. }));
        assert_eq!(event.personal.as_ref().unwrap()["text"], "段 示例", "who came");
        house.sequence();
        assert_eq!(house.findings(), "", "the row folds from the events");
    });
}

#[test]
fn a_new_query_code_goes_to_a_person_of_the_case_by_the_hand_of_the_window() {
    on_both(|house| {
        let receipt = house.submit(LICENCE);
        let number = receipt.number.as_str();
        let given = || came(PartyRole::Applicant, "段示例");
        for who in [house.officer(), house.leader(), house.admin(), house.resident()] {
            let refused = renew(&who, number, given(), None);
            assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        }
        assert!(matches!(renew(&house.stranger(), number, given(), None), Err(Error::NotFound)));
        let other = renew(&house.clerk(), number, came(PartyRole::Applicant, "段示利"), None);
        assert!(matches!(other, Err(Error::Invalid(_))), "{other:?}");
        let mut end = given();
        end.number_end = "9990".into();
        assert!(matches!(renew(&house.clerk(), number, end, None), Err(Error::Invalid(_))));
        for nobody in [PartyRole::Agent, PartyRole::Subject] {
            let refused = renew(&house.clerk(), number, came(nobody, "段示例"), None);
            assert!(matches!(refused, Err(Error::Refused(Refused::NobodyInThatPart))));
        }
        assert!(opens(house, number, &receipt.query_code), "nothing was done");
    });
}
