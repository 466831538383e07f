//! Staff.

use app::people::{Known, Password};
use app::sessions::Opened;
use app::staff::{self, NewStaff, Prepared};
use app::{Cx, Error};
use domain::access::Actor;
use domain::catalogue::Text;
use domain::people::Role;

use super::house::{PASSWORD, TestHouse, codes, from, on_both, with};

/// What somebody chooses for themselves.
const OWN: &str = "一个别人怎么都猜不到的长长的句子";

fn form(login: &str, roles: &[Role]) -> NewStaff {
    NewStaff {
        id: None,
        login: login.to_owned(),
        name: "尹彩云".to_owned(),
        title: Text::from("综合窗口人员"),
        department: "zwzx".to_owned(),
        region: "532901".to_owned(),
        roles: roles.to_vec(),
        window: None,
        password: PASSWORD.to_owned(),
    }
}

/// Adds a member of staff as the command line does.
pub fn new_staff(test: &TestHouse, login: &str, roles: &[Role]) {
    let ready = Prepared::new(&test.house, form(login, roles)).unwrap();
    test.system().write_blocking(move |unit| ready.bootstrap(unit)).unwrap();
}

/// Signs in at the desk.
pub fn sign_in_staff(test: &TestHouse, login: &str, password: &str) -> Option<Opened> {
    let find = with(login.to_owned(), |unit, login| staff::find(unit, login, from(1)));
    let checked = test.nobody().read_blocking(find).unwrap().check(password).unwrap();
    test.nobody().write_blocking(move |unit| checked.settle(unit)).unwrap()
}

/// Whether whoever signs in with a password that somebody else has set has no role until it is
/// changed.
fn given(test: &TestHouse, login: &str, password: &str) -> bool {
    let opened = sign_in_staff(test, login, password).expect("signed in");
    let session = test.session(&opened.cookie).unwrap();
    let roles = &session.actor.staff().unwrap().roles;
    assert_eq!(session.given, roles.is_empty(), "{session:?}");
    session.given
}

fn acting(test: &TestHouse, login: &str) -> Cx {
    let opened = sign_in_staff(test, login, PASSWORD).expect("signed in");
    test.cx(test.session(&opened.cookie).unwrap().actor.clone())
}

#[test]
fn an_administrator_adds_staff_of_the_own_region() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        let admin = acting(test, "guanli");
        let ready = Prepared::new(&test.house, form("chuangkou", &[Role::Window])).unwrap();
        let added = admin.write_blocking(move |unit| ready.add(unit)).unwrap();
        assert_eq!((added.login.as_str(), added.active), ("chuangkou", true));
        assert_eq!(test.kinds(&staff::stream(&added.id)), ["staff.added"]);
        let taken = Prepared::new(&test.house, form("chuangkou", &[Role::Window])).unwrap();
        let taken = codes(admin.write_blocking(move |unit| taken.add(unit)));
        assert_eq!(taken[0].1, "login.taken");
        let elsewhere =
            NewStaff { region: "532922".to_owned(), ..form("weishan", &[Role::Window]) };
        let elsewhere = Prepared::new(&test.house, elsewhere).unwrap();
        let refused = admin.write_blocking(move |unit| elsewhere.add(unit));
        assert!(matches!(refused, Err(Error::Forbidden)));
        let found = |text: &'static str, page| {
            let found = admin.read_blocking(move |unit| staff::list(unit, text, page)).unwrap();
            (found.0.into_iter().map(|member| member.login).collect::<Vec<_>>(), found.1)
        };
        let both = ["chuangkou".to_owned(), "guanli".to_owned()];
        assert_eq!(found("", 0), (both.to_vec(), 2));
        assert_eq!(found(" %", 0).1, 2, "signs of LIKE are no part of a name");
        assert_eq!(found("chuang", 0), (vec!["chuangkou".to_owned()], 1));
        assert_eq!(found("nobody", 0), (Vec::new(), 0));
        assert_eq!(found("", 1), (Vec::new(), 2), "the second page");
    });
}

