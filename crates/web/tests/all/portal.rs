//! Everybody's pages.

use app::catalogue::Catalogue;
use axum::http::StatusCode;
use db::Engine;

use crate::client::Web;

#[test]
fn published_pages_are_the_same_for_everybody_and_know_when_they_have_not_changed() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let path = format!("/zh/items/{}", testkit::LICENCE);
    let first = web.get(&path, &[]);
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.header("set-cookie").is_empty());
    assert!(first.body.len() < 100_000, "{} bytes", first.body.len());
    let etag = first.header("etag");
    let again = web.get(&path, &[("if-none-match", &etag)]);
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    let cookie = [("cookie", "session=whatever; care=1")];
    assert_eq!(web.get(&path, &cookie).body, first.body, "a cookie changes nothing");
    let packed = web.get(&path, &[("accept-encoding", "gzip, br")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() * 2 < first.body.len());
    assert_ne!(packed.header("etag"), etag, "another representation has another tag");
}

#[test]
fn every_asset_that_a_page_names_is_served() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let guide = format!("/zh/items/{}", testkit::LICENCE);
    for page in ["/zh/", &guide, "/zh/desk/sign-in"] {
        let text = web.get(page, &[]).text();
        let named = text.split("=\"/assets/").skip(1);
        let named: Vec<&str> = named.filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() >= 3, "style sheet, script, icon: {page} {named:?}");
        for name in named {
            let answer = web.get(&format!("/assets/{name}"), &[]);
            assert_eq!(answer.status, StatusCode::OK, "{page} {name}");
            assert!(!answer.body.is_empty(), "{name}");
        }
    }
}

#[test]
fn every_public_page_answers_in_both_languages() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let item = format!("/items/{}", testkit::LICENCE);
    let rest = ["/", "/search?q=%E8%AE%B8%E5%8F%AF", "/themes", "/departments", "/regions", &item];
    for (lang, tag) in [("zh", "zh-CN"), ("en", "en")] {
        for rest in rest.iter().copied().chain(["/accessibility", "/log"]) {
            let path = format!("/{lang}{rest}");
            house.sequence();
            let answer = web.get(&path, &[]);
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text().contains(&format!("<html lang=\"{tag}\"")), "{path}");
        }
    }
    for path in ["/fr/", "/zh/none", "/zh/items/none", "/zh/themes/none", "/none"] {
        let answer = web.get(path, &[]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("<h1"), "{path} helps to go on");
    }
}

#[test]
fn words_that_an_office_adds_find_what_is_meant() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let found = || {
        let words: String = form_urlencoded::byte_serialize("小馆子".as_bytes()).collect();
        web.get(&format!("/api/v1/items?q={words}"), &[]).text().contains(testkit::LICENCE)
    };
    assert!(!found());
    let words = ["小馆子", "食品经营许可"].map(str::to_owned).to_vec();
    let synonyms = vec![app::catalogue::synonyms::Group { words }];
    let around = app::catalogue::publish::Surroundings { synonyms, ..testkit::surroundings() };
    house.publish(&around, &testkit::items());
    house.house.replace_catalogue(house.house.db.read_blocking(Catalogue::load).unwrap());
    assert!(found());
}

#[test]
fn a_search_takes_anything() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for words in ["%00", "%22%3E%3Cscript%3E", "%27%20OR%201=1--", "%F0%9F%8D%9C", "a%2520b"] {
        let answer = web.get(&format!("/zh/search?q={words}"), &[]);
        assert_eq!(answer.status, StatusCode::OK, "{words}");
        assert!(!answer.text().contains("<script>"), "{words}");
    }
    let long = "%E5%8A%9E".repeat(300);
    assert_eq!(web.get(&format!("/zh/search?q={long}&page=99999"), &[]).status, StatusCode::OK);
}
