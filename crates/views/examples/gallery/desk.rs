//! The staff's rooms: every page, with and without mistakes, and every paper.

use std::collections::HashMap;
use std::sync::Arc;

use base::Timestamp;
use domain::access::StaffActor;
use domain::cases::{
    Act, Branch, Case, Channel, Conclusion, Delivery, DeliveryWish, Event, Facts, Issue, LateEntry,
    NewCase, Outcome, Paper, Party, Recorded, Settled, Stage, Taken, Terms, execute, explain,
    submit,
};
use domain::catalogue::{Department, Item};
use domain::people::{IdentityLevel, PartyRole, PersonKind, Role};
use i18n::Lang;
use serde_json::{Map, Value, json};
use views::components::FieldError;
use views::desk::case::{CaseView, Doing, FileRow, LogLine, ReadingRow, Told};
use views::desk::home::{Figure, FindView, HomeView};
use views::desk::intake::{FindItemView, IntakeView};
use views::desk::list::CaseRow;
use views::desk::outlet::{HandOverView, OutletView, ResultRow};
use views::desk::person::PersonView;
use views::desk::query_code::{QueryCodeView, SlipView};
use views::desk::taken::TakenView;
use views::desk::verify::{AccountRow, VerifyView};
use views::desk::watch::WatchView;
use views::desk::window::WindowView;
use views::desk::work::{Which, WorkView};
use views::desk::{self, Me, Names};
use views::papers::{self, Paper as Issued, PaperView, Source};
use views::rows::ItemRow;
use views::{Account, NavLink, Room, Shell};

use super::{County, Sample, admin, day};

pub(super) const NUMBER: &str = "532901-261123-7K3M9QX-4";

/// Every page of the staff's rooms.
pub fn pages(lang: Lang, county: &County, pages: &mut Vec<Sample>) {
    let desk = Desk::new(county);
    desk.lists(lang, pages);
    desk.window(lang, pages);
    desk.outlet(lang, pages);
    admin::pages(&desk, lang, pages);
    desk.cases(lang, pages);
}

/// What the samples share.
pub(super) struct Desk<'a> {
    pub(super) county: &'a County,
    staff: StaffActor,
    nav: Vec<NavLink>,
    names: HashMap<String, String>,
    departments: Vec<Arc<Department>>,
}

pub(super) fn at(text: &str, hour: i8) -> Timestamp {
    Timestamp::at(day(text), hour, 12)
}

pub(super) fn wrong(fields: &[&str]) -> Vec<FieldError> {
    let error = |field: &&str| FieldError {
        field: (*field).to_owned(),
        message: "这里要改一下。".to_owned(),
    };
    fields.iter().map(error).collect()
}

impl<'a> Desk<'a> {
    fn new(county: &'a County) -> Self {
        let staff = StaffActor {
            id: "s005".into(),
            department: "scjg".into(),
            region: "532901".into(),
            roles: Role::ALL.to_vec(),
        };
        Self {
            county,
            nav: desk::nav(Lang::Zh, &staff),
            staff,
            names: HashMap::from([
                ("s005".into(), "董正平".into()),
                ("s006".into(), "施慧敏".into()),
            ]),
            departments: county.shared.clone(),
        }
    }

    pub(super) fn shell<'s>(&'s self, path: &'s str) -> Shell<'s> {
        let account = Account {
            name: "董正平",
            token: "0f3c",
            sign_out: "/zh/desk/sign-out",
            nav: &self.nav,
        };
        Shell { site: &self.county.site, room: Room::Desk, path, account: Some(account) }
    }

