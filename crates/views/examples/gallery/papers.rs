//! Every paper that exists, each on a page of its own: what a case must go through to come to it.

use std::sync::Arc;

use base::Timestamp;
use domain::access::StaffActor;
use domain::cases::{
    Act, Case, Channel, Conclusion, Delivery, DeliveryWish, Emitted, Event, Facts, Issue, NewCase,
    Outcome, Paper, Party, Recorded, Settled, Taken, Terms, due_effects, execute, submit,
};
use domain::catalogue::{Department, Item};
use domain::people::{PartyRole, PersonKind, Role};
use i18n::Lang;
use serde_json::{Map, Value};
use views::papers::{self, Paper as Issued, Source};

use super::{County, day};

/// Whose applications these are.
pub const APPLICANT: &str = "何演示";
/// What somebody typed.
const REASON: &str = "R-17";
const NUMBER: &str = "532901-261123-7K3M9QX-4";

/// A step of a case: an act, or that nothing happens until a day.
enum Step {
    Do(Act),
    /// Another officer does it.
    Second(Act),
    Wait(&'static str),
}

/// A paper by its word.
pub struct Sample {
    /// Its word in the address.
    pub word: &'static str,
    /// The paper.
    pub paper: Issued,
}

/// What leads to a paper, which is that of the last event of the kind.
struct Story {
    word: &'static str,
    kind: &'static str,
    /// The regime of an item that has such papers; the first that fits is taken.
    regime: &'static str,
    steps: Vec<Step>,
}

/// Every kind of paper.
pub fn all(lang: Lang, county: &County) -> Vec<Sample> {
    let departments: Vec<Arc<Department>> =
        county.departments.iter().cloned().map(Arc::new).collect();
    let stories = [at_receipt(), on_the_way(), at_the_end()].into_iter().flatten();
    stories.map(|story| told(lang, county, &departments, story)).collect()
}

fn story(word: &'static str, kind: &'static str, steps: Vec<Step>) -> Story {
    Story { word, kind, regime: "licence", steps }
}

fn at_receipt() -> Vec<Story> {
    let redirect =
        Act::Redirect { document: number("不受"), to: Some("wjj".into()), reason: REASON.into() };
    let unneeded = Act::TellUnneeded { document: number("免"), reason: REASON.into() };
    let told = "case.correction_notified";
    let incomplete = story("incomplete", told, vec![notify(&["", "form"])]);
    vec![
        story("receipt", "case.submitted", vec![]),
        story("acceptance", "case.accepted", vec![accept()]),
        story("silence", "case.accepted", vec![Step::Wait("2026-12-10")]),
        story("correction", told, vec![notify(&["", "form"])]),
        Story { regime: "real_estate", ..incomplete },
        story("redirection", "case.redirected", vec![Step::Do(redirect)]),
        story("unneeded", "case.unneeded", vec![Step::Do(unneeded)]),
        story("mending", "case.mended", vec![Step::Do(Act::Mend { answers: Map::new() })]),
    ]
}

fn on_the_way() -> Vec<Story> {
    let extend = Act::Extend { days: 5, reason: REASON.into() };
    let pause = Act::Pause { reason: "hearing".into(), told_days: 15, text: REASON.into() };
    vec![
        story("extension", "case.extended", vec![accept(), Step::Do(extend)]),
        story("pause", "case.paused", vec![accept(), Step::Do(pause)]),
    ]
}

fn at_the_end() -> Vec<Story> {
    let decided =
        |outcome| vec![accept(), opine(Step::Do), opine(Step::Second), Step::Do(settle(outcome))];
    let delivered = |delivery: Delivery| {
        let mut steps = decided(Outcome::Granted);
        steps.push(Step::Do(Act::Deliver { delivery, note: APPLICANT.into() }));
        steps
    };
    let (to, checked) = (PartyRole::Applicant, "111".to_owned());
    let handed = Delivery::Handed { to, checked, mandate: false };
    let posted = Delivery::Posted { tracking: "EMS1234567890".into() };
    let withdraw = Act::Withdraw { reason: REASON.into() };
    let done = vec![accept(), Step::Do(settle(Outcome::Done))];
    let abandoned = vec![notify(&[""]), Step::Wait("2027-06-30")];
    vec![
        story("grant", "case.decided", decided(Outcome::Granted)),
        story("refusal", "case.decided", decided(Outcome::Refused)),
        Story { regime: "promise", ..story("completion", "case.decided", done) },
        story("proof-handed", "case.delivered", delivered(handed)),
        story("proof-posted", "case.delivered", delivered(posted)),
        story("withdrawal", "case.withdrawn", vec![Step::Do(withdraw)]),
        Story { regime: "legal_aid", ..story("abandonment", "case.abandoned", abandoned) },
    ]
}

fn accept() -> Step {
    Step::Do(Act::Accept { document: number("受") })
}

fn opine(by: fn(Act) -> Step) -> Step {
    by(Act::Opine { conclusion: Conclusion::Agree, text: "OK".into() })
}

/// Empty stands for the item's first material.
fn notify(materials: &[&str]) -> Step {
    let line = |id: &&str| ((*id).to_owned(), "p. 2".to_owned());
    let corrections = materials.iter().map(line).collect();
    Step::Do(Act::NotifyCorrections { document: number("补"), corrections })
}

fn number(mark: &str) -> String {
    format!("演示局{mark}字〔2026〕第1号")
}

fn settle(outcome: Outcome) -> Act {
    let issued = Issue { result: 0, number: number("证"), valid_until: None };
    Act::Settle(Settled {
        outcome,
        document: number(if outcome == Outcome::Refused { "不准" } else { "准" }),
        results: if outcome == Outcome::Refused { Vec::new() } else { vec![issued] },
        valid_from: None,
        reason: REASON.into(),
        basis: Vec::new(),
    })
}

/// The item of a regime that can come to such a paper.
fn item<'a>(county: &'a County, story: &Story) -> &'a Item {
    let service = story.word == "completion";
    let mending = story.word == "mending";
    let fits = |item: &&Item| {
        let terms = Terms::of(item, 1, county.regime(item));
        item.regime == story.regime
            && item.application.is_open(day("2026-11-23"))
            && !item.materials.is_empty()
            && (terms.is_decided() != service)
            && (item.form.is_some() || !mending)
            && terms.flow.joint.is_empty()
            && terms.has_result()
            && (item.limits.statutory.is_some() || story.regime != "licence")
    };
    county.items.iter().find(fits).unwrap_or_else(|| panic!("no item for {}", story.word))
}

