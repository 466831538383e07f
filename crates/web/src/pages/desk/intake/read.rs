//! The intake form as an application, or everything that is wrong with it, in words.

use app::cases::{Application, PartyInput, party};
use app::catalogue::Published;
use app::files::Stored;
use base::{Date, Timestamp};
use domain::cases::{Channel, DeliveryWish, LateEntry, Paper, Party, PostalAddress, Taken};
use domain::catalogue::Material;
use domain::people::{PartyRole, PersonKind};
use i18n::Lang;
use serde_json::{Map, Value};
use views::components::FieldError;
use views::desk::intake::{FILE_FIELD, SEEN_FIELD, TAKEN_FIELD, Way, typed_answers};
use views::desk::words;
use views::my::wrong;

use super::super::case::{answer_errors, scan, throw_away};
use crate::App;
use crate::form::Posted;
use crate::pages::my::upload::in_words as file_fault;
use crate::sent::{Sent, store};

/// What the form says.
pub(super) struct Read {
    /// The application; none when something is wrong.
    pub application: Option<Application>,
    /// Answers so far, to show them again.
    pub answers: Map<String, Value>,
    /// Scans that are safe on the disk.
    pub scans: Vec<Stored>,
    /// Materials whose originals were seen.
    pub originals: Vec<String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Reads the form. Files are stored only when everything else is right.
pub(super) async fn read(
    app: &App,
    lang: Lang,
    published: &Published,
    sent: Sent,
) -> app::Result<Read> {
    let item = &published.item;
    let posted = &sent.posted;
    let mut errors = Vec::new();
    let parties = parties(app, lang, posted, &mut errors);
    let (answers, valid) = answers(lang, published, posted, &mut errors);
    let late = late(lang, app.house.clock.now(), posted, &mut errors);
    let (delivery, address) = wish(lang, posted, &mut errors);
    let came = late.as_ref().map_or_else(|| app.house.clock.now(), |(at, _)| *at);
    who_for_whom(lang, posted, &parties, came.day(), &mut errors);
    let mut read = Read {
        application: None,
        answers,
        scans: Vec::new(),
        originals: item
            .materials
            .iter()
            .filter(|one| posted.has(&format!("{SEEN_FIELD}{}", one.id)))
            .map(|one| one.id.clone())
            .collect(),
        errors,
    };
    if !read.errors.is_empty() {
        return Ok(read);
    }
    for upload in sent.files {
        let (field, name) = (upload.field.clone(), upload.name.clone());
        let id = field.strip_prefix(FILE_FIELD);
        let Some(material) = item.materials.iter().find(|one| Some(one.id.as_str()) == id) else {
            continue;
        };
        match store(app, &material.id, upload).await {
            Ok(stored) => read.scans.push(stored),
            Err(app::Error::Invalid(faults)) => {
                let message = faults.first().map(|fault| file_fault(lang, &name, fault));
                let message = message.unwrap_or_default();
                read.errors.push(FieldError { field, message });
            }
            Err(error) => {
                throw_away(app, &read.scans);
                return Err(error);
            }
        }
    }
    if !read.errors.is_empty() {
        throw_away(app, &read.scans);
        return Ok(read);
    }
    read.application = Some(Application {
        item: item.code.clone(),
        channel: Channel::Window,
        parties,
        answers: valid,
        papers: papers(&item.materials, posted, &read.scans),
        scans: read.scans.clone(),
        late,
        delivery,
        address,
        idempotency: None,
        draft: None,
    });
    Ok(read)
}

fn parties(app: &App, lang: Lang, posted: &Posted, errors: &mut Vec<FieldError>) -> Vec<Party> {
    let mut found = Vec::new();
    for role in words::PARTIES {
        let word = words::party_word(role);
        let get = |name: &str| posted.get(&format!("{word}.{name}")).to_owned();
        let input = PartyInput {
            name: get("name"),
            document_kind: get("document_kind"),
            document_number: get("document_number"),
            phone: get("phone"),
            address: get("address"),
        };
        let blank = input.name.is_empty() && input.document_number.is_empty();
        if blank && role != PartyRole::Applicant {
            continue;
        }
        match input.parse(&app.house.keys, role) {
            Ok(party) => found.push(party),
            Err(mut faults) => {
                // An empty number is not a wrong one.
                let number = faults.iter_mut().filter(|one| one.field.ends_with("document_number"));
                for fault in number.filter(|_| input.document_number.is_empty()) {
                    "required".clone_into(&mut fault.code);
                }
                errors.extend(faults.iter().map(|fault| in_words(lang, fault)));
            }
        }
    }
    found
}

/// What is wrong with a person, at the field of the form.
fn in_words(lang: Lang, fault: &app::FieldError) -> FieldError {
    let field = fault.field.trim_start_matches("parties.");
    let name = field.rsplit('.').next().unwrap_or_default();
    let label = match name {
        "document_kind" => lang.desk_intake_document(),
        "document_number" => lang.desk_intake_number(),
        "phone" => lang.desk_intake_phone(),
        "address" => lang.desk_intake_home(),
        _ => lang.desk_intake_name(),
    };
    let message = wrong::person(lang, name, &fault.code, &fault.values, label);
    FieldError { field: field.to_owned(), message }
}

/// Who applies for whom, once each person is right. What is done on the spot is handed over to a
/// person: for a company, to whoever carries its papers.
fn who_for_whom(
    lang: Lang,
    posted: &Posted,
    parties: &[Party],
    came: Date,
    errors: &mut Vec<FieldError>,
) {
    let named = |error: &FieldError| {
        words::PARTIES.iter().any(|role| error.field.starts_with(words::party_word(*role)))
    };
    if !errors.iter().any(named) {
        let faults = party::faults(parties, came);
        errors.extend(faults.iter().map(|fault| in_words(lang, fault)));
    }
    let person = |party: &Party| party.kind == PersonKind::Natural;
    let came = parties.iter().any(|party| party.role != PartyRole::Subject && person(party));
    let asked = FieldError::of(errors, "handler.name").is_empty();
    if posted.get("intake.do") == "spot" && !parties.is_empty() && !came && asked {
        let message = lang.desk_wrong_handler().to_owned();
        errors.push(FieldError { field: "handler.name".into(), message });
    }
}

/// The answers as typed, to be shown again, and as data.
fn answers(
    lang: Lang,
    item: &Published,
    posted: &Posted,
    errors: &mut Vec<FieldError>,
) -> (Map<String, Value>, Map<String, Value>) {
    let typed = typed_answers(&posted.0);
    let Some(schema) = item.questions() else {
        return (typed, Map::new());
    };
    let answers = schema.parse_form(&posted.0);
    errors.extend(answer_errors(lang, schema, &answers));
    (typed, answers)
}

/// How each material came: a file that was chosen is a scan, whatever was ticked.
fn papers(materials: &[Material], posted: &Posted, scans: &[Stored]) -> Vec<Paper> {
    let mut papers: Vec<Paper> = scans.iter().map(scan).collect();
    for material in materials {
        let way = Way::from_word(posted.get(&format!("{TAKEN_FIELD}{}", material.id)));
        let scanned = scans.iter().any(|stored| stored.material() == material.id);
        let taken = match way {
            Way::Later if !scanned => Taken::Later,
            Way::Paper => Taken::Paper,
            // A scan without a file was not scanned.
            _ => continue,
        };
        let count = material.originals.max(material.copies).max(1);
        let id = material.id.clone();
        papers.push(Paper { material: id, taken, file: None, sha256: None, count });
    }
    papers
}

/// Entered afterwards: all four fields, or none of them.
fn late(
    lang: Lang,
    now: Timestamp,
    posted: &Posted,
    errors: &mut Vec<FieldError>,
) -> Option<(Timestamp, LateEntry)> {
    let names = ["late.receipt", "late.day", "late.time", "late.reason"];
    if names.iter().all(|name| posted.get(name).is_empty()) {
        return None;
    }
    let mut wrong = |field: &str, message: &str| {
        errors.push(FieldError { field: field.to_owned(), message: message.to_owned() });
    };
    if let Some(empty) = names.iter().find(|name| posted.get(name).is_empty()) {
        wrong(empty, lang.desk_wrong_late());
        return None;
    }
    let reason = posted.get("late.reason");
    if !LateEntry::REASONS.contains(&reason) {
        wrong("late.reason", lang.desk_wrong_late());
        return None;
    }
    let at = moment(posted.get("late.day"), posted.get("late.time")).filter(|at| *at <= now);
    let Some(at) = at else {
        wrong("late.time", lang.desk_wrong_late_time());
        return None;
    };
    let paper_receipt = posted.get("late.receipt").to_owned();
    Some((at, LateEntry { paper_receipt, reason: reason.to_owned() }))
}

/// A day and a time of day in 24 hours.
fn moment(day: &str, time: &str) -> Option<Timestamp> {
    let day = base::time::parse_day(day).ok()?;
    let (hour, minute) = time.split_once([':', '：'])?;
    let (hour, minute): (i8, i8) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    let right = (0..24).contains(&hour) && (0..60).contains(&minute);
    right.then(|| Timestamp::at(day, hour, minute))
}

fn wish(
    lang: Lang,
    posted: &Posted,
    errors: &mut Vec<FieldError>,
) -> (DeliveryWish, Option<PostalAddress>) {
    if posted.get("wish.how") != "post" {
        return (DeliveryWish::PickUp, None);
    }
    let get = |name: &str| posted.get(&format!("address.{name}")).to_owned();
    let address = PostalAddress { name: get("name"), phone: get("phone"), address: get("address") };
    let empty = [
        ("address.name", &address.name),
        ("address.phone", &address.phone),
        ("address.address", &address.address),
    ];
    for (field, _) in empty.iter().filter(|(_, value)| value.is_empty()) {
        let message = lang.desk_wrong_address().to_owned();
        errors.push(FieldError { field: (*field).to_owned(), message });
    }
    (DeliveryWish::Post, Some(address))
}
