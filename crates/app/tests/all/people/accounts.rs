//! Registration, signing in, verification, one's own account.

use app::attempts;
use app::people::verify::Came;
use app::people::{Form, Registration, own, verify};
use app::{Cx, Error};
use base::codes::{DocumentKind, IdentityDocument, Phone};
use domain::people::{IdentityLevel, PersonKind, Role};

use super::house::{
    DOCUMENT, OTHER_DOCUMENT, PASSWORD, PHONE, TestHouse, codes, form, from, on_both,
};

fn document(number: &str) -> IdentityDocument {
    IdentityDocument::parse(DocumentKind::IdCard, number).unwrap()
}

fn account_id(cx: &Cx) -> String {
    cx.actor.account().expect("an account").id.clone()
}

fn verify_account(test: &TestHouse, id: String, seen: IdentityDocument) -> app::Result<()> {
    let clerk = test.staff("s001", &[Role::Window]);
    let came = Came::default();
    clerk.write_blocking(move |unit| verify::verify_at_window(unit, &id, &seen, &came).map(drop))
}

#[test]
fn every_error_of_the_form_is_told_at_once() {
    on_both(|test| {
        let told = |form: &Form| codes(Registration::prepare(&test.house, form).map(|_| ()));
        let fields: Vec<String> =
            told(&Form::default()).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["document_kind", "document_number", "name", "phone", "password"]);
        let wrong = Form {
            document_kind: "111".to_owned(),
            document_number: "532901198801019991".to_owned(),
            phone: "123".to_owned(),
            password: "yangyang19881988".to_owned(),
            ..form(DOCUMENT, PHONE)
        };
        let wrong: Vec<String> = told(&wrong).into_iter().map(|(_, code)| code).collect();
        assert_eq!(wrong, ["id_number.check_digit", "phone.form", "password.common"]);
        let unborn = told(&form("532901209901019998", PHONE));
        assert_eq!(unborn, [("document_number".to_owned(), "id_number.unborn".to_owned())]);
        let firm = Form { document_kind: "001".to_owned(), ..form(DOCUMENT, PHONE) };
        let firm = told(&firm);
        assert!(firm.contains(&("representative".to_owned(), "required".to_owned())));
    });
}

#[test]
fn a_resident_signs_in_by_phone_or_document_in_any_spelling() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        for who in
            [PHONE, "+86 154-0000-0001", DOCUMENT, "53290119880101999x", "５３２９０１19880101999X"]
        {
            let opened = test.try_sign_in(who, PASSWORD, from(1)).unwrap();
            assert!(opened.is_some(), "{who}");
        }
        let refused = [(PHONE, "another password"), ("15400000002", PASSWORD), ("?", PASSWORD)];
        for (who, password) in refused {
            assert!(test.try_sign_in(who, password, from(1)).unwrap().is_none(), "{who}");
        }
    });
}

#[test]
fn a_legal_person_registers_by_credit_code() {
    on_both(|test| {
        let firm = Form {
            document_kind: "001".to_owned(),
            document_number: "11440000006939756B".to_owned(),
            name: "大理下关米线店（演示）".to_owned(),
            representative: "董丽萍".to_owned(),
            ..form(DOCUMENT, PHONE)
        };
        test.register(&firm);
        let (cx, _) = test.sign_in("11440000006939756b");
        let account = cx.read_blocking(own::load).unwrap();
        assert_eq!(account.profile.kind, PersonKind::Legal);
        assert_eq!(account.profile.representative.unwrap().as_str(), "董丽萍");
    });
}

#[test]
fn a_family_shares_a_telephone_and_everybody_signs_in() {
    on_both(|test| {
        let family = [DOCUMENT, OTHER_DOCUMENT, "53290119900307001X", "532901201503070010"];
        for (index, document) in family.iter().enumerate() {
            let document_number = with_check_digit(document);
            let password = format!("{PASSWORD} nr {index}");
            test.register(&Form { password, ..form(&document_number, PHONE) });
        }
        for (index, document) in family.iter().enumerate() {
            let password = format!("{PASSWORD} nr {index}");
            let by_phone = test.try_sign_in(PHONE, &password, from(2)).unwrap();
            assert_eq!(by_phone.is_some(), index < 3, "so many hashes are computed");
            let by_document = test.try_sign_in(&with_check_digit(document), &password, from(2));
            assert!(by_document.unwrap().is_some(), "account {index}");
        }
    });
}

/// The ID number with its own check digit in the last place.
fn with_check_digit(number: &str) -> String {
    let digits = "0123456789X".chars().map(|digit| format!("{}{digit}", &number[..17]));
    let mut right = digits.filter(|all| IdentityDocument::parse(DocumentKind::IdCard, all).is_ok());
    right.next().expect("one digit fits")
}

#[test]
fn registrations_from_one_address_are_slowed_down() {
    on_both(|test| {
        for index in 0..20 {
            test.register(&form(DOCUMENT, &format!("154000001{index:02}")));
        }
        let ready = Registration::prepare(&test.house, &form(DOCUMENT, PHONE)).unwrap();
        test.clock.set(base::Clock::now(&*test.clock).plus_seconds(-1));
        let refused = test.nobody().write_blocking(move |unit| ready.run(unit, from(9)));
        assert!(matches!(refused, Err(Error::SlowDown { retry_after_seconds: 1 })), "{refused:?}");
    });
}

