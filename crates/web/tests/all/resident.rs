//! A resident applies, step by step, and follows the case.

use axum::http::{Method, StatusCode};
use db::Engine;
use domain::access::{AccountActor, Actor};
use domain::people::{IdentityLevel, Role};
use testkit::TestHouse;

use crate::browser::{Browser, PDF, between, token};
use crate::client::Web;

fn revision(page: &str) -> &str {
    between(page, "name=\"_revision\" value=\"", "\"")
}

/// Begins an application and answers everything but the last question; gives the draft's address.
fn until_check(browser: &mut Browser<'_, '_>) -> String {
    let start = format!("/zh/apply/{}", testkit::SERVICE);
    let page = browser.get(&start);
    let (status, draft) = browser.post(&start, &[("token", token(&page))]);
    assert_eq!(status, StatusCode::SEE_OTHER);
    let steps: [(&str, &[(&str, &str)]); 3] =
        [("whom", &[("whom", "me")]), ("materials", &[]), ("delivery", &[("wish", "pick_up")])];
    for (step, answers) in steps {
        let path = format!("{draft}/{step}");
        let page = browser.get(&path);
        if step == "materials" {
            let lies = browser.upload(&format!("{draft}/materials"), token(&page), "图.pdf", b"MZ");
            assert_eq!(lies.status, StatusCode::UNPROCESSABLE_ENTITY);
            let good = browser.upload(&format!("{draft}/materials"), token(&page), "图.pdf", PDF);
            assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.text());
        }
        let nothing = [("token", token(&page)), ("_revision", revision(&page))];
        let (status, place) = browser.post(&path, &nothing);
        let needs = !answers.is_empty();
        let stays = status == StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(stays, needs, "{step} without an answer: {status} {place}");
        let page = browser.get(&path);
        let mut all = vec![("token", token(&page)), ("_revision", revision(&page))];
        all.extend_from_slice(answers);
        let (status, _) = browser.post(&path, &all);
        assert_eq!(status, StatusCode::SEE_OTHER, "{step}");
    }
    draft
}

#[test]
fn an_application_is_sent_once_however_often_one_clicks() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let draft = until_check(&mut browser);
    let page = browser.get(&format!("{draft}/check"));
    assert!(
        page.contains("图.pdf") && page.contains("杨建国") && !page.contains("53290119880101999X")
    );
    let form = [("token", token(&page)), ("declare", "true")];
    let (untold, _) = browser.post(&format!("{draft}/check"), &form[..1]);
    assert_eq!(untold, StatusCode::UNPROCESSABLE_ENTITY, "without the declaration");
    let (first, receipt) = browser.post(&format!("{draft}/check"), &form);
    let (second, again) = browser.post(&format!("{draft}/check"), &form);
    assert_eq!((first, second), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(receipt, again, "one case");
    let page = browser.get(&receipt);
    let number = between(&page, "<code id=\"number\">", "<").to_owned();
    let code = between(&page, "<code id=\"code\">", "<").to_owned();
    assert!(page.contains("<svg xmlns") && page.contains("yichuang promise v1"));
    browser.cookies.retain(|(name, _)| name != "receipt");
    assert!(!browser.get(&receipt).contains(&code), "the query code is shown once");
    assert!(browser.get("/zh/my").contains(&number));
    assert!(browser.get(&format!("/en/my/cases/{number}")).contains("图.pdf"));
    let promise = browser.get(&format!("/zh/my/cases/{number}/promise.txt"));
    let known = [house.house.keys.verifier()];
    assert_eq!(ledger::Promise::open(&promise, &known).unwrap().case, number);
    look_up(&web, &number, &code);
}

fn look_up(web: &Web<'_>, number: &str, code: &str) {
    let mut anybody = Browser::new(web);
    let wrong = anybody.post("/zh/status", &[("number", number), ("code", "AAAA-BBBB-CCCC")]);
    assert_eq!(wrong.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, place) = anybody.post("/zh/status", &[("number", number), ("code", code)]);
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/zh/status/result"));
    let page = anybody.get("/zh/status/result");
    assert!(page.contains(number) && !page.contains("杨建国"), "the status and nothing personal");
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut phone = Browser::new(web);
    let answer = phone.send(Method::GET, &format!("/q/{number}/{plain}"), "", Vec::new());
    assert_eq!(answer.header("location"), "/zh/status/result");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert!(phone.get("/zh/status/result").contains(number));
}

