//! The months before today, played act by act with the use cases themselves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use base::{Date, Draw, Seed, Timestamp};
use domain::access::Actor;
use domain::cases::{Channel, Conclusion, Delivery, DeliveryWish, Outcome, Paper, Stage, Taken};
use domain::catalogue::{FlowKind, MaterialNeed, Silence};
use domain::people::{PartyRole, Role};
use serde_json::{Map, Value};

use super::clock::WoundClock;
use super::plan::{Answer, Plan};
use super::population::{People, Person};
use crate::cases::act::CorrectionLine;
use crate::cases::{Application, Command, Submission, act, effects};
use crate::catalogue::Published;
use crate::error::{Error, Result};
use crate::files::{self, Stored};
use crate::house::House;
use crate::log::sequencer;
use crate::unit::Cx;

/// Days of the past.
const DAYS: u64 = 130;
/// The file that everybody uploads.
const SAMPLE: &[u8] = include_bytes!("sample.pdf");
const SAMPLE_NAME: &str = "演示材料.pdf";
/// The second that the first act of a day begins.
const DAY_SECONDS: i64 = 86_400;

/// When the past begins.
pub fn beginning(until: Timestamp) -> Timestamp {
    until.plus_seconds(-DAY_SECONDS * (i64::try_from(DAYS).unwrap_or(i64::MAX) + 2))
}

/// The next thing that happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beat {
    File,
    Answer,
    Supply,
    Accept,
    Work,
    Ask,
    Second,
    Extend,
    Pause,
    Resume,
    Settle,
    Deliver,
    Withdraw,
}

struct Story {
    plan: Plan,
    item: Arc<Published>,
    person: Person,
    number: String,
}

struct Play<'a> {
    house: &'a Arc<House>,
    clock: &'a WoundClock,
    people: &'a People,
    until: Timestamp,
    draw: Draw,
    stories: Vec<Story>,
    /// Beats to come by time; ties in the order of the stories.
    beats: BinaryHeap<Reverse<(Timestamp, usize, Beat)>>,
}

/// Plays the past; gives the number of cases.
pub fn play(
    house: &Arc<House>,
    clock: &WoundClock,
    people: &People,
    until: Timestamp,
    cases: usize,
) -> Result<usize> {
    let mut play = Play {
        house,
        clock,
        people,
        until,
        draw: Seed::from_bytes([11; 32]).draw(),
        stories: Vec::new(),
        beats: BinaryHeap::new(),
    };
    play.cast(cases);
    play.run()?;
    Ok(play.stories.iter().filter(|story| !story.number.is_empty()).count())
}

