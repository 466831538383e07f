//! What people do to a case.

use base::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::event::{Channel, Conclusion, Delivery, DeliveryWish, LateEntry, Outcome, Paper};
use crate::people::{PartyRole, PersonKind};

/// An application that comes in.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCase {
    /// How it came.
    pub channel: Channel,
    /// The account that files it.
    pub filed_by: Option<String>,
    /// Persons.
    pub parties: Vec<Party>,
    /// The answers of the item's form, already checked against its schema.
    pub answers: Map<String, Value>,
    /// The papers.
    pub papers: Vec<Paper>,
    /// The region whose house receives it.
    pub received_in: String,
    /// When it came, if that was before now: entered afterwards.
    pub received_at: Timestamp,
    /// Entered afterwards: which receipt and why.
    pub late: Option<LateEntry>,
    /// How the person wants the result.
    pub delivery: DeliveryWish,
    /// Where to, if posted.
    pub address: Option<PostalAddress>,
    /// The keyed hash of the query code.
    pub query_hash: String,
}

/// A person in a case: personal data, kept in the personal part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Party {
    /// Which part.
    pub role: PartyRole,
    /// Natural or legal.
    pub kind: PersonKind,
    /// The person as the log knows them: a keyed hash of the identity document.
    pub person: String,
    /// Name.
    pub name: String,
    /// Kind code of the identity document (GA/T 2000.156).
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// An address to post to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostalAddress {
    /// To whom.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Where.
    pub address: String,
}

/// A paper to add.
pub type NewPaper = Paper;

/// A department to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// By its `id`.
    pub department: String,
    /// Its share of the limit, in working days.
    pub days: u16,
    /// What it is asked.
    pub question: String,
}

/// A result to issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Which of the item's results, by its place in the item.
    pub result: usize,
    /// 结果编号, drawn at issue.
    pub number: String,
    /// Valid until; by the item's rule if left out.
    pub valid_until: Option<Date>,
}

/// How a decision or a finished service is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Which way.
    pub outcome: Outcome,
    /// 文书编号, drawn at issue.
    pub document: String,
    /// What is issued, unless it is refused or the item has nothing to issue.
    pub results: Vec<Issue>,
    /// Valid from; the day of the decision if left out.
    pub valid_from: Option<Date>,
    /// Reason in words; a refusal must have one.
    pub reason: String,
    /// Articles beyond the item's own; a refusal must name one.
    pub basis: Vec<String>,
}

/// What somebody does to a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Add papers (before acceptance, or those that may follow later).
    AddPapers {
        /// The papers.
        papers: Vec<NewPaper>,
    },
    /// Note that the originals were seen.
    SeeOriginals {
        /// Materials by their `id`.
        materials: Vec<String>,
    },
    /// Say that required papers are not needed after all.
    WaivePapers {
        /// Materials by their `id`.
        materials: Vec<String>,
        /// Why, in words.
        reason: String,
    },
    /// Tell that no permission is needed.
    TellUnneeded {
        /// Document number (文书编号).
        document: String,
        /// Why, in words.
        reason: String,
    },
    /// Tell that it is not this organ's, and where to go.
    Redirect {
        /// Document number (文书编号).
        document: String,
        /// The competent department, where it is one of ours.
        to: Option<String>,
        /// Where to go, in words.
        reason: String,
    },
    /// Mend an answer of the form on the spot.
    Mend {
        /// The answers that change.
        answers: Map<String, Value>,
    },
    /// Tell all that is to be corrected, once.
    NotifyCorrections {
        /// Document number (文书编号).
        document: String,
        /// Materials by `id` (`form` for the form) and what is wrong with each.
        corrections: Vec<(String, String)>,
    },
    /// Bring what was asked for.
    Supply {
        /// The papers.
        papers: Vec<NewPaper>,
        /// Answers of the form that change.
        answers: Map<String, Value>,
    },
    /// Accept.
    Accept {
        /// Document number (文书编号).
        document: String,
    },
    /// Take the case on.
    Claim,
    /// Give it to somebody else, or back to the list.
    HandOn {
        /// The member of staff, or none.
        officer: Option<String>,
        /// Why, in words.
        reason: String,
    },
    /// Ask departments in parallel.
    AskDepartments {
        /// Whom.
        branches: Vec<Branch>,
    },
    /// Answer as a department that was asked.
    Answer {
        /// The conclusion.
        conclusion: Conclusion,
        /// In words.
        text: String,
    },
    /// Call a question back that a department has not answered.
    CallBack {
        /// The department, by its `id`.
        department: String,
        /// Why, in words.
        reason: String,
    },
    /// Give an opinion.
    Opine {
        /// The conclusion.
        conclusion: Conclusion,
        /// In words.
        text: String,
    },
    /// Extend the limit, once.
    Extend {
        /// By how many of the regime's units.
        days: u16,
        /// Why, in words; the applicant is told.
        reason: String,
    },
    /// Stop the clock for what the law does not count.
    Pause {
        /// The exclusion of the regime, by its `id`.
        reason: String,
        /// The time that the person is told it will take, in days.
        told_days: u16,
        /// In words.
        text: String,
    },
    /// Let the clock run again.
    Resume,
    /// Grant, refuse, or finish the service.
    Settle(Settled),
    /// Hand over or post.
    Deliver {
        /// How.
        delivery: Delivery,
        /// To whom by name, and the like.
        note: String,
    },
    /// Withdraw.
    Withdraw {
        /// Why, in words.
        reason: String,
    },
}

impl Act {
    /// The word for the act in the API and in messages.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::AddPapers { .. } => "add-papers",
            Self::SeeOriginals { .. } => "see-originals",
            Self::WaivePapers { .. } => "waive-papers",
            Self::TellUnneeded { .. } => "tell-unneeded",
            Self::Redirect { .. } => "redirect",
            Self::Mend { .. } => "mend",
            Self::NotifyCorrections { .. } => "notify-corrections",
            Self::Supply { .. } => "supply",
            Self::Accept { .. } => "accept",
            Self::Claim => "claim",
            Self::HandOn { .. } => "hand-on",
            Self::AskDepartments { .. } => "ask-departments",
            Self::Answer { .. } => "answer",
            Self::CallBack { .. } => "call-back",
            Self::Opine { .. } => "opine",
            Self::Extend { .. } => "extend",
            Self::Pause { .. } => "pause",
            Self::Resume => "resume",
            Self::Settle(_) => "settle",
            Self::Deliver { .. } => "deliver",
            Self::Withdraw { .. } => "withdraw",
        }
    }
}
