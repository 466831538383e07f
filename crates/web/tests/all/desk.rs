//! The staff's rooms: an application at the window, on its way to the outlet.

use axum::http::{Method, StatusCode};
use db::Engine;
use domain::people::Role;

use crate::browser::{Browser, PDF, between, token};
use crate::client::Web;

/// The intake form for a person in front of the clerk, with one scan; gives where it leads.
pub fn take_in(clerk: &mut Browser<'_, '_>, key: &str, number: &str) -> (StatusCode, String) {
    take_in_with(clerk, key, ("111", number), &[])
}

pub fn take_in_with(
    clerk: &mut Browser<'_, '_>,
    key: &str,
    (kind, number): (&str, &str),
    more: &[(&str, &str)],
) -> (StatusCode, String) {
    let path = format!("/zh/desk/window/new/{}", testkit::LICENCE);
    let page = clerk.get(&path);
    let fields = [
        ("token", token(&page)),
        ("intake.key", key),
        ("intake.do", "receive"),
        ("applicant.name", "杨建国"),
        ("applicant.document_kind", kind),
        ("applicant.document_number", number),
        ("area", "80"),
        ("taken.form_paper", "paper"),
        ("seen.form_paper", "true"),
        ("taken.photo", "later"),
        ("wish.how", "pick_up"),
    ];
    let part = |header: &str| format!("--b\r\nContent-Disposition: form-data; {header}\r\n\r\n");
    let mut body = Vec::new();
    for (name, value) in fields.iter().chain(more) {
        body.extend_from_slice(part(&format!("name=\"{name}\"")).as_bytes());
        body.extend_from_slice(format!("{value}\r\n").as_bytes());
    }
    body.extend_from_slice(part("name=\"file.plan\"; filename=\"图.pdf\"").as_bytes());
    body.extend_from_slice(PDF);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let answer = clerk.send(Method::POST, &path, "multipart/form-data; boundary=b", body);
    let place = answer.header("location");
    (answer.status, if place.is_empty() { answer.text() } else { place })
}

/// Posts an act with what the page says was seen last; gives the status and where it leads.
fn act(
    who: &mut Browser<'_, '_>,
    case: &str,
    word: &str,
    fields: &[(&str, &str)],
) -> (StatusCode, String) {
    let page = who.get(case);
    let seq = between(&page, "name=\"seq\" value=\"", "\"");
    let mut all = vec![("token", token(&page)), ("seq", seq)];
    all.extend_from_slice(fields);
    who.post(&format!("{case}/{word}"), &all)
}

fn done(who: &mut Browser<'_, '_>, case: &str, word: &str, fields: &[(&str, &str)]) {
    let (status, place) = act(who, case, word, fields);
    assert_eq!(status, StatusCode::SEE_OTHER, "{word}: {place}");
}

/// A case that the resident of [`Web::resident`] files.
pub fn filed(web: &Web<'_>) -> String {
    let mut clerk = Browser::with(web, web.staff("intake", "zwzx", Role::Window));
    let (_, place) = take_in(&mut clerk, "filed", "53290119880101999X");
    let receipt = clerk.get(&place);
    verified(web);
    between(&receipt, "/zh/desk/cases/", "\"").to_owned()
}

/// Another clerk compares the resident with the document.
pub fn verified(web: &Web<'_>) {
    let mut window = Browser::with(web, web.staff("verifier", "zwzx", Role::Window));
    let path = "/zh/desk/window/verify";
    let page = window.get(path);
    let mut form = vec![
        ("token", token(&page)),
        ("document_kind", "111"),
        ("document_number", "53290119880101999X"),
    ];
    let (_, found) = window.post(path, &form);
    let account = between(&found, "name=\"account\" value=\"", "\"").to_owned();
    form.extend([("account", account.as_str()), ("seen", "true")]);
    for _ in 0..2 {
        let (status, page) = window.post(path, &form);
        assert_eq!(status, StatusCode::OK, "verified, and once more");
        assert!(page.contains("已经核验"));
    }
}

