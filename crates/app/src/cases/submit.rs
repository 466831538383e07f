//! 收件: a case begins. Everything that can be made before the transaction is made before it: the
//! number, the entry, the ciphers, the row; the unit of work only writes.

use std::sync::Arc;

use base::Timestamp;
use base::codes::{CaseNumber, QueryCode};
use domain::access::{Action, Actor, Resource};
use domain::cases::{
    Case, Channel, DeliveryWish, Due, Dues, Event, Facts, LateEntry, NewCase, Paper, Party,
    PostalAddress, Recorded,
};
use domain::people::PartyRole;
use ledger::Hash;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{answers, papers, party, store};
use crate::catalogue::Published;
use crate::error::{Error, FieldError, Result};
use crate::files::{self, Stored};
use crate::idempotency::Idempotency;
use crate::log;
use crate::unit::{Cx, Unit};
use crate::vault::PersonKey;

/// Numbers drawn for one case; that as many in a row are taken does not happen.
const NUMBER_DRAWS_MAX: u32 = 8;

/// An application as it comes from a page or from the API, its parts already parsed.
#[derive(Debug, Clone)]
pub struct Application {
    /// Item code (实施编码).
    pub item: String,
    /// How it came.
    pub channel: Channel,
    /// Persons; one is the applicant.
    pub parties: Vec<Party>,
    /// Answers of the item's form.
    pub answers: Map<String, Value>,
    /// Papers; their files are the draft's, uploads of the actor's, or come with it.
    pub papers: Vec<Paper>,
    /// Files that come with it: safe on the disk, and named by no row yet.
    pub scans: Vec<Stored>,
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

impl Application {
    /// What the case begins with.
    fn case(&self, cx: &Cx, query_hash: String) -> NewCase {
        let late = self.late.clone();
        let (received_at, late) = late.map_or((cx.now, None), |(at, late)| (at, Some(late)));
        NewCase {
            channel: self.channel,
            filed_by: cx.actor.account().map(|account| account.id.clone()),
            parties: self.parties.clone(),
            answers: self.answers.clone(),
            papers: self.papers.clone(),
            received_in: cx.house.settings.region.clone(),
            received_at,
            late,
            delivery: self.delivery,
            address: self.address.clone(),
            query_hash,
        }
    }
}

/// What the applicant gets: the number, the query code, and the promise to come into the log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// Case number (办件编号).
    pub number: String,
    /// 查询码; shown once.
    pub query_code: String,
    /// When it came in fact.
    pub received_at: Timestamp,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// The hash of the entry's leaf, in hex.
    pub leaf_hash: String,
    /// Until when a word on it is due.
    #[serde(default)]
    pub answer_due: Option<Due>,
    /// The clocks that run from receipt.
    #[serde(default)]
    pub due: Dues,
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
    papers: Vec<Paper>,
    scans: Vec<Stored>,
    idempotency: Option<Idempotency>,
    draft: Option<String>,
}

