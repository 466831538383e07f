//! 再次申请: what ended without a result is applied for once more with the same answers and papers.

use app::cases::Application;
use axum::http::StatusCode;
use db::Engine;
use domain::access::{AccountActor, Actor};
use domain::catalogue::{Item, ItemState};
use domain::people::IdentityLevel;
use serde_json::{Value, json};
use testkit::{SERVICE, TestHouse, Who, items, party, surroundings, withdraw};

use crate::browser::{Browser, between, token};
use crate::client::Web;

fn house() -> TestHouse {
    testkit::house(Engine::Sqlite).expect("SQLite is always there")
}

/// The town with the service's form in this version.
fn publish(house: &TestHouse, form: Value, change: impl Fn(&mut Item)) {
    let mut all = items();
    all[2].form = Some(form);
    change(&mut all[2]);
    house.publish(&surroundings(), &all);
}

fn form(required: &[&str], fields: &[(&str, &str)]) -> Value {
    let field = |(key, title): &(&str, &str)| {
        ((*key).to_owned(), json!({ "type": "string", "title": title, "maxLength": 40 }))
    };
    let fields: serde_json::Map<String, Value> = fields.iter().map(field).collect();
    json!({ "type": "object", "required": required, "additionalProperties": false,
        "properties": fields })
}

fn first_form() -> Value {
    form(&["card", "reason"], &[("card", "优待证种类"), ("reason", "申请理由")])
}

/// The holder of the resident's account.
fn holder(house: &TestHouse) -> Who {
    let account = TestHouse::statement("SELECT id, person FROM accounts");
    let account = house.house.db.read_blocking(move |tx| {
        let row = tx.one(account, &[])?.expect("the resident");
        Ok::<_, db::Error>((row.text(0)?, row.text(1)?))
    });
    let (id, person) = account.expect("it is read");
    house.who(Actor::Account(AccountActor { id, person, level: IdentityLevel::SelfStated }))
}

/// A case of the resident's that they have withdrawn.
fn withdrawn(house: &TestHouse) -> String {
    let who = holder(house);
    let person = who.cx.actor.account().expect("an account").person.clone();
    let me = domain::cases::Party { person, ..party() };
    let answers = json!({ "card": "普通证", "reason": "年满六十" });
    let filed = who.file(Application {
        parties: vec![me],
        answers: answers.as_object().cloned().expect("answers"),
        ..TestHouse::application(SERVICE)
    });
    let number = filed.expect("it is taken").number;
    who.act(&number, withdraw()).expect("it is withdrawn");
    number
}

/// Presses the button on a page; gives where it leads.
fn press(browser: &mut Browser<'_, '_>, page: &str, number: &str) -> String {
    let button = format!("/zh/my/cases/{number}/again");
    assert!(page.contains(&format!("action=\"{button}\"")), "{page}");
    let (status, place) = browser.post(&button, &[("token", token(page))]);
    assert_eq!(status, StatusCode::SEE_OTHER);
    place
}

#[test]
fn one_button_fills_in_everything_and_it_is_sent_after_a_look() {
    let house = house();
    publish(&house, first_form(), |_| {});
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let number = withdrawn(&house);
    let list = browser.get("/zh/my");
    let draft = press(&mut browser, &list, &number);
    let page = browser.get(&format!("/zh/my/cases/{number}"));
    assert_eq!(press(&mut browser, &page, &number), draft, "a second click");
    let next = browser.send(axum::http::Method::GET, &draft, "", Vec::new()).header("location");
    assert_eq!(next, format!("{draft}/check"));
    let page = browser.get(&next);
    for words in ["已经填好上次的内容", &number, "普通证", "年满六十", "a.pdf", "杨建国"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("下面这些要重新填"));
    let (_, receipt) = browser.post(&next, &[("token", token(&page)), ("declare", "true")]);
    let page = browser.get(&receipt);
    let sent = between(&page, "<code id=\"number\">", "<").to_owned();
    assert_ne!(sent, number);
    let page = browser.get(&format!("/zh/my/cases/{sent}"));
    assert!(page.contains("年满六十") && page.contains("a.pdf"));
    assert!(!page.contains("/again"), "it goes on: there is nothing to apply for again");
}

#[test]
fn a_newer_version_of_the_item_keeps_what_it_still_asks_and_names_what_is_new() {
    let house = house();
    publish(&house, first_form(), |_| {});
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let number = withdrawn(&house);
    let newer = form(&["card", "town"], &[("card", "优待证种类"), ("town", "居住的乡镇")]);
    publish(&house, newer, |item| {
        let mut proof = item.materials[1].clone();
        proof.id = "proof".into();
        proof.name = "居住证明".into();
        item.materials.push(proof);
        item.materials.remove(1);
    });
    let page = browser.get(&format!("/zh/my/cases/{number}"));
    let draft = press(&mut browser, &page, &number);
    let next = browser.send(axum::http::Method::GET, &draft, "", Vec::new()).header("location");
    assert_eq!(next, format!("{draft}/form"));
    let page = browser.get(&next);
    let told = between(&page, "下面这些要重新填或补上", "</ul>");
    assert!(told.contains("居住的乡镇") && told.contains("居住证明"), "{told}");
    assert!(!told.contains("优待证种类") && page.contains("value=\"普通证\""));
    let revision = between(&page, "name=\"_revision\" value=\"", "\"");
    let typed =
        [("token", token(&page)), ("_revision", revision), ("card", "普通证"), ("town", "喜洲镇")];
    let (_, next) = browser.post(&next, &typed);
    assert_eq!(next, format!("{draft}/materials"), "a required paper is new");
    let page = browser.get(&next);
    assert!(page.contains("a.pdf"), "the application form is still there");
    let told = between(&page, "下面这些要重新填或补上", "</ul>");
    assert!(!told.contains("居住的乡镇") && told.contains("居住证明"), "{told}");
}

#[test]
fn a_stopped_item_is_said_to_be_stopped() {
    let house = house();
    publish(&house, first_form(), |_| {});
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let number = withdrawn(&house);
    let list = browser.get("/zh/my");
    publish(&house, first_form(), |item| item.state = ItemState::Suspended);
    let page = browser.get(&format!("/zh/my/cases/{number}"));
    assert!(page.contains("这件事暂停办理") && page.contains("0872-0000001"), "{page}");
    assert!(!page.contains("/again"));
    // Whoever still has the list before them is told so too.
    let place = press(&mut browser, &list, &number);
    assert!(browser.get(&place).contains("这件事暂停办理"), "{place}");
}

#[test]
fn what_only_a_window_takes_leads_to_how_one_applies() {
    let house = house();
    publish(&house, first_form(), |_| {});
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let number = withdrawn(&house);
    publish(&house, first_form(), |item| {
        item.channels.apply.retain(|one| *one == domain::catalogue::ApplicationForm::Window);
    });
    let page = browser.get(&format!("/zh/my/cases/{number}"));
    assert!(page.contains("现在不能在网上申请") && !page.contains("/again"), "{page}");
}
