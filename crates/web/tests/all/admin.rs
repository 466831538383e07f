//! What an administrator does on pages: erasing a closed case, moving staff, passwords.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use testkit::withdraw;

use crate::browser::{Browser, between, token};
use crate::client::{PASSWORD, Web};

const STAFF: &str = "/zh/desk/staff/zhao";

#[test]
fn a_closed_case_is_erased_by_typing_its_number_again() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let number = house.submit(testkit::LICENCE).number;
    let path = format!("/zh/desk/erase?number={number}");
    assert!(admin.get("/zh/desk").contains("/zh/desk/erase"), "the way there");
    assert!(admin.get("/zh/desk/erase?number=1").contains("办件编号不对"));
    let unknown = admin.get("/zh/desk/erase?number=532901-260302-0000000-0");
    assert!(unknown.contains("f-number-error"));
    let open = admin.get(&path);
    assert!(open.contains("不能删除") && !open.contains("name=\"again\""), "{open}");
    let form = |page: &str, again: &str, reason: &str| {
        let pairs = [("token", token(page)), ("number", &number), ("again", again)];
        let pairs = pairs.into_iter().chain([("reason", reason)]);
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
    };
    let send = |admin: &mut Browser<'_, '_>, form: &[(String, String)]| {
        let pairs: Vec<(&str, &str)> = form.iter().map(|(n, v)| (&**n, &**v)).collect();
        admin.post("/zh/desk/erase", &pairs)
    };
    let (status, page) = send(&mut admin, &form(&open, &number, "期满"));
    assert_eq!(status, StatusCode::CONFLICT, "an open one is not erased by a form of one's own");
    assert!(page.contains("还没有办结"));
    house.resident().act(&number, withdraw()).unwrap();
    let page = admin.get(&path);
    assert!(page.contains("会删除") && page.contains("会留下") && !page.contains("段示例"));
    let other = house.submit(testkit::LICENCE).number;
    for again in ["", "1", &other] {
        let (status, page) = send(&mut admin, &form(&page, again, "期满"));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("f-again-error") && page.contains("value=\"期满\""), "{page}");
    }
    let (status, refused) = send(&mut admin, &form(&page, &number, ""));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.contains("f-reason-error"));
    let right = form(&page, &number.to_lowercase(), "保存期满");
    let (status, place) = send(&mut admin, &right);
    assert_eq!((status, &place), (StatusCode::SEE_OTHER, &path));
    assert_eq!(send(&mut admin, &right), (StatusCode::SEE_OTHER, path.clone()), "a second click");
    let done = admin.get(&path);
    assert!(done.contains("个人信息已经删除") && done.contains("理由：保存期满"), "{done}");
    assert!(house.resident().view(&number).expect("it is still there").erased);
}

#[test]
fn nobody_but_an_administrator_comes_to_these_pages() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    web.staff("zhao", "scjg", Role::Officer);
    let number = house.submit(testkit::LICENCE).number;
    let page = clerk.get("/zh/desk/password");
    for path in ["/zh/desk/erase".to_owned(), STAFF.to_owned()] {
        let status = clerk.send(axum::http::Method::GET, &path, "", Vec::new()).status;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
    let erase = [("token", token(&page)), ("number", &number), ("again", &number), ("reason", "x")];
    for (path, form) in [
        ("/zh/desk/erase", &erase[..]),
        (STAFF, &[("token", token(&page)), ("department", "scjg"), ("roles", "window")]),
        ("/zh/desk/staff/zhao/password", &[("token", token(&page))]),
    ] {
        assert_eq!(clerk.post(path, form).0, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn staff_are_moved_and_get_a_first_password_that_they_change_themselves() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let mut zhao = Browser::with(&web, web.staff("zhao", "scjg", Role::Officer));
    let page = admin.get(STAFF);
    assert!(admin.get("/zh/desk/staff?q=zhao").contains(STAFF), "the list leads there");
    let mut form = vec![("token", token(&page)), ("department", "zwzx"), ("window", "A07")];
    let (status, refused) = admin.post(STAFF, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.contains("f-roles-error") && refused.contains("value=\"A07\""));
    form.push(("roles", "window"));
    for _ in 0..2 {
        assert_eq!(admin.post(STAFF, &form), (StatusCode::SEE_OTHER, format!("{STAFF}?saved=1")));
    }
    let moved = admin.get(STAFF);
    assert!(moved.contains("value=\"A07\"") && moved.contains("value=\"zwzx\" selected"));
    assert!(zhao.get("/zh/desk").contains("/zh/desk/window"), "it holds from the next request");
    let own = [("token", token(&page)), ("department", "zwzx"), ("roles", "window")];
    let (status, refused) = admin.post("/zh/desk/staff/admin", &own);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.contains("不能去掉自己的"));
    let reset = format!("{STAFF}/password");
    let (status, page) = admin.post(&reset, &[("token", token(&page))]);
    assert_eq!(status, StatusCode::OK);
    let made = between(&page, "<code id=\"password\">", "<").to_owned();
    assert!(!admin.get(STAFF).contains(&made), "shown this once");
    let left = zhao.send(axum::http::Method::GET, "/zh/desk", "", Vec::new());
    assert_eq!(left.status, StatusCode::SEE_OTHER, "signed out everywhere");
    let mut zhao = Browser::new(&web);
    let enter = |zhao: &mut Browser<'_, '_>, password: &str| {
        zhao.post("/zh/desk/sign-in", &[("login", "zhao"), ("password", password)]).0
    };
    assert_eq!(enter(&mut zhao, PASSWORD), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(enter(&mut zhao, &made), StatusCode::SEE_OTHER);
    own_password(&mut zhao, &made);
    assert_eq!(enter(&mut Browser::new(&web), &made), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        enter(&mut Browser::new(&web), "洱海的月亮真好看，苍山的雪也好看"),
        StatusCode::SEE_OTHER
    );
}

/// Changes what an administrator has seen for what nobody knows.
fn own_password(zhao: &mut Browser<'_, '_>, made: &str) {
    let path = "/zh/desk/password";
    assert!(zhao.get("/zh/desk").contains(path), "the way there");
    let page = zhao.get(path);
    let form = |now, new| [("token", token(&page)), ("password_now", now), ("password", new)];
    for (now, new, field) in [
        ("nonsense of mine", "洱海的月亮真好看，苍山的雪也好看", "f-password_now-error"),
        (made, "12345678", "f-password-error"),
        (made, "zhao und 7 Blumen", "登录名"),
    ] {
        let (status, page) = zhao.post(path, &form(now, new));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(page.contains(field), "{page}");
    }
    for _ in 0..2 {
        let (status, place) = zhao.post(path, &form(made, "洱海的月亮真好看，苍山的雪也好看"));
        assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/zh/desk/password?saved=1"));
    }
}
