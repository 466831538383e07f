//! 文书: what each paper says, as a page in both languages and as a file; and what departments that
//! are asked see.

use app::cases::Command;
use app::cases::act::IssueLine;
use axum::http::{Method, StatusCode};
use db::Engine;
use domain::cases::Outcome;
use domain::people::Role;
use serde_json::{Map, json};
use testkit::{
    JOINT, LEGAL_AID, LICENCE, TestHouse, accept, deliver, items, notify, opine, settle,
    surroundings, withdraw,
};

use crate::api::application;
use crate::browser::{Browser, between};
use crate::client::{Web, bearer};

fn house() -> TestHouse {
    testkit::house(Engine::Sqlite).expect("SQLite is always there")
}

/// Papers of a case are read by an officer who signs in now.
struct Reader<'w, 'h>(Browser<'w, 'h>);

impl<'w, 'h> Reader<'w, 'h> {
    fn new(web: &'w Web<'h>) -> Self {
        Self(Browser::with(web, web.staff("reader", "scjg", Role::Officer)))
    }

    /// The paper of an event in Chinese: it has this title and number and says all of this, in
    /// English it has that title, and it is a file wherever there is a font.
    fn reads(&mut self, number: &str, seq: u64, title: [&str; 2], document: &str, says: &[&str]) {
        let path = format!("/zh/desk/papers/{number}/{seq}");
        let page = self.0.get(&path);
        assert_eq!(between(&page, "<h1>", "<"), title[0]);
        assert_eq!(between(&page, "class=\"number\">", "<"), document);
        assert!(page.contains("大理市市场监管局印章"), "the competent organ's seal");
        for words in says {
            assert!(page.contains(words), "{words}: {page}");
        }
        let english = self.0.get(&path.replace("/zh/", "/en/"));
        assert_eq!(between(&english, "<h1>", "<"), title[1]);
        if documents::Font::find(None).is_err() {
            eprintln!("SKIPPED: there is no Chinese font for PDF");
            return;
        }
        for lang in ["zh", "en"] {
            let path = format!("/{lang}/desk/papers/{number}/{seq}.pdf");
            let file = self.0.send(Method::GET, &path, "", Vec::new());
            assert_eq!(file.status, StatusCode::OK, "{path}");
            assert_eq!(file.header("content-type"), "application/pdf");
            assert!(file.body.starts_with(b"%PDF-") && file.body.len() > 1_000);
        }
    }
}

const FREE: [&str; 3] = [
    "自收到之日起 60 日内，向大理市人民政府申请行政复议",
    "《行政复议法》第二十条第一款、《行政复议法》第二十四条",
    "自收到之日起 6 个月内，依法向人民法院提起行政诉讼",
];

#[test]
fn each_of_the_five_outcomes_has_its_paper() {
    let house = house();
    let officer = house.officer();
    let web = Web::new(&house);
    let mut reader = Reader::new(&web);
    let act = |command: Command| {
        let number = house.submit(LICENCE).number;
        let seq = officer.act(&number, command).unwrap().case.seq;
        (number, seq)
    };
    let reason = || "自家食用，不对外经营".to_owned();
    let (number, seq) = act(Command::TellUnneeded { reason: reason() });
    let title = ["不需要申请告知书", "Notice that no application is needed"];
    reader.reads(&number, seq, title, "市场监管局免字〔2026〕第1号", &[&reason(), "食品经营许可"]);
    let (number, seq) = act(Command::Redirect { to: Some("wjj".into()), reason: reason() });
    let title = ["不予受理通知书", "Notice of non-acceptance"];
    let says = [&["大理市卫健局", "0872-0000001"][..], &FREE].concat();
    reader.reads(&number, seq, title, "市场监管局不受字〔2026〕第1号", &says);
    let answers = Map::from_iter([("area".to_owned(), json!(90))]);
    let (number, seq) = act(Command::Mend { answers });
    let title = ["当场更正凭证", "Record of a correction on the spot"];
    reader.reads(&number, seq, title, "市场监管局更字〔2026〕第1号", &["面积", "90"]);
    let (number, seq) = act(notify(&["plan"]));
    let title = ["一次性补正告知书", "One-time notice of corrections"];
    let says = ["平面图：缺页", "《行政许可法》第三十二条第一款第四项"];
    reader.reads(&number, seq, title, "市场监管局补字〔2026〕第1号", &says);
    let number = house.submit(LICENCE).number;
    let seq = house.clerk().act(&number, accept()).unwrap().case.seq;
    let title = ["受理通知书", "Notice of acceptance"];
    let says = ["依据书面授权（大市监委〔2026〕1号），以本机关名义受理", "2026年3月16日"];
    reader.reads(&number, seq, title, "市场监管局受字〔2026〕第1号", &says);
    reader.reads(&number, 1, ["收件回执", "Receipt of papers"], &number, &["申请书", "平面图"]);
}

#[test]
fn what_the_organ_accepts_itself_names_no_authority_of_the_window() {
    let house = house();
    let number = house.submit(LICENCE).number;
    house.officer().act(&number, accept()).unwrap();
    let web = Web::new(&house);
    let page = Reader::new(&web).0.get(&format!("/zh/desk/papers/{number}/2"));
    assert!(page.contains("受理通知书") && !page.contains("书面授权"));
}

