//! Which acts a page offers: what this person may do to this case as it stands.
//!
//! It only keeps forms away that would be refused; whether an act is done, the use case decides.

use domain::access::{Access, Action, Actor, Resource, StaffActor, decide};
use domain::cases::{Case, Event, Stage, Terms};

/// An act on a case, as forms and addresses name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doing {
    /// Acceptance (受理).
    Accept,
    /// 一次性告知补正.
    Correct,
    /// 当场更正.
    Mend,
    /// 不属于本机关.
    Redirect,
    /// 不需要许可.
    Unneeded,
    /// 核对原件.
    Originals,
    /// 免交: required papers that are not needed after all.
    Waive,
    /// Papers that come later, or were forgotten.
    Papers,
    /// 补正 at the window.
    Supply,
    /// 领办.
    Claim,
    /// 转办.
    HandOn,
    /// 征求意见.
    Ask,
    /// Call a question back.
    CallBack,
    /// Answer as a department that was asked.
    Answer,
    /// 审查意见.
    Opine,
    /// 延期.
    Extend,
    /// A special procedure (特别程序).
    Pause,
    /// The clock runs again.
    Resume,
    /// 准予.
    Grant,
    /// 不予.
    Refuse,
    /// 办结 a service.
    Complete,
    /// 撤回, said at the window.
    Withdraw,
}

impl Doing {
    /// Every act, in the order in which a page offers them.
    pub const ALL: [Self; 22] = [
        Self::Claim,
        Self::Accept,
        Self::Correct,
        Self::Mend,
        Self::Redirect,
        Self::Unneeded,
        Self::Supply,
        Self::Waive,
        Self::Answer,
        Self::Opine,
        Self::Grant,
        Self::Refuse,
        Self::Complete,
        Self::Resume,
        Self::Originals,
        Self::Papers,
        Self::Ask,
        Self::CallBack,
        Self::HandOn,
        Self::Extend,
        Self::Pause,
        Self::Withdraw,
    ];

    /// The last part of its address, and the prefix of its fields.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Correct => "correct",
            Self::Mend => "mend",
            Self::Redirect => "redirect",
            Self::Unneeded => "unneeded",
            Self::Originals => "originals",
            Self::Waive => "waive",
            Self::Papers => "papers",
            Self::Supply => "supply",
            Self::Claim => "claim",
            Self::HandOn => "hand-on",
            Self::Ask => "ask",
            Self::CallBack => "call-back",
            Self::Answer => "answer",
            Self::Opine => "opine",
            Self::Extend => "extend",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Grant => "grant",
            Self::Refuse => "refuse",
            Self::Complete => "complete",
            Self::Withdraw => "withdraw",
        }
    }

    /// The act of an address.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doing| doing.word() == word)
    }

    /// Whether this event is what the act leaves in the log.
    pub const fn leaves(self, event: &Event) -> bool {
        matches!(
            (self, event),
            (Self::Accept, Event::Accepted(_))
                | (Self::Correct, Event::CorrectionNotified { .. })
                | (Self::Mend, Event::Mended { .. })
                | (Self::Redirect, Event::Redirected { .. })
                | (Self::Unneeded, Event::Unneeded { .. })
                | (Self::Originals, Event::OriginalsSeen { .. })
                | (Self::Waive, Event::PapersWaived { .. })
                | (Self::Papers, Event::PapersAdded { .. })
                | (Self::Supply, Event::CorrectionSupplied { .. })
                | (Self::Claim, Event::Claimed { .. })
                | (Self::HandOn, Event::HandedOn { .. })
                | (Self::Ask, Event::DepartmentsAsked { .. })
                | (Self::CallBack, Event::QuestionCalledBack { .. })
                | (Self::Answer, Event::DepartmentAnswered { .. })
                | (Self::Opine, Event::Opined { .. })
                | (Self::Extend, Event::Extended { .. })
                | (Self::Pause, Event::Paused(_))
                | (Self::Resume, Event::Resumed { .. })
                | (Self::Grant | Self::Refuse | Self::Complete, Event::Decided(_))
                | (Self::Withdraw, Event::Withdrawn { .. })
        )
    }

    /// What access calls it.
    const fn action(self) -> Action {
        match self {
            Self::Accept
            | Self::Correct
            | Self::Mend
            | Self::Redirect
            | Self::Unneeded
            | Self::Originals
            | Self::Waive => Action::JudgeReceipt,
            Self::Papers | Self::Supply => Action::SupplyPapers,
            Self::Claim | Self::Ask | Self::CallBack | Self::Opine | Self::Complete => {
                Action::Review
            }
            Self::HandOn => Action::HandOn,
            Self::Answer => Action::AnswerBranch,
            Self::Extend | Self::Pause | Self::Resume => Action::MoveClock,
            Self::Grant | Self::Refuse => Action::Decide,
            Self::Withdraw => Action::Withdraw,
        }
    }

    /// Whether it belongs to the case as it stands.
    fn fits(self, staff: &StaffActor, case: &Case, terms: &Terms) -> bool {
        let stage = case.state.stage();
        let accepted = stage == Stage::Accepted;
        let running = case.open_pause().is_none();
        match self {
            Self::Accept | Self::Correct | Self::Mend => stage == Stage::Received,
            Self::Redirect | Self::Unneeded => {
                matches!(stage, Stage::Received | Stage::Correction)
            }
            Self::Originals => {
                matches!(stage, Stage::Received | Stage::Accepted | Stage::Decided)
                    && !terms.papers.is_empty()
            }
            Self::Waive => stage == Stage::Received && !case.missing(terms).is_empty(),
            Self::Papers => match stage {
                Stage::Received => !terms.papers.is_empty(),
                Stage::Accepted => {
                    case.acceptance.as_ref().is_some_and(|accepted| !accepted.later.is_empty())
                }
                _ => false,
            },
            Self::Supply => stage == Stage::Correction,
            Self::Claim => stage != Stage::Closed && case.held.officer.is_none(),
            Self::HandOn => stage != Stage::Closed,
            Self::Ask => accepted,
            Self::CallBack => accepted && case.open_questions().next().is_some(),
            Self::Answer => {
                accepted && case.open_questions().any(|asked| asked.department == staff.department)
            }
            Self::Opine => {
                accepted
                    && terms.is_decided()
                    && !case.opinions.iter().any(|opinion| opinion.officer == staff.id)
            }
            Self::Extend => {
                accepted
                    && terms.regime.extension.is_some()
                    && case.due.statutory.is_some()
                    && case.extended_days.is_none()
            }
            Self::Pause => accepted && running && !terms.regime.exclusions.is_empty(),
            Self::Resume => accepted && !running,
            Self::Grant | Self::Refuse => accepted && running && terms.is_decided(),
            Self::Complete => accepted && running && !terms.is_decided(),
            Self::Withdraw => !matches!(stage, Stage::Decided | Stage::Closed),
        }
    }
}

/// The acts that a page offers this person, in order.
pub fn allowed(staff: &StaffActor, case: &Case, terms: &Terms) -> Vec<Doing> {
    let actor = Actor::Staff(staff.clone());
    let resource = Resource::Case(case.resource());
    Doing::ALL
        .into_iter()
        .filter(|doing| doing.fits(staff, case, terms))
        .filter(|doing| decide(&actor, doing.action(), &resource) == Access::Granted)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_its_own_word() {
        for doing in Doing::ALL {
            assert_eq!(Doing::from_word(doing.word()), Some(doing));
        }
        assert_eq!(Doing::from_word("erase"), None);
    }
}
