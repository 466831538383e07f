//! Data folders with the demonstration catalogue and many cases.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::cases::{Application, PartyInput, Submission, filed};
use app::catalogue::publish;
use app::demo::county;
use app::house::Settings;
use app::log::sequencer;
use app::migrations::MIGRATIONS;
use app::people::{Form, Registration};
use app::{Cx, House, Keys};
use base::{SystemClock, SystemEntropy};
use db::{Db, Options, Url};
use domain::access::Actor;
use domain::cases::{Channel, DeliveryWish, Paper, Taken};
use domain::people::PartyRole;
use serde_json::{Map, Value, json};

use crate::{Failure, load};

/// The item that is applied for: 食品经营许可（餐饮服务）.
const ITEM: &str = "食品经营许可（餐饮服务）";
/// The applicant's telephone and password.
const PHONE: &str = "15400000001";
const PASSWORD: &str = "a bench is not a bank";

/// A data folder, deleted when dropped.
pub struct Place {
    /// The folder.
    pub data: PathBuf,
    /// The code of the item that is applied for.
    pub item: String,
    /// Case numbers and query codes.
    pub cases: Vec<(String, String)>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// Makes a folder with the demonstration catalogue, one account, and so many cases.
pub fn make(name: &str, cases: usize) -> Result<Place, Failure> {
    let data = folder(name)?;
    let url = Url::sqlite(data.join("yichuang.db"));
    make_on(data, &url, cases)
}

/// A new folder.
pub fn folder(name: &str) -> Result<PathBuf, Failure> {
    let data = std::env::temp_dir().join(format!("yichuang-bench-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&data)?;
    Ok(data)
}

/// See [`make`]; the rows lie in this database.
pub fn make_on(data: PathBuf, url: &Url, cases: usize) -> Result<Place, Failure> {
    let house = house(&data, url)?;
    let county = county::load()?;
    let system = Cx::new(&house, Actor::System);
    let surroundings = county.surroundings.clone();
    system.write_blocking(move |unit| publish::put_surroundings(unit, &surroundings))?;
    publish::publish(&system, &county.items, "bench", false, &|_| {})?;
    let person = &county.people[0];
    let form = Form {
        document_kind: person.document_type.clone(),
        document_number: person.id_number.clone(),
        name: person.name.clone(),
        representative: String::new(),
        phone: PHONE.into(),
        password: PASSWORD.into(),
    };
    let ready = Registration::prepare(&house, &form)?;
    let account = system.write_blocking(move |unit| ready.run_as_system(unit))?;
    let found = house.catalogue();
    let item = found.items().iter().find(|item| item.item.name.zh == ITEM).ok_or("no item")?;
    let item = item.item.code.clone();
    let cases = fill(&house, &account, &item, cases)?;
    house.db.close_blocking();
    settled()?;
    Ok(Place { data, item, cases })
}

/// Waits until the disk has what was written, so that nothing measured competes with it.
pub fn settled() -> Result<(), Failure> {
    std::process::Command::new("sync").status()?;
    Ok(())
}

/// Opens the instance of a folder; what it writes can be made again.
pub fn house(data: &Path, url: &Url) -> Result<Arc<House>, Failure> {
    let options = Options { durable: false, ..Options::default() };
    let db = Db::open(url, options)?;
    db.migrate(MIGRATIONS)?;
    let keys = Keys::open(&data.join("keys"), "bench.example/532901", &SystemEntropy)?;
    let settings = Settings {
        public_url: "http://127.0.0.1".into(),
        region: "532901".into(),
        demo: true,
        files: data.join("files"),
    };
    Ok(House::new(db, Arc::new(SystemClock), Arc::new(SystemEntropy), keys, settings)?)
}

/// Files so many cases, many at a time, and gives every entry its place.
fn fill(
    house: &Arc<House>,
    account: &str,
    item: &str,
    cases: usize,
) -> Result<Vec<(String, String)>, Failure> {
    let actor = Actor::Account(domain::access::AccountActor {
        id: account.to_owned(),
        person: "bench".into(),
        level: domain::people::IdentityLevel::SelfStated,
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let made = runtime.block_on(async {
        let mut made = Vec::with_capacity(cases);
        for start in (0..cases).step_by(512) {
            let mut hands = Vec::new();
            for _ in start..cases.min(start + 512) {
                let cx = Cx::new(house, actor.clone());
                let application = application(house, item)?;
                hands.push(tokio::spawn(
                    async move { filed(&cx, application, Submission::run).await },
                ));
            }
            for hand in hands {
                let receipt = hand.await??;
                made.push((receipt.number, receipt.query_code));
            }
        }
        Ok::<_, Failure>(made)
    })?;
    loop {
        let system = Cx::new(house, Actor::System);
        if system.write_blocking(|unit| sequencer::run(unit, 0))?.entries == 0 {
            return Ok(made);
        }
    }
}

fn application(house: &House, item: &str) -> Result<Application, Failure> {
    let body = body(house, item);
    let party = PartyInput {
        name: "杨建国".into(),
        document_kind: "111".into(),
        document_number: "53290119880101999X".into(),
        phone: PHONE.into(),
        address: String::new(),
    };
    let party = party
        .parse(&house.keys, PartyRole::Applicant)
        .map_err(|errors| format!("the applicant: {errors:?}"))?;
    let catalogue = house.catalogue();
    let form = catalogue.item(item).into_iter().flat_map(|one| &one.item.materials);
    let form = form.filter(|one| catalogue.item(item).is_some_and(|it| it.item.is_form(&one.id)));
    let papers = form.map(|material| Paper {
        material: material.id.clone(),
        taken: Taken::Upload,
        file: None,
        sha256: None,
        count: 1,
    });
    Ok(Application {
        item: item.to_owned(),
        channel: Channel::Api,
        parties: vec![party],
        answers: body["answers"].as_object().cloned().unwrap_or_default(),
        papers: papers.collect(),
        scans: Vec::new(),
        late: None,
        delivery: DeliveryWish::PickUp,
        address: None,
        idempotency: None,
        draft: None,
    })
}

/// The body of a submission: the filled sample of the item's form. What else the item asks for is
/// missing, and the window would tell so.
fn body(house: &House, code: &str) -> Value {
    let catalogue = house.catalogue();
    let Some(published) = catalogue.item(code) else { return Value::Null };
    body_of(&published.item)
}

/// See [`body`].
pub fn body_of(item: &domain::catalogue::Item) -> Value {
    let fields = item.form.as_ref().and_then(|form| form["properties"].as_object());
    let answers: Map<String, Value> = fields
        .into_iter()
        .flatten()
        .filter_map(|(name, field)| Some((name.clone(), field["examples"].get(0)?.clone())))
        .collect();
    json!({
        "item": item.code,
        "applicant": { "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X", "phone": PHONE },
        "answers": answers,
    })
}

/// A bearer token of the folder's account.
pub fn token(port: u16) -> Result<String, Failure> {
    let body = json!({ "account": PHONE, "password": PASSWORD }).to_string();
    let headers = [("content-type", "application/json")];
    let answer = load::fetch(port, &load::request("POST", "/api/v1/sessions", &headers, &body))?;
    let answer: Value = serde_json::from_str(&answer)?;
    Ok(answer["token"].as_str().ok_or("no token")?.to_owned())
}
