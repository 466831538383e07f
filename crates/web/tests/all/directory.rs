//! 公共服务事项目录: the page and the API; the order of a life event.

use app::demo::county::load;
use axum::http::StatusCode;
use db::Engine;

use crate::client::Web;

#[test]
fn the_directory_names_office_limit_and_basis() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let county = load().expect("the county is whole");
    house.publish(&county.surroundings, &county.items);
    let mut text = String::new();
    for page in 1..=2 {
        let answer = web.get(&format!("/zh/directory?page={page}"), &[]);
        assert_eq!(answer.status, StatusCode::OK);
        text += &answer.text();
    }
    for entry in &county.surroundings.directory {
        assert!(text.contains(&entry.catalog_code), "{}", entry.name.zh);
        assert!(text.contains(&entry.basis[0].to_string()), "{}", entry.name.zh);
    }
    assert!(text.contains("市场监管局") && text.contains("个工作日"));
    assert!(web.get("/zh/", &[]).text().contains("href=\"/zh/directory\""), "home leads there");

    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let page = web.get(&format!("/api/v1/directory?limit=30&cursor={cursor}"), &[]).json();
        let entries = page["entries"].as_array().expect("entries").clone();
        seen.extend(entries.iter().map(|one| one["entry"]["catalog_code"].clone()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        next.clone_into(&mut cursor);
    }
    let derived = testkit::items().len();
    assert_eq!(seen.len(), county.items.len() + derived, "those of the town are derived");
}

#[test]
fn a_life_event_comes_in_the_order_of_doing() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let county = load().expect("the county is whole");
    house.publish(&county.surroundings, &county.items);
    let page = web.get("/zh/themes/le_noodle", &[]).text();
    let theme = county.surroundings.themes.iter().find(|theme| theme.id == "le_noodle").unwrap();
    let mut places = Vec::new();
    for code in &theme.order {
        let item = county.items.iter().find(|item| item.catalog_code == *code).unwrap();
        places.push(page.find(&format!("/zh/items/{}", item.code)).expect("it is listed"));
    }
    assert!(places.is_sorted(), "{places:?}");
    let themes = web.get("/api/v1/themes", &[]).json();
    let noodle = themes.as_array().unwrap().iter().find(|one| one["theme"]["id"] == "le_noodle");
    assert_eq!(noodle.unwrap()["items"].as_array().unwrap().len(), theme.order.len());
}

#[test]
fn the_api_filters_items_and_lists_what_surrounds_them() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let total = |query: &str| {
        web.get(&format!("/api/v1/items?count=true&{query}"), &[]).json()["total"].clone()
    };
    assert_eq!(total(""), 5);
    assert_eq!(total("kind=01"), 2);
    assert_eq!(total("kind=20&online=true"), 1);
    assert_eq!(total("theme=startup"), 5);
    assert_eq!(total("theme=none"), 0);
    assert_eq!(total("region=532901"), 5);
    assert_eq!(total("region=110000"), 0);
    assert_eq!(total("object=2"), 0);
    for (path, length) in [("departments", 4), ("regions", 1), ("themes", 1)] {
        let list = web.get(&format!("/api/v1/{path}"), &[]).json();
        assert_eq!(list.as_array().map(Vec::len), Some(length), "{path}");
    }
    let suggested = web.get("/api/v1/suggestions?q=shipin", &[]).json();
    let codes = suggested.as_array().unwrap().iter().filter_map(|one| one["code"].as_str());
    assert!(codes.into_iter().any(|code| code == testkit::LICENCE), "{suggested}");
}
