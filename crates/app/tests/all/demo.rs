//! The demonstration as a whole: made once, then looked at from all sides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use app::cases::file::StoredFile;
use app::cases::store::replay;
use app::demo::{self, county};
use app::house::Settings;
use app::log::verify;
use app::migrations::MIGRATIONS;
use app::{Cx, House, Keys, files};
use base::{SystemClock, SystemEntropy};
use db::testing::Folder;
use db::{Db, Options, Url};
use domain::access::{Actor, StaffActor};
use domain::cases::Closing::{Abandoned, Done, Granted, Redirected, Refused, Unneeded, Withdrawn};
use domain::cases::{Case, DeliveryWish, Stage, State, Taken};
use domain::people::{PartyRole, Role};
use testkit::TestHouse;

/// Cases that the issue asks for, about.
const CASES_MIN: usize = 300;

struct Demo {
    house: Arc<House>,
    cases: Vec<Case>,
    made: demo::Made,
    _folder: Folder,
}

static DEMO: LazyLock<Demo> = LazyLock::new(|| {
    let folder = Folder::new().expect("a temporary folder");
    let url = Url::sqlite(folder.path().join("yichuang.db"));
    let options = Options { durable: false, ..Options::default() };
    let db = Db::open(&url, options).expect("a database");
    db.migrate(MIGRATIONS).expect("tables");
    let keys = || {
        let folder = folder.path().join("keys");
        Keys::open(&folder, "test.example/532901", &SystemEntropy).expect("keys")
    };
    let settings = Settings {
        public_url: "http://127.0.0.1".into(),
        region: "532901".into(),
        demo: true,
        files: folder.path().join("files"),
    };
    let county = county::load().unwrap_or_else(|problems| panic!("\n{problems}"));
    let made = demo::make(db, keys(), settings.clone(), &county).expect("it is made");
    let db = Db::open(&url, Options::default()).expect("the database again");
    let house = House::new(db, Arc::new(SystemClock), Arc::new(SystemEntropy), keys(), settings);
    let house = house.expect("a house");
    let numbers = TestHouse::statement("SELECT number FROM cases ORDER BY number");
    let cases = house.db.read_blocking(move |tx| {
        let rows = tx.all(numbers, &[])?;
        rows.iter().map(|row| replay(tx, &row.text(0)?)).collect::<app::Result<Vec<_>>>()
    });
    let cases = cases.expect("cases that fold");
    Demo { house, cases, made, _folder: folder }
});

fn supervisor() -> Cx {
    Cx::new(
        &DEMO.house,
        Actor::Staff(StaffActor {
            id: "s009".into(),
            department: "duban".into(),
            region: "532901".into(),
            roles: vec![Role::Supervisor],
        }),
    )
}

fn file(case: &Case) -> app::cases::file::File {
    let number = case.number.clone();
    supervisor()
        .write_blocking(move |unit| app::cases::file::open(unit, &number, "test"))
        .expect("a supervisor reads")
}

#[test]
fn there_are_cases_in_every_state_and_with_every_end() {
    assert!(DEMO.made.cases >= CASES_MIN, "{:?}", DEMO.made);
    assert_eq!(DEMO.made.cases, DEMO.cases.len());
    let mut stages = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for case in &DEMO.cases {
        *stages.entry(case.state.stage().word()).or_insert(0) += 1;
        if let State::Closed { closing } = case.state {
            *ends.entry(format!("{closing:?}")).or_insert(0) += 1;
        }
    }
    println!("{stages:?} {ends:?}");
    assert_eq!(stages.len(), Stage::ALL.len(), "{stages:?}");
    for end in [Granted, Refused, Done, Unneeded, Redirected, Withdrawn, Abandoned] {
        assert!(ends.contains_key(&format!("{end:?}")), "{end:?} is missing: {ends:?}");
    }
}

#[test]
fn people_act_for_themselves_and_for_others() {
    let with = |role| DEMO.cases.iter().filter(|case| case.party(role).is_some()).count();
    for role in [PartyRole::Guardian, PartyRole::Agent, PartyRole::Handler, PartyRole::Subject] {
        assert!(with(role) > 0, "{role:?}");
    }
    let separate =
        |case: &&Case| case.party(PartyRole::Subject) != case.party(PartyRole::Applicant);
    assert!(DEMO.cases.iter().any(|case| separate(&case)));
    assert!(DEMO.cases.iter().any(|case| case.late.is_some()), "a late entry");
    let posted = |case: &&Case| case.delivery_wish == DeliveryWish::Post && case.is_closed();
    assert!(DEMO.cases.iter().any(|case| posted(&case)));
    let erased = DEMO.cases.iter().find(|case| case.erased).expect("an erased case");
    assert!(file(erased).parties.is_empty());
}

#[test]
fn what_was_uploaded_can_be_opened() {
    let mut names = BTreeSet::new();
    for case in DEMO.cases.iter().filter(|case| !case.erased) {
        let uploaded = |taken| matches!(taken, Taken::Upload | Taken::Scan);
        let asked: BTreeSet<&str> = case
            .papers
            .iter()
            .filter(|paper| uploaded(paper.taken))
            .filter_map(|paper| paper.file.as_deref())
            .collect();
        let found = file(case).files;
        let known: BTreeSet<&str> =
            found.iter().map(|file: &StoredFile| file.id.as_str()).collect();
        assert_eq!(asked, known, "{}", case.number);
        for one in found {
            let bytes = files::read(&DEMO.house, &one).expect("an object that opens");
            assert!(one.name.contains("演示") && !bytes.is_empty(), "{}", one.name);
            names.insert(one.name.rsplit('.').next().unwrap_or_default().to_owned());
        }
    }
    assert_eq!(names, BTreeSet::from(["jpg".to_owned(), "pdf".to_owned()]));
}

#[test]
fn no_two_neighbours_say_the_same() {
    let mut answers = BTreeMap::<&str, Vec<String>>::new();
    for case in DEMO.cases.iter().filter(|case| !case.erased) {
        let said = serde_json::to_string(&file(case).answers).expect("JSON");
        answers.entry(&case.item).or_default().push(said);
    }
    let several: Vec<_> = answers.values().filter(|said| said.len() > 3).collect();
    assert!(several.len() > 20);
    let varied = |said: &&&Vec<String>| said.iter().collect::<BTreeSet<_>>().len() > 1;
    let same = several.len() - several.iter().filter(varied).count();
    assert!(same * 10 < several.len(), "{same} of {} items have one answer", several.len());
}

#[test]
fn the_work_log_of_the_demonstration_holds() {
    let found = verify::run(&DEMO.house, &[], &[]).expect("the store can be read");
    assert_eq!(found.findings.join("\n"), "");
}
