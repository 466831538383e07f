//! From events to the case. It refuses nothing that once happened: it only applies.

use base::Timestamp;

use super::event::{Closing, Dues, Event, Outcome, Paper, Submitted, Taken};
use super::state::{Asked, Case, Correction, Decision, Held, Opinion, State};

/// An event with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in the case, from 1.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// The event.
    pub event: Event,
}

/// The events are not those of a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// The first event is not a submission, or a later one is.
    #[error("event {0} cannot stand there")]
    Misplaced(u64),
    /// A number is missing or twice.
    #[error("event {expected} is expected and {found} is found")]
    Gap {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// There are no events.
    #[error("a case has at least one event")]
    Empty,
}

/// The case that the events of `number` lead to.
pub fn fold<'a>(
    number: &str,
    events: impl IntoIterator<Item = &'a Recorded>,
) -> Result<Case, FoldError> {
    let mut events = events.into_iter();
    let first = events.next().ok_or(FoldError::Empty)?;
    let mut case = Case::start(number, first)?;
    for recorded in events {
        case.apply(recorded)?;
    }
    Ok(case)
}

impl Case {
    /// A case from its first event.
    pub fn start(number: &str, first: &Recorded) -> Result<Self, FoldError> {
        let Event::Submitted(submitted) = &first.event else {
            return Err(FoldError::Misplaced(first.seq));
        };
        if first.seq != 1 {
            return Err(FoldError::Gap { expected: 1, found: first.seq });
        }
        Ok(Self::submitted(number, submitted))
    }

    fn submitted(number: &str, event: &Submitted) -> Self {
        let event = event.clone();
        Self {
            number: number.to_owned(),
            seq: 1,
            item: event.item,
            item_version: event.item_version,
            department: event.department,
            region: event.region,
            received_in: event.received_in,
            channel: event.channel,
            filed_by: event.filed_by,
            parties: event.parties,
            received_at: event.received_at,
            late: event.late,
            papers: event.papers,
            originals_seen: Vec::new(),
            waived: Vec::new(),
            window_accepts: event.window_accepts,
            delivery_wish: event.delivery,
            query_hash: event.query_hash,
            state: State::Received,
            answer_due: event.answer_due,
            correction: None,
            acceptance: None,
            due: event.due,
            extended_days: None,
            pauses: Vec::new(),
            held: Held::default(),
            asked: Vec::new(),
            opinions: Vec::new(),
            decision: None,
            delivery: None,
            closed_at: None,
            erased: false,
            calendar: event.calendar,
        }
    }

    /// Applies the next event.
    pub fn apply(&mut self, recorded: &Recorded) -> Result<(), FoldError> {
        let expected = self.seq + 1;
        if recorded.seq != expected {
            return Err(FoldError::Gap { expected, found: recorded.seq });
        }
        self.seq = recorded.seq;
        match &recorded.event {
            Event::Submitted(_) => return Err(FoldError::Misplaced(recorded.seq)),
            Event::PapersAdded { .. }
            | Event::OriginalsSeen { .. }
            | Event::PapersWaived { .. }
            | Event::Mended { .. }
            | Event::Unneeded { .. }
            | Event::Redirected { .. }
            | Event::CorrectionNotified { .. }
            | Event::CorrectionSupplied { .. }
            | Event::Accepted(_) => self.apply_receipt(recorded),
            Event::Extended { .. }
            | Event::Paused(_)
            | Event::Resumed { .. }
            | Event::Recomputed { .. } => self.apply_clock(&recorded.event),
            Event::Claimed { .. }
            | Event::HandedOn { .. }
            | Event::DepartmentsAsked { .. }
            | Event::DepartmentAnswered { .. }
            | Event::QuestionCalledBack { .. }
            | Event::Opined { .. } => self.apply_review(recorded),
            Event::Decided(_)
            | Event::Delivered { .. }
            | Event::QueryCodeRenewed { .. }
            | Event::Withdrawn { .. }
            | Event::Abandoned { .. }
            | Event::Erased { .. } => self.apply_end(recorded),
        }
        Ok(())
    }

