//! 收件: a case begins. Everything that can be made before the transaction is made before it: the
//! number, the entry, the ciphers, the row; the unit of work only writes.

use std::sync::Arc;

use base::Timestamp;
use base::codes::{CaseNumber, QueryCode};
use domain::access::{Action, Resource};
use domain::cases::{
    Case, Channel, DeliveryWish, Event, Facts, LateEntry, NewCase, Paper, Party, PostalAddress,
    Recorded,
};
use domain::people::PartyRole;
use ledger::Hash;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::{sql, store};
use crate::catalogue::Published;
use crate::error::{Error, Result};
use crate::log;
use crate::unit::{Cx, Unit};
use crate::vault::PersonKey;

/// An application as it comes from a page or from the API, its parts already parsed.
#[derive(Debug, Clone)]
pub struct Application {
    /// 实施编码.
    pub item: String,
    /// How it came.
    pub channel: Channel,
    /// Persons; one is the applicant.
    pub parties: Vec<Party>,
    /// Answers of the item's form, checked against it.
    pub answers: Map<String, Value>,
    /// Papers.
    pub papers: Vec<Paper>,
    /// Entered afterwards: when it came in fact, which receipt, why.
    pub late: Option<(Timestamp, LateEntry)>,
    /// How the person wants the result.
    pub delivery: DeliveryWish,
    /// Where to.
    pub address: Option<PostalAddress>,
    /// The key under which a repeated request is answered with the same case.
    pub idempotency: Option<Idempotency>,
    /// The draft that it comes from, closed with the submission.
    pub draft: Option<String>,
}

/// A request that may come twice.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// The key that the client drew.
    pub key: String,
    /// SHA-256 of the body.
    pub body_hash: [u8; 32],
}

impl Idempotency {
    /// For a body.
    pub fn new(key: impl Into<String>, body: &[u8]) -> Self {
        Self { key: key.into(), body_hash: Sha256::digest(body).into() }
    }
}

/// What the applicant gets: the number, the query code, and the promise to come into the log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// 办件编号.
    pub number: String,
    /// 查询码; shown once.
    pub query_code: String,
    /// When it came in fact.
    pub received_at: Timestamp,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// The hash of the entry's leaf, in hex.
    pub leaf_hash: String,
}

impl Receipt {
    /// The leaf hash as bytes.
    pub fn leaf(&self) -> Result<Hash> {
        let bytes = data_encoding::HEXLOWER.decode(self.leaf_hash.as_bytes());
        bytes.ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| Error::broken("leaf"))
    }
}

/// A submission that is ready to be written.
pub struct Submission {
    item: Arc<Published>,
    case: Case,
    written: log::Written,
    person: String,
    wrapped: Vec<u8>,
    receipt: Receipt,
    idempotency: Option<Idempotency>,
    draft: Option<String>,
}

impl Submission {
    /// Makes everything that the transaction will write. The item must be in force.
    pub fn prepare(cx: &Cx, application: Application) -> Result<Self> {
        let catalogue = cx.house.catalogue();
        let item = Arc::clone(catalogue.item(&application.item).ok_or(Error::NotFound)?);
        let region = store::region(&item.item.region)?;
        let keys = &cx.house.keys;
        let mut draw = cx.house.entropy.seed().draw();
        let number = CaseNumber::draw(&region, cx.now.day(), &mut draw).as_str().to_owned();
        let code = QueryCode::draw(&mut draw);
        let person = applicant(&application.parties)?;
        let (received_at, late) = match application.late {
            None => (cx.now, None),
            Some((received_at, late)) => (received_at, Some(late)),
        };
        let new = NewCase {
            channel: application.channel,
            filed_by: cx.actor.account().map(|account| account.id.clone()),
            parties: application.parties,
            answers: application.answers,
            papers: application.papers,
            received_at,
            late,
            delivery: application.delivery,
            address: application.address,
            query_hash: keys.query_hash(&number, code.expose()),
        };
        let facts = Facts {
            now: cx.now,
            terms: &item.terms,
            calendar: catalogue.calendars().of(&region),
            staff: cx.actor.staff(),
        };
        let emitted = domain::cases::submit(&facts, &new)?;
        let stream = store::stream(&number);
        let key = PersonKey::draw(&mut draw);
        let entry = log::NewEntry {
            stream: &stream,
            seq: 1,
            kind: emitted.event.kind(),
            version: emitted.event.version(),
            at: cx.now,
            actor: cx.actor.pseudonym(),
            public: store::public(&emitted.event)?,
            personal: emitted.personal.as_ref().map(|value| log::Personal {
                person: &person,
                key: &key,
                value,
            }),
        };
        let written = log::write(&mut draw, entry)?;
        let wrapped = key.wrap(keys, &mut draw, &stream, &person);
        let case = start(&number, cx.now, emitted.event)?;
        let receipt = Receipt {
            number,
            query_code: code.grouped(),
            received_at,
            entered_at: cx.now,
            leaf_hash: data_encoding::HEXLOWER.encode(&written.leaf_hash()),
        };
        Ok(Self {
            item,
            case,
            written,
            person,
            wrapped,
            receipt,
            idempotency: application.idempotency,
            draft: application.draft,
        })
    }