#[test]
fn the_window_verifies_the_person_with_the_document() {
    on_both(|test| {
        let cx = test.resident();
        let id = account_id(&cx);
        let clerk = test.staff("s001", &[Role::Window]);
        let seen = document(DOCUMENT);
        let found = clerk.write_blocking(move |unit| verify::find(unit, &seen)).unwrap();
        assert_eq!(found.iter().map(|account| &account.id).collect::<Vec<_>>(), [&id]);
        let refused = codes(verify_account(test, id.clone(), document(OTHER_DOCUMENT)));
        assert_eq!(refused[0].1, "document.other_person");
        verify_account(test, id.clone(), document(DOCUMENT)).unwrap();
        verify_account(test, id.clone(), document(DOCUMENT)).unwrap();
        let (cx, _) = test.sign_in(PHONE);
        assert_eq!(cx.actor.account().unwrap().level, IdentityLevel::Window);
        let kinds = test.kinds(&app::people::stream(&id));
        assert_eq!(kinds, ["account.registered", "access.account_read", "account.verified"]);
    });
}

#[test]
fn for_a_legal_person_the_document_of_whoever_came_is_compared_and_recorded() {
    on_both(|test| {
        test.register(&Form {
            document_kind: "001".to_owned(),
            name: "大理苍洱米线有限公司".to_owned(),
            representative: "杨 建国".to_owned(),
            ..form("11440000006939756B", PHONE)
        });
        let (cx, _) = test.sign_in(PHONE);
        let id = account_id(&cx);
        let code = IdentityDocument::parse(DocumentKind::CreditCode, "11440000006939756B").unwrap();
        let verify = |came: &Came| {
            let (id, seen, came) = (id.clone(), code.clone(), came.clone());
            let clerk = test.staff("s001", &[Role::Window]);
            clerk.write_blocking(move |unit| {
                verify::verify_at_window(unit, &id, &seen, &came).map(|account| account.level)
            })
        };
        let told: Vec<String> =
            codes(verify(&Came::default())).into_iter().map(|(field, _)| field).collect();
        assert_eq!(told, ["came.name", "came.document_kind", "came.number_end"]);
        let right = Came {
            name: "杨建国".to_owned(),
            document_kind: "111".to_owned(),
            number_end: "999x".to_owned(),
            mandate: false,
        };
        let own_code = Came { document_kind: "001".to_owned(), ..right.clone() };
        assert_eq!(codes(verify(&own_code))[0].0, "came.document_kind");
        let other = Came { name: "杨建军".to_owned(), ..right.clone() };
        assert_eq!(codes(verify(&other))[0].1, "representative.other");
        let stream = app::people::stream(&id);
        assert_eq!(test.kinds(&stream), ["account.registered"], "nothing was verified");
        let with_mandate = Came { mandate: true, ..other };
        assert_eq!(verify(&with_mandate).unwrap(), IdentityLevel::Window);
        let (public, personal) = test.last_entry(&stream);
        assert_eq!(public["came"], serde_json::json!({ "document_kind": "111", "mandate": true }));
        let came = serde_json::json!({ "name": "杨建军", "number_end": "999X" });
        assert_eq!(personal.unwrap()["came"], came);
        assert!(!public.to_string().contains("杨"), "no name in what anybody may read");
        assert_eq!(verify(&right).unwrap(), IdentityLevel::Window, "once more is no error");
    });
}

#[test]
fn only_the_window_verifies() {
    on_both(|test| {
        let cx = test.resident();
        let id = account_id(&cx);
        for cx in [cx, test.nobody(), test.staff("s002", &[Role::Officer, Role::Admin])] {
            let (id, seen) = (id.clone(), document(DOCUMENT));
            let came = Came::default();
            let refused =
                cx.write_blocking(move |unit| verify::verify_at_window(unit, &id, &seen, &came));
            assert!(matches!(refused, Err(Error::NotFound | Error::Forbidden)), "{refused:?}");
        }
    });
}

#[test]
fn a_verified_account_is_tried_before_older_ones() {
    on_both(|test| {
        // A stranger states the document first, with the same password as it happens.
        test.register(&form(DOCUMENT, "15400000002"));
        test.register(&form(DOCUMENT, PHONE));
        let (stranger, _) = test.sign_in(DOCUMENT);
        let (holder, _) = test.sign_in(PHONE);
        assert_ne!(account_id(&stranger), account_id(&holder));
        verify_account(test, account_id(&holder), document(DOCUMENT)).unwrap();
        assert_eq!(account_id(&test.sign_in(DOCUMENT).0), account_id(&holder));
    });
}

