//! A small model of a case, written from the articles. It calls nothing of what it is held against
//! but the calendar's word on whether a day is worked, and counts days by walking over them.

use std::collections::BTreeSet;

use base::{Date, Timestamp};
use calendar::LimitUnit;
use domain::access::StaffActor;
use domain::cases::{Act, Closing, Conclusion, Delivery, Outcome, State, Terms};
use domain::catalogue::{FlowKind, MaterialNeed, Silence, StartEvent, TimeLimit};
use domain::people::PartyRole;

use crate::desk::nation;

/// Whether there are words in it.
fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// A case as the law sees it.
pub struct Law {
    item: Terms,
    state: State,
    /// The day from which the application is complete as far as the organ said.
    complete: Date,
    /// What the last notice named.
    told: Option<BTreeSet<String>>,
    answer_due: Option<Date>,
    abandoned_on: Option<Date>,
    accepted: Option<Date>,
    extended: u16,
    /// Days on which the clock stood: the first, and the first that counts again.
    stops: Vec<(Date, Option<Date>)>,
    statutory: Option<Date>,
    promised: Option<Date>,
    holder: Option<String>,
    /// Departments that have not answered, each with the last day of its share.
    open: Vec<(String, Date)>,
    answers: usize,
    spoke: BTreeSet<String>,
    /// Whether somebody who checked or was asked does not agree.
    dissent: bool,
    papers: BTreeSet<String>,
    waived: BTreeSet<String>,
    later: BTreeSet<String>,
    outcome: Option<Outcome>,
    closed_at: Option<Timestamp>,
}

impl Law {
    /// An application comes in with its form.
    pub fn new(item: &Terms, now: Timestamp) -> Self {
        let mut law = Self {
            item: item.clone(),
            state: State::Received,
            complete: now.day(),
            told: None,
            answer_due: None,
            abandoned_on: None,
            accepted: None,
            extended: 0,
            stops: Vec::new(),
            statutory: None,
            promised: None,
            holder: None,
            open: Vec::new(),
            answers: 0,
            spoke: BTreeSet::new(),
            dissent: false,
            papers: BTreeSet::from(["form_paper".to_owned()]),
            waived: BTreeSet::new(),
            later: BTreeSet::new(),
            outcome: None,
            closed_at: None,
        };
        law.lies_here();
        law
    }

    pub const fn state(&self) -> State {
        self.state
    }
    pub const fn statutory(&self) -> Option<Date> {
        self.statutory
    }
    pub const fn promised(&self) -> Option<Date> {
        self.promised
    }
    pub const fn answer_due(&self) -> Option<Date> {
        self.answer_due
    }
    pub const fn closed_at(&self) -> Option<Timestamp> {
        self.closed_at
    }
    pub fn holder(&self) -> Option<String> {
        self.holder.clone()
    }
    pub const fn asked(&self) -> (usize, usize) {
        (self.open.len(), self.answers)
    }
    pub fn stands(&self) -> bool {
        self.stops.last().is_some_and(|(_, until)| until.is_none())
    }

    /// Time passes: 32 (逾期不告知) and the laws that close a case for which nothing comes.
    pub fn passes(&mut self, now: Timestamp) {
        let over = |last: Option<Date>| last.filter(|last| now.day() > *last);
        let accepts = self.item.regime.silence == Silence::AcceptedFromReceipt;
        let by_law = self.item.regime.correction_days.is_some();
        if self.state == State::Received && accepts && by_law && over(self.answer_due).is_some() {
            self.accept(self.complete);
        }
        if self.state == State::AwaitingCorrection
            && let Some(last) = over(self.abandoned_on)
        {
            self.close(Closing::Abandoned, Timestamp::midnight(last.tomorrow().unwrap()));
        }
    }

    /// Whether somebody may do this now; if so, it is done.
    pub fn acts(&mut self, who: &StaffActor, act: &Act, now: Timestamp) -> bool {
        let allowed = self.allows(who, act, now.day());
        if allowed {
            self.does(who, act, now);
        }
        allowed
    }