#[test]
fn silence_an_extension_and_a_pause_have_papers_with_numbers_of_their_own() {
    let house = house();
    let number = house.submit(LICENCE).number;
    house.at("2026-03-10 08:00");
    // Who only looks draws no number.
    let shown = house.resident().view(&number).unwrap().acceptance.unwrap();
    assert_eq!(shown.document, None);
    let leader = house.leader();
    let extend = Command::Extend { days: 5, reason: "现场情况复杂".into() };
    let extended = leader.act(&number, extend).unwrap().case.seq;
    let pause = Command::Pause { reason: "hearing".into(), told_days: 15, text: "听证".into() };
    let paused = leader.act(&number, pause).unwrap().case.seq;
    let web = Web::new(&house);
    let mut reader = Reader::new(&web);
    let title = ["受理通知书", "Notice of acceptance"];
    let says = ["自2026年3月2日", "即为受理"];
    reader.reads(&number, 2, title, "市场监管局受字〔2026〕第1号", &says);
    let title = ["延长办理期限告知书", "Notice of extension"];
    let says = ["《行政许可法》第四十二条第一款", "5 个工作日", "现场情况复杂"];
    reader.reads(&number, extended, title, "市场监管局延字〔2026〕第1号", &says);
    let title = ["特别程序告知书", "Notice of a special procedure"];
    let says = ["听证", "《行政许可法》第四十五条", "15 天"];
    reader.reads(&number, paused, title, "市场监管局特字〔2026〕第1号", &says);
}

#[test]
fn a_case_that_ends_without_a_decision_has_its_paper() {
    let house = house();
    let number = house.submit(LICENCE).number;
    let withdrawn = house.resident().act(&number, withdraw()).unwrap().case.seq;
    let aid = house.submit(LEGAL_AID).number;
    house.officer().act(&aid, notify(&["plan"])).unwrap();
    house.at("2026-04-20 08:00");
    app::cases::effects::run(&house.system().cx).unwrap();
    let web = Web::new(&house);
    let mut reader = Reader::new(&web);
    let title = ["撤回申请确认书", "Confirmation of withdrawal"];
    let says = ["不开店了", "交过的材料还能用"];
    reader.reads(&number, withdrawn, title, "市场监管局撤字〔2026〕第1号", &says);
    let title = ["终止办理告知书", "Notice that the case is closed"];
    let says = ["市场监管局补字〔2026〕第1号", "《法律援助法》第四十三条第二款", "平面图"];
    reader.reads(&aid, 3, title, "市场监管局终字〔2026〕第1号", &says);
}

#[test]
fn where_the_law_refuses_what_is_incomplete_the_paper_is_that_refusal() {
    let house = house();
    let mut all = items();
    all[0].regime = "real_estate".into();
    house.publish(&surroundings(), &all);
    let number = house.submit(LICENCE).number;
    let seq = house.officer().act(&number, notify(&["plan"])).unwrap().case.seq;
    let web = Web::new(&house);
    let title = ["不予受理通知书", "Notice of non-acceptance"];
    let law = "《不动产登记暂行条例》第十七条";
    let says = [&[law, "平面图：缺页", "可以重新申请"][..], &FREE].concat();
    let document = "市场监管局不受字〔2026〕第1号";
    Reader::new(&web).reads(&number, seq, title, document, &says);
}

#[test]
fn a_grant_names_each_result_and_who_did_not_answer() {
    let house = house();
    let mut all = items();
    let second = domain::catalogue::Outcome { valid_months: None, ..all[1].results[0].clone() };
    all[1].results.push(domain::catalogue::Outcome { name: "副本".into(), ..second });
    house.publish(&surroundings(), &all);
    let number = house.submit(JOINT).number;
    house.officer().act(&number, accept()).unwrap();
    house.officer().act(&number, opine()).unwrap();
    house.second_officer().act(&number, opine()).unwrap();
    house.at("2026-03-10 09:00");
    let decided = house.leader().act(&number, settle(Outcome::Granted)).unwrap().case.seq;
    let web = Web::new(&house);
    let title = ["准予行政许可决定书", "Decision to grant: Administrative licence"];
    let says = [
        "以下部门逾期未答复，本机关未再等待：消防救援大队",
        "市场监管局证字〔2026〕第1号",
        "市场监管局证字〔2026〕第2号",
        "副本",
        "长期有效",
    ];
    let mut reader = Reader::new(&web);
    reader.reads(&number, decided, title, "市场监管局准字〔2026〕第1号", &says);
    let page = reader.0.get(&format!("/zh/desk/cases/{number}"));
    assert!(page.contains("以下部门逾期未答复") && page.contains("逾期未答复"));
}

