//! What an administrator does on pages: erasing a closed case, moving staff, passwords.

use axum::http::StatusCode;
use db::Engine;
use domain::people::Role;
use serde_json::json;
use testkit::withdraw;
use web::{Guard, endpoints};

use crate::browser::{Browser, between, token};
use crate::client::{Answer, PASSWORD, Web, bearer};

const STAFF: &str = "/zh/desk/staff/zhao";
/// What 赵示例 chooses.
const OWN: &str = "洱海的月亮真好看，苍山的雪也好看";

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
    nothing_else_opens(&web, &mut zhao, &made);
    own_password(&mut zhao, &made);
    let desk = zhao.get("/zh/desk");
    assert!(desk.contains("/zh/desk/window"), "everything opens at once");
    assert!(desk.contains("/zh/desk/password"), "the way to change it again");
    let token = json!({ "login": "zhao", "password": OWN });
    assert_eq!(web.post("/api/v1/sessions", &[], &token).status, StatusCode::CREATED);
    assert_eq!(enter(&mut Browser::new(&web), &made), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(enter(&mut Browser::new(&web), OWN), StatusCode::SEE_OTHER);
}

/// With a password that an administrator has seen, pages lead to where it is changed, and the API
/// gives no token.
fn nothing_else_opens(web: &Web<'_>, zhao: &mut Browser<'_, '_>, made: &str) {
    let page = zhao.get("/zh/desk/password");
    assert!(page.contains("请先换成自己的密码"), "{page}");
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{lang}", "zh").replace(['{', '}'], "");
        if endpoint.guard == Guard::Staff {
            let form = "application/x-www-form-urlencoded";
            let body = format!("token={}", token(&page)).into_bytes();
            let led = zhao.send(endpoint.method.clone(), &path, form, body);
            assert_eq!(led.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(led.header("location"), "/zh/desk/password", "{path}");
        }
        if endpoint.guard == Guard::Bearer {
            let secret = bearer(&zhao.cookies[0].1);
            let refused = web.knock(&endpoint.method, &path, &[("authorization", &secret)]);
            given(&refused);
        }
    }
    given(&web.post("/api/v1/sessions", &[], &json!({ "login": "zhao", "password": made })));
}

fn given(refused: &Answer) {
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.json()["type"], "urn:yichuang:problem:password-given");
}

#[test]
fn the_first_password_of_who_is_added_is_changed_before_anything_else() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let page = admin.get("/zh/desk/staff");
    let new = [
        ("token", token(&page)),
        ("name", "赵示例"),
        ("login", "zhao"),
        ("department", "zwzx"),
        ("roles", "window"),
        ("password", PASSWORD),
    ];
    assert_eq!(admin.post("/zh/desk/staff", &new).0, StatusCode::SEE_OTHER);
    let mut zhao = Browser::new(&web);
    zhao.post("/zh/desk/sign-in", &[("login", "zhao"), ("password", PASSWORD)]);
    nothing_else_opens(&web, &mut zhao, PASSWORD);
    own_password(&mut zhao, PASSWORD);
    assert!(zhao.get("/zh/desk").contains("/zh/desk/window"));
}

#[test]
fn an_administrator_stays_one_also_by_a_form_of_one_s_own() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut admin = Browser::with(&web, web.staff("admin", "zwzx", Role::Admin));
    let page = admin.get("/zh/desk/staff");
    let stop = [("token", token(&page)), ("active", "0")];
    let (status, page) = admin.post("/zh/desk/staff/admin/active", &stop);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("不能停用自己的账号"), "{page}");
    assert!(admin.get("/zh/desk").contains("/zh/desk/staff"), "nothing was changed");
}

/// Changes what an administrator has seen for what nobody knows.
fn own_password(zhao: &mut Browser<'_, '_>, made: &str) {
    let path = "/zh/desk/password";
    let page = zhao.get(path);
    let form = |now, new| [("token", token(&page)), ("password_now", now), ("password", new)];
    for (now, new, field) in [
        ("nonsense of mine", OWN, "f-password_now-error"),
        (made, "12345678", "f-password-error"),
        (made, "zhao.Zhao.zhao.2026", "登录名"),
        (made, made, "跟现在的一样"),
    ] {
        let (status, page) = zhao.post(path, &form(now, new));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(page.contains(field), "{page}");
    }
    for _ in 0..2 {
        let (status, place) = zhao.post(path, &form(made, OWN));
        assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/zh/desk/password?saved=1"));
    }
}

#[test]
fn the_reform_office_sees_stopped_items_too_and_that_they_are() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let mut all = testkit::items();
    all[3].state = domain::catalogue::ItemState::Cancelled;
    house.publish(&testkit::surroundings(), &all);
    let web = Web::new(&house);
    let mut reform = Browser::with(&web, web.staff("reform", "zwzx", Role::Reform));
    let page = reform.get("/zh/desk/items");
    assert!(page.contains("在用事项 4 个") && page.contains("暂停或取消的 1 个"), "{page}");
    let row = between(&page, &format!("items/{}\"", testkit::LEGAL_AID), "</tr>");
    assert!(row.contains("法律援助") && row.contains("取消"), "{row}");
    assert_eq!(page.matches(">取消<").count(), 1, "{page}");
}