impl Submission {
    /// Makes everything that the transaction will write. The item must be in use; answers and
    /// papers are held against it, all at once.
    pub fn prepare(cx: &Cx, application: Application) -> Result<Self> {
        let catalogue = cx.house.catalogue();
        let item = asked_for(cx, &application)?;
        let region = store::region(&item.item.region)?;
        let keys = &cx.house.keys;
        let mut draw = cx.house.entropy.seed().draw();
        let number = CaseNumber::draw(&region, cx.now.day(), &mut draw).as_str().to_owned();
        let code = QueryCode::draw(&mut draw);
        let person = applicant(&application.parties)?;
        let new = application.case(cx, keys.query_hash(&number, code.expose()));
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
            received_at: new.received_at,
            entered_at: cx.now,
            leaf_hash: data_encoding::HEXLOWER.encode(&written.leaf_hash()),
            answer_due: case.answer_due,
            due: case.due,
        };
        Ok(Self {
            item,
            case,
            written,
            person,
            wrapped,
            receipt,
            papers: application.papers,
            scans: application.scans,
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
        if let Some(request) = &self.idempotency
            && let Some(first) = request.claim(unit, &self.receipt)?
        {
            return Ok(first);
        }
        let stream = self.written.stream.as_str();
        let key = vec![stream.into(), self.person.as_str().into(), self.wrapped.as_slice().into()];
        let with = vec![
            (&log::sql::INSERT_PERSON_KEY, key),
            (&super::sql::PUT_CASE, store::columns(&self.case, &self.item.terms)?),
        ];
        log::insert_with(unit.tx, &self.written, with).map_err(|error| match error {
            Error::Moved { .. } => Error::NumberTaken,
            other => other,
        })?;
        self.take_receipt(unit)?;
        if let Some(draft) = &self.draft {
            crate::drafts::close(unit, draft, &self.case.number)?;
        }
        for scan in &self.scans {
            files::insert_in_case(unit, &self.case.number, scan)?;
        }
        papers::claim(unit, &self.case.number, &self.papers)?;
        Ok(self.receipt.clone())
    }

    /// A receipt on paper is entered once: who enters it again is told the case that it became.
    fn take_receipt(&self, unit: &mut Unit<'_>) -> Result<()> {
        let Some(late) = &self.case.late else { return Ok(()) };
        let receipt = late.paper_receipt.trim();
        let year = i64::from(self.case.received_at.day().year());
        let key = [self.case.received_in().into(), year.into(), receipt.into()];
        let [house, year, receipt] = key.clone();
        let row = [house, year, receipt, self.case.number.as_str().into()];
        if unit.tx.run(&super::sql::TAKE_PAPER_RECEIPT, &row)? == 1 {
            return Ok(());
        }
        let first = unit.tx.one(&super::sql::PAPER_RECEIPT, &key)?;
        let first = first.map(|row| row.text(0)).transpose()?.unwrap_or_default();
        let fault = FieldError::new("late.paper_receipt", "receipt.entered").with(first);
        Err(Error::Invalid(vec![fault]))
    }
}

/// Prepares a submission and does `work` with it in a unit. Where another case has drawn the number
/// already (35 random bits a region and day, so in ten thousand cases about once in seven days),
/// both are done again with another one.
pub async fn filed<F>(cx: &Cx, application: Application, work: F) -> Result<Receipt>
where
    F: Fn(&Submission, &mut Unit<'_>) -> Result<Receipt> + Clone + Send + 'static,
{
    let mut draws = 1;
    loop {
        let submission = Submission::prepare(cx, application.clone())?;
        let work = work.clone();
        match cx.write(move |unit| work(&submission, unit)).await {
            Err(Error::NumberTaken) if draws < NUMBER_DRAWS_MAX => draws += 1,
            done => return done,
        }
    }
}

/// The item in force, against which persons, answers and papers are right.
fn asked_for(cx: &Cx, application: &Application) -> Result<Arc<Published>> {
    let catalogue = cx.house.catalogue();
    let item = Arc::clone(catalogue.in_use(&application.item).ok_or(Error::NotFound)?);
    let came = application.late.as_ref().map_or(cx.now, |(at, _)| *at);
    let mut faults = party::faults(&application.parties, came.day());
    faults.extend(check(&cx.actor, &item, &application.answers, &application.papers)?);
    if faults.is_empty() { Ok(item) } else { Err(Error::Invalid(faults)) }
}

/// Everything that is wrong with answers and papers of an application.
pub fn check(
    actor: &Actor,
    item: &Published,
    answers: &Map<String, Value>,
    papers: &[Paper],
) -> Result<Vec<FieldError>> {
    let mut faults = answers::check(item, answers)?;
    faults.extend(papers::check(actor, &item.item, papers));
    Ok(faults)
}

/// The receipt of the actor's own submission under this key: what a page shows after it.
pub fn again(unit: &mut Unit<'_>, key: &str) -> Result<Receipt> {
    crate::idempotency::answer_under(unit, key)?.ok_or(Error::NotFound)
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