#[test]
fn a_firm_is_verified_by_the_document_of_whoever_came_for_it() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let code = "11440000006939756B";
    web.firm(code);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let path = "/zh/desk/window/verify";
    let page = clerk.get(path);
    let mut form =
        vec![("token", token(&page)), ("document_kind", "001"), ("document_number", code)];
    let (_, found) = clerk.post(path, &form);
    assert!(found.contains("name=\"came.name\""), "{found}");
    let account = between(&found, "name=\"account\" value=\"", "\"").to_owned();
    form.extend([("account", account.as_str()), ("seen", "true"), ("came.name", "杨建军")]);
    let (status, page) = clerk.post(path, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["came.name", "came.document_kind", "came.number_end"] {
        assert!(page.contains(&format!("f-{field}-error")), "{field}: {page}");
    }
    assert!(page.contains("value=\"杨建军\"") && page.contains("委托书"));
    form.extend([("came.document_kind", "111"), ("came.number_end", "999X")]);
    assert_eq!(clerk.post(path, &form).0, StatusCode::UNPROCESSABLE_ENTITY, "another name");
    form.push(("came.mandate", "true"));
    let (status, page) = clerk.post(path, &form);
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("已经核验"), "{page}");
}

#[test]
fn a_receipt_on_paper_is_entered_afterwards_with_its_true_time_and_its_reason() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    house.at("2026-03-05 09:00");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let mut enter = |key: &str, day: &str| {
        let late = [
            ("late.receipt", "纸0012"),
            ("late.day", day),
            ("late.time", "09:30"),
            ("late.reason", "power"),
        ];
        take_in_with(&mut clerk, key, ("111", "53290119880101999X"), &late)
    };
    let (status, page) = enter("old", "2026-02-02");
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("超过 30 天"), "{page}");
    let (status, place) = enter("k1", "2026-03-02");
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    let receipt = clerk.get(&place);
    assert!(receipt.contains("停电，纸质回执 纸0012，2026年3月5日 09:00 补录"), "{receipt}");
    assert!(receipt.contains("2026年3月9日 星期一前告诉您"), "counted from the 2nd");
    assert!(receipt.contains("从2026年3月2日 星期一收到材料那天算起"));
    assert!(receipt.contains("yichuang promise v1"), "the promise is on the paper");
    let number = between(&receipt, "/zh/desk/cases/", "\"").to_owned();
    let paper = clerk.get(&format!("/zh/desk/papers/{number}/1"));
    assert!(paper.contains("yichuang promise v1") && paper.contains("停电"), "printed again");
    let case = clerk.get(&format!("/zh/desk/cases/{number}"));
    assert!(case.contains("补录（停电），纸质回执 纸0012"));
    // The same receipt is not entered as a second case, whoever it is said to be for.
    let again = [
        ("late.receipt", "纸0012"),
        ("late.day", "2026-03-03"),
        ("late.time", "10:00"),
        ("late.reason", "network"),
    ];
    let (status, page) = take_in_with(&mut clerk, "k2", ("111", "532901199003074446"), &again);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(&format!("已经补录过，办件编号是 {number}")), "{page}");
    assert!(page.contains("f-late.receipt-error") && page.contains("value=\"纸0012\""));
}

#[test]
fn a_paper_application_goes_from_the_window_to_the_outlet() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let mut officer = Browser::with(&web, web.staff("officer", "scjg", Role::Officer));
    let mut leader = Browser::with(&web, web.staff("leader", "scjg", Role::Leader));
    let (status, page) = take_in(&mut clerk, "k1", "532901198801019990");
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a wrong check digit");
    assert!(page.contains("f-applicant.document_number-error") && page.contains("杨建国"));
    let (status, place) = take_in(&mut clerk, "k1", "53290119880101999X");
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    assert_eq!(take_in(&mut clerk, "k1", "53290119880101999X").1, place, "a second click");
    let receipt = clerk.get(&place);
    assert!(receipt.contains("收件回执") && receipt.contains("查询码"));
    let number = between(&receipt, "/zh/desk/cases/", "\"").to_owned();
    let case = format!("/zh/desk/cases/{number}");
    assert!(clerk.get("/zh/desk/window").contains(&number));
    assert!(officer.get(&case).contains("53290119880101999X"));
    assert!(!officer.get("/zh/desk/work?stage=received").contains("杨建国"), "lists are masked");
    // Two at one case: the second is told who did what, and does nothing.
    let stale = officer.get(&case);
    done(&mut clerk, &case, "accept", &[]);
    let late = [("token", token(&stale)), ("seq", between(&stale, "name=\"seq\" value=\"", "\""))];
    let (status, page) = officer.post(&format!("{case}/accept"), &late);
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("有人先办了一步") && page.contains("李会民"));
    done(&mut officer, &case, "claim", &[]);
    let (status, _) = act(&mut leader, &case, "grant", &[]);
    assert_eq!(status, StatusCode::CONFLICT, "an opinion comes first");
    let opinion = [("opine.conclusion", "agree"), ("opine.text", "符合条件")];
    done(&mut officer, &case, "opine", &opinion);
    done(&mut leader, &case, "grant", &[]);
    hand_over(&mut clerk, &number);
    let whole = officer.get(&case);
    assert!(whole.contains("当面交付申请人，核对居民身份证") && whole.contains("杨 建国"));
    let file = between(&officer.get(&case), &format!("{case}/files/"), "\"").to_owned();
    let answer = officer.send(Method::GET, &format!("{case}/files/{file}"), "", Vec::new());
    assert!(answer.header("content-disposition").starts_with("attachment"));
    assert_eq!(answer.body, PDF);
    papers(&mut officer, &number);
}

