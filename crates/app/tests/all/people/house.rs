//! A house for tests: a small catalogue, a clock that is set, randomness that comes out the same.

use std::net::IpAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use app::attempts::Address;
use app::catalogue::{Catalogue, publish};
use app::demo::clock::WoundClock;
use app::demo::county;
use app::house::Settings;
use app::people::{Form, Registration, sign_in};
use app::sessions::{Opened, Session, Sessions};
use app::{Cx, Error, House, Keys, Result, Unit, migrations::MIGRATIONS};
use base::{Seed, SeededEntropy, Timestamp};
use db::Engine;
use db::testing::{Folder, TestDb, fresh};
use domain::access::{Actor, StaffActor};
use domain::catalogue::{Application, Item};
use domain::people::Role;

/// A password that follows every rule.
pub const PASSWORD: &str = "洱海边骑车看落日，风吹着真舒服";
/// A telephone of nobody.
pub const PHONE: &str = "15400000001";
/// Documents with valid check digits, of nobody.
pub const DOCUMENT: &str = "53290119880101999X";
/// Another one.
pub const OTHER_DOCUMENT: &str = "532901199506089981";

static COUNTY: LazyLock<county::County> =
    LazyLock::new(|| county::load().unwrap_or_else(|problems| panic!("\n{problems}")));

/// A house with its database and folder, which are deleted with it.
pub struct TestHouse {
    pub house: Arc<House>,
    pub clock: Arc<WoundClock>,
    pub folder: Folder,
    db: TestDb,
}

/// Runs a test on both engines.
pub fn on_both(test: impl Fn(&TestHouse)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(db) = fresh(engine, MIGRATIONS) {
            test(&TestHouse::new(db));
        }
    }
}

/// An item that is in the catalogue of every test.
pub fn item() -> &'static Item {
    let applied_for = |item: &&Item| matches!(item.application, Application::Open);
    COUNTY.items.iter().find(applied_for).expect("an item to apply for")
}

