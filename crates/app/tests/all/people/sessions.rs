//! Sessions.

use app::sessions::{self, Sessions};
use app::staff::NewStaff;
use domain::catalogue::Text;
use domain::people::Role;

use super::house::{DOCUMENT, PASSWORD, PHONE, form, from, on_both, wait, with};
use super::staff::{new_staff, sign_in_staff};

#[test]
fn a_session_tells_who_acts_and_holds_while_it_is_used() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let (_, opened) = test.sign_in(PHONE);
        assert_eq!(opened.cookie.len(), 43);
        assert_eq!(test.session(&opened.cookie).unwrap().name, "杨建国");
        assert!(test.session("no such cookie").is_none());
        // Used every hour it holds to its absolute end, twelve hours on.
        for _ in 0..11 {
            test.later(3_600);
            assert!(test.session(&opened.cookie).is_some());
        }
        test.later(3_600);
        assert!(test.session(&opened.cookie).is_none());
        assert_eq!(test.system().write_blocking(sessions::expire).unwrap(), 1);
    });
}

#[test]
fn an_idle_session_ends_sooner_for_staff() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let (_, resident) = test.sign_in(PHONE);
        new_staff(test, "chuangkou", &[Role::Window]);
        let clerk = sign_in_staff(test, "chuangkou", PASSWORD).unwrap();
        test.later(3_599);
        assert!(test.session(&clerk.cookie).is_some());
        test.later(3_600);
        assert!(test.session(&clerk.cookie).is_none());
        assert!(test.session(&resident.cookie).is_some());
        test.later(7_200);
        assert!(test.session(&resident.cookie).is_none());
    });
}

#[test]
fn signing_out_ends_one_session_or_all() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let cookies: Vec<String> = (0..3).map(|_| test.sign_in(PHONE).1.cookie).collect();
        let out = with(cookies[0].clone(), |unit, cookie| sessions::sign_out(unit, cookie));
        test.nobody().write_blocking(out).unwrap();
        let alive = |index: usize| test.session(&cookies[index]).is_some();
        assert_eq!([alive(0), alive(1), alive(2)], [false, true, true]);
        let all =
            with(cookies[1].clone(), |unit, cookie| sessions::sign_out_everywhere(unit, cookie));
        test.nobody().write_blocking(all).unwrap();
        assert_eq!([alive(1), alive(2)], [false, false]);
    });
}

#[test]
fn the_oldest_of_too_many_sessions_ends() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let mut cookies = Vec::new();
        for _ in 0..21 {
            cookies.push(test.sign_in(PHONE).1.cookie);
            test.later(1);
        }
        assert!(test.session(&cookies[0]).is_none());
        assert!(cookies[1..].iter().all(|cookie| test.session(cookie).is_some()));
    });
}

#[test]
fn a_node_believes_what_it_has_read_for_a_few_seconds() {
    on_both(|test| {
        test.register(&form(DOCUMENT, PHONE));
        let (_, opened) = test.sign_in(PHONE);
        let node = Sessions::new();
        let load = || wait(node.load(&test.house, &opened.cookie)).unwrap();
        assert!(load().is_some());
        let out = with(opened.cookie.clone(), |unit, cookie| sessions::sign_out(unit, cookie));
        test.nobody().write_blocking(out).unwrap();
        assert!(load().is_some());
        node.forget(&opened.cookie);
        assert!(load().is_none());
        let (_, opened) = test.sign_in(PHONE);
        let load = || wait(node.load(&test.house, &opened.cookie)).unwrap();
        assert!(load().is_some());
        let out = with(opened.cookie.clone(), |unit, cookie| sessions::sign_out(unit, cookie));
        test.nobody().write_blocking(out).unwrap();
        test.later(5);
        assert!(load().is_none());
    });
}

#[test]
fn a_form_token_fits_its_cookie_only() {
    on_both(|test| {
        let keys = &test.house.keys;
        let token = sessions::form_token(keys, "cookie");
        assert!(sessions::form_token_fits(keys, "cookie", &token));
        assert!(!sessions::form_token_fits(keys, "cookie", &token[1..]));
        assert!(!sessions::form_token_fits(keys, "another", &token));
        assert!(!sessions::form_token_fits(keys, "cookie", ""));
    });
}

#[test]
fn staff_and_residents_with_one_name_are_told_apart() {
    on_both(|test| {
        // A login that looks like a telephone signs in as staff only at the desk.
        let login = "15400000001".to_owned();
        let new = NewStaff {
            id: None,
            login: login.clone(),
            name: "杨志强".to_owned(),
            title: Text::default(),
            department: "zwzx".to_owned(),
            region: "532901".to_owned(),
            roles: vec![Role::Window],
            window: Some("A01".to_owned()),
            password: PASSWORD.to_owned(),
        };
        let ready = app::staff::Prepared::new(&test.house, new).unwrap();
        test.system().write_blocking(move |unit| ready.bootstrap(unit)).unwrap();
        assert!(test.try_sign_in(&login, PASSWORD, from(1)).unwrap().is_none());
        let opened = sign_in_staff(test, &login, PASSWORD).unwrap();
        let session = test.session(&opened.cookie).unwrap();
        assert_eq!(session.window.as_deref(), Some("A01"));
        assert!(session.actor.staff().is_some());
    });
}
