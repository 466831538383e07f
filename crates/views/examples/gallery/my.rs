//! The rooms of residents: every page, with and without errors.

use std::collections::HashMap;

use base::Timestamp;
use domain::cases::{Closing, Due, LateEntry, NextStep, Taken};
use domain::catalogue::Item;
use domain::people::{IdentityLevel, PartyRole, PersonKind};
use i18n::Lang;
use maud::PreEscaped;
use serde_json::{Map, Value};
use views::components::{FieldError, Tone};
use views::desk::Names;
use views::guide::Apply;
use views::my::case::{self, CaseView, HandedIn, IssuedPaper, ReadingView, ResultView};
use views::my::check::{CheckView, PartyView};
use views::my::home::{CaseRow, DraftRow, HomeView};
use views::my::kept::KeptView;
use views::my::materials::{FileView, MaterialsView};
use views::my::person::PersonView;
use views::my::profile::{ProfileView, Saved};
use views::my::register::RegisterView;
use views::my::sign_in::{Came, SignInView};
use views::my::start::StartView;
use views::my::step::{Again, Frame, Step};
use views::my::supply::{Asked, SupplyView};
use views::my::told::{About, told};
use views::my::whom::Whom;
use views::my::withdraw::WithdrawView;
use views::my::{self, Typed};
use views::receipt::{PaperLine, ReceiptView};
use views::{Account, NavLink, Room, Shell};

use super::statuses::case;
use super::{County, QR, Sample, day};

const TOKEN: &str = "0f3c";
const NUMBER: &str = "532901-20261123-7K3M9Q-4";

/// Every page of the rooms of residents.
pub fn pages(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    account(lang, county, pages);
    steps(lang, county, pages);
    others(lang, county, pages);
    cases(lang, county, pages);
    receipts(lang, county, pages);
}

fn nav() -> Vec<NavLink> {
    vec![NavLink { href: "/zh/my".into(), label: "我的办件".into() }]
}

fn shell<'a>(county: &'a County, path: &'a str, nav: &'a [NavLink]) -> Shell<'a> {
    let account = Account { name: "张示例", token: TOKEN, sign_out: "/zh/sign-out", nav };
    Shell { site: &county.site, room: Room::My, path, account: Some(account) }
}

fn wrong(fields: &[&str]) -> Vec<FieldError> {
    let error = |field: &&str| FieldError {
        field: (*field).to_owned(),
        message: "这里要改一下。".to_owned(),
    };
    fields.iter().map(error).collect()
}

fn at(text: &str) -> Timestamp {
    Timestamp::at(day(text), 9, 12)
}

fn item(county: &County) -> &Item {
    county.item("530725101000")
}

