//! Whose items people see: those of their region, of what is above it and of what lies in it.

use axum::http::StatusCode;
use db::Engine;
use domain::catalogue::{Item, Region};
use serde_json::json;
use testkit::TestHouse;

use crate::client::Web;

const FAR: &str = "11440000006940116U2440102002003";
const VILLAGE: &str = "11532901YX0000024E4530125009000";

/// The town has a village with a station, and a province far away brings an item of the same name.
fn with_neighbours(house: &TestHouse) {
    let mut all = testkit::surroundings();
    for (code, name, parent, level) in [
        ("532901102", "大理镇", Some("532901"), "town"),
        ("532901102204", "才村", Some("532901102"), "village"),
        ("440000", "广东省", None, "province"),
    ] {
        let region = json!({"code": code, "name": name, "parent": parent, "level": level});
        all.regions.push(serde_json::from_value::<Region>(region).unwrap());
    }
    let mut station = all.places[0].clone();
    station.id = "station".into();
    station.region = "532901102204".into();
    all.places.push(station);
    let mut far = testkit::items().remove(0);
    far.code = FAR.into();
    far.catalog_code = "440102002003".into();
    far.region = "440000".into();
    far.name.zh = "食品经营许可（广东）".into();
    let mut village = testkit::items().remove(0);
    village.code = VILLAGE.into();
    village.catalog_code = "530125009000".into();
    village.name.zh = "食品摊贩备案".into();
    village.places.push("station".into());
    let items: Vec<Item> = vec![far, village];
    house.publish(&all, &items);
}

fn codes(web: &Web<'_>, path: &str) -> (bool, bool) {
    let answer = web.get(path, &[]);
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    (answer.text().contains(FAR), answer.text().contains(VILLAGE))
}

#[test]
fn a_search_stays_at_home_unless_asked() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    with_neighbours(&house);
    let food = "/zh/search?q=%E9%A3%9F%E5%93%81";
    assert_eq!(codes(&web, food), (false, true));
    assert_eq!(codes(&web, &format!("{food}&region=all")), (true, true));
    assert_eq!(codes(&web, &format!("{food}&region=440000")), (true, false));
    assert_eq!(codes(&web, &format!("{food}&region=532901102")), (false, true));
    assert_eq!(codes(&web, &format!("{food}&region=999999")), (false, true));
    let only_there = web.get("/zh/search?q=%E5%B9%BF%E4%B8%9C", &[]).text();
    assert!(only_there.contains("其他地区有 1 项"), "{only_there}");
    let suggested = web.get("/zh/suggest?q=%E9%A3%9F%E5%93%81", &[]).text();
    assert!(!suggested.contains(FAR));
}

#[test]
fn what_was_imported_from_elsewhere_stays_out_of_the_lists() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    with_neighbours(&house);
    for path in ["/zh/themes/startup", "/zh/directory", "/zh/regions/532901"] {
        assert_eq!(codes(&web, path), (false, true), "{path}");
    }
    assert_eq!(codes(&web, "/zh/regions/440000"), (true, false));
    assert_eq!(codes(&web, &format!("/zh/items/{FAR}")), (true, false), "its guide is there");
}

#[test]
fn a_town_lists_what_is_offered_in_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    with_neighbours(&house);
    for code in ["532901102", "532901102204"] {
        assert_eq!(codes(&web, &format!("/zh/regions/{code}")), (false, true), "{code}");
        assert!(!web.get(&format!("/zh/regions/{code}"), &[]).text().contains(testkit::LICENCE));
    }
}