    fn allows(&self, who: &StaffActor, act: &Act, today: Date) -> bool {
        let at_receipt = matches!(
            act,
            Act::AddPapers { .. }
                | Act::SeeOriginals { .. }
                | Act::WaivePapers { .. }
                | Act::TellUnneeded { .. }
                | Act::Redirect { .. }
                | Act::Mend { .. }
                | Act::NotifyCorrections { .. }
                | Act::Supply { .. }
                | Act::Accept { .. }
        );
        if at_receipt { self.allows_at_receipt(act) } else { self.allows_later(who, act, today) }
    }

    /// 32: the five outcomes, and what goes before them.
    fn allows_at_receipt(&self, act: &Act) -> bool {
        let waiting = self.state == State::Received;
        let correcting = self.state == State::AwaitingCorrection;
        let handling = self.state == State::Accepted;
        let decided = self.state == State::Decided;
        match act {
            Act::AddPapers { papers } => {
                let ids = || papers.iter().map(|paper| paper.material.as_str());
                let wanted = ids().all(|id| self.asks(id))
                    && (waiting || ids().all(|id| self.later.contains(id)));
                (waiting || handling) && !papers.is_empty() && wanted
            }
            Act::SeeOriginals { materials } => {
                let known = !materials.is_empty() && materials.iter().all(|id| self.asks(id));
                (waiting || handling || decided) && known
            }
            Act::WaivePapers { materials, reason } => {
                let missing = |id: &String| self.missing().any(|one| one == id);
                waiting && said(reason) && !materials.is_empty() && materials.iter().all(missing)
            }
            Act::TellUnneeded { reason, .. } | Act::Redirect { reason, .. } => {
                (waiting || correcting) && said(reason)
            }
            Act::Mend { answers } => waiting && !answers.is_empty(),
            Act::NotifyCorrections { corrections, .. } => {
                let fits = |id: &String| {
                    (id == "form" || self.asks(id))
                        && self.told.as_ref().is_none_or(|told| told.contains(id))
                };
                let named = |id: &String| corrections.iter().any(|(one, _)| one == id);
                waiting
                    && !corrections.is_empty()
                    && corrections.iter().all(|(id, _)| fits(id))
                    && self.may_be_asked().all(named)
            }
            Act::Supply { papers, answers } => {
                let some = !papers.is_empty() || !answers.is_empty();
                correcting && some && papers.iter().all(|paper| self.asks(&paper.material))
            }
            Act::Accept { .. } => waiting && self.may_be_asked().next().is_none(),
            _ => false,
        }
    }

    /// What comes after acceptance, and what may be done at any time.
    fn allows_later(&self, who: &StaffActor, act: &Act, today: Date) -> bool {
        let handling = self.state == State::Accepted;
        let decided = self.state == State::Decided;
        let open = !matches!(self.state, State::Closed { .. });
        match act {
            Act::Claim => open && self.holder.as_ref().is_none_or(|holder| *holder == who.id),
            Act::HandOn { reason, .. } => open && said(reason),
            Act::AskDepartments { branches } => {
                let mut names = BTreeSet::new();
                let fits = |branch: &domain::cases::Branch| {
                    let due = walk(today, branch.days, true, &[]);
                    said(&branch.question)
                        && names.insert(branch.department.clone())
                        && !self.waits_for(&branch.department)
                        && self.statutory.is_none_or(|limit| due <= limit || today > limit)
                };
                handling && !branches.is_empty() && branches.iter().all(fits)
            }
            Act::Answer { text, .. } => handling && said(text) && self.waits_for(&who.department),
            Act::CallBack { department, reason } => {
                handling && said(reason) && self.waits_for(department)
            }
            Act::Opine { text, .. } => handling && said(text) && !self.spoke.contains(&who.id),
            Act::Extend { days, reason } => {
                let most = self.item.regime.extension.as_ref().map_or(0, |given| given.days);
                let stood = self.stops.last().filter(|_| self.stands()).map(|(from, _)| *from);
                let in_time = |limit: Date| stood.unwrap_or(today) <= limit;
                handling
                    && said(reason)
                    && (1..=most).contains(days)
                    && self.extended == 0
                    && self.statutory.is_some_and(in_time)
            }
            Act::Pause { reason, told_days, .. } => {
                let ground = self.item.regime.exclusions.iter().any(|given| given.id == *reason);
                handling && !self.stands() && ground && *told_days > 0
            }
            Act::Resume => handling && self.stands(),
            Act::Settle(settled) => handling && self.may_settle(settled, today),
            Act::Deliver { delivery, .. } => {
                decided
                    && match delivery {
                        // Nobody else is in the cases of the model.
                        Delivery::Handed { to, checked, .. } => {
                            said(checked) && *to == PartyRole::Applicant
                        }
                        Delivery::Posted { tracking } => said(tracking),
                        Delivery::Nothing => false,
                    }
            }
            Act::Withdraw { .. } => open && !decided,
            _ => false,
        }
    }

