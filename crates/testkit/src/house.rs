//! One instance over a throw-away database.

use std::sync::Arc;

use app::cases::{Application, Receipt, Submission};
use app::catalogue::publish::{self, Surroundings};
use app::demo::clock::WoundClock;
use app::house::Settings;
use app::log::{sequencer, verify};
use app::migrations::MIGRATIONS;
use app::{Cx, House, Idempotency, Keys, Result};
use base::{Seed, SeededEntropy, Timestamp};
use db::testing::{Folder, TestDb, fresh};
use db::{Db, Engine, Options, Statement, Url, Value};
use domain::access::Actor;
use domain::cases::{Channel, DeliveryWish};
use domain::catalogue::Item;
use ledger::SignerKey;
use serde_json::json;

use crate::acts::paper;
use crate::people::{Who, party};
use crate::{items, surroundings};

/// When every house opens: the morning of a Monday before a week without holidays.
const OPENS: &str = "2026-03-02T01:30:00Z";

/// One instance; its database and folder are deleted with it.
pub struct TestHouse {
    /// The instance.
    pub house: Arc<House>,
    /// Its clock, set by hand.
    pub clock: Arc<WoundClock>,
    db: TestDb,
    folder: Arc<Folder>,
}

/// A house with the town's items in force; none where PostgreSQL is not installed.
pub fn house(engine: Engine) -> Option<TestHouse> {
    let db = fresh(engine, MIGRATIONS)?;
    let folder = Arc::new(Folder::new().expect("a temporary folder"));
    let test = TestHouse::over(db, 1, &folder);
    test.publish(&surroundings(), &items());
    Some(test)
}

/// A house whose SQLite file lies in a folder that outlives it, on a virtual file system that
/// fails; it waits for the disk as a server does. `opening` counts how often it was opened: the
/// first time brings the town, and each draws other numbers.
pub fn house_on(vfs: &str, folder: &Arc<Folder>, opening: u8) -> TestHouse {
    let options = Options { vfs: Some(vfs.to_owned()), ..Options::default() };
    let url = Url::sqlite(folder.path().join("yichuang.db"));
    let db = Db::open(&url, options).expect("the database opens");
    db.migrate(MIGRATIONS).expect("it has its tables");
    let test = TestHouse::over(db.into(), opening, folder);
    if opening == 0 {
        test.publish(&surroundings(), &items());
    }
    test
}

/// Runs a test in a house on each engine.
pub fn on_both(test: impl Fn(&TestHouse)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(house) = house(engine) {
            test(&house);
        }
    }
}

fn open(db: Db, clock: &Arc<WoundClock>, seed: u8, folder: &Folder) -> Arc<House> {
    let signer = SignerKey::from_seed("test.example/532901", &[2; 32]).expect("an origin");
    let settings = Settings {
        public_url: "http://127.0.0.1:8080".into(),
        region: "532901".into(),
        demo: true,
        files: folder.path().join("files"),
    };
    let entropy = Arc::new(SeededEntropy::new(&Seed::from_bytes([seed; 32])));
    let shared = Arc::clone(clock);
    House::new(db, shared, entropy, Keys::new(&[1; 32], signer), settings)
        .expect("a house over a database that has its tables")
}

impl TestHouse {
    fn over(db: TestDb, seed: u8, folder: &Arc<Folder>) -> Self {
        let clock = Arc::new(WoundClock::new(OPENS.parse().expect("an instant")));
        let house = open((*db).clone(), &clock, seed, folder);
        Self { house, clock, db, folder: Arc::clone(folder) }
    }

    /// Which engine it stands on.
    pub fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// Another node over the same database, with connections of its own.
    pub fn node(&self) -> Arc<House> {
        self.node_drawing(99)
    }

    /// Another node; those with the same seed draw the same numbers.
    pub fn node_drawing(&self, seed: u8) -> Arc<House> {
        open(self.db.again(), &self.clock, seed, &self.folder)
    }

    /// The reform office puts items in force, with what surrounds them.
    pub fn publish(&self, surroundings: &Surroundings, items: &[Item]) {
        let (reform, all) = (self.reform(), surroundings.clone());
        reform
            .cx
            .write_blocking(move |unit| publish::put_surroundings(unit, &all))
            .expect("the surroundings are written");
        publish::publish(&reform.cx, items, "town", false, &|_| {}).expect("items go in force");
    }

    /// Sets the clock: `2026-03-10 08:30` in Shanghai.
    pub fn at(&self, at: &str) {
        let (day, clock) = at.split_once(' ').expect("a day and a time");
        let (hour, minute) = clock.split_once(':').expect("an hour and a minute");
        let number = |text: &str| text.parse().expect("a number");
        let day = day.parse().expect("a day");
        self.clock.set(Timestamp::at(day, number(hour), number(minute)));
    }

    /// Somebody who acts in this house.
    pub fn who(&self, actor: Actor) -> Who {
        Who { cx: Cx::new(&self.house, actor) }
    }

    /// An application of the resident, complete, as it comes in over the web; its files are
    /// uploaded when it is filed.
    pub fn application(item: &str) -> Application {
        let asked = items().into_iter().any(|one| one.code == item && one.form.is_some());
        Application {
            item: item.to_owned(),
            channel: Channel::Web,
            parties: vec![party()],
            answers: asked.then(|| ("area".to_owned(), json!(80))).into_iter().collect(),
            papers: vec![paper("form_paper"), paper("plan")],
            scans: Vec::new(),
            late: None,
            delivery: DeliveryWish::PickUp,
            address: None,
            idempotency: None,
            draft: None,
        }
    }

    /// The resident files an application.
    pub fn file(&self, application: Application) -> Result<Receipt> {
        self.resident().file(application)
    }

    /// The resident files a complete application for an item.
    pub fn submit(&self, item: &str) -> Receipt {
        self.file(Self::application(item)).expect("a complete application is taken")
    }

    /// The resident files with a key for the case that the request comes twice.
    pub fn submit_with_key(&self, item: &str, key: &str, body: &[u8]) -> Result<Receipt> {
        let idempotency = Some(Idempotency::new(key, body));
        self.file(Application { idempotency, ..Self::application(item) })
    }

    /// A submission that is ready and not written.
    pub fn prepare(&self, item: &str) -> Submission {
        let who = self.resident();
        let application = who.with_files(Self::application(item));
        Submission::prepare(&who.cx, application).expect("it is complete")
    }

    /// A round of the sequencer.
    pub fn sequence(&self) -> sequencer::Sequenced {
        self.system()
            .cx
            .write_blocking(|unit| sequencer::run(unit, 0))
            .expect("one signer at a time")
    }

    /// Verifies everything.
    pub fn verify(&self) -> verify::Verified {
        verify::run(&self.house, &[], &[]).expect("the store can be read")
    }

    /// What does not hold, as one text.
    pub fn findings(&self) -> String {
        self.verify().findings.join("\n")
    }

    /// Changes the store behind the program's back; gives the number of rows.
    pub fn tamper(&self, statement: &'static Statement, params: Vec<Value>) -> u64 {
        self.db
            .write_blocking(move |tx| tx.run(statement, &params))
            .expect("the store can be changed")
    }

    /// Writes one statement down for [`TestHouse::tamper`] or for reading in tests.
    pub fn statement(sql: &str) -> &'static Statement {
        let sql: &'static str = Box::leak(sql.to_owned().into_boxed_str());
        Box::leak(Box::new(Statement::new("test", sql)))
    }
}