fn told(lang: Lang, county: &County, departments: &[Arc<Department>], story: Story) -> Sample {
    let item = item(county, &story);
    let terms = Terms::of(item, 1, county.regime(item));
    let (case, lines) = lived(county, item, &terms, story.steps);
    let line = lines.iter().rev().find(|(recorded, _)| recorded.event.kind() == story.kind);
    let (recorded, personal) = line.unwrap_or_else(|| panic!("no paper {}", story.word));
    let source = Source {
        case: &case,
        item,
        regime: county.regime(item),
        department: county.department(&item.department),
        event: &recorded.event,
        at: recorded.at,
        personal: personal.as_ref(),
        applicant: Some(APPLICANT),
        departments,
        regions: &[],
        calendar: county.calendars.national(),
    };
    let paper = papers::of(lang, &source).unwrap_or_else(|| panic!("no paper {}", story.word));
    Sample { word: story.word, paper }
}

type Line = (Recorded, Option<Value>);

/// The case after its steps, each an hour after the other.
fn lived(county: &County, item: &Item, terms: &Terms, steps: Vec<Step>) -> (Case, Vec<Line>) {
    let calendar = county.calendars.national();
    let staff = StaffActor {
        id: "s005".into(),
        department: item.department.clone(),
        region: "532901".into(),
        roles: vec![Role::Window, Role::Officer, Role::Leader],
    };
    let second = StaffActor { id: "s006".into(), ..staff.clone() };
    let mut now = Timestamp::at(day("2026-11-23"), 9, 12);
    let facts = |now| Facts { now, terms, calendar, staff: Some(&staff) };
    let first = submit(&facts(now), &application(terms, now)).expect("it is taken in");
    let begun = Recorded { seq: 1, at: now, event: first.event };
    let mut case = Case::start(NUMBER, &begun).expect("a case begins");
    let mut lines = vec![(begun, first.personal)];
    for step in steps {
        now = now.plus_seconds(3_600);
        let emitted = match step {
            Step::Wait(until) => {
                now = Timestamp::at(day(until), 9, 12);
                due_effects(&case, &facts(now))
            }
            Step::Do(act) => done(&case, &facts(now), &fitted(act, item)),
            Step::Second(act) => {
                let facts = Facts { staff: Some(&second), ..facts(now) };
                done(&case, &facts, &fitted(act, item))
            }
        };
        for mut one in emitted {
            numbered(&mut one.event);
            let recorded = Recorded { seq: case.seq + 1, at: now, event: one.event };
            case.apply(&recorded).expect("the next event");
            lines.push((recorded, one.personal));
        }
    }
    (case, lines)
}