#[test]
fn a_clerk_who_accepted_a_case_of_the_web_sees_how_far_it_comes_and_no_more() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let number = house.submit(testkit::LICENCE).number;
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let mut other = Browser::with(&web, web.staff("other", "zwzx", Role::Window));
    let case = format!("/zh/desk/cases/{number}");
    assert!(clerk.get(&case).contains("段示例"), "it waits for the window");
    let file = between(&clerk.get(&case), &format!("{case}/files/"), "\"").to_owned();
    done(&mut clerk, &case, "accept", &[]);
    let page = clerk.get(&format!("{case}?done=accept"));
    assert!(page.contains("只看进度") && page.contains("办好了") && page.contains("受理"));
    for told in ["段示例", "53290119880101999X", "15400000001"] {
        assert!(!page.contains(told), "{told}");
    }
    let get =
        |who: &mut Browser<'_, '_>, path: &str| who.send(Method::GET, path, "", Vec::new()).status;
    let paper = |seq: u64| format!("/zh/desk/papers/{number}/{seq}");
    assert_eq!(get(&mut clerk, &paper(2)), StatusCode::OK, "the notice that they drew up");
    assert_eq!(get(&mut other, &paper(2)), StatusCode::FORBIDDEN);
    assert_eq!(get(&mut clerk, &paper(1)), StatusCode::FORBIDDEN, "the receipt of the web");
    let file = format!("{case}/files/{file}");
    assert_eq!(get(&mut clerk, &file), StatusCode::FORBIDDEN);
    // The person brings what may follow later: the window takes it without the file.
    let stale = other.get(&case);
    done(&mut clerk, &case, "papers", &[("papers.paper", "photo")]);
    let seq = between(&stale, "name=\"seq\" value=\"", "\"");
    let late = [("token", token(&stale)), ("seq", seq), ("papers.paper", "photo")];
    let (status, page) = other.post(&format!("{case}/papers"), &late);
    assert_eq!(status, StatusCode::CONFLICT, "{page}");
    assert!(page.contains("只看进度"), "what is refused is told there too");
}

#[test]
fn a_person_of_the_case_gets_a_new_query_code_on_a_slip() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let receipt = house.submit(testkit::LICENCE);
    let number = receipt.number.as_str();
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let path = format!("/zh/desk/cases/{number}/query-code");
    assert!(clerk.get(&format!("/zh/desk/cases/{number}")).contains(&path), "it is offered");
    let page = clerk.get(&path);
    assert!(!page.contains("段示例"), "nobody's data are read for it");
    let mut form =
        vec![("token", token(&page)), ("code.key", between(&page, "code.key\" value=\"", "\""))];
    let (status, wrong) = clerk.post(&path, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["to", "name", "checked", "end"] {
        assert!(wrong.contains(&format!("f-code.{field}-error")), "{field}: {wrong}");
    }
    form.extend([("code.to", "applicant"), ("code.checked", "111"), ("code.end", "999X")]);
    form.push(("code.name", "段示利"));
    let (status, wrong) = clerk.post(&path, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.contains("对不上") && wrong.contains("段示利"), "{wrong}");
    form.pop();
    form.push(("code.name", "段示例"));
    let (status, place) = clerk.post(&path, &form);
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    let slip = clerk.get(&place);
    let code = between(&slip, "<code id=\"code\">", "<").to_owned();
    assert_eq!(clerk.post(&path, &form), (StatusCode::SEE_OTHER, place.clone()), "a second click");
    assert!(clerk.get(&place).contains(&code), "the same slip");
    let mut anybody = Browser::new(&web);
    let ask = |who: &mut Browser<'_, '_>, code: &str| {
        who.post("/zh/status", &[("number", number), ("code", code)]).0
    };
    assert_eq!(ask(&mut anybody, &receipt.query_code), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&mut anybody, &code), StatusCode::SEE_OTHER);
    let mut other = Browser::with(&web, web.staff("other", "zwzx", Role::Window));
    let theirs = other.send(Method::GET, &place, "", Vec::new());
    assert_eq!(theirs.status, StatusCode::NOT_FOUND, "the slip is shown to its clerk only");
}

