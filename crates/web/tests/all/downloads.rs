//! 表格下载: every form of the demonstration county, as a page and as a file; guides as files.

use app::demo::county::{County, load};
use axum::http::StatusCode;
use db::Engine;
use documents::Font;
use domain::catalogue::Item;
use testkit::TestHouse;

use crate::client::{Answer, Web};

const SHEETS: [&str; 3] = ["blank", "sample", "errors"];

fn dali(house: &TestHouse) -> County {
    let county = load().expect("the demonstration county is whole");
    house.publish(&county.surroundings, &county.items);
    county
}

fn item<'a>(county: &'a County, name: &str) -> &'a Item {
    county.items.iter().find(|item| item.name.zh == name).expect("the county has it")
}

/// What stands on a sheet below its name.
fn words(page: &str) -> String {
    let sheet = page.split_once("<div class=\"sheet\">").expect("a sheet").1;
    sheet.split_once("</h2>").expect("its name").1.to_owned()
}

fn is_pdf(path: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.header("content-type"), "application/pdf", "{path}");
    let saved = answer.header("content-disposition");
    assert!(saved.starts_with("attachment; filename*=UTF-8''%"), "{path}: {saved}");
    assert!(answer.body.starts_with(b"%PDF"), "{path}");
}

#[test]
fn every_form_of_the_demonstration_can_be_taken_home() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let county = dali(&house);
    // Without a Chinese font there are pages only.
    let files = Font::find(None).is_ok();
    let mut seen = 0;
    for item in &county.items {
        let mut blanks = Vec::new();
        for form in &item.downloads {
            let mut pages = Vec::new();
            for sheet in SHEETS {
                let rest = format!("/items/{}/forms/{}/{sheet}", item.code, form.material);
                for lang in ["zh", "en"] {
                    let page = web.get(&format!("/{lang}{rest}"), &[]);
                    assert_eq!(page.status, StatusCode::OK, "{rest}");
                    assert_eq!(page.text().contains(&format!("/{lang}{rest}.pdf")), files);
                    pages.push(page.text());
                }
                let path = format!("/zh{rest}.pdf");
                let file = web.get(&path, &[]);
                if files {
                    is_pdf(&path, &file);
                } else {
                    assert_eq!(file.status, StatusCode::NOT_FOUND, "{path}");
                }
                seen += 1;
            }
            let (blank, sample) = (&pages[0], &pages[2]);
            assert!(!blank.contains("class=\"filled\""), "{} {}", item.code, form.material);
            assert!(blank.contains('＿') || blank.contains("<td></td>"), "{}", item.code);
            assert!(sample.contains("class=\"filled\""), "{} {}", item.code, form.material);
            blanks.push(words(blank));
        }
        for (place, blank) in blanks.iter().enumerate() {
            assert!(!blanks[..place].contains(blank), "{}: two forms ask the same", item.name.zh);
        }
    }
    assert!(seen > 300, "{seen} sheets");
}

#[test]
fn each_form_says_what_it_is() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let county = dali(&house);
    let code = &item(&county, "离婚登记").code;
    let page = |rest: &str| web.get(&format!("/zh/items/{code}/forms/{rest}"), &[]).text();
    let (agreement, application) = (page("agreement/blank"), page("application/blank"));
    assert!(agreement.contains("抚养费") && !agreement.contains("结婚证字号"));
    assert!(application.contains("结婚证字号") && !application.contains("抚养费"));
    assert!(!agreement.contains("何小演") && page("agreement/sample").contains("何小演"));
    let none = web.get(&format!("/zh/items/{code}/forms/id_card/blank.pdf"), &[]);
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_guide_is_a_file_too_and_made_once() {
    if Font::find(None).is_err() {
        return;
    }
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    for lang in ["zh", "en"] {
        let path = format!("/{lang}/items/{}/guide.pdf", testkit::LICENCE);
        let first = web.get(&path, &[]);
        is_pdf(&path, &first);
        assert!(first.header("content-encoding").is_empty());
        let again = web.get(&path, &[("if-none-match", &first.header("etag"))]);
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.body.is_empty());
        let guide = web.get(&format!("/{lang}/items/{}", testkit::LICENCE), &[]);
        assert!(guide.text().contains(&path), "the guide links to its file");
    }
    assert_eq!(web.get("/zh/items/none/guide.pdf", &[]).status, StatusCode::NOT_FOUND);
}