    fn waits_for(&self, department: &str) -> bool {
        self.open.iter().any(|(asked, _)| asked == department)
    }

    /// 34, 37, 38: decided with the clock running, after everybody has spoken or had the time to.
    fn may_settle(&self, settled: &domain::cases::Settled, today: Date) -> bool {
        let reviewed = self.item.flow.kind == FlowKind::Review;
        let officers = match (reviewed, self.item.flow.second_officer) {
            (_, true) => 2,
            (true, false) => 1,
            (false, false) => 0,
        };
        !self.stands()
            && self.open.iter().all(|(_, due)| today > *due)
            && reviewed == (settled.outcome != Outcome::Done)
            && self.spoke.len() >= officers
            && (!self.owes_a_reason(settled.outcome) || said(&settled.reason))
            && settled.results.iter().all(|one| one.valid_until.is_none_or(|until| until >= today))
    }

    /// 38: a refusal gives its reasons; so does a grant against the word of whoever checked.
    fn owes_a_reason(&self, outcome: Outcome) -> bool {
        outcome == Outcome::Refused || outcome == Outcome::Granted && self.dissent
    }

    fn does(&mut self, who: &StaffActor, act: &Act, now: Timestamp) {
        let today = now.day();
        match act {
            Act::AddPapers { papers } => {
                self.papers.extend(papers.iter().map(|paper| paper.material.clone()));
            }
            Act::SeeOriginals { .. } | Act::Mend { .. } => {}
            Act::WaivePapers { materials, .. } => self.waived.extend(materials.iter().cloned()),
            Act::TellUnneeded { .. } => self.close(Closing::Unneeded, now),
            Act::Redirect { .. } => self.close(Closing::Redirected, now),
            Act::NotifyCorrections { corrections, .. } => {
                self.state = State::AwaitingCorrection;
                self.answer_due = None;
                (self.statutory, self.promised) = (None, None);
                self.tells(corrections.iter().map(|(id, _)| id.clone()).collect());
                let working = self.item.regime.unit == LimitUnit::WorkingDay;
                let days = self.item.regime.abandoned_after_days;
                self.abandoned_on = days.map(|days| walk(today, days, working, &[]));
                // 不动产登记暂行条例 17: incomplete is 不予受理.
                if self.item.regime.id == "real_estate" {
                    self.close(Closing::Incomplete, now);
                }
            }
            Act::Supply { papers, .. } => {
                self.papers.extend(papers.iter().map(|paper| paper.material.clone()));
                self.state = State::Received;
                self.complete = today;
                self.lies_here();
            }
            Act::Accept { .. } => self.accept(today),
            Act::Claim => self.holder = Some(who.id.clone()),
            Act::HandOn { officer, .. } => self.holder.clone_from(officer),
            Act::AskDepartments { branches } => {
                let over = self.statutory.is_some_and(|limit| today > limit);
                let due = |days| walk(today, if over { 0 } else { days }, true, &[]);
                let asked = branches.iter().map(|one| (one.department.clone(), due(one.days)));
                self.open.extend(asked);
            }
            Act::Answer { conclusion, .. } => {
                self.dissent |= *conclusion == Conclusion::Disagree;
                self.open.retain(|(department, _)| *department != who.department);
                self.answers += 1;
            }
            Act::CallBack { department, .. } => self.open.retain(|(one, _)| one != department),
            Act::Opine { conclusion, .. } => {
                self.dissent |= *conclusion == Conclusion::Disagree;
                self.spoke.insert(who.id.clone());
            }
            Act::Extend { days, .. } => {
                self.extended = *days;
                self.count();
            }
            Act::Pause { .. } => self.stops.push((today, None)),
            Act::Resume => {
                self.stops.last_mut().unwrap().1 = Some(today);
                self.count();
            }
            Act::Settle(settled) => {
                self.state = State::Decided;
                self.outcome = Some(settled.outcome);
                if settled.outcome == Outcome::Done && self.item.results.is_empty() {
                    self.close(Closing::Done, now);
                }
            }
            Act::Deliver { .. } => {
                let closing = closing_of(self.outcome.unwrap());
                self.close(closing, now);
            }
            Act::Withdraw { .. } => self.close(Closing::Withdrawn, now),
        }
    }