#[test]
fn nobody_else_adds_or_lists() {
    on_both(|test| {
        for cx in [test.nobody(), test.staff("s1", &[Role::Leader, Role::Reform])] {
            let ready = Prepared::new(&test.house, form("chuangkou", &[Role::Window])).unwrap();
            let refused = cx.write_blocking(move |unit| ready.add(unit));
            assert!(matches!(refused, Err(Error::Forbidden | Error::Unauthenticated)));
            let ready = Prepared::new(&test.house, form("chuangkou", &[Role::Window])).unwrap();
            let refused = cx.write_blocking(move |unit| ready.bootstrap(unit));
            assert!(matches!(refused, Err(Error::Forbidden)));
            assert!(cx.read_blocking(|unit| staff::list(unit, "", 0)).is_err());
        }
    });
}

#[test]
fn every_error_is_told_at_once() {
    on_both(|test| {
        let wrong = NewStaff {
            login: "Ä b".to_owned(),
            name: " ".to_owned(),
            department: "nowhere".to_owned(),
            region: "1".to_owned(),
            password: "12345678".to_owned(),
            ..form("x", &[])
        };
        let told = codes(Prepared::new(&test.house, wrong).map(|_| ()));
        let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["login", "name", "region", "roles", "department", "password"]);
    });
}

#[test]
fn who_is_deactivated_is_out_at_once() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        new_staff(test, "chengban", &[Role::Officer]);
        let admin = acting(test, "guanli");
        let opened = sign_in_staff(test, "chengban", PASSWORD).unwrap();
        assert!(sign_in_staff(test, "chengban", "wrong").is_none());
        admin.write_blocking(|unit| staff::deactivate(unit, "chengban")).unwrap();
        assert!(test.session(&opened.cookie).is_none());
        assert!(sign_in_staff(test, "chengban", PASSWORD).is_none());
        admin.write_blocking(|unit| staff::reactivate(unit, "chengban")).unwrap();
        assert!(sign_in_staff(test, "chengban", PASSWORD).is_some());
        let nobody = admin.write_blocking(|unit| staff::deactivate(unit, "nobody"));
        assert!(matches!(nobody, Err(Error::NotFound)));
    });
}

#[test]
fn roles_hold_from_the_next_request() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        new_staff(test, "chengban", &[Role::Officer]);
        let opened = sign_in_staff(test, "chengban", PASSWORD).unwrap();
        let admin = acting(test, "guanli");
        admin
            .write_blocking(|unit| {
                let roles = [Role::Officer, Role::Leader];
                staff::change_roles(unit, "chengban", "scjg", "532901", &roles, None)
            })
            .unwrap();
        let own = codes(admin.write_blocking(|unit| {
            staff::change_roles(unit, "guanli", "zwzx", "532901", &[Role::Window], None)
        }));
        assert_eq!(own, [("roles".to_owned(), "roles.own".to_owned())]);
        // Nor may they read more by their own hand.
        for (department, role) in [("zwzx", Role::Supervisor), ("scjg", Role::Admin)] {
            let more = codes(admin.write_blocking(move |unit| {
                let roles = [Role::Admin, role];
                staff::change_roles(unit, "guanli", department, "532901", &roles, None)
            }));
            assert_eq!(more, [("roles".to_owned(), "roles.granted".to_owned())], "{department}");
        }
        let session = test.session(&opened.cookie).unwrap();
        let Actor::Staff(actor) = &session.actor else { panic!("{session:?}") };
        assert_eq!((actor.department.as_str(), actor.has(Role::Leader)), ("scjg", true));
    });
}

#[test]
fn a_password_is_changed_by_its_owner_and_reset_by_an_administrator() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        new_staff(test, "chengban", &[Role::Officer]);
        let opened = sign_in_staff(test, "chengban", PASSWORD).unwrap();
        let cx = test.cx(test.session(&opened.cookie).unwrap().actor.clone());
        let present = cx.read_blocking(|unit| staff::present(unit, from(1))).unwrap();
        assert!(present.confirm("wrong").unwrap().is_none());
        let confirmed = present.confirm(PASSWORD).unwrap().unwrap();
        let new = confirmed.new_password(&test.house, OWN).unwrap();
        let reset = new.clone();
        let cookie = opened.cookie.clone();
        let (theirs, hash) = (confirmed.clone(), new.clone());
        let other = acting(test, "guanli")
            .write_blocking(move |unit| staff::change_password(unit, &theirs, &hash, ""));
        assert!(matches!(other, Err(Error::Forbidden)), "nobody changes another's");
        cx.write_blocking(move |unit| staff::change_password(unit, &confirmed, &new, &cookie))
            .unwrap();
        assert!(sign_in_staff(test, "chengban", PASSWORD).is_none());
        assert!(sign_in_staff(test, "chengban", OWN).is_some());
        let admin = acting(test, "guanli");
        admin.write_blocking(move |unit| staff::reset_password(unit, "chengban", &reset)).unwrap();
        assert!(test.session(&opened.cookie).is_none());
        assert!(given(test, "chengban", OWN), "an administrator knows it again");
    });
}

