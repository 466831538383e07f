//! Acts on a case: authorise → load → decide → save → log, one way for all of them.

use base::Date;
use domain::access::Action;
use domain::cases::{
    Act, Branch, Conclusion, Delivery, Facts, Issue, Outcome, Paper, Refused, Settled, execute,
};
use domain::catalogue::Incomplete;
use domain::people::PartyRole;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::answers;
use super::handover::{self, Shown};
use super::numbers::{self, PaperKind};
use super::papers;
use super::store::{self, Loaded};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// What somebody asks to do, as pages and the API send it. Numbers of papers are drawn here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Add papers.
    AddPapers {
        /// The papers.
        papers: Vec<Paper>,
    },
    /// Note that originals were seen.
    SeeOriginals {
        /// Materials by their `id`.
        materials: Vec<String>,
    },
    /// Say that required papers are not needed after all.
    WaivePapers {
        /// Materials by their `id`.
        materials: Vec<String>,
        /// Why.
        reason: String,
    },
    /// No permission is needed.
    TellUnneeded {
        /// Why.
        reason: String,
    },
    /// Not this organ's.
    Redirect {
        /// The competent department, by its `id`.
        to: Option<String>,
        /// Where to go, in words.
        reason: String,
    },
    /// Mend answers on the spot.
    Mend {
        /// The answers that change.
        #[schema(value_type = Object)]
        answers: Map<String, Value>,
    },
    /// The one-time notice.
    NotifyCorrections {
        /// What is wrong with what.
        corrections: Vec<CorrectionLine>,
    },
    /// Bring what was asked for.
    Supply {
        /// The papers.
        #[serde(default)]
        papers: Vec<Paper>,
        /// Answers that change.
        #[serde(default)]
        #[schema(value_type = Object)]
        answers: Map<String, Value>,
    },
    /// Accept.
    Accept,
    /// Take on.
    Claim,
    /// Give to somebody else.
    HandOn {
        /// To whom; none for the list.
        officer: Option<String>,
        /// Why.
        reason: String,
    },
    /// Ask a department.
    AskDepartments {
        /// By its `id`.
        department: String,
        /// Its share in working days.
        days: u16,
        /// What.
        question: String,
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
        /// Why.
        reason: String,
    },
    /// Give an opinion.
    Opine {
        /// The conclusion.
        conclusion: Conclusion,
        /// In words.
        text: String,
    },
    /// Extend.
    Extend {
        /// By how many units.
        days: u16,
        /// Why.
        reason: String,
    },
    /// Stop the clock.
    Pause {
        /// The exclusion of the regime.
        reason: String,
        /// Told to take so many days.
        told_days: u16,
        /// In words.
        #[serde(default)]
        text: String,
    },
    /// Let it run.
    Resume,
    /// Grant, refuse, or finish.
    Settle {
        /// Which way.
        outcome: Outcome,
        /// Why.
        #[serde(default)]
        reason: String,
        /// Articles, as cited.
        #[serde(default)]
        basis: Vec<String>,
        /// What is issued; left out, everything that the item has, each by its rule.
        #[serde(default)]
        results: Vec<IssueLine>,
    },
    /// Hand over or post.
    Deliver {
        /// How.
        delivery: Delivery,
        /// To whom: the name on the document of the person who came.
        #[serde(default)]
        note: String,
        /// The last four characters of that document's number.
        #[serde(default)]
        number_end: String,
    },
    /// Withdraw.
    Withdraw {
        /// Why.
        #[serde(default)]
        reason: String,
    },
}

/// A line of the one-time notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionLine {
    /// The material by its `id`; `form` for the form.
    pub material: String,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// A result to issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueLine {
    /// Which of the item's results, by its place in the item, from zero.
    pub result: usize,
    /// Valid until, where it is not the item's rule.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