fn done(case: &Case, facts: &Facts<'_>, act: &Act) -> Vec<Emitted> {
    execute(case, facts, act).unwrap_or_else(|error| panic!("{act:?}: {error}"))
}

/// The act with what the item calls its first material and its first question.
fn fitted(act: Act, item: &Item) -> Act {
    match act {
        Act::NotifyCorrections { document, corrections } => {
            let name = |id: String| if id.is_empty() { item.materials[0].id.clone() } else { id };
            let corrections = corrections.into_iter().map(|(id, text)| (name(id), text)).collect();
            Act::NotifyCorrections { document, corrections }
        }
        Act::Mend { .. } => {
            let asked = item.form.as_ref().and_then(|form| form.get("properties"));
            let key = asked.and_then(Value::as_object).and_then(|all| all.keys().next());
            let key = key.expect("a form with a question").clone();
            Act::Mend { answers: Map::from_iter([(key, Value::from("A-7"))]) }
        }
        other => other,
    }
}

/// The numbers that are drawn when an event is recorded.
fn numbered(event: &mut Event) {
    let (mark, document) = match event {
        Event::Accepted(accepted) => ("受", &mut accepted.document),
        Event::Mended { document, .. } => ("更", document),
        Event::Extended { document, .. } => ("延", document),
        Event::Paused(pause) => ("特", &mut pause.document),
        Event::Withdrawn { document } => ("撤", document),
        Event::Abandoned { document, .. } => ("终", document),
        Event::Delivered { document, .. } => ("送", document),
        _ => return,
    };
    document.get_or_insert_with(|| number(mark));
}

fn application(terms: &Terms, now: Timestamp) -> NewCase {
    let paper = |id: &str| Paper {
        material: id.to_owned(),
        taken: Taken::Paper,
        file: None,
        sha256: None,
        count: 1,
    };
    NewCase {
        channel: Channel::Window,
        filed_by: None,
        parties: vec![Party {
            role: PartyRole::Applicant,
            kind: PersonKind::Natural,
            person: "p1".into(),
            name: APPLICANT.into(),
            document_kind: "111".into(),
            document_number: "53290119880101999X".into(),
            phone: Some("15400000001".into()),
            address: None,
        }],
        answers: Map::new(),
        papers: terms.papers.iter().map(|one| paper(&one.id)).collect(),
        received_in: "532901".into(),
        received_at: now,
        late: None,
        delivery: DeliveryWish::PickUp,
        address: None,
        query_hash: String::new(),
    }
}
