//! The case as its events leave it.

use base::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::event::{
    Acceptance, Channel, Closing, Conclusion, Decided, Delivery, DeliveryWish, Due, Dues,
    LateEntry, Outcome, Paper, Pause,
};
use crate::access::CaseResource;
use crate::people::PartyRole;

/// A case as its events leave it: only what they say, nothing that depends on the present moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Case {
    /// Case number (办件编号).
    pub number: String,
    /// The number of its last event.
    pub seq: u64,
    /// Item code (实施编码).
    pub item: String,
    /// Version of the item.
    pub item_version: u32,
    /// The competent department.
    pub department: String,
    /// Region code.
    pub region: String,
    /// The region whose house received it, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_in: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// The account that filed it.
    pub filed_by: Option<String>,
    /// Persons by their part, as the log knows them.
    pub parties: Vec<(PartyRole, String)>,
    /// When it came.
    pub received_at: Timestamp,
    /// Entered afterwards.
    pub late: Option<LateEntry>,
    /// Papers that came.
    pub papers: Vec<Paper>,
    /// Materials whose originals were seen.
    pub originals_seen: Vec<String>,
    /// Required papers that are not needed after all, by `id`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<String>,
    /// Whether the window accepts in the organ's name.
    pub window_accepts: bool,
    /// How the person wants the result.
    pub delivery_wish: DeliveryWish,
    /// The keyed hash of the query code.
    pub query_hash: String,
    /// Where it stands.
    pub state: State,
    /// Until when a word on the application is due, while it waits for one.
    pub answer_due: Option<Due>,
    /// The one-time notice, if there was one.
    pub correction: Option<Correction>,
    /// Acceptance (受理), if it came to that.
    pub acceptance: Option<Acceptance>,
    /// The two clocks as they stand.
    pub due: Dues,
    /// The extension, in days.
    pub extended_days: Option<u16>,
    /// Times that do not count.
    pub pauses: Vec<Pause>,
    /// Who holds it.
    pub held: Held,
    /// Departments asked in parallel.
    pub asked: Vec<Asked>,
    /// Opinions, in order.
    pub opinions: Vec<Opinion>,
    /// The decision.
    pub decision: Option<Decision>,
    /// Delivery (送达).
    pub delivery: Option<Delivery>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Whether the personal part is destroyed.
    pub erased: bool,
    /// The calendar's version by which its days were counted last.
    pub calendar: String,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum State {
    /// Received, to be accepted (待受理).
    Received,
    /// Something is missing (待补正).
    AwaitingCorrection,
    /// Accepted, being handled (办理中).
    Accepted,
    /// Decided, to be delivered (待送达).
    Decided,
    /// Closed (已办结).
    Closed {
        /// How.
        closing: Closing,
    },
}

/// The state without how it ended, for lists and filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待受理.
    Received,
    /// Something is missing (待补正).
    Correction,
    /// 办理中.
    Accepted,
    /// 待送达.
    Decided,
    /// Closed (已办结).
    Closed,
}

impl Stage {
    /// Every stage in the order in which a case goes through them.
    pub const ALL: &[Self] =
        &[Self::Received, Self::Correction, Self::Accepted, Self::Decided, Self::Closed];

    /// The word in the database and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Correction => "correction",
            Self::Accepted => "accepted",
            Self::Decided => "decided",
            Self::Closed => "closed",
        }
    }

    /// The stage of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|stage| stage.word() == word)
    }
}

impl State {
    /// The state without how it ended.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Received => Stage::Received,
            Self::AwaitingCorrection => Stage::Correction,
            Self::Accepted => Stage::Accepted,
            Self::Decided => Stage::Decided,
            Self::Closed { .. } => Stage::Closed,
        }
    }
}

/// One notice of everything that is wrong (一次性告知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    /// Document number (文书编号).
    pub document: String,
    /// Told at.
    pub told_at: Timestamp,
    /// What is to be corrected, by `id`.
    pub materials: Vec<String>,
    /// When the law closes the case if nothing comes.
    pub abandoned_on: Option<Date>,
    /// When what was asked for came.
    pub supplied_at: Option<Timestamp>,
}

/// Who holds a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Held {
    /// The officer; none while it waits in the department's list.
    pub officer: Option<String>,
}

/// A department asked in parallel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Asked {
    /// By its `id`.
    pub department: String,
    /// Its sub-deadline.
    pub due: Due,
    /// When it answered and what.
    pub answer: Option<(Timestamp, Conclusion)>,
}

/// An opinion of review (审查意见): the words are in the personal part of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Opinion {
    /// Whose.
    pub officer: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub conclusion: Conclusion,
    /// The number of the event.
    pub seq: u64,
}