    pub(super) fn names(&self) -> Names<'_> {
        Names { staff: &self.names, departments: &self.departments }
    }

    fn me(&self) -> Me<'_> {
        Me {
            staff: &self.staff, name: "董正平", department: Some(self.county.department("scjg"))
        }
    }

    pub(super) fn item(&self) -> &'a Item {
        let review = |item: &&Item| {
            item.department == "scjg" && item.flow.second_officer && item.flow.joint.is_empty()
        };
        let found = self.county.items.iter().find(review);
        found.unwrap_or(&self.county.items[0])
    }

    fn rows(&self) -> Vec<CaseRow> {
        let days = ["2026-11-20", "2026-11-23", "2026-11-25", "2026-12-11"];
        let due = |on: &str| domain::cases::Due { on: day(on), provisional: false };
        days.iter()
            .enumerate()
            .map(|(place, on)| CaseRow {
                number: format!("{NUMBER}{place}"),
                seq: 3,
                item: self.item().name.clone(),
                applicant: "杨**".into(),
                department: "scjg".into(),
                stage: Stage::Accepted,
                due: Some(due(on)).filter(|_| place != 3),
                stopped: place == 3,
                officer: (place > 1).then(|| "s005".into()),
            })
            .collect()
    }

    fn lists(&self, lang: Lang, pages: &mut Vec<Sample>) {
        let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
        let today = day("2026-11-23");
        let counts = [(Stage::Received, 6), (Stage::Accepted, 4)];
        let figure = Figure {
            count: 17,
            words: lang.desk_figure_overdue().into(),
            href: "/zh/desk/watch".into(),
            bad: true,
        };
        let home = HomeView {
            me: self.me(),
            figures: vec![figure],
            mine: self.rows(),
            overdue: self.rows(),
            names: self.names(),
            today,
        };
        add("/desk", desk::home::home(lang, &self.shell("/desk"), &home));
        for (path, which, rows) in [
            ("/desk/work", Which::Stage(Stage::Accepted), self.rows()),
            ("/desk/work?stage=asked", Which::Asked, Vec::new()),
        ] {
            let view = WorkView {
                which,
                counts: &counts,
                asked: 2,
                rows,
                page: 2,
                last: 5,
                names: self.names(),
                today,
            };
            add(path, desk::work::work(lang, &self.shell(path), &view));
        }
        for (path, rows) in [("/desk/window", self.rows()), ("/desk/window?page=2", Vec::new())] {
            let stage = Stage::Received;
            let (names, counts) = (self.names(), &counts);
            let view = WindowView { stage, counts, rows, page: 1, last: 2, names, today };
            add(path, desk::window::window(lang, &self.shell(path), &view));
        }
        for (path, rows) in [
            ("/desk/window/person", None),
            ("/desk/window/person?none", Some(Vec::new())),
            ("/desk/window/person?found", Some(self.rows())),
        ] {
            let errors = wrong(&["document_number"]);
            let errors = if rows.is_none() { &errors[..] } else { &[] };
            let (kind, number, purpose, kept) = ("111", "1", "答复咨询", "d1");
            let names = self.names();
            let view = PersonView { kind, number, rows, purpose, errors, kept, names, today };
            add(path, desk::person::person(lang, &self.shell(path), &view));
        }
        for department in ["", "scjg"] {
            let path = format!("/desk/watch?department={department}");
            let view = WatchView {
                department,
                stage: Stage::Accepted,
                counts: &counts,
                rows: self.rows(),
                page: 1,
                last: 1,
                names: self.names(),
                today,
            };
            add(&path, desk::watch::watch(lang, &self.shell(&path), &view));
        }
    }

    fn window(&self, lang: Lang, pages: &mut Vec<Sample>) {
        let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
        let items = |county: &'a County| -> Vec<ItemRow<'a>> {
            county.rows(|_| true).into_iter().take(5).collect()
        };
        let path = "/desk/find?q=x";
        let number_error = Some(lang.desk_find_number().to_owned());
        let view = FindView { q: "x", number_error, items: items(self.county), takes_in: true };
        add(path, desk::home::find(lang, &self.shell(path), &view));
        let path = "/desk/window/new";
        let view = FindItemView { q: "", with: NUMBER, items: items(self.county) };
        add(path, desk::intake::find(lang, &self.shell(path), &view));
        let typed = json!({ "applicant.name": "何演示", "wish.how": "post", "late.receipt": "12" });
        let typed = typed.as_object().cloned().unwrap_or_default();
        let errors = wrong(&["applicant.document_number", "late.day", "address.name"]);
        for (place, item) in self.county.items.iter().enumerate() {
            let path = format!("/desk/window/new/{}", item.code);
            let view = IntakeView {
                item,
                department: self.county.department(&item.department),
                typed: &typed,
                answers: &Map::new(),
                errors: if place == 0 { &errors } else { &[] },
                refused: (place == 1).then(|| lang.desk_refused_not_open().into()),
                key: "k1",
                with: "",
                kept: if place == 2 { "d1" } else { "" },
                spot: place % 2 == 0,
                open: place != 1,
            };
            add(&path, desk::intake::intake(lang, &self.shell(&path), &view));
        }
        let account = AccountRow {
            id: "a1".into(),
            name: "何演示".into(),
            phone: "154****0001".into(),
            level: IdentityLevel::SelfStated,
            created_at: at("2026-11-20", 9),
        };
        let accounts = [account];
        let errors = wrong(&["account", "came.name", "came.document_kind", "came.number_end"]);
        for (path, kind, accounts, errors) in [
            ("/desk/window/verify", "111", &[][..], &[][..]),
            ("/desk/window/verify?x", "111", &accounts, &errors[..1]),
            ("/desk/window/verify?firm", "001", &accounts, &errors),
        ] {
            let view = VerifyView {
                kept: "d1",
                kind,
                number: "1",
                typed: &[],
                accounts,
                errors,
                done: Some(("何演示", IdentityLevel::Window)),
            };
            add(path, desk::verify::verify(lang, &self.shell(path), &view));
        }
    }

    fn outlet(&self, lang: Lang, pages: &mut Vec<Sample>) {
        let mut add = |path: &str, markup| pages.push((path.to_owned(), markup));
        let row = ResultRow {
            number: NUMBER.into(),
            item: self.item().name.clone(),
            applicant: "杨**".into(),
            department: "scjg".into(),
            decided_at: at("2026-11-02", 9),
            wish: DeliveryWish::PickUp,
        };
        for (uncollected, rows) in [(false, vec![row.clone()]), (true, vec![row]), (true, vec![])] {
            let path = format!("/desk/outlet?{uncollected}{}", rows.len());
            let view = OutletView {
                uncollected,
                rows,
                page: 1,
                last: 1,
                done: NUMBER,
                names: self.names(),
                today: day("2026-11-23"),
            };
            add(&path, desk::outlet::outlet(lang, &self.shell(&path), &view));
        }
        let parties = [applicant()];
        let errors = wrong(&["deliver.to", "deliver.name", "deliver.tracking"]);
        for wish in [DeliveryWish::PickUp, DeliveryWish::Post] {
            let path = format!("/desk/outlet/{NUMBER}?{wish:?}");
            let view = HandOverView {
                kept: "d1",
                number: NUMBER,
                seq: 9,
                item: &self.item().name,
                results: vec!["市场监管局证字〔2026〕第10号".into()],
                decision: 9,
                decided_at: at("2026-11-02", 9),
                parties: &parties,
                wish,
                address: None,
                typed: &[],
                errors: &errors,
                refused: Some("x".into()),
            };
            add(&path, desk::outlet::hand_over(lang, &self.shell(&path), &view));
        }
        self.query_code(lang, pages);
    }

    fn query_code(&self, lang: Lang, pages: &mut Vec<Sample>) {
        let item = &self.item().name;
        let errors = wrong(&["code.to", "code.name", "code.checked", "code.end"]);
        let form = QueryCodeView {
            number: NUMBER,
            item,
            roles: &[PartyRole::Applicant, PartyRole::Subject],
            key: "k1",
            typed: &[],
            kept: "",
            errors: &[],
            refused: None,
        };
        let failed = QueryCodeView { kept: "d1", errors: &errors, ..form.clone() };
        let refused = QueryCodeView { refused: Some("x".into()), ..form.clone() };
        for (state, view) in [("", form), ("failed", failed), ("refused", refused)] {
            let path = format!("/desk/cases/{NUMBER}/query-code?{state}");
            let page = desk::query_code::form(lang, &self.shell(&path), &view);
            pages.push((path, page));
        }
        let path = format!("/desk/cases/{NUMBER}/query-code/k1");
        let view = SlipView { number: NUMBER, item, query_code: "7K3M9-QX4TN", qr: None };
        let page = desk::query_code::slip(lang, &self.shell(&path), &view);
        pages.push((path, page));
    }

    /// A licence on its whole way: the page after each event, and the paper of each.
    fn cases(&self, lang: Lang, pages: &mut Vec<Sample>) {
        let item = self.item();
        let regime = self.county.regime(item);
        let terms = Terms::of(item, 1, regime);
        let (case, lines) = self.history(&terms);
        for stop in 1..=lines.len() {
            let mut then = Case::start(NUMBER, &lines[0].0).expect("a case begins");
            for (recorded, _) in &lines[1..stop] {
                then.apply(recorded).expect("the next event");
            }
            let path = format!("/desk/cases/{NUMBER}?{stop}");
            let told = match stop {
                1 => Told::Nothing,
                2 => Told::Moved(1),
                11 => Told::Refused("x".into()),
                _ => Told::Done(Doing::Claim),
            };
            let failed = (stop == 8).then_some(Doing::Extend);
            let markup =
                self.case(lang, &path, &then, &terms, &lines[..stop], (told, failed, true));
            pages.push((path, markup));
        }
        for sample in super::papers::all(lang, self.county) {
            self.print(lang, sample.word, &sample.paper, pages);
        }
        let path = format!("/desk/cases/{NUMBER}?progress");
        let told = (Told::Nothing, None, false);
        let markup = self.case(lang, &path, &case, &terms, &lines, told);
        pages.push((path, markup));
        let receipt = self.paper(lang, &case, &lines[0]).expect("a receipt");
        self.print(lang, "late", &receipt, pages);
        let path = "/desk/window/taken/k1";
        let view =
            TakenView { number: NUMBER, receipt: &receipt, qr: None, done: Some(3), demo: true };
        pages.push((path.into(), desk::taken::taken(lang, &self.shell(path), &view)));
    }

    fn print(&self, lang: Lang, word: &str, paper: &Issued, pages: &mut Vec<Sample>) {
        let path = format!("/desk/papers/{NUMBER}/{word}");
        let view = PaperView { paper, back: "/zh/desk", pdf: Some("/zh/x.pdf"), demo: true };
        pages.push((path.clone(), papers::paper(lang, &self.shell(&path), &view)));
    }

    fn paper(&self, lang: Lang, case: &Case, line: &(Recorded, Option<Value>)) -> Option<Issued> {
        let item = self.item();
        papers::of(
            lang,
            &Source {
                case,
                item,
                regime: self.county.regime(item),
                department: self.county.department(&item.department),
                event: &line.0.event,
                at: line.0.at,
                personal: line.1.as_ref(),
                applicant: Some("何演示"),
                departments: &self.departments,
                regions: &[],
                calendar: self.county.calendars.national(),
            },
        )
    }

    fn case(
        &self,
        lang: Lang,
        path: &str,
        case: &Case,
        terms: &Terms,
        lines: &[(Recorded, Option<Value>)],
        (told, failed, whole): (Told, Option<Doing>, bool),
    ) -> maud::Markup {
        let item = self.item();
        let material = item.materials.first().map_or("", |one| one.id.as_str());
        let colleagues = [("s006".to_owned(), "施慧敏".to_owned())];
        let (errors, parties) = (wrong(&["extend.days"]), [applicant()]);
        let view = CaseView {
            me: self.me(),
            case,
            item,
            terms,
            regime: self.county.regime(item),
            department: self.county.department(&item.department),
            parties: if whole { &parties } else { &[] },
            answers: &Map::new(),
            address: None,
            files: vec![FileRow {
                id: "f1",
                material,
                name: "营业执照.pdf",
                size: 120_000,
                at: at("2026-11-23", 9),
            }],
            lines: lines
                .iter()
                .map(|(recorded, personal)| LogLine {
                    seq: recorded.seq,
                    at: recorded.at,
                    actor: "staff:s005",
                    event: &recorded.event,
                    personal: personal.as_ref(),
                    leaf: (recorded.seq < 3).then_some(12),
                })
                .collect(),
            readings: vec![
                ReadingRow { at: at("2026-11-23", 9), actor: "staff:s005", purpose: "审查" },
                ReadingRow { at: at("2026-11-23", 10), actor: "staff:s005", purpose: "审查" },
            ],
            clocks: explain(case, terms, self.county.calendars.national()),
            names: self.names(),
            colleagues: &colleagues,
            regions: &[],
            purpose: "审查",
            told,
            failed,
            typed: &[],
            errors: if failed.is_some() { &errors } else { &[] },
            kept: if failed.is_some() { "d1" } else { "" },
            whole,
            now: at("2026-11-24", 9),
        };
        desk::case::case(lang, &self.shell(path), &view)
    }

    /// From receipt to delivery, with everything that can happen on the way.
    fn history(&self, terms: &Terms) -> (Case, Vec<(Recorded, Option<Value>)>) {
        let calendar = self.county.calendars.national();
        let facts = |staff| Facts { now: at("2026-11-23", 10), terms, calendar, staff };
        let first = submit(&facts(None), &application(terms)).expect("it is taken in");
        let record = |seq, event: Event| Recorded { seq, at: at("2026-11-23", 10), event };
        let mut case = Case::start(NUMBER, &record(1, first.event.clone())).expect("a start");
        let mut lines = vec![(record(1, first.event), first.personal)];
        let second = StaffActor { id: "s006".into(), ..self.staff.clone() };
        for (act, other) in acts(terms) {
            let staff = if other { &second } else { &self.staff };
            let emitted = execute(&case, &facts(Some(staff)), &act);
            for one in emitted.unwrap_or_else(|error| panic!("{act:?}: {error}")) {
                let recorded = record(case.seq + 1, one.event);
                case.apply(&recorded).expect("the next event");
                lines.push((recorded, one.personal));
            }
        }
        (case, lines)
    }
}