    /// What is asked for is needed.
    fn tells(&mut self, told: BTreeSet<String>) {
        self.waived.retain(|id| !told.contains(id));
        self.told = Some(told);
    }

    fn asks(&self, material: &str) -> bool {
        self.item.papers.iter().any(|paper| paper.id == material)
    }

    /// What everybody must bring and has not come, but what is not needed after all.
    fn missing(&self) -> impl Iterator<Item = &String> {
        let asked = self.item.papers.iter();
        asked
            .filter(|paper| paper.need == MaterialNeed::Required && !paper.conditional)
            .map(|paper| &paper.id)
            .filter(|id| !self.papers.contains(*id) && !self.waived.contains(*id))
    }

    /// 32: what was not told in the one notice is not asked for any more.
    fn may_be_asked(&self) -> impl Iterator<Item = &String> {
        self.missing().filter(|id| self.told.as_ref().is_none_or(|told| told.contains(*id)))
    }

    /// The application lies before the organ as it stands: what runs from receipt runs, and a word
    /// on it is due, by law or by promise.
    fn lies_here(&mut self) {
        self.count();
        let regime = &self.item.regime;
        let working = regime.correction_unit == LimitUnit::WorkingDay;
        let by_law = regime.correction_days.map(|days| walk(self.complete, days, working, &[]));
        let done = self.promised.or(self.statutory);
        let by_promise = regime
            .answer_days
            .map(|days| walk(self.complete, days, true, &[]))
            .filter(|day| done.is_none_or(|done| *day < done));
        self.answer_due = by_law.or(by_promise);
    }

    fn accept(&mut self, on: Date) {
        self.state = State::Accepted;
        self.answer_due = None;
        self.accepted = Some(on);
        let later = self.item.papers.iter().filter(|paper| paper.need == MaterialNeed::Later);
        let later = later.map(|paper| &paper.id).filter(|id| !self.papers.contains(*id));
        self.later = later.chain(self.missing()).cloned().collect();
        self.count();
        let limit = self.statutory.or(self.promised);
        for joint in &self.item.flow.joint {
            let due = walk(on, joint.days, true, &[]);
            let due = limit.filter(|limit| *limit < due).unwrap_or(due);
            self.open.push((joint.department.clone(), due));
        }
    }

    /// Both dates: 42 with its extension, 45 with the days on which the clock stood.
    fn count(&mut self) {
        let start = match self.item.regime.start {
            StartEvent::Receipt => Some(self.complete),
            _ => self.accepted,
        };
        let Some(start) = start else { return };
        let last = |limit: &TimeLimit| {
            let days = limit.days + self.extended;
            walk(start, days, limit.unit == LimitUnit::WorkingDay, &self.stops)
        };
        self.statutory = self.item.limits.statutory.as_ref().map(last);
        self.promised = self.item.limits.promised.as_ref().map(last);
    }

    fn close(&mut self, closing: Closing, at: Timestamp) {
        self.state = State::Closed { closing };
        self.closed_at = Some(at);
        self.answer_due = None;
    }
}

/// So many days after the first one, which does not count; the last one is worked, and the clock
/// runs on it. A clock that still stands is taken to stand for its first day only.
fn walk(first: Date, days: u16, working: bool, stops: &[(Date, Option<Date>)]) -> Date {
    let stood = |day: Date| {
        let covers = |(from, until): &(Date, Option<Date>)| match until {
            Some(until) => *from <= day && day < *until,
            None => *from == day,
        };
        stops.iter().any(covers)
    };
    let (mut day, mut left) = (first, days);
    while left > 0 || !nation().is_working(day) || stood(day) {
        day = day.tomorrow().unwrap();
        let counts = !stood(day) && (!working || nation().is_working(day));
        left -= u16::from(counts && left > 0);
    }
    day
}

const fn closing_of(outcome: Outcome) -> Closing {
    match outcome {
        Outcome::Granted => Closing::Granted,
        Outcome::Refused => Closing::Refused,
        Outcome::Done => Closing::Done,
    }
}