/// Decision (决定), with its time and number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// What.
    pub decided: Decided,
    /// The number of the event.
    pub seq: u64,
}

impl Case {
    /// What access asks of it.
    pub fn resource(&self) -> CaseResource<'_> {
        CaseResource {
            department: &self.department,
            region: &self.region,
            received_in: self.received_in(),
            filed_by: self.filed_by.as_deref(),
            persons: self.parties.iter().map(|(_, person)| person.as_str()).collect(),
            asked: self.asked.iter().map(|asked| asked.department.as_str()).collect(),
            window_accepts: self.window_accepts,
            stage: self.state.stage(),
            taken_in: matches!(self.channel, Channel::Window | Channel::Post),
        }
    }

    /// The region whose house received it: its window hands the result out again.
    pub fn received_in(&self) -> &str {
        self.received_in.as_deref().unwrap_or(&self.region)
    }

    /// The day on which the application lay before the organ as it stands: that of the receipt, or
    /// of what was supplied after the notice. From it silence accepts (行政许可法 32) and runs what
    /// runs from receipt (政府信息公开条例 30 says so; a notice before acceptance stops no clock).
    pub fn complete_on(&self) -> Date {
        let supplied = self.correction.as_ref().and_then(|told| told.supplied_at);
        supplied.unwrap_or(self.received_at).day()
    }

    /// The day by which the next word of the government is due: on receipt while it waits (or the
    /// end of a limit that runs from receipt, where that is earlier), the promise (else the law's
    /// limit) while it is handled, the delivery after the decision. None while the clock stands
    /// still: then there is no last day yet.
    pub fn due_on(&self) -> Option<Due> {
        match self.state {
            State::Received => {
                [self.answer_due, self.due.next()].into_iter().flatten().min_by_key(|due| due.on)
            }
            State::Accepted if self.open_pause().is_some() => None,
            State::Accepted => self.due.next(),
            State::Decided => self.decision.as_ref().and_then(|made| made.decided.deliver_by),
            State::AwaitingCorrection | State::Closed { .. } => None,
        }
    }

    /// Whether one of the days that still run was counted over holidays that were not published or
    /// not verified.
    pub fn is_provisional(&self) -> bool {
        let deliver_by = self.decision.as_ref().and_then(|made| made.decided.deliver_by);
        let running = match self.state {
            State::Received => [self.answer_due, self.due.promised, self.due.statutory],
            State::Accepted => [None, self.due.promised, self.due.statutory],
            State::Decided => [deliver_by, None, None],
            State::AwaitingCorrection | State::Closed { .. } => [None, None, None],
        };
        running.into_iter().flatten().any(|due| due.provisional)
    }

    /// Departments that have not answered, with the last day of their share.
    pub fn open_questions(&self) -> impl Iterator<Item = &Asked> {
        self.asked.iter().filter(|asked| asked.answer.is_none())
    }

    /// Whether an officer who checked or a department that was asked does not agree.
    pub fn has_dissent(&self) -> bool {
        let officers = self.opinions.iter().map(|opinion| opinion.conclusion);
        let departments = self.asked.iter().filter_map(|asked| Some(asked.answer.as_ref()?.1));
        officers.chain(departments).any(|conclusion| conclusion == Conclusion::Disagree)
    }

    /// The pause that lasts, if the clock stands still.
    pub fn open_pause(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.until.is_none())
    }

    /// Whether the case is closed.
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed { .. })
    }

    /// Whether the same can be applied for once more with the same answers and papers: it was
    /// refused, withdrawn, or ended for want of papers. Who was told that nothing is needed, or
    /// that another organ is competent, is not sent round in a circle.
    pub fn can_be_applied_for_again(&self) -> bool {
        use super::event::Closing::{Abandoned, Incomplete, Refused, Withdrawn};
        let ended = match self.state {
            State::Decided => self.outcome() == Some(Outcome::Refused),
            State::Closed { closing } => {
                matches!(closing, Refused | Withdrawn | Incomplete | Abandoned)
            }
            State::Received | State::AwaitingCorrection | State::Accepted => false,
        };
        ended && !self.erased
    }

    /// The outcome, once decided.
    pub fn outcome(&self) -> Option<Outcome> {
        self.decision.as_ref().map(|made| made.decided.outcome)
    }

    /// Whether a paper of this material has come (a promise to bring it later does not count).
    pub fn has_paper(&self, material: &str) -> bool {
        self.papers
            .iter()
            .any(|paper| paper.material == material && paper.taken != super::event::Taken::Later)
    }

    /// The person that the log knows in this part.
    pub fn party(&self, role: PartyRole) -> Option<&str> {
        self.parties.iter().find(|(part, _)| *part == role).map(|(_, person)| person.as_str())
    }
}