impl Command {
    /// What access calls it.
    pub const fn action(&self) -> Action {
        match self {
            Self::AddPapers { .. } | Self::Supply { .. } => Action::SupplyPapers,
            Self::SeeOriginals { .. }
            | Self::WaivePapers { .. }
            | Self::TellUnneeded { .. }
            | Self::Redirect { .. }
            | Self::Mend { .. }
            | Self::NotifyCorrections { .. }
            | Self::Accept => Action::JudgeReceipt,
            Self::Claim
            | Self::AskDepartments { .. }
            | Self::CallBack { .. }
            | Self::Opine { .. }
            | Self::Settle { outcome: Outcome::Done, .. } => Action::Review,
            Self::HandOn { .. } => Action::HandOn,
            Self::Answer { .. } => Action::AnswerBranch,
            Self::Extend { .. } | Self::Pause { .. } | Self::Resume => Action::MoveClock,
            Self::Settle { .. } => Action::Decide,
            Self::Deliver { .. } => Action::Deliver,
            Self::Withdraw { .. } => Action::Withdraw,
        }
    }

    /// The kind of numbered paper that goes with it.
    const fn paper(&self, incomplete: Incomplete) -> Option<PaperKind> {
        match self {
            Self::TellUnneeded { .. } => Some(PaperKind::Unneeded),
            Self::Redirect { .. } => Some(PaperKind::Redirection),
            Self::NotifyCorrections { .. } => Some(match incomplete {
                Incomplete::Corrected => PaperKind::Correction,
                Incomplete::Refused => PaperKind::Redirection,
            }),
            Self::Accept => Some(PaperKind::Acceptance),
            Self::Settle { outcome: Outcome::Refused, .. } => Some(PaperKind::Refusal),
            Self::Settle { .. } => Some(PaperKind::Decision),
            _ => None,
        }
    }

    /// The act, with the numbers that were drawn.
    fn with_numbers(self, document: String, results: Vec<Issue>) -> Act {
        match self {
            Self::AddPapers { papers } => Act::AddPapers { papers },
            Self::SeeOriginals { materials } => Act::SeeOriginals { materials },
            Self::WaivePapers { materials, reason } => Act::WaivePapers { materials, reason },
            Self::TellUnneeded { reason } => Act::TellUnneeded { document, reason },
            Self::Redirect { to, reason } => Act::Redirect { document, to, reason },
            Self::Mend { answers } => Act::Mend { answers },
            Self::NotifyCorrections { corrections } => Act::NotifyCorrections {
                document,
                corrections: corrections
                    .into_iter()
                    .map(|line| (line.material, line.text))
                    .collect(),
            },
            Self::Supply { papers, answers } => Act::Supply { papers, answers },
            Self::Accept => Act::Accept { document },
            Self::Claim => Act::Claim,
            Self::HandOn { officer, reason } => Act::HandOn { officer, reason },
            Self::AskDepartments { department, days, question } => {
                Act::AskDepartments { branches: vec![Branch { department, days, question }] }
            }
            Self::Answer { conclusion, text } => Act::Answer { conclusion, text },
            Self::CallBack { department, reason } => Act::CallBack { department, reason },
            Self::Opine { conclusion, text } => Act::Opine { conclusion, text },
            Self::Extend { days, reason } => Act::Extend { days, reason },
            Self::Pause { reason, told_days, text } => Act::Pause { reason, told_days, text },
            Self::Resume => Act::Resume,
            Self::Settle { outcome, reason, basis, .. } => {
                Act::Settle(Settled { outcome, document, results, valid_from: None, reason, basis })
            }
            Self::Deliver { delivery, note, .. } => Act::Deliver { delivery, note },
            Self::Withdraw { reason } => Act::Withdraw { reason },
        }
    }
}

/// Does it. `seen` is the number of the last event that the person saw; when the case has moved on
/// since, nothing is done and the person is told.
pub fn act(
    unit: &mut Unit<'_>,
    number: &str,
    seen: Option<u64>,
    command: &Command,
) -> Result<Loaded> {
    let mut loaded = store::for_act(unit, command.action(), number)?;
    if seen.is_some_and(|seen| seen != loaded.case.seq) {
        return Err(Error::Moved { seq: loaded.case.seq });
    }
    perform(unit, &mut loaded, command)?;
    Ok(loaded)
}

