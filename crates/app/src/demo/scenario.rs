//! The months before today, played act by act with the use cases themselves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use base::{Date, Draw, Seed, Timestamp};
use domain::access::Actor;
use domain::cases::{Channel, Conclusion, DeliveryWish, Outcome, Party, PostalAddress, Stage};
use domain::catalogue::{FlowKind, MaterialNeed, RegionRank};
use domain::people::Role;
use serde_json::Map;

use super::clock::WoundClock;
use super::plan::{Answer, Detour, Part, Plan, can_be_silent, sure};
use super::population::{People, Person};
use super::{acts, answers, papers};
use crate::cases::{Application, Command, Intake, Submission, act, effects, erase};
use crate::catalogue::Published;
use crate::error::{Error, Result};
use crate::files;
use crate::house::House;
use crate::log::sequencer;
use crate::unit::Cx;

/// Days of the past.
const DAYS: u64 = 130;
/// Working days after the end until somebody asks for erasure.
const ERASED_DAYS: u64 = 5;
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
    Erase,
}

struct Story {
    plan: Plan,
    item: Arc<Published>,
    person: Person,
    /// The persons of the case.
    parties: Vec<Party>,
    number: String,
}

struct Play<'a> {
    house: &'a Arc<House>,
    clock: &'a WoundClock,
    people: &'a People,
    until: Timestamp,
    draw: Draw,
    /// Names of the towns.
    towns: Vec<String>,
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
        towns: towns(house),
        stories: Vec::new(),
        beats: BinaryHeap::new(),
    };
    play.cast(cases)?;
    play.run()?;
    Ok(play.stories.iter().filter(|story| !story.number.is_empty()).count())
}