#[test]
fn a_password_that_was_given_is_changed_before_anything_else() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        assert!(!given(test, "guanli", PASSWORD), "the command line asks its owner");
        let admin = acting(test, "guanli");
        let ready = Prepared::new(&test.house, form("chengban", &[Role::Officer])).unwrap();
        admin.write_blocking(move |unit| ready.add(unit)).unwrap();
        assert!(given(test, "chengban", PASSWORD));
        let opened = sign_in_staff(test, "chengban", PASSWORD).unwrap();
        let cx = test.cx(test.session(&opened.cookie).unwrap().actor.clone());
        let present = cx.read_blocking(|unit| staff::present(unit, from(1))).unwrap();
        let confirmed = present.confirm(PASSWORD).unwrap().unwrap();
        let same = codes(confirmed.new_password(&test.house, PASSWORD));
        assert_eq!(same, [("password".to_owned(), "password.same".to_owned())]);
        let new = confirmed.new_password(&test.house, OWN).unwrap();
        let cookie = opened.cookie.clone();
        cx.write_blocking(move |unit| staff::change_password(unit, &confirmed, &new, &cookie))
            .unwrap();
        assert!(!given(test, "chengban", OWN));
    });
}

#[test]
fn a_first_password_is_long_and_never_the_same() {
    on_both(|test| {
        let (one, hash) = staff::first_password(&test.house).unwrap();
        let (other, _) = staff::first_password(&test.house).unwrap();
        assert_ne!(one, other);
        let parsed = Password::parse(&one, &Known::default(), "password").unwrap();
        assert!(hash.fits(&parsed).unwrap(), "it follows the rules itself: {one}");
    });
}

#[test]
fn the_last_administrator_stays() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        new_staff(test, "other", &[Role::Admin]);
        let (one, other) = (acting(test, "guanli"), acting(test, "other"));
        let own = codes(one.write_blocking(|unit| staff::deactivate(unit, "guanli")));
        assert_eq!(own, [("active".to_owned(), "active.own".to_owned())]);
        let away = codes(one.write_blocking(|unit| {
            staff::change_roles(unit, "guanli", "zwzx", "532901100", &[Role::Admin], None)
        }));
        assert_eq!(away, [("roles".to_owned(), "roles.own".to_owned())]);
        // Both have the right still, as a node believes for a few seconds what it has read.
        one.write_blocking(|unit| staff::deactivate(unit, "other")).unwrap();
        let last = codes(other.write_blocking(|unit| staff::deactivate(unit, "guanli")));
        assert_eq!(last, [("active".to_owned(), "roles.last".to_owned())]);
        let last = codes(other.write_blocking(|unit| {
            staff::change_roles(unit, "guanli", "zwzx", "532901", &[Role::Window], None)
        }));
        assert_eq!(last, [("roles".to_owned(), "roles.last".to_owned())]);
        assert!(sign_in_staff(test, "guanli", PASSWORD).is_some(), "nothing was changed");
    });
}

#[test]
fn two_administrators_who_end_each_other_at_once_leave_one() {
    on_both(|test| {
        new_staff(test, "guanli", &[Role::Admin]);
        new_staff(test, "other", &[Role::Admin]);
        let (one, other) = (acting(test, "guanli"), acting(test, "other"));
        let ended = std::thread::scope(|scope| {
            let first = scope.spawn(|| one.write_blocking(|u| staff::deactivate(u, "other")));
            let second = other.write_blocking(|unit| staff::deactivate(unit, "guanli"));
            [first.join().expect("no panic").is_ok(), second.is_ok()]
        });
        assert_eq!(ended.iter().filter(|done| **done).count(), 1, "{ended:?}");
    });
}