/// Does what was authorised: draws the numbers, asks the law, records what follows.
pub(super) fn perform(unit: &mut Unit<'_>, loaded: &mut Loaded, command: &Command) -> Result<()> {
    let department = loaded.case.department.clone();
    let command = checked(unit, loaded, command)?;
    if let Command::HandOn { officer: Some(officer), .. } = &command {
        works_in(unit, officer, &department)?;
    }
    let now = loaded.moment(unit.cx.now);
    let document = match command.paper(loaded.terms().regime.incomplete) {
        Some(kind) => numbers::draw(unit, &department, kind, now)?,
        None => String::new(),
    };
    let results = issues(unit, loaded, &command, now)?;
    let act = command.with_numbers(document, results);
    let catalogue = unit.cx.house.catalogue();
    let region = store::region(&loaded.case.region)?;
    let emitted = execute(
        &loaded.case,
        &Facts {
            now,
            terms: &loaded.item.terms,
            calendar: catalogue.calendars().of(&region),
            staff: unit.cx.actor.staff(),
        },
        &act,
    )?;
    let actor = unit.cx.actor.pseudonym();
    store::record(unit, loaded, emitted, &actor)
}

/// The command with its papers and answers held against the item: files that papers name become the
/// case's, and their hashes are filled in. Whoever comes for a result is held against the file.
fn checked(unit: &mut Unit<'_>, loaded: &Loaded, command: &Command) -> Result<Command> {
    let mut command = command.clone();
    match &mut command {
        Command::Mend { answers } => answers::change(unit, loaded, answers)?,
        Command::AddPapers { papers } => take(unit, loaded, papers)?,
        Command::Supply { papers, answers } => {
            answers::change(unit, loaded, answers)?;
            take(unit, loaded, papers)?;
        }
        Command::Deliver {
            delivery: Delivery::Handed { to, checked, mandate: false },
            note,
            number_end,
        } => {
            let shown = Shown { kind: checked, name: note, number_end };
            handover::compare(unit, &loaded.case.number, *to, &shown)?;
        }
        _ => {}
    }
    Ok(command)
}

fn take(unit: &mut Unit<'_>, loaded: &Loaded, papers: &mut Vec<Paper>) -> Result<()> {
    let mut faults = papers::check(&unit.cx.actor, &loaded.item.item, papers);
    faults.extend(papers::used(&loaded.case, papers));
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    *papers = papers::claim(unit, &loaded.case.number, papers)?;
    Ok(())
}

/// What a settlement issues, each with a number of its own.
fn issues(
    unit: &mut Unit<'_>,
    loaded: &Loaded,
    command: &Command,
    now: base::Timestamp,
) -> Result<Vec<Issue>> {
    let Command::Settle { outcome, results, .. } = command else { return Ok(Vec::new()) };
    if *outcome == Outcome::Refused {
        return Ok(Vec::new());
    }
    let all = loaded.terms().results.iter();
    let all = all.map(|one| IssueLine { result: one.place, valid_until: None });
    let chosen = if results.is_empty() { all.collect() } else { results.clone() };
    if chosen.len() > loaded.terms().results.len() {
        return Err(Error::Refused(Refused::WrongOutcome));
    }
    let department = loaded.case.department.as_str();
    chosen
        .into_iter()
        .map(|IssueLine { result, valid_until }| {
            let number = numbers::draw(unit, department, PaperKind::Result, now)?;
            Ok(Issue { result, number, valid_until })
        })
        .collect()
}

/// Refuses an officer who is not in office in the department of the case.
fn works_in(unit: &mut Unit<'_>, officer: &str, department: &str) -> Result<()> {
    let row = unit.tx.one(&crate::staff::sql::IN_OFFICE, &[officer.into(), department.into()])?;
    row.map(|_| ()).ok_or_else(|| Error::field("officer", "staff.unknown"))
}

/// The part that a person who comes for a result plays, by its word.
pub fn party_role(word: &str) -> Option<PartyRole> {
    serde_json::from_value(Value::from(word)).ok()
}