fn hand_over(clerk: &mut Browser<'_, '_>, number: &str) {
    assert!(clerk.get("/zh/desk/outlet").contains(number));
    let path = format!("/zh/desk/outlet/{number}");
    let page = clerk.get(&path);
    let seq = between(&page, "name=\"seq\" value=\"", "\"");
    let mut fields = vec![("token", token(&page)), ("seq", seq), ("deliver.method", "handed")];
    let (status, page) = clerk.post(&path, &fields);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("f-deliver.to-error") && page.contains("f-deliver.name-error"));
    assert!(page.contains("f-deliver.end-error"));
    assert!(!page.contains("value=\"guardian\""), "nobody is offered who is not in the file");
    fields.extend([("deliver.to", "applicant"), ("deliver.checked", "111")]);
    fields.extend([("deliver.name", "杨建军"), ("deliver.end", "999X")]);
    let (status, page) = clerk.post(&path, &fields);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else without a mandate");
    assert!(page.contains("委托书") && page.contains("杨建军"));
    fields.retain(|(name, _)| *name != "deliver.name");
    fields.push(("deliver.name", "杨 建国"));
    let (status, place) = clerk.post(&path, &fields);
    assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    assert_eq!(clerk.post(&path, &fields).1, place, "a second click");
    let case = clerk.get(&format!("/zh/desk/cases/{number}"));
    assert!(case.contains("只看进度") && !case.contains("杨 建国"), "the window has done its part");
    let paper = format!("/zh/desk/papers/{number}/");
    let link = between(&case, &format!("href=\"{paper}"), "\"").to_owned();
    assert!(clerk.get(&format!("{paper}{link}")).contains("送达回证"), "its own papers remain");
    assert!(!clerk.get("/zh/desk/outlet").contains(&format!("outlet/{number}")));
}

/// Each paper in both languages, in the organ's name.
fn papers(officer: &mut Browser<'_, '_>, number: &str) {
    let mut titles = Vec::new();
    for seq in 1..=8 {
        let path = format!("/zh/desk/papers/{number}/{seq}");
        let answer = officer.send(Method::GET, &path, "", Vec::new());
        if answer.status == StatusCode::OK {
            let page = answer.text();
            assert!(page.contains("大理市市场监管局印章"));
            titles.push(between(&page, "<h1>", "<").to_owned());
            officer.get(&path.replace("/zh/", "/en/"));
        }
    }
    assert_eq!(titles, ["收件回执", "受理通知书", "准予行政许可决定书", "送达回证"]);
}

#[test]
fn a_case_is_found_by_the_document_of_whoever_came() {
    let house = testkit::house(Engine::Sqlite).expect("SQLite is always there");
    let web = Web::new(&house);
    let mut resident = Browser::of_resident(&web);
    let number = filed(&web);
    let mut clerk = Browser::with(&web, web.staff("clerk", "zwzx", Role::Window));
    let path = "/zh/desk/window/person";
    let page = clerk.get(path);
    let mut form = vec![("token", token(&page)), ("document_kind", "111")];
    let (status, asked) = clerk.post(path, &form);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.contains("f-document_number-error"));
    form.push(("document_number", "532901198801019999"));
    assert_eq!(clerk.post(path, &form).0, StatusCode::UNPROCESSABLE_ENTITY, "a wrong digit");
    form[2].1 = "532901199003074446";
    let (status, none) = clerk.post(path, &form);
    assert_eq!(status, StatusCode::OK, "{none}");
    assert!(none.contains("没有找到") && !none.contains(&number));
    form[2].1 = "53290119880101999x";
    for _ in 0..2 {
        let (status, found) = clerk.post(path, &form);
        assert_eq!(status, StatusCode::OK);
        assert!(found.contains(&format!("/zh/desk/cases/{number}")), "{found}");
        assert!(found.contains("杨**") && !found.contains("杨建国"), "names stay masked");
    }
    let case = resident.get(&format!("/zh/my/cases/{number}"));
    assert!(case.contains("答复咨询"), "the person sees who has looked: {case}");
    let mut officer = Browser::with(&web, web.staff("officer", "scjg", Role::Officer));
    let refused = officer.send(Method::GET, path, "", Vec::new());
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only the window");
    let told = refused.text();
    assert!(told.contains("您的岗位不能做这一步") && told.contains("href=\"/zh/desk\""), "{told}");
    assert!(!told.contains("您自己的办件"), "a member of staff is no resident: {told}");
}