fn account(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let closed = Shell { account: None, ..shell(county, "/register", &nav) };
    let which = RegisterView { back: "/zh/my", ..RegisterView::default() };
    add("/register", my::register::register(lang, &closed, &which));
    let errors = wrong(&["document_number", "name", "phone", "password"]);
    for (word, kind) in [("natural", PersonKind::Natural), ("legal", PersonKind::Legal)] {
        let view = RegisterView { kind: Some(kind), errors: &errors, ..which };
        let path = format!("/register?kind={word}");
        add(&path, my::register::register(lang, &closed, &view));
    }
    for came in [None, Some(Came::First), Some(Came::Kept), Some(Came::KeptNoFile)] {
        let errors = wrong(&["login"]);
        let view = SignInView { errors: &errors, came, ..SignInView::default() };
        let path = format!("/sign-in?{came:?}");
        add(&path, my::sign_in::sign_in(lang, &closed, &view));
    }
    let readings = [(NUMBER.to_owned(), 2, at("2026-11-20"))];
    let levels = [IdentityLevel::SelfStated, IdentityLevel::Window, IdentityLevel::SignOn];
    for level in levels {
        let errors = wrong(&["phone", "phone_password", "password_now", "password"]);
        let known = level != IdentityLevel::SelfStated;
        let view = ProfileView {
            kept: if known { "d1" } else { "" },
            name: "张示例",
            document: "居民身份证",
            document_number: "5***************2X",
            phone: "138****5678",
            level,
            token: TOKEN,
            typed: Typed::default(),
            errors: if known { &[] } else { &errors },
            saved: known.then_some(Saved::Password),
            readings: if known { &readings } else { &[] },
        };
        let path = format!("/my/profile?{level:?}");
        add(&path, my::profile::profile(lang, &shell(county, &path, &nav), &view));
    }
    let about = About {
        item: Some(item(county)),
        asks: true,
        exclusions: &[],
        names: Names { staff: &HashMap::new(), departments: &[] },
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let pairs = [pair("whom", "child"), pair("post_address", "第一行\n第二行")];
    let told = told(lang, &about, &pairs);
    for (draft, full) in [("", true), ("d1", false)] {
        let what = item(county).name.zh.as_str();
        let view = KeptView { token: TOKEN, draft, what, told: &told, full };
        let path = format!("/kept/{draft}");
        add(&path, my::kept::kept(lang, &shell(county, &path, &nav), &view));
    }
}

fn files() -> Vec<FileView> {
    vec![FileView {
        id: "f1".into(),
        material: "premises".into(),
        name: "租赁合同.pdf".into(),
        bytes: 812_345,
        href: "/zh/my/drafts/d1/files/f1".into(),
    }]
}

fn people() -> Vec<PartyView> {
    let person = |role| PartyView {
        role,
        name: "张示例".into(),
        document_kind: "111".into(),
        document_number: "5***************2X".into(),
        phone: Some("138****5678".into()),
    };
    vec![person(PartyRole::Applicant), person(PartyRole::Guardian)]
}

fn steps(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let item = item(county);
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let to_upload = item.materials.iter().find(|one| !item.is_form(&one.id));
    let first = to_upload.map(|one| format!("file-{}", one.id)).unwrap_or_default();
    let frame = Frame {
        item,
        draft: "d1",
        revision: 3,
        token: TOKEN,
        steps: &Step::ALL,
        kept: "",
        moved: false,
        errors: &[],
        again: None,
    };
    let anew = ["经营场所面积".to_owned(), "房屋租赁合同".to_owned()];
    let shell = shell(county, "/my/drafts/d1/step", &nav);
    for account in [PersonKind::Natural, PersonKind::Legal] {
        let whom_errors = wrong(&["whom"]);
        let frame = Frame { errors: &whom_errors, moved: true, ..frame };
        let path = format!("/my/drafts/d1/whom?{account:?}");
        add(&path, my::whom::whom(lang, &shell, &frame, account, None));
        for whom in Whom::offered(account, item) {
            let errors = wrong(&["name", "document_number"]);
            let frame = Frame { errors: &errors, kept: "d2", ..frame };
            let view = PersonView { whom, account, typed: &[] };
            let path = format!("/my/drafts/d1/person?{account:?}{whom:?}");
            add(&path, my::person::person(lang, &shell, &frame, &view));
        }
    }
    let empty = Map::new();
    let schema = item.form.clone().unwrap_or_default();
    let asks = views::form::questions(lang, &schema);
    let form_errors: Vec<FieldError> =
        asks.first().map(|ask| wrong(&[ask.key])).unwrap_or_default();
    let again = Some(Again { number: NUMBER, anew: &anew });
    let wrong_form = Frame { errors: &form_errors, again, ..frame };
    add("/my/drafts/d1/form", my::form::form(lang, &shell, &wrong_form, &empty));
    let file_errors = wrong(&[&first]);
    let wrong_files = Frame { errors: &file_errors, ..frame };
    let files = files();
    let later = item.materials.iter().map(|one| one.id.clone()).skip(3).collect::<Vec<_>>();
    let view = MaterialsView { files: &files, later: &later, added: Some("租赁合同.pdf") };
    add("/my/drafts/d1/materials", my::materials::materials(lang, &shell, &wrong_files, &view));
    let wish_errors = wrong(&["wish", "post_address"]);
    let wrong_wish = Frame { errors: &wish_errors, ..frame };
    add(
        "/my/drafts/d1/delivery",
        my::delivery::delivery(lang, &shell, &wrong_wish, Typed::default()),
    );
    let people = people();
    let lines = ["张示例".to_owned(), "138****5678".to_owned(), "大理市示例路 1 号".to_owned()];
    for (word, stopped) in [("open", None), ("closed", Some("现在不能交。"))] {
        let errors = if stopped.is_none() { wrong(&["declare"]) } else { Vec::new() };
        let again = stopped.is_none().then_some(Again { number: NUMBER, anew: &[] });
        let frame = Frame { errors: &errors, again, ..frame };
        let view = CheckView {
            parties: &people,
            answers: &empty,
            files: &files,
            later: &later,
            post_to: stopped.is_none().then_some(&lines[..]),
            stopped,
        };
        let path = format!("/my/drafts/d1/check?{word}");
        add(&path, my::check::check(lang, &shell, &frame, &view));
    }
}

fn others(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let item = item(county);
    let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
    let department = county.department(&item.department);
    let drafts = [("d1".to_owned(), at("2026-11-20"))];
    let applies = [Apply::Now, Apply::Later(None), Apply::Instead(&item.summary), Apply::Stopped];
    for (place, apply) in applies.into_iter().enumerate() {
        for token in [None, Some(TOKEN)] {
            let drafts = if token.is_some() { &drafts[..] } else { &[] };
            let view = StartView { item, department, apply, token, drafts };
            let path = format!("/apply/x?{place}{}", token.is_some());
            let shell = shell(county, &path, &nav);
            add(&path, my::start::start(lang, &shell, &view));
        }
    }
    let path = "/my/drafts/d1/delete";
    let delete = my::draft::delete(lang, &shell(county, path, &nav), item, "d1", TOKEN);
    add(path, delete);
    let path = "/my/drafts/gone";
    add(path, my::draft::gone(lang, &shell(county, path, &nav)));
}

fn cases(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let item = item(county);
    let due = Due { on: day("2026-12-02"), provisional: false };
    let correct = NextStep::Correct { materials: vec!["premises".into()], until: Some(due.on) };
    let refused = NextStep::Finished { closing: Closing::Refused };
    let decide = NextStep::Decide { promised: Some(due), statutory: None };
    let nexts = [correct, decide, refused];
    let row = |next: &NextStep| CaseRow {
        number: NUMBER,
        item,
        next: next.clone(),
        received_at: at("2026-11-20"),
        again: matches!(next, NextStep::Finished { .. }),
    };
    let draft = DraftRow {
        id: "d1",
        item: Some(item),
        saved_at: at("2026-11-22"),
        expires_on: day("2026-12-22"),
    };
    let full = HomeView {
        name: "张示例",
        token: TOKEN,
        cases: nexts.iter().map(row).collect(),
        drafts: vec![DraftRow { id: "d2", item: None, ..draft }, draft],
        behind: true,
        next: Some(("1", NUMBER)),
        done: Some("草稿已经删掉。"),
    };
    let (cases, drafts) = (vec![], vec![]);
    let empty = HomeView {
        name: "张示例",
        token: TOKEN,
        cases,
        drafts,
        behind: false,
        next: None,
        done: None,
    };
    for (path, view) in [("/my", full), ("/my?empty", empty)] {
        pages.push((path.into(), my::home::home(lang, &shell(county, path, &nav), &view)));
    }
    for (place, next) in nexts.into_iter().enumerate() {
        let path = format!("/my/cases/{NUMBER}?{place}");
        let view = my_case(county, next, place == 0);
        pages.push((path.clone(), my::case::case(lang, &shell(county, &path, &nav), &view)));
    }
    agains(lang, county, pages);
    supplies(lang, county, pages);
    for can in [true, false] {
        let path = format!("/my/cases/{NUMBER}/withdraw?{can}");
        let view = WithdrawView {
            number: NUMBER,
            seq: 4,
            item,
            token: TOKEN,
            can,
            typed: Typed::default(),
            kept: if can { "d1" } else { "" },
        };
        let page = my::withdraw::withdraw(lang, &shell(county, &path, &nav), &view);
        pages.push((path, page));
    }
}

/// What ended without a result, and the ways to apply for it once more.
fn agains(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let stopped = case::Again::Stopped("0872-0000001");
    let ways =
        [("here", case::Again::Here(TOKEN)), ("else", case::Again::Elsewhere), ("not", stopped)];
    for (word, again) in ways {
        let path = format!("/my/cases/{NUMBER}?again-{word}");
        let refused = NextStep::Finished { closing: Closing::Refused };
        let view = CaseView { again: Some(again), ..my_case(county, refused, false) };
        pages.push((path.clone(), my::case::case(lang, &shell(county, &path, &nav), &view)));
    }
}

fn my_case(county: &County, next: NextStep, first: bool) -> CaseView<'_> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    let paper = paper("房屋租赁合同");
    CaseView {
        status: case(county, next),
        corrections: vec![("房屋租赁合同".into(), "少了出租人的签字。".into())],
        later: vec!["健康证明".into()],
        results: if first {
            Vec::new()
        } else {
            vec![ResultView {
                name: "食品经营许可证",
                number: "JY25329010000012".into(),
                valid: (day("2026-11-20"), Some(day("2031-11-19"))),
            }]
        },
        remedies: (!first).then(|| ("不服的，可以：", vec!["向人民法院起诉。".into()])),
        papers: vec![IssuedPaper {
            seq: 2,
            document: "市场监管局补字〔2026〕第3号".into(),
            at: at("2026-11-21"),
            title: "补正材料告知书".into(),
            plain: "要补材料",
        }],
        parties: people(),
        answers: &NONE,
        handed_in: vec![HandedIn { paper, file: files().into_iter().next(), original_seen: true }],
        readings: if first {
            vec![ReadingView {
                at: at("2026-11-21"),
                who: "scjg-yang".into(),
                purpose: "办理这件事".into(),
            }]
        } else {
            Vec::new()
        },
        proven: first,
        can_withdraw: first,
        again: None,
        done: first.then_some((Tone::Ok, "补的材料收到了。", "我们会再看一遍。")),
    }
}