#[test]
fn of_several_results_only_what_was_chosen_is_issued() {
    let house = house();
    let mut all = items();
    let second = all[0].results[0].clone();
    all[0].results.push(second);
    house.publish(&surroundings(), &all);
    let number = house.submit(LICENCE).number;
    house.officer().act(&number, accept()).unwrap();
    house.officer().act(&number, opine()).unwrap();
    let Command::Settle { outcome, reason, basis, .. } = settle(Outcome::Granted) else { return };
    let results = vec![IssueLine { result: 1, valid_until: Some("2027-01-01".parse().unwrap()) }];
    let only = Command::Settle { outcome, reason, basis, results };
    let case = house.leader().act(&number, only).unwrap().case;
    let issued = case.decision.unwrap().decided.issued();
    assert_eq!((issued.len(), issued[0].result), (1, 1));
    assert_eq!(issued[0].number, "市场监管局证字〔2026〕第1号");
    assert_eq!(issued[0].valid_until.unwrap().to_string(), "2027-01-01");
}

#[test]
fn a_refusal_tells_the_remedies_and_its_delivery_their_last_days() {
    let house = house();
    let web = Web::new(&house);
    let session = web.resident();
    let who = bearer(&session);
    let filed = application(&web, &who);
    let filed = web.post("/api/v1/cases", &[("authorization", &who)], &filed).json();
    let number = filed["number"].as_str().unwrap().to_owned();
    house.officer().act(&number, accept()).unwrap();
    house.officer().act(&number, opine()).unwrap();
    let refused = house.leader().act(&number, settle(Outcome::Refused)).unwrap().case.seq;
    let Command::Deliver { delivery, number_end, .. } = deliver() else { return };
    let to = Command::Deliver { delivery, note: "杨建国".into(), number_end };
    let delivered = house.clerk().act(&number, to).unwrap().case.seq;
    let mut reader = Reader::new(&web);
    let title = ["不予行政许可决定书", "Decision to refuse: Administrative licence"];
    let says = [&["不符合条件", "《食品安全法》第三十三条"][..], &FREE].concat();
    reader.reads(&number, refused, title, "市场监管局不准字〔2026〕第1号", &says);
    let days = ["最后一天是2026年5月6日", "最后一天是2026年9月2日"];
    let title = ["送达回证", "Proof of delivery"];
    reader.reads(&number, delivered, title, "市场监管局送字〔2026〕第1号", &days);
    let mut resident = Browser::with(&web, session);
    let page = resident.get(&format!("/zh/my/cases/{number}"));
    for words in [&days[..], &FREE].concat() {
        assert!(page.contains(words), "the person is told as well: {words}");
    }
}

#[test]
fn refused_information_is_not_sent_straight_to_court() {
    let house = house();
    let mut all = items();
    all[0].regime = "gov_information".into();
    house.publish(&surroundings(), &all);
    let number = house.submit(LICENCE).number;
    house.officer().act(&number, accept()).unwrap();
    house.officer().act(&number, opine()).unwrap();
    let refused = house.leader().act(&number, settle(Outcome::Refused)).unwrap().case.seq;
    let web = Web::new(&house);
    let page = Reader::new(&web).0.get(&format!("/zh/desk/papers/{number}/{refused}"));
    for words in [
        "不能直接起诉",
        "先：自收到之日起 60 日内，向大理市人民政府申请行政复议",
        "第二十三条第一款第四项",
        "对结果仍不服的，再：自收到结果之日起 15 日内，依法向人民法院提起行政诉讼",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("6 个月"));
}

#[test]
fn a_department_that_the_item_asks_sees_the_question_and_its_own_last_day() {
    let house = house();
    let number = house.submit(JOINT).number;
    house.officer().act(&number, accept()).unwrap();
    let web = Web::new(&house);
    let mut fire = Browser::with(&web, web.staff("fire", "xfdd", Role::Officer));
    let list = fire.get("/zh/desk/work?stage=asked");
    assert!(list.contains(&number) && list.contains("3月9日") && !list.contains("3月16日"));
    let page = fire.get(&format!("/zh/desk/cases/{number}"));
    assert!(page.contains("协同办理") && page.contains("场所是否符合消防要求"));
    assert!(page.contains("还没有答复"));
    house.fire_officer().act(&number, testkit::answer()).unwrap();
    let page = Reader::new(&web).0.get(&format!("/zh/desk/cases/{number}"));
    assert!(page.contains("符合消防要求") && !page.contains("还没有答复"));
}

#[test]
fn a_notice_cites_the_article_that_has_it_told_or_none() {
    let duties = [
        ("market_entity", "依据《市场主体登记管理条例》第十九条第二款，现一次性告知"),
        ("residence_permit", "依据《居住证暂行条例》第九条第五款，现一次性告知"),
        ("work_injury", "依据《工伤保险条例》第十八条第三款，现一次性告知"),
        ("passport", "经审查需要补正。请一次补齐以下内容："),
    ];
    for (regime, says) in duties {
        let house = house();
        let mut all = items();
        all[0].regime = regime.into();
        house.publish(&surroundings(), &all);
        let number = house.submit(LICENCE).number;
        let seq = house.officer().act(&number, notify(&["plan"])).unwrap().case.seq;
        let web = Web::new(&house);
        let page = Reader::new(&web).0.get(&format!("/zh/desk/papers/{number}/{seq}"));
        assert!(page.contains(says), "{regime}: {page}");
    }
}
