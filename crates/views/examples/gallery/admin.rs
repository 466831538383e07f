//! The rooms of administration: signing in, versions, accounts, erasing, one's own password.

use domain::cases::Stage;
use domain::people::Role;
use i18n::Lang;
use views::Shell;
use views::desk::admin::{self, ItemsView, StaffRow, StaffView, VersionRow};
use views::desk::erase::{EraseView, FoundCase, erase};
use views::desk::member::{MemberView, member};
use views::desk::password::{PasswordView, password};
use views::desk::sign_in::{self, SignInView};

use super::Sample;
use super::desk::{Desk, NUMBER, at, wrong};

/// Every page of administration.
pub fn pages(desk: &Desk<'_>, lang: Lang, pages: &mut Vec<Sample>) {
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let errors = wrong(&["login"]);
    let view =
        SignInView { errors: &errors, kept: true, wait_seconds: Some(30), ..SignInView::default() };
    let path = "/desk/sign-in";
    let nobody = Shell { account: None, ..desk.shell(path) };
    add(path, sign_in::sign_in(lang, &nobody, &view));
    let path = "/desk/items";
    let mut stopped = desk.county.items[0].clone();
    stopped.state = domain::catalogue::ItemState::Suspended;
    let all = std::iter::once(&stopped).chain(&desk.county.items);
    let rows = all.map(|item| VersionRow { item, version: 3, published_at: at("2026-10-09", 9) });
    let view = ItemsView {
        rows: rows.collect(),
        in_use: 91,
        stopped: 1,
        page: 1,
        last: 1,
        names: desk.names(),
    };
    add(path, admin::items(lang, &desk.shell(path), &view));
    let row = |login: &str, active| StaffRow {
        login: login.into(),
        name: "杨志强".into(),
        department: "zwzx".into(),
        roles: vec![Role::Window],
        active,
    };
    let errors = wrong(&["login", "roles", "department", "password"]);
    let view = StaffView {
        kept: "d1",
        rows: vec![row("chuangkou", true), row("guanli", true), row("old", false)],
        own: "guanli",
        typed: &[],
        errors: &errors,
        done: "chuangkou",
        refused: "不能停用自己的账号。",
        q: "",
        page: 1,
        last: 2,
        names: desk.names(),
    };
    let path = "/desk/staff";
    add(path, admin::staff(lang, &desk.shell(path), &view));
    members(desk, lang, pages);
    erasing(desk, lang, pages);
}

fn members(desk: &Desk<'_>, lang: Lang, pages: &mut Vec<Sample>) {
    let errors = wrong(&["roles", "department", "window"]);
    let typed = [("roles".to_owned(), "window".to_owned())];
    for (path, made, errors) in [
        ("/desk/staff/chuangkou", None, &errors[..]),
        ("/desk/staff/chuangkou?made", Some("7kd2-m94x-0qrt"), &[]),
    ] {
        let view = MemberView {
            login: "chuangkou",
            name: "杨志强",
            active: made.is_none(),
            created_at: at("2026-11-20", 9),
            own: made.is_some(),
            typed: &typed,
            kept: if made.is_none() { "d1" } else { "" },
            errors,
            saved: made.is_some(),
            password: made,
            names: desk.names(),
        };
        pages.push((path.to_owned(), member(lang, &desk.shell(path), &view)));
    }
    let errors = wrong(&["password_now", "password"]);
    for (path, errors) in [("/desk/password", &errors[..]), ("/desk/password?saved", &[])] {
        let given = !errors.is_empty();
        let view = PasswordView { given, errors, saved: !given };
        let page = password(lang, &desk.shell(path), view);
        pages.push((path.to_owned(), page));
    }
}

fn erasing(desk: &Desk<'_>, lang: Lang, pages: &mut Vec<Sample>) {
    let errors = wrong(&["reason", "again"]);
    let unknown = wrong(&["number"]);
    let found = |stage, erased| FoundCase {
        number: NUMBER,
        item: &desk.item().name,
        department: "scjg",
        stage,
        closed_at: (stage == Stage::Closed).then(|| at("2026-11-02", 9)),
        erased,
    };
    for (state, found, errors) in [
        ("unknown", None, &unknown[..]),
        ("open", Some(found(Stage::Accepted, None)), &[]),
        ("closed", Some(found(Stage::Closed, None)), &errors),
        ("erased", Some(found(Stage::Closed, Some((at("2026-11-20", 9), "保存期满")))), &[]),
    ] {
        let path = format!("/desk/erase?{state}");
        let kept = if state == "closed" { "d1" } else { "" };
        let (number, names) = (NUMBER, desk.names());
        let view = EraseView { number, found, typed: &[], kept, errors, names };
        pages.push((path.clone(), erase(lang, &desk.shell(&path), &view)));
    }
}