fn paper(name: &str) -> PaperLine {
    PaperLine {
        name: name.to_owned(),
        taken: Taken::Upload,
        by_form: false,
        count: 1,
        fingerprint: Some("9f86d081884c7d65".into()),
    }
}

fn supplies(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let item = item(county);
    let files = files();
    let empty = Map::new();
    let errors = wrong(&["ready"]);
    for (word, some) in [("some", true), ("none", false)] {
        let asked: Vec<Asked<'_>> = item
            .materials
            .iter()
            .take(if some { 2 } else { 0 })
            .map(|material| Asked { material, words: "少了一页。" })
            .collect();
        let view = SupplyView {
            number: NUMBER,
            seq: 3,
            item,
            token: TOKEN,
            corrects: true,
            asked,
            form: some.then_some("面积写错了。"),
            answers: &empty,
            files: &files,
            added: some.then_some("租赁合同.pdf"),
            kept: "",
            errors: if some { &errors } else { &[] },
        };
        let path = format!("/my/cases/{NUMBER}/supply?{word}");
        let page = my::supply::supply(lang, &shell(county, &path, &nav), &view);
        pages.push((path, page));
    }
}

fn receipts(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let nav = nav();
    let item = item(county);
    let people = people();
    let papers = [paper("房屋租赁合同"), PaperLine { by_form: true, ..paper("申请书") }];
    let late = LateEntry { paper_receipt: "纸 12".into(), reason: "network".into() };
    let next = [lang.receipt_next_answer_promised(lang.date(day("2026-11-30")))];
    for fresh in [true, false] {
        let view = ReceiptView {
            number: NUMBER,
            query_code: fresh.then_some("7K3M-9QXZ-41AB"),
            qr: fresh.then(|| PreEscaped(QR.to_owned())),
            fresh,
            item,
            department: county.department(&item.department),
            parties: &people,
            papers: if fresh { &papers } else { &[] },
            received_at: at("2026-11-23"),
            late: (!fresh).then_some((&late, at("2026-11-24"))),
            next: &next,
            to_come: if fresh { &[] } else { &["场所照片"] },
            promise: ("yichuang promise v1 …\n", at("2026-11-23")),
            promise_href: "/zh/my/cases/n/promise.txt",
            case_href: Some("/zh/my/cases/n"),
        };
        let path = format!("/my/cases/{NUMBER}/receipt?{fresh}");
        let page = views::receipt::receipt(lang, &shell(county, &path, &nav), &view);
        pages.push((path, page));
    }
}