#[test]
fn drafts_and_cases_of_others_are_not_there() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::of_resident(&web);
    let receipt = house.submit(testkit::LICENCE);
    for path in ["", "/receipt", "/supply", "/withdraw", "/proof.json", "/papers/1", "/files/x"] {
        let path = format!("/zh/my/cases/{}{path}", receipt.number);
        let answer = browser.send(Method::GET, &path, "", Vec::new());
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = browser.get("/zh/my/profile");
    let again = format!("/zh/my/cases/{}/again", receipt.number);
    assert_eq!(browser.post(&again, &[("token", token(&page))]).0, StatusCode::NOT_FOUND);
    for path in ["", "/whom", "/check", "/delete", "/files/x"] {
        let answer =
            browser.send(Method::GET, &format!("/zh/my/drafts/none{path}"), "", Vec::new());
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn registration_says_everything_that_is_wrong_and_nothing_about_others() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut browser = Browser::new(&web);
    let wrong = [("kind", "natural"), ("document_kind", "111"), ("document_number", "1")];
    let (status, page) = browser.post("/zh/register", &wrong);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.matches("<p class=\"error\"").count(), 4, "{page}");
    assert!(page.contains("value=\"1\""), "what was typed stays");
    let good = [
        ("kind", "natural"),
        ("document_kind", "111"),
        ("document_number", "53290119880101999X"),
        ("name", "<b>杨𠮷</b> 🍜"),
        ("phone", "15400000099"),
        ("password", "洱海的月亮真好看，苍山的雪也好看"),
    ];
    let first = browser.post("/zh/register", &good);
    assert_eq!(first, browser.post("/zh/register", &good), "the same answer twice");
    let form = [
        ("login", "15400000099"),
        ("password", "洱海的月亮真好看，苍山的雪也好看"),
        ("back", "/zh/my"),
    ];
    let (_, place) = browser.post("/zh/sign-in", &form);
    assert_eq!(place, "/zh/my");
    let page = browser.get("/zh/my");
    assert!(page.contains("&lt;b&gt;杨𠮷&lt;/b&gt; 🍜") && !page.contains("<b>杨"));
    let (_, place) = browser.post("/zh/sign-out", &[("token", token(&page))]);
    assert_eq!(place, "/zh/sign-in?came=out");
    assert!(browser.cookies.is_empty());
}

#[test]
fn a_hundred_cases_are_a_page_and_older_ones_are_on_the_next() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let account = TestHouse::statement("SELECT id, person FROM accounts");
    let account = house.house.db.read_blocking(move |tx| {
        let row = tx.one(account, &[])?.expect("the resident");
        Ok::<_, db::Error>((row.text(0)?, row.text(1)?))
    });
    let (id, person) = account.expect("it is read");
    let who = AccountActor { id, person, level: IdentityLevel::SelfStated };
    let who = house.who(Actor::Account(who));
    let file = |_| who.file(TestHouse::application(testkit::LICENCE)).expect("it is taken").number;
    let numbers: Vec<String> = (0..101).map(file).collect();
    let first = resident.get("/zh/my");
    let links = |page: &str, number: &str| page.contains(&format!("/zh/my/cases/{number}\""));
    let on = |page: &str| numbers.iter().filter(|number| links(page, number)).count();
    assert!(!first.contains("最新的办件"), "this is the first page");
    let next = between(&first, "rel=\"next\" href=\"", "\"").replace("&amp;", "&");
    let second = resident.get(&next);
    assert!(second.contains("最新的办件") && !second.contains("rel=\"next\""));
    assert_eq!((on(&first), on(&second)), (100, 1));
    assert!(numbers.iter().all(|number| links(&first, number) || links(&second, number)));
    let odd = resident.send(Method::GET, "/zh/my?key=x&number=y", "", Vec::new());
    assert_eq!(odd.status, StatusCode::BAD_REQUEST, "an address of one's own making");
}

#[test]
fn registration_tells_the_same_of_what_is_known_and_what_is_not() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let answer = |document: &str, phone: &str| {
        let fields = [
            ("kind", "natural"),
            ("document_kind", "111"),
            ("document_number", document),
            ("name", "杨示例"),
            ("phone", phone),
            ("password", "洱海的月亮真好看，苍山的雪也好看"),
        ];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "application/x-www-form-urlencoded";
        let mut answer =
            Browser::new(&web).send(Method::POST, "/zh/register", kind, form.into_bytes());
        answer.headers.remove("x-request-id");
        (answer.status, format!("{:?}", answer.headers), answer.text())
    };
    let first = answer("53290119880101999X", "15400000001");
    assert_eq!(first.0, StatusCode::SEE_OTHER);
    let again = [
        ("53290119880101999X", "15400000001"),
        ("53290119880101999X", "15400000002"),
        ("532901201506013215", "15400000001"),
        // The fourth account of a telephone is not made, and is answered like the others.
        ("53290120090601321X", "15400000001"),
        ("53290120090601321X", "15400000001"),
    ];
    for (document, phone) in again {
        assert_eq!(answer(document, phone), first, "{document} {phone}");
    }
}

#[test]
fn what_others_filed_for_somebody_is_theirs_to_see_once_they_are_verified() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let mut clerk = Browser::with(&web, web.staff("intake", "zwzx", Role::Window));
    let (_, place) = crate::desk::take_in(&mut clerk, "k", "53290119880101999X");
    let number = between(&clerk.get(&place), "/zh/desk/cases/", "\"").to_owned();
    let case = format!("/zh/my/cases/{number}");
    assert!(!resident.get("/zh/my").contains(&number), "whoever states the number sees nothing");
    let hidden = resident.send(Method::GET, &case, "", Vec::new());
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert!(resident.get("/zh/my/profile").contains("自己填写"), "the level is told");
    crate::desk::verified(&web);
    assert!(resident.get("/zh/my").contains(&number), "in the list at once");
    assert!(resident.get(&case).contains(&number));
    assert!(!resident.get("/zh/my/profile").contains("自己填写"));
}