impl Play<'_> {
    /// Draws the stories, denser towards today, and adds those that are always told.
    fn cast(&mut self, cases: usize) -> Result<()> {
        let catalogue = self.house.catalogue();
        let items: Vec<Arc<Published>> = catalogue
            .items()
            .iter()
            .filter(|item| item.item.materials.iter().any(|m| m.need == MaterialNeed::Required))
            .cloned()
            .collect();
        for story in sure() {
            let fitting: Vec<_> = items.iter().filter(|item| (story.fits)(item)).cloned().collect();
            let found = (!fitting.is_empty()).then(|| Arc::clone(self.draw.pick(&fitting)));
            let item = found.ok_or_else(|| Error::broken("no item fits a story"))?;
            self.begin(self.day(story.days_ago), item, story.plan)?;
        }
        for _ in 0..cases {
            let far = self.draw.below(1_000) * self.draw.below(1_000) * DAYS / 1_000_000;
            let day = self.day(i64::try_from(far).unwrap_or(0));
            let mut plan = Plan::draw(&mut self.draw);
            let item = Arc::clone(self.draw.pick(&items));
            if plan.answer == Answer::Silence && !can_be_silent(&item) {
                plan.answer = Answer::Accept;
            }
            if item.terms.application.is_open(day) {
                self.begin(day, item, plan)?;
            }
        }
        Ok(())
    }

    fn day(&self, days_ago: i64) -> Date {
        self.until.plus_seconds(-DAY_SECONDS * days_ago).day()
    }

    fn begin(&mut self, day: Date, item: Arc<Published>, plan: Plan) -> Result<()> {
        let mut person = self.people.applicant(&item.item.objects, &mut self.draw);
        let natural = person.is_natural();
        let parties = match plan.part {
            Part::Guardian if natural && answers::is_about_a_child(&item) => {
                let child = person.child(self.house, day, &mut self.draw)?;
                person.for_a_child(child)
            }
            Part::Agent if natural => {
                let other = std::mem::replace(&mut person, self.people.resident(&mut self.draw));
                if other.own.person == person.own.person {
                    person.for_themselves()
                } else {
                    person.for_another(&other.own)
                }
            }
            _ => person.for_themselves(),
        };
        let at = self.hour(day, plan.channel);
        self.stories.push(Story { plan, item, person, parties, number: String::new() });
        self.beats.push(Reverse((at, self.stories.len() - 1, Beat::File)));
        Ok(())
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
        if beat == Beat::Erase {
            return self.erase(story);
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
        let Some(actor) = self.bearer(story) else { return Ok(()) };
        let parties = self.stories[story].parties.clone();
        let applicant = &parties[0];
        let told = answers::Told {
            subject: parties.get(1).map_or("", |subject| subject.name.as_str()),
            other: &self.people.resident(&mut self.draw).own.name,
        };
        let answers = answers::vary(&item, &self.towns, &told, at.day(), &mut self.draw);
        let (papers, scans) = papers::papers(self.house, &item, plan, &applicant.name)?;
        let post = plan.wish == DeliveryWish::Post && item.item.channels.courier;
        let address = post.then(|| PostalAddress {
            name: applicant.name.clone(),
            phone: applicant.phone.clone().unwrap_or_default(),
            address: applicant.address.clone().unwrap_or_default(),
        });
        let originals = papers.iter().map(|paper| paper.material.clone()).collect();
        let application = Application {
            item: item.item.code.clone(),
            channel: plan.channel,
            parties: parties.clone(),
            answers,
            papers,
            scans,
            late: (plan.detour == Detour::Late).then(|| acts::late_entry(at, story)),
            delivery: if post { DeliveryWish::Post } else { DeliveryWish::PickUp },
            address,
            idempotency: None,
            draft: None,
        };
        let cx = Cx::new(self.house, actor);
        let submission = Submission::prepare(&cx, application)?;
        let receipt = if plan.at_window() {
            let intake = Intake { originals, spot: false };
            cx.write_blocking(move |unit| intake.run(&submission, unit))?
        } else {
            cx.write_blocking(move |unit| submission.run(unit))?
        };
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

    /// Who brings papers: a clerk for whoever came to the window, and comes there again, as a
    /// self-stated account does not see that case; else the account.
    fn bearer(&mut self, story: usize) -> Option<Actor> {
        if self.stories[story].plan.at_window() {
            return self.people.clerk(&mut self.draw);
        }
        Some(self.stories[story].person.actor.clone())
    }

    /// The person had the personal part erased.
    fn erase(&self, story: usize) -> Result<()> {
        let Some(actor) = self.people.admin() else { return Ok(()) };
        let number = self.stories[story].number.clone();
        let cx = Cx::new(self.house, actor);
        match cx.write_blocking(move |unit| erase::erase(unit, &number, "演示")) {
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// What comes after an act that was done.
    fn next(&mut self, at: Timestamp, story: usize, beat: Beat, stage: Stage) {
        let plan = self.stories[story].plan;
        let item = Arc::clone(&self.stories[story].item);
        let promised = item.item.limits.promised.as_ref().map_or(5, |limit| u64::from(limit.days));
        let work = promised * plan.tenths / 10;
        match beat {
            Beat::Answer => {
                // Where the notice closes the case, nothing more comes to it.
                let waits = stage == Stage::Correction;
                if let Answer::Correct { supplied_days: Some(days) } = plan.answer
                    && waits
                {
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
                if plan.detour == Detour::Paused {
                    self.later(at, 1, story, Beat::Pause);
                }
                if plan.detour == Detour::Extended {
                    self.later(at, work.saturating_sub(1), story, Beat::Extend);
                }
                let joint = u64::from(!item.item.flow.joint.is_empty()) * 3;
                self.later(at, work.max(2 + joint), story, Beat::Settle);
            }
            Beat::Pause => self.later(at, 4, story, Beat::Resume),
            // A second department of several answers the day after.
            Beat::Ask => self.later(at, 1, story, Beat::Ask),
            Beat::Resume => self.later(at, work.max(1), story, Beat::Settle),
            Beat::Deliver if plan.detour == Detour::Erased => {
                self.later(at, ERASED_DAYS, story, Beat::Erase);
            }
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
        let (command, actor) = match beat {
            Beat::File | Beat::Erase => return Ok(None),
            Beat::Answer => (acts::answer(&item, plan), clerk(draw)),
            Beat::Supply => return self.supply(story),
            Beat::Accept => (Command::Accept, clerk(draw)),
            Beat::Work if item.item.flow.kind == FlowKind::Review => {
                (acts::opinion(plan), self.people.checkers(own).into_iter().next())
            }
            Beat::Work => (Command::Claim, self.people.staff(own, Role::Officer, draw)),
            Beat::Second => (acts::opinion(plan), self.people.checkers(own).into_iter().nth(1)),
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
                let command = acts::settle(&item, plan);
                let done = matches!(&command, Command::Settle { outcome: Outcome::Done, .. });
                let role = if done { Role::Officer } else { Role::Leader };
                (command, self.people.staff(own, role, draw))
            }
            Beat::Deliver => {
                let story = &self.stories[story];
                let post = story.plan.wish == DeliveryWish::Post && item.item.channels.courier;
                (acts::deliver(&story.parties, post, draw), self.people.clerk(draw))
            }
            Beat::Withdraw => {
                let command = Command::Withdraw { reason: "暂时不办了（演示）".into() };
                (command, self.bearer(story))
            }
        };
        Ok(actor.map(|actor| (command, actor)))
    }

    /// The applicant brings what the notice asked for: a file, or a paper to the window.
    fn supply(&mut self, story: usize) -> Result<Option<(Command, Actor)>> {
        let (plan, item) = (self.stories[story].plan, Arc::clone(&self.stories[story].item));
        let (Some(actor), Some(material)) = (self.bearer(story), papers::required(&item).next())
        else {
            return Ok(None);
        };
        let whose = &self.stories[story].parties[0].name;
        let (paper, file) = papers::paper(self.house, &item, plan, material, whose)?;
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

/// Names of the county's towns.
fn towns(house: &House) -> Vec<String> {
    let catalogue = house.catalogue();
    let regions = catalogue.regions().iter();
    regions.filter(|one| one.level == RegionRank::Town).map(|one| one.name.zh.clone()).collect()
}