impl TestHouse {
    fn new(db: TestDb) -> Self {
        let folder = Folder::new().unwrap();
        let clock: Arc<WoundClock> = Arc::new(WoundClock::new(moment("2026-11-23T01:00:00Z")));
        let entropy = Arc::new(SeededEntropy::new(&Seed::from_bytes([3; 32])));
        let keys = Keys::open(&folder.path().join("keys"), "test.example/log", &*entropy).unwrap();
        let settings = Settings {
            public_url: "http://localhost".to_owned(),
            region: "532901".to_owned(),
            demo: true,
            files: folder.path().join("files"),
        };
        let shared = Arc::clone(&clock);
        let house = House::new((*db).clone(), shared, entropy, keys, settings).unwrap();
        let test = Self { house, clock, folder, db };
        let reform = test.staff("s900", &[Role::Reform]);
        let surroundings = COUNTY.surroundings.clone();
        reform.write_blocking(move |unit| publish::put_surroundings(unit, &surroundings)).unwrap();
        publish::publish(&reform, &[item().clone()], "test", false, &|_| {}).unwrap();
        let catalogue = test.house.db.read_blocking(Catalogue::load).unwrap();
        test.house.replace_catalogue(catalogue);
        test
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> Option<std::path::PathBuf> {
        self.db.file()
    }

    /// Somebody acts now.
    pub fn cx(&self, actor: Actor) -> Cx {
        Cx::new(&self.house, actor)
    }

    /// The same actor acts again, now.
    pub fn again(&self, cx: &Cx) -> Cx {
        self.cx(cx.actor.clone())
    }

    /// Nobody acts now.
    pub fn nobody(&self) -> Cx {
        self.cx(Actor::Nobody)
    }

    /// The program itself acts now.
    pub fn system(&self) -> Cx {
        self.cx(Actor::System)
    }

    /// A member of staff acts now, with or without a row.
    pub fn staff(&self, id: &str, roles: &[Role]) -> Cx {
        let (department, region) = ("zwzx".to_owned(), "532901".to_owned());
        self.cx(Actor::Staff(StaffActor {
            id: id.to_owned(),
            department,
            region,
            roles: roles.to_vec(),
        }))
    }

    /// Time goes on.
    pub fn later(&self, seconds: i64) {
        use base::Clock as _;
        self.clock.set(self.clock.now().plus_seconds(seconds));
    }

    /// Registers, and is told the same whatever comes of it.
    pub fn register(&self, form: &Form) {
        let ready = Registration::prepare(&self.house, form).unwrap();
        self.nobody().write_blocking(move |unit| ready.run(unit, from(9))).unwrap();
        self.later(1);
    }

    /// Tries to sign in from an address.
    pub fn try_sign_in(&self, who: &str, password: &str, at: Address) -> Result<Option<Opened>> {
        let who = who.to_owned();
        let found = self.nobody().read_blocking(move |unit| sign_in::find(unit, &who, at))?;
        let checked = found.check(password)?;
        self.nobody().write_blocking(move |unit| checked.settle(unit))
    }

    /// Signs in, and acts.
    pub fn sign_in(&self, who: &str) -> (Cx, Opened) {
        let opened = self.try_sign_in(who, PASSWORD, from(1)).unwrap().expect("signed in");
        let session = self.session(&opened.cookie).expect("a session that has just begun");
        (self.cx(session.actor.clone()), opened)
    }

    /// The session of a cookie, read from the store.
    pub fn session(&self, cookie: &str) -> Option<Arc<Session>> {
        wait(Sessions::new().load(&self.house, cookie)).unwrap()
    }

    /// A registered resident acts.
    pub fn resident(&self) -> Cx {
        self.register(&form(DOCUMENT, PHONE));
        self.sign_in(PHONE).0
    }

    /// The kinds of entries of a stream, in order.
    pub fn kinds(&self, stream: &str) -> Vec<String> {
        let stream = stream.to_owned();
        let rows = self.house.db.read_blocking(move |tx| {
            let rows = tx.all(&app::log::sql::ENTRIES_OF, &[stream.as_str().into()])?;
            rows.iter().map(|row| row.bytes(2)).collect::<db::Result<Vec<_>>>()
        });
        let decode = |bytes: Vec<u8>| ledger::Entry::decode(&bytes).unwrap().kind;
        rows.unwrap().into_iter().map(decode).collect()
    }

    /// What anybody may read of a stream's last entry, and its personal part.
    pub fn last_entry(&self, stream: &str) -> (serde_json::Value, Option<serde_json::Value>) {
        let (stream, keys) = (stream.to_owned(), self.house.keys.clone());
        let found = self.house.db.read_blocking(move |tx| {
            let rows = tx.all(&app::log::sql::ENTRIES_OF, &[stream.as_str().into()])?;
            let row = rows.last().expect("an entry");
            let entry = ledger::Entry::decode(&row.bytes(2)?).unwrap();
            let personal = row.bytes_opt(4)?.map(|cipher| {
                let person = &entry.personal[0].subject;
                let key = app::log::person_key(tx, &keys, &stream, person).unwrap().unwrap();
                let place = app::log::entries::place(&stream, entry.seq);
                let opened = app::vault::open_part(&key, &place, &cipher).unwrap();
                serde_json::from_slice(&opened.text).unwrap()
            });
            Ok::<_, db::Error>((entry.public, personal))
        });
        found.unwrap()
    }
}

/// A form of a natural person.
pub fn form(document: &str, phone: &str) -> Form {
    Form {
        document_kind: "111".to_owned(),
        document_number: document.to_owned(),
        name: "杨建国".to_owned(),
        phone: phone.to_owned(),
        password: PASSWORD.to_owned(),
        ..Form::default()
    }
}

/// An address of a network that is nobody's.
pub fn from(last: u8) -> Address {
    IpAddr::from([203, 0, 113, last]).into()
}

/// An instant.
pub fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Codes of the fields of an error.
pub fn codes<T>(outcome: Result<T>) -> Vec<(String, String)> {
    match outcome {
        Err(Error::Invalid(errors)) => {
            errors.into_iter().map(|error| (error.field, error.code)).collect()
        }
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("no error"),
    }
}

/// One more use case that answers by value, for closures that must be `Fn`.
pub fn with<T: Clone, R>(
    value: T,
    case: impl Fn(&mut Unit<'_>, &T) -> R,
) -> impl Fn(&mut Unit<'_>) -> R {
    move |unit| case(unit, &value)
}

/// Waits for a future on this thread.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// A file that lies in the tests' folder only.
pub fn first_object(root: &Path) -> std::path::PathBuf {
    let folder = std::fs::read_dir(root).unwrap().next().unwrap().unwrap().path();
    std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}