impl Play<'_> {
    /// Draws the stories, denser towards today.
    fn cast(&mut self, cases: usize) {
        let catalogue = self.house.catalogue();
        let items: Vec<Arc<Published>> = catalogue
            .items()
            .iter()
            .filter(|item| item.item.materials.iter().any(|m| m.need == MaterialNeed::Required))
            .cloned()
            .collect();
        for index in 0..cases {
            let far = self.draw.below(1_000) * self.draw.below(1_000) * DAYS / 1_000_000;
            let day = self.until.plus_seconds(-DAY_SECONDS * i64::try_from(far).unwrap_or(0)).day();
            let mut plan = Plan::draw(&mut self.draw);
            let item = Arc::clone(self.draw.pick(&items));
            // Where the law gives silence no meaning, nobody is left without a word here.
            let silent = item.regime.silence == Silence::AcceptedFromReceipt;
            if plan.answer == Answer::Silence && (!silent || item.regime.correction_days.is_none())
            {
                plan.answer = Answer::Accept;
            }
            if !item.terms.application.is_open(day) {
                continue;
            }
            let person = self.people.applicant(&item.item.objects, &mut self.draw);
            let at = self.hour(day, plan.channel);
            let number = String::new();
            self.stories.push(Story { plan, item, person, number });
            let story = self.stories.len() - 1;
            debug_assert!(story <= index);
            self.beats.push(Reverse((at, story, Beat::File)));
        }
    }

    fn run(&mut self) -> Result<()> {
        let mut day = beginning(self.until).day();
        while let Some(Reverse((at, story, beat))) = self.beats.pop() {
            if at > self.until {
                continue;
            }
            while day < at.day() {
                day = day.tomorrow().map_err(Error::broken)?;
                self.overnight(Timestamp::at(day, 0, 1))?;
            }
            self.clock.set(at);
            self.play(at, story, beat)?;
        }
        self.overnight(self.until)
    }

    /// Silence speaks, and the log is sequenced.
    fn overnight(&self, at: Timestamp) -> Result<()> {
        self.clock.set(at);
        let cx = Cx::new(self.house, Actor::System);
        let round = effects::run(&cx)?;
        if let Some((_, error)) = round.failed.into_iter().next() {
            return Err(error);
        }
        while cx.write_blocking(|unit| sequencer::run(unit, 0))?.entries > 0 {}
        Ok(())
    }

    fn play(&mut self, at: Timestamp, story: usize, beat: Beat) -> Result<()> {
        if beat == Beat::File {
            return self.file(at, story);
        }
        let Some((command, actor)) = self.command(story, beat)? else { return Ok(()) };
        let number = self.stories[story].number.clone();
        let cx = Cx::new(self.house, actor);
        let done = cx.write_blocking(move |unit| act(unit, &number, None, &command));
        match done {
            Ok(loaded) => self.next(at, story, beat, loaded.case.state.stage()),
            // What the law does not let happen does not happen in the demonstration either.
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn file(&mut self, at: Timestamp, story: usize) -> Result<()> {
        let (plan, item) = (self.stories[story].plan, Arc::clone(&self.stories[story].item));
        let person = self.stories[story].person.clone();
        let actor = match plan.channel {
            Channel::Window => self.people.clerk(&mut self.draw),
            _ => Some(person.actor.clone()),
        };
        let Some(actor) = actor else { return Ok(()) };
        let (papers, scans) = papers(self.house, &item, plan)?;
        let application = Application {
            item: item.item.code.clone(),
            channel: plan.channel,
            parties: person.parties.clone(),
            answers: sample_answers(&item),
            papers,
            scans,
            late: None,
            delivery: DeliveryWish::PickUp,
            address: None,
            idempotency: None,
            draft: None,
        };
        let cx = Cx::new(self.house, actor);
        let submission = Submission::prepare(&cx, application)?;
        let receipt = cx.write_blocking(move |unit| submission.run(unit))?;
        self.stories[story].number = receipt.number;
        let (beat, days) = match plan.answer {
            Answer::Silence => return Ok(()),
            _ if item.item.flow.kind == FlowKind::Immediate => (Beat::Accept, 0),
            Answer::Accept => (Beat::Accept, plan.answer_days),
            _ => (Beat::Answer, plan.answer_days),
        };
        self.later(at, days, story, beat);
        Ok(())
    }

    /// What comes after an act that was done.
    fn next(&mut self, at: Timestamp, story: usize, beat: Beat, stage: Stage) {
        let plan = self.stories[story].plan;
        let item = Arc::clone(&self.stories[story].item);
        let promised = item.item.limits.promised.as_ref().map_or(5, |limit| u64::from(limit.days));
        let work = promised * plan.tenths / 10;
        match beat {
            Beat::Answer => {
                if let Answer::Correct { supplied_days: Some(days) } = plan.answer {
                    self.later(at, days, story, Beat::Supply);
                }
            }
            Beat::Supply => self.later(at, 1, story, Beat::Accept),
            Beat::Accept => {
                match plan.withdrawn_days.filter(|_| item.item.flow.kind == FlowKind::Review) {
                    Some(days) => self.later(at, days, story, Beat::Withdraw),
                    None if item.item.flow.kind == FlowKind::Immediate => {
                        self.later(at, 0, story, Beat::Settle);
                    }
                    None => self.later(at, work.min(1), story, Beat::Work),
                }
            }
            Beat::Work => {
                if !item.item.flow.joint.is_empty() {
                    self.later(at, 1, story, Beat::Ask);
                }
                if item.item.flow.second_officer {
                    self.later(at, 1, story, Beat::Second);
                }
                if plan.paused {
                    self.later(at, 1, story, Beat::Pause);
                }
                if plan.extended {
                    self.later(at, work.saturating_sub(1), story, Beat::Extend);
                }
                let joint = u64::from(!item.item.flow.joint.is_empty()) * 3;
                self.later(at, work.max(2 + joint), story, Beat::Settle);
            }
            Beat::Pause => self.later(at, 4, story, Beat::Resume),
            // A second department of several answers the day after.
            Beat::Ask => self.later(at, 1, story, Beat::Ask),
            Beat::Resume => self.later(at, work.max(1), story, Beat::Settle),
            Beat::Settle if stage == Stage::Decided => {
                let days = match item.item.flow.kind {
                    FlowKind::Immediate => Some(0),
                    _ => plan.fetched_days,
                };
                if let Some(days) = days {
                    self.later(at, days, story, Beat::Deliver);
                }
            }
            _ => {}
        }
    }

    /// Who does what at this beat.
    fn command(&mut self, story: usize, beat: Beat) -> Result<Option<(Command, Actor)>> {
        let plan = self.stories[story].plan;
        let item = Arc::clone(&self.stories[story].item);
        let own = item.item.department.as_str();
        let accepts = item.terms.window_accepts;
        let draw = &mut self.draw;
        let clerk = |draw: &mut Draw| {
            if accepts {
                self.people.clerk(draw)
            } else {
                self.people.staff(own, Role::Officer, draw)
            }
        };
        // Who filed at the window comes there again: a self-stated account does not see that case.
        let person = &self.stories[story].person;
        let applicant = |draw: &mut Draw| match plan.channel {
            Channel::Window => self.people.clerk(draw),
            _ => Some(person.actor.clone()),
        };
        let (command, actor) = match beat {
            Beat::File => return Ok(None),
            Beat::Answer => (answer(&item, plan), clerk(draw)),
            Beat::Supply => return self.supply(story),
            Beat::Accept => (Command::Accept, clerk(draw)),
            Beat::Work if item.item.flow.kind == FlowKind::Review => {
                (opinion(plan), self.people.checkers(own).into_iter().next())
            }
            Beat::Work => (Command::Claim, self.people.staff(own, Role::Officer, draw)),
            Beat::Second => (opinion(plan), self.people.checkers(own).into_iter().nth(1)),
            Beat::Ask => return self.answer_branch(story),
            Beat::Extend => {
                let command = Command::Extend {
                    days: 5,
                    reason: "需要进一步核实现场情况（演示）".into(),
                };
                (command, self.people.staff(own, Role::Leader, draw))
            }
            Beat::Pause => {
                let Some(ground) = item.regime.exclusions.first() else { return Ok(None) };
                let text = format!("{}需要的时间不计入期限（演示）", ground.name.zh);
                let command = Command::Pause { reason: ground.id.clone(), told_days: 10, text };
                (command, self.people.staff(own, Role::Leader, draw))
            }
            Beat::Resume => (Command::Resume, self.people.staff(own, Role::Leader, draw)),
            Beat::Settle => {
                let command = settle(&item, plan);
                let done = matches!(&command, Command::Settle { outcome: Outcome::Done, .. });
                let role = if done { Role::Officer } else { Role::Leader };
                (command, self.people.staff(own, role, draw))
            }
            Beat::Deliver => {
                let delivery = Delivery::Handed { to: PartyRole::Applicant, checked: "111".into() };
                let command =
                    Command::Deliver { delivery, note: "本人领取（演示）".into() };
                (command, self.people.clerk(draw))
            }
            Beat::Withdraw => {
                (Command::Withdraw { reason: "暂时不办了（演示）".into() }, applicant(draw))
            }
        };
        Ok(actor.map(|actor| (command, actor)))
    }

    /// The applicant brings what the notice asked for: a file, or a paper to the window.
    fn supply(&mut self, story: usize) -> Result<Option<(Command, Actor)>> {
        let (plan, item) = (self.stories[story].plan, Arc::clone(&self.stories[story].item));
        let actor = match plan.channel {
            Channel::Window => self.people.staff("zwzx", Role::Window, &mut self.draw),
            _ => Some(self.stories[story].person.actor.clone()),
        };
        let (Some(actor), Some(material)) = (actor, first_material(&item)) else {
            return Ok(None);
        };
        let (paper, file) = paper(self.house, &item, plan, material)?;
        if let Some(file) = file {
            let (cx, number) =
                (Cx::new(self.house, actor.clone()), self.stories[story].number.clone());
            cx.write_blocking(move |unit| files::attach_to_case(unit, &number, &file))?;
        }
        Ok(Some((Command::Supply { papers: vec![paper], answers: Map::new() }, actor)))
    }

    /// The first department of the case that has not answered does.
    fn answer_branch(&mut self, story: usize) -> Result<Option<(Command, Actor)>> {
        let number = self.stories[story].number.clone();
        let case =
            self.house.db.read_blocking(move |tx| crate::cases::store::replay(tx, &number))?;
        let open = case.asked.iter().find(|asked| asked.answer.is_none());
        let Some(open) = open else { return Ok(None) };
        let actor = self.people.checkers(&open.department).into_iter().next();
        let text = "经核查，无不同意见。（演示）".to_owned();
        let command = Command::Answer { conclusion: Conclusion::Agree, text };
        Ok(actor.map(|actor| (command, actor)))
    }

    /// Puts a beat so many working days later.
    fn later(&mut self, at: Timestamp, days: u64, story: usize, beat: Beat) {
        let item = &self.stories[story].item.item;
        let catalogue = self.house.catalogue();
        let Ok(region) = crate::cases::store::region(&item.region) else { return };
        let calendar = catalogue.calendars().of(&region);
        let mut day = at.day();
        let mut left = days;
        while left > 0 || !calendar.is_working(day) {
            let Ok(next) = day.tomorrow() else { return };
            day = next;
            left = left.saturating_sub(u64::from(calendar.is_working(day)));
        }
        let when = if day == at.day() {
            at.plus_seconds(600 + i64::try_from(self.draw.below(2_400)).unwrap_or(0))
        } else {
            self.hour(day, Channel::Window)
        };
        self.beats.push(Reverse((when, story, beat)));
    }

    /// A time of day: office hours at the window, waking hours on the web.
    fn hour(&mut self, day: Date, channel: Channel) -> Timestamp {
        let (first, hours) = if channel == Channel::Window { (9, 8) } else { (7, 15) };
        let seconds = i64::try_from(self.draw.below(hours * 3_600)).unwrap_or(0);
        Timestamp::at(day, first, 0).plus_seconds(seconds)
    }
}

fn answer(item: &Published, plan: Plan) -> Command {
    match plan.answer {
        Answer::Redirect => Command::Redirect {
            to: None,
            reason: "此事项由其他机关办理，请到告知的机关提出申请。（演示）".into(),
        },
        Answer::Unneeded => Command::TellUnneeded {
            reason: "您的情况依法不需要办理，可以直接进行。（演示）".into(),
        },
        _ => Command::NotifyCorrections {
            corrections: first_material(item)
                .map(|material| CorrectionLine {
                    material: material.to_owned(),
                    text: "照片不清楚，看不清编号，请重新拍照上传。（演示）".into(),
                })
                .into_iter()
                .collect(),
        },
    }
}

fn opinion(plan: Plan) -> Command {
    let (conclusion, text) = if plan.refused {
        (Conclusion::Disagree, "现场条件与申请材料不一致，建议不予批准。（演示）")
    } else {
        (Conclusion::Agree, "材料齐全，符合法定条件，建议准予。（演示）")
    };
    Command::Opine { conclusion, text: text.into() }
}

fn settle(item: &Published, plan: Plan) -> Command {
    let review = item.item.flow.kind == FlowKind::Review;
    let outcome = match (review, plan.refused) {
        (_, true) if review => Outcome::Refused,
        (true, _) => Outcome::Granted,
        (false, _) => Outcome::Done,
    };
    let reason = if outcome == Outcome::Refused {
        "现场条件不符合规定，理由见审查意见。（演示）"
    } else {
        "符合条件。（演示）"
    };
    Command::Settle { outcome, reason: reason.into(), basis: Vec::new(), valid_until: None }
}

fn first_material(item: &Published) -> Option<&str> {
    let mut required =
        item.item.materials.iter().filter(|material| material.need == MaterialNeed::Required);
    required.find(|material| material.when.is_none()).map(|material| material.id.as_str())
}

/// The required papers, with the files of those that are uploaded.
fn papers(house: &House, item: &Published, plan: Plan) -> Result<(Vec<Paper>, Vec<Stored>)> {
    let required = item
        .item
        .materials
        .iter()
        .filter(|material| material.need == MaterialNeed::Required && material.when.is_none());
    let (mut papers, mut scans) = (Vec::new(), Vec::new());
    for material in required {
        let (one, file) = paper(house, item, plan, &material.id)?;
        papers.push(one);
        scans.extend(file);
    }
    Ok((papers, scans))
}

/// A paper laid before the window, or uploaded as a file that says that it is a demonstration.
fn paper(
    house: &House,
    item: &Published,
    plan: Plan,
    material: &str,
) -> Result<(Paper, Option<Stored>)> {
    let at_window = plan.channel == Channel::Window;
    let taken = if at_window { Taken::Paper } else { Taken::Upload };
    let stored = match taken {
        Taken::Upload if !item.item.is_form(material) => {
            Some(files::store(house, material, SAMPLE_NAME, SAMPLE.to_vec())?)
        }
        _ => None,
    };
    let paper = Paper {
        material: material.to_owned(),
        taken,
        file: stored.as_ref().map(|file| file.id().to_owned()),
        sha256: stored.as_ref().map(|file| file.sha256().to_owned()),
        count: 1,
    };
    Ok((paper, stored))
}

/// The answers of the filled sample.
fn sample_answers(item: &Published) -> Map<String, Value> {
    let fields = item.item.form.as_ref().and_then(|form| form.get("properties"));
    let fields = fields.and_then(Value::as_object).into_iter().flatten();
    fields
        .filter_map(|(name, field)| {
            let example = field.get("examples")?.get(0)?.clone();
            Some((name.clone(), example))
        })
        .collect()
}