fn applicant() -> Party {
    Party {
        role: PartyRole::Applicant,
        kind: PersonKind::Natural,
        person: "p1".into(),
        name: "何演示".into(),
        document_kind: "111".into(),
        document_number: "53290119880101999X".into(),
        phone: Some("15400000001".into()),
        address: Some("大理市下关街道（演示）".into()),
    }
}

fn paper(material: &str, taken: Taken) -> Paper {
    Paper { material: material.into(), taken, file: None, sha256: None, count: 1 }
}

fn application(terms: &Terms) -> NewCase {
    let late = LateEntry { paper_receipt: "12".into(), reason: "network".into() };
    NewCase {
        channel: Channel::Window,
        filed_by: None,
        parties: vec![applicant()],
        answers: Map::new(),
        papers: terms.papers.iter().map(|one| paper(&one.id, Taken::Paper)).collect(),
        received_in: "532901".into(),
        received_at: at("2026-11-23", 9),
        late: Some(late),
        delivery: DeliveryWish::PickUp,
        address: None,
        query_hash: String::new(),
    }
}

/// The acts in order; the second value says that the other officer does it.
fn acts(terms: &Terms) -> Vec<(Act, bool)> {
    let material = terms.papers.first().map_or("form", |one| one.id.as_str()).to_owned();
    let ground = terms.regime.exclusions.first().map(|ground| ground.id.clone());
    let document = |mark: &str| format!("市场监管局{mark}字〔2026〕第1号");
    let opine = || Act::Opine { conclusion: Conclusion::Agree, text: "符合条件".into() };
    let mut acts = vec![
        (Act::Claim, false),
        (
            Act::NotifyCorrections {
                document: document("补"),
                corrections: vec![
                    (material.clone(), "缺页".into()),
                    ("form".into(), "写全".into()),
                ],
            },
            false,
        ),
        (Act::Supply { papers: vec![paper(&material, Taken::Scan)], answers: Map::new() }, false),
        (Act::SeeOriginals { materials: vec![material] }, false),
        (Act::Accept { document: document("受") }, false),
        (
            Act::AskDepartments {
                branches: vec![Branch {
                    department: "scjg".into(),
                    days: 1,
                    question: "卫生条件？".into(),
                }],
            },
            false,
        ),
        (Act::Answer { conclusion: Conclusion::Agree, text: "无意见".into() }, false),
        (Act::Extend { days: 5, reason: "材料多".into() }, false),
    ];
    if let Some(reason) = ground {
        acts.push((Act::Pause { reason, told_days: 3, text: String::new() }, false));
        acts.push((Act::Resume, false));
    }
    acts.extend([
        (opine(), false),
        (opine(), true),
        (Act::HandOn { officer: Some("s006".into()), reason: "出差".into() }, false),
        (
            Act::Settle(Settled {
                outcome: Outcome::Granted,
                document: document("准"),
                results: vec![Issue { result: 0, number: document("证"), valid_until: None }],
                valid_from: None,
                reason: "符合".into(),
                basis: Vec::new(),
            }),
            false,
        ),
        (
            Act::Deliver {
                delivery: Delivery::Handed {
                    to: PartyRole::Applicant,
                    checked: "111".into(),
                    mandate: true,
                },
                note: "何演示".into(),
            },
            false,
        ),
    ]);
    acts
}