#[test]
fn guessing_is_slowed_down_and_the_holder_gets_in_from_elsewhere() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        for _ in 0..5 {
            assert!(test.try_sign_in(PHONE, "guess after guess", from(66)).unwrap().is_none());
        }
        // The guesser waits even with the right password, and twice as long each time.
        for wait in [1, 2, 4] {
            let refused = test.try_sign_in(PHONE, PASSWORD, from(66));
            let Err(Error::SlowDown { retry_after_seconds }) = refused else {
                panic!("{:?}", refused.map(|opened| opened.is_some()))
            };
            assert_eq!(retry_after_seconds, wait);
            test.later(wait);
            assert!(test.try_sign_in(PHONE, "guess after guess", from(66)).unwrap().is_none());
        }
        // Somebody else, and the holder from another address, notice nothing.
        assert!(test.try_sign_in(PHONE, PASSWORD, from(1)).unwrap().is_some());
        assert!(test.try_sign_in("15400000002", "a", from(66)).unwrap().is_none());
        // After the wait the right password works, and the count of this pair begins anew.
        test.later(8);
        assert!(test.try_sign_in(PHONE, PASSWORD, from(66)).unwrap().is_some());
        assert!(test.try_sign_in(PHONE, "guess after guess", from(66)).unwrap().is_none());
        assert!(test.try_sign_in(PHONE, PASSWORD, from(66)).unwrap().is_some());
    });
}

#[test]
fn guessing_at_many_from_one_address_is_slowed_down_and_forgotten_after_a_day() {
    on_both(|test| {
        for index in 0..20 {
            let who = format!("154000002{index:02}");
            assert!(test.try_sign_in(&who, "p", from(66)).unwrap().is_none());
        }
        let refused = test.try_sign_in(PHONE, "p", from(66));
        assert!(matches!(refused, Err(Error::SlowDown { .. })));
        // However many there were, whoever shares the address waits a few seconds.
        for index in 20..60 {
            test.later(4);
            let who = format!("154000002{index:02}");
            assert!(test.try_sign_in(&who, "p", from(66)).unwrap().is_none(), "failure {index}");
        }
        test.later(4);
        test.register(&form(DOCUMENT, PHONE));
        assert!(test.try_sign_in(PHONE, PASSWORD, from(66)).unwrap().is_some(), "the next one");
        test.later(24 * 3_600);
        assert!(test.try_sign_in(PHONE, "p", from(66)).unwrap().is_none());
        assert!(test.try_sign_in(PHONE, "p", from(66)).unwrap().is_none());
        test.later(24 * 3_600 + 1);
        assert!(test.system().write_blocking(attempts::forget).unwrap() >= 20);
        assert_eq!(test.system().write_blocking(attempts::forget).unwrap(), 0);
    });
}

#[test]
fn phone_and_password_change_only_with_the_present_password() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let (cx, opened) = test.sign_in(PHONE);
        let (_, other) = test.sign_in(PHONE);
        let present = cx.read_blocking(|unit| own::present(unit, from(1))).unwrap();
        assert!(present.confirm("not this one").unwrap().is_none());
        let confirmed = present.confirm(PASSWORD).unwrap().expect("the present password");
        let weak = codes(confirmed.new_password(&test.house, "53290119880101 wo de"));
        assert_eq!(weak[0].1, "password.context");
        let new = confirmed.new_password(&test.house, "苍山十九峰十八溪都走过，真好看").unwrap();
        let (again, cookie) = (confirmed.clone(), opened.cookie.clone());
        let hash = new.clone();
        cx.write_blocking(move |unit| own::change_password(unit, &again, &hash, &cookie)).unwrap();
        assert!(test.session(&opened.cookie).is_some());
        assert!(test.session(&other.cookie).is_none(), "the other device is signed out");
        // What was confirmed before the change confirms nothing after it.
        let (stale, cookie) = (confirmed.clone(), opened.cookie.clone());
        let refused =
            cx.write_blocking(move |unit| own::change_password(unit, &stale, &new, &cookie));
        assert!(matches!(refused, Err(Error::Unauthenticated)));
        let phone = Phone::parse("15400000077").unwrap();
        cx.write_blocking(move |unit| own::change_phone(unit, &confirmed, &phone)).unwrap();
        cx.write_blocking(|unit| own::change_address(unit, Some(" 大理市下关街道 "))).unwrap();
        let account = cx.read_blocking(own::load).unwrap();
        assert_eq!(account.profile.address.as_deref(), Some("大理市下关街道"));
        assert!(
            test.try_sign_in(PHONE, "苍山十九峰十八溪都走过，真好看", from(1)).unwrap().is_none()
        );
        assert!(
            test.try_sign_in("15400000077", "苍山十九峰十八溪都走过，真好看", from(1))
                .unwrap()
                .is_some()
        );
        let kinds = test.kinds(&app::people::stream(&account.id));
        let changed = ["account.password_changed", "account.changed", "account.changed"];
        assert_eq!(kinds[1..], changed);
    });
}

#[test]
fn nothing_personal_lies_readable_in_the_store() {
    on_both(|test| {
        let Some(file) = test.file() else { return };
        test.register(&form(DOCUMENT, PHONE));
        test.house.db.close_blocking();
        let bytes = std::fs::read(file).unwrap();
        for secret in [DOCUMENT, PHONE, "杨建国", PASSWORD] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret}");
        }
    });
}
