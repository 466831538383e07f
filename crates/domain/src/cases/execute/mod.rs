//! What an act leads to, or why the law does not let it be done.

mod receipt;
mod review;
mod settle;
mod submit;

pub(super) use receipt::acceptance;

use base::Timestamp;
use calendar::Calendar;

use super::act::Act;
use super::event::Emitted;
use super::state::{Case, Stage};
use super::terms::Terms;
use crate::access::StaffActor;

pub use settle::{erase, renew_query_code};
pub use submit::submit;

/// What an act is judged by.
pub struct Facts<'a> {
    /// The present moment.
    pub now: Timestamp,
    /// The item's terms in the version of the case.
    pub terms: &'a Terms,
    /// The calendar of the region.
    pub calendar: &'a Calendar,
    /// The member of staff who acts, if it is one.
    pub staff: Option<&'a StaffActor>,
}

/// Why an act is not done. As data it is a stable word with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[serde(tag = "reason", content = "about", rename_all = "snake_case")]
pub enum Refused {
    /// The case is not where this act belongs.
    #[error("a case that is {} cannot have this act", .0.word())]
    WrongStage(Stage),
    /// Applications are not taken on this day.
    #[error("applications are not taken now")]
    NotOpen,
    /// The item does not ask for such papers.
    #[error("the item does not ask for {0:?}")]
    UnknownMaterials(Vec<String>),
    /// Required papers have not come, and the applicant may still be asked for them.
    #[error("papers are missing: {0:?}")]
    MissingPapers(Vec<String>),
    /// All corrections are told once; these were not in the notice (行政许可法 32).
    #[error("not in the one-time notice: {0:?}")]
    NotInFirstNotice(Vec<String>),
    /// The one-time notice says nothing about required papers that have not come (行政许可法 32).
    #[error("the one-time notice leaves out {0:?}")]
    LeftOut(Vec<String>),
    /// Who is told that another organ is competent is not sent to the one that says so.
    #[error("this is the department that says so")]
    OwnDepartment,
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// A reason in words is needed.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A refusal names its article (行政许可法 38).
    #[error("an article is needed")]
    BasisMissing,
    /// Somebody else holds the case.
    #[error("{0} holds the case")]
    HeldBy(String),
    /// Nobody has given an opinion yet.
    #[error("an opinion is needed first")]
    OpinionMissing,
    /// The check of substance takes two officers (行政许可法 34).
    #[error("a second officer must check")]
    SecondOfficerMissing,
    /// Somebody who checked, or a department that was asked, does not agree: a grant says why it is
    /// made all the same.
    #[error("a dissent must be answered by a reason")]
    DissentUnanswered,
    /// This officer has given an opinion.
    #[error("this officer has given an opinion")]
    AlreadyOpined,
    /// Departments that were asked have not answered, and their share of the limit is not over.
    #[error("not answered yet: {0:?}")]
    NotAnswered(Vec<String>),
    /// This department was not asked, or has answered.
    #[error("this department is not asked")]
    NotAsked,
    /// This department is asked and has not answered.
    #[error("{0} is asked already")]
    AlreadyAsked(String),
    /// A department that is asked stays within the limit of the case.
    #[error("the department's share goes beyond the limit")]
    BeyondLimit,
    /// The regime gives no extension, or the item has no statutory limit.
    #[error("the law gives no extension")]
    NoExtension,
    /// The limit was extended.
    #[error("the limit was extended once")]
    AlreadyExtended,
    /// More than the law gives.
    #[error("at most {0}")]
    TooLong(u16),
    /// The limit is over.
    #[error("the limit is over")]
    Overdue,
    /// Nothing else stops a clock than what article 45 or the item's own law names.
    #[error("the law does not stop the clock for {0}")]
    NotAGround(String),
    /// The clock stands still.
    #[error("the clock stands still")]
    ClockStands,
    /// The clock runs.
    #[error("the clock runs")]
    ClockRuns,
    /// This outcome does not fit the item.
    #[error("this outcome does not fit the item")]
    WrongOutcome,
    /// Nobody plays this part in the case: nothing is handed over to such a person.
    #[error("nobody plays this part in the case")]
    NobodyInThatPart,
    /// Time before the last event, or in the future.
    #[error("the time cannot be right")]
    WrongTime,
    /// It came longer ago than can be entered afterwards.
    #[error("it came more than {0} days ago")]
    TooOld(u16),
}

/// The events that the act leads to.
pub fn execute(case: &Case, facts: &Facts<'_>, act: &Act) -> Result<Vec<Emitted>, Refused> {
    match act {
        Act::AddPapers { papers } => receipt::add_papers(case, facts, papers),
        Act::SeeOriginals { materials } => receipt::see_originals(case, facts, materials),
        Act::WaivePapers { materials, reason } => {
            receipt::waive_papers(case, facts, materials, reason)
        }
        Act::TellUnneeded { document, reason } => receipt::tell_unneeded(case, document, reason),
        Act::Redirect { document, to, reason } => {
            receipt::redirect(case, document, to.as_deref(), reason)
        }
        Act::Mend { answers } => receipt::mend(case, answers),
        Act::NotifyCorrections { document, corrections } => {
            receipt::notify_corrections(case, facts, document, corrections)
        }
        Act::Supply { papers, answers } => receipt::supply(case, facts, papers, answers),
        Act::Accept { document } => receipt::accept(case, facts, document),
        Act::Claim => review::claim(case, facts),
        Act::HandOn { officer, reason } => review::hand_on(case, officer.as_deref(), reason),
        Act::AskDepartments { branches } => review::ask(case, facts, branches),
        Act::Answer { conclusion, text } => review::answer(case, facts, *conclusion, text),
        Act::CallBack { department, reason } => review::call_back(case, department, reason),
        Act::Opine { conclusion, text } => review::opine(case, facts, *conclusion, text),
        Act::Extend { days, reason } => review::extend(case, facts, *days, reason),
        Act::Pause { reason, told_days, text } => {
            review::pause(case, facts, reason, *told_days, text)
        }
        Act::Resume => review::resume(case, facts),
        Act::Settle(settled) => settle::settle(case, facts, settled),
        Act::Deliver { delivery, note } => settle::deliver(case, delivery, note),
        Act::Withdraw { reason } => settle::withdraw(case, reason),
    }
}

/// Refuses unless the case is at one of the stages.
fn at(case: &Case, stages: &[Stage]) -> Result<(), Refused> {
    let here = case.state.stage();
    if stages.contains(&here) { Ok(()) } else { Err(Refused::WrongStage(here)) }
}

/// Refuses an empty reason.
fn reasoned(reason: &str) -> Result<(), Refused> {
    if reason.trim().is_empty() { Err(Refused::ReasonMissing) } else { Ok(()) }
}

/// The personal part that holds one text.
fn words(text: &str) -> Option<serde_json::Value> {
    (!text.is_empty()).then(|| serde_json::json!({ "text": text }))
}

/// The member of staff who acts. Access has made sure that there is one.
fn officer(facts: &Facts<'_>) -> Result<String, Refused> {
    facts.staff.map(|staff| staff.id.clone()).ok_or(Refused::NotAsked)
}
