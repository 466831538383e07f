//! Versions of an item, and items that are stopped.

use axum::http::StatusCode;
use db::Engine;
use domain::catalogue::{Item, ItemState};
use testkit::TestHouse;

use crate::client::Web;

/// Publishes the service again with something changed.
fn change(house: &TestHouse, change: impl Fn(&mut Item)) {
    let mut items = testkit::items();
    items.retain(|item| item.code == testkit::SERVICE);
    items.iter_mut().for_each(change);
    house.publish(&testkit::surroundings(), &items);
}

#[test]
fn every_version_can_be_read_and_says_what_changed() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let guide = format!("/zh/items/{}", testkit::SERVICE);
    let list = format!("{guide}/versions");
    let before = web.get(&list, &[]);
    assert_eq!(before.status, StatusCode::OK);
    assert!(before.text().contains("第一次公布") && !before.text().contains("第 2 版"));
    change(&house, |item| item.conditions[0].zh = "场所在一楼".into());
    let after = web.get(&list, &[]).text();
    assert!(after.contains("第 2 版") && after.contains("什么人能办"), "{after}");
    let old = web.get(&format!("{list}/1"), &[]).text();
    assert!(old.contains("有场所") && !old.contains("场所在一楼"));
    assert!(old.contains("已经不是现在用的了") && !old.contains("/apply/"), "nobody applies by it");
    assert!(web.get(&guide, &[]).text().contains("场所在一楼"));
    for none in ["/3", "/0", "/x"] {
        let answer = web.get(&format!("{list}{none}"), &[]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
    assert_eq!(web.get("/zh/items/none/versions", &[]).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_stopped_item_has_a_guide_and_is_offered_nowhere() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let guide = format!("/zh/items/{}", testkit::SERVICE);
    let offered = |page: &str| web.get(page, &[]).text().contains(testkit::SERVICE);
    let lists = ["/zh/departments/scjg", "/zh/themes/startup", "/zh/regions/532901"];
    let search = "/zh/search?q=%E4%BC%98%E5%BE%85";
    assert!(lists.into_iter().chain([search]).all(offered));
    for state in [ItemState::Suspended, ItemState::Cancelled] {
        change(&house, |item| item.state = state);
        let page = web.get(&guide, &[]);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("这个事项现在不办理") && page.text().contains("有场所"));
        assert!(!page.text().contains("/zh/apply/"));
        assert!(!lists.into_iter().chain([search]).any(offered), "{state:?}");
        let refused = house.file(TestHouse::application(testkit::SERVICE));
        assert!(matches!(refused, Err(app::Error::NotFound)), "{refused:?}");
    }
    change(&house, |item| item.state = ItemState::InUse);
    assert!(web.get(&guide, &[]).text().contains("/zh/apply/"));
}