    /// The number that the case will have, unless the request is a repeated one.
    pub fn number(&self) -> &str {
        &self.receipt.number
    }

    /// The use case. A repeated request gets the first one's receipt, and no second case.
    pub fn run(&self, unit: &mut Unit<'_>) -> Result<Receipt> {
        match self.case.channel {
            Channel::Web | Channel::Api | Channel::Kiosk => {
                unit.authorise(Action::FileCase, &Resource::Public)?;
            }
            Channel::Window | Channel::Post => {
                let region = unit.cx.house.settings.region.clone();
                unit.authorise(Action::TakeIn, &Resource::House { region: &region })?;
            }
        }
        // The key is claimed first: of two requests at the same time one waits here for the other.
        if !self.remember(unit)? {
            let first = repeated(unit, self.idempotency.as_ref())?;
            return first.ok_or_else(|| Error::broken("a claimed key has no answer"));
        }
        log::insert(unit.tx, &self.written)?;
        let stream = self.written.stream.as_str();
        let key = [stream.into(), self.person.as_str().into(), self.wrapped.as_slice().into()];
        unit.tx.run(&log::sql::INSERT_PERSON_KEY, &key)?;
        store::save(unit.tx, &self.case, &self.item.terms)?;
        if let Some(draft) = &self.draft {
            crate::drafts::close(unit, draft, &self.case.number)?;
        }
        Ok(self.receipt.clone())
    }

    /// Claims the request's key with the answer; the query code in it is encrypted. Gives whether
    /// the key was free.
    fn remember(&self, unit: &mut Unit<'_>) -> Result<bool> {
        let Some(request) = &self.idempotency else { return Ok(true) };
        let text = serde_json::to_vec(&self.receipt).map_err(Error::broken)?;
        let keys = &unit.cx.house.keys;
        let sealed = crate::vault::seal_own(keys, &mut unit.draw, &request.key, &text);
        let params = [
            unit.cx.actor.pseudonym().into(),
            request.key.as_str().into(),
            request.body_hash.into(),
            data_encoding::BASE64.encode(&sealed).into(),
            unit.cx.now.into(),
        ];
        Ok(unit.tx.run(&sql::INSERT_IDEMPOTENT, &params)? == 1)
    }
}

/// The receipt of the actor's earlier submission under this key, if there was one: what a second
/// click is answered with when the draft is a case already.
pub fn earlier(unit: &mut Unit<'_>, request: &Idempotency) -> Result<Option<Receipt>> {
    unit.authorise(Action::FileCase, &Resource::Public)?;
    repeated(unit, Some(request))
}

/// The receipt of the actor's own submission under this key: what a page shows after it.
pub fn again(unit: &mut Unit<'_>, key: &str) -> Result<Receipt> {
    // The key was drawn for this actor's form and is in nobody else's hands.
    unit.by_secret();
    let params = [unit.cx.actor.pseudonym().into(), key.into()];
    let row = unit.tx.one(&sql::IDEMPOTENT, &params)?.ok_or(Error::NotFound)?;
    unseal(unit, key, &row)
}

/// The receipt of an earlier request with the same key and body.
fn repeated(unit: &mut Unit<'_>, request: Option<&Idempotency>) -> Result<Option<Receipt>> {
    let Some(request) = request else { return Ok(None) };
    let params = [unit.cx.actor.pseudonym().into(), request.key.as_str().into()];
    let Some(row) = unit.tx.one(&sql::IDEMPOTENT, &params)? else { return Ok(None) };
    if row.bytes(0)? != request.body_hash {
        return Err(Error::KeyReused);
    }
    unseal(unit, &request.key, &row).map(Some)
}

fn unseal(unit: &Unit<'_>, key: &str, row: &db::Row) -> Result<Receipt> {
    let sealed = data_encoding::BASE64.decode(row.text(1)?.as_bytes()).map_err(Error::broken)?;
    let text = crate::vault::open_own(&unit.cx.house.keys, key, &sealed)?;
    serde_json::from_slice(&text).map_err(Error::broken)
}

/// Whose personal part it is: the applicant's.
fn applicant(parties: &[Party]) -> Result<String> {
    let applicant = parties.iter().find(|party| party.role == PartyRole::Applicant);
    applicant
        .map(|party| party.person.clone())
        .ok_or_else(|| Error::field("parties.applicant", "required"))
}

fn start(number: &str, at: Timestamp, event: Event) -> Result<Case> {
    Case::start(number, &Recorded { seq: 1, at, event }).map_err(Error::broken)
}