    fn apply_receipt(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::PapersAdded { papers } => self.add_papers(papers),
            Event::OriginalsSeen { materials } => {
                for material in materials {
                    if !self.originals_seen.contains(material) {
                        self.originals_seen.push(material.clone());
                    }
                }
            }
            Event::PapersWaived { materials } => {
                let new = materials.iter().filter(|id| !self.waived.contains(id));
                let new: Vec<String> = new.cloned().collect();
                self.waived.extend(new);
            }
            Event::Unneeded { .. } => self.close(recorded.at, Closing::Unneeded),
            Event::Redirected { .. } => self.close(recorded.at, Closing::Redirected),
            Event::CorrectionNotified { document, materials, abandoned_on, refused } => {
                self.state = State::AwaitingCorrection;
                self.answer_due = None;
                self.due = Dues::default();
                // What is asked for is needed: the last word on a paper counts.
                self.waived.retain(|id| !materials.contains(id));
                self.correction = Some(Correction {
                    document: document.clone(),
                    told_at: recorded.at,
                    materials: materials.clone(),
                    abandoned_on: *abandoned_on,
                    supplied_at: None,
                });
                if *refused {
                    self.close(recorded.at, Closing::Incomplete);
                }
            }
            Event::CorrectionSupplied { papers, answer_due, due } => {
                self.add_papers(papers);
                self.state = State::Received;
                self.answer_due = *answer_due;
                self.due = *due;
                if let Some(correction) = &mut self.correction {
                    correction.supplied_at = Some(recorded.at);
                }
            }
            Event::Accepted(acceptance) => {
                self.state = State::Accepted;
                self.answer_due = None;
                self.due = acceptance.due;
                self.calendar.clone_from(&acceptance.calendar);
                self.asked.extend(acceptance.branches.iter().map(Asked::open));
                self.acceptance = Some(acceptance.clone());
            }
            _ => {}
        }
    }

    pub(super) fn apply_clock(&mut self, event: &Event) {
        match event {
            Event::Extended { days, due, .. } => {
                self.extended_days = Some(*days);
                self.due = *due;
            }
            Event::Paused(pause) => self.pauses.push(pause.clone()),
            Event::Resumed { on, due } => {
                if let Some(pause) = self.pauses.last_mut() {
                    pause.until = Some(*on);
                }
                self.due = *due;
            }
            Event::Recomputed { due, answer_due, deliver_by, calendar } => {
                self.due = *due;
                self.answer_due = *answer_due;
                if let Some(made) = &mut self.decision {
                    made.decided.deliver_by = *deliver_by;
                }
                self.calendar.clone_from(calendar);
            }
            _ => {}
        }
    }

    fn apply_review(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Claimed { officer } => self.held.officer = Some(officer.clone()),
            Event::HandedOn { officer } => self.held.officer.clone_from(officer),
            Event::DepartmentsAsked { branches } => {
                self.asked.extend(branches.iter().map(Asked::open));
            }
            Event::DepartmentAnswered { department, conclusion } => {
                let open =
                    |asked: &&mut Asked| asked.department == *department && asked.answer.is_none();
                if let Some(asked) = self.asked.iter_mut().find(open) {
                    asked.answer = Some((recorded.at, *conclusion));
                }
            }
            // What it had answered before stays: only the open question goes.
            Event::QuestionCalledBack { department } => {
                self.asked
                    .retain(|asked| asked.department != *department || asked.answer.is_some());
            }
            Event::Opined { officer, conclusion } => self.opinions.push(Opinion {
                officer: officer.clone(),
                at: recorded.at,
                conclusion: *conclusion,
                seq: recorded.seq,
            }),
            _ => {}
        }
    }

    fn apply_end(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Decided(decided) => {
                self.state = State::Decided;
                self.decision =
                    Some(Decision { at: recorded.at, decided: decided.clone(), seq: recorded.seq });
            }
            Event::Delivered { delivery, .. } => {
                self.delivery = Some(delivery.clone());
                let closing = match self.outcome() {
                    Some(Outcome::Granted) => Closing::Granted,
                    Some(Outcome::Refused) => Closing::Refused,
                    Some(Outcome::Done) | None => Closing::Done,
                };
                self.close(recorded.at, closing);
            }
            Event::QueryCodeRenewed { query_hash, .. } => self.query_hash.clone_from(query_hash),
            Event::Withdrawn { .. } => self.close(recorded.at, Closing::Withdrawn),
            Event::Abandoned { holds_from, .. } => self.close(*holds_from, Closing::Abandoned),
            Event::Erased { .. } => self.erased = true,
            _ => {}
        }
    }

    fn close(&mut self, at: Timestamp, closing: Closing) {
        self.state = State::Closed { closing };
        self.answer_due = None;
        self.closed_at = Some(at);
    }

    /// A paper that comes takes the place of the promise to bring it.
    fn add_papers(&mut self, papers: &[Paper]) {
        for paper in papers {
            self.papers.retain(|had| had.material != paper.material || had.taken != Taken::Later);
            self.papers.push(paper.clone());
        }
    }
}

impl Asked {
    fn open(asked: &super::event::AskedDepartment) -> Self {
        Self { department: asked.department.clone(), due: asked.due, answer: None }
    }
}
