//! 窗口收件: an application of a person in front of the clerk, with the originals seen;
//! and 当场办结, an immediate item done while the person waits.

use domain::access::{Action, Resource};
use domain::cases::{Outcome, Refused};
use domain::catalogue::FlowKind;
use domain::people::PersonKind;

use super::act::{self, Command};
use super::handover;
use super::store::{self, Loaded};
use super::submit::{Receipt, Submission};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// What a clerk does with an application that is taken in, in the same unit of work.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Materials whose originals the clerk saw.
    pub originals: Vec<String>,
    /// Whether to do it on the spot.
    pub spot: bool,
}

impl Intake {
    /// The use case. A repeated request gets the first one's receipt, and nothing is done twice.
    pub fn run(&self, submission: &Submission, unit: &mut Unit<'_>) -> Result<Receipt> {
        let receipt = submission.run(unit)?;
        if receipt.number != submission.number() {
            return Ok(receipt);
        }
        if self.originals.is_empty() && !self.spot {
            return Ok(receipt);
        }
        let mut loaded = store::for_act(unit, Action::SupplyPapers, &receipt.number)?;
        if !self.originals.is_empty() {
            let region = unit.cx.house.settings.region.clone();
            unit.authorise(Action::TakeIn, &Resource::House { region: &region })?;
            let materials = self.originals.clone();
            act::perform(unit, &mut loaded, &Command::SeeOriginals { materials })?;
        }
        if self.spot {
            on_the_spot(unit, &mut loaded)?;
        }
        Ok(receipt)
    }
}

/// The use case for a case that was taken in before; nothing is done when it has moved on since.
pub fn complete(unit: &mut Unit<'_>, number: &str, seen: Option<u64>) -> Result<Loaded> {
    let mut loaded = store::for_act(unit, Action::JudgeReceipt, number)?;
    if seen.is_some_and(|seen| seen != loaded.case.seq) {
        return Err(Error::Moved { seq: loaded.case.seq });
    }
    on_the_spot(unit, &mut loaded)?;
    Ok(loaded)
}

/// 当场办结: accepts, does and hands over an immediate item, each as an event of its own. The window
/// does it under the written authority by which it accepts in the organ's name.
pub fn on_the_spot(unit: &mut Unit<'_>, loaded: &mut Loaded) -> Result<()> {
    let region = unit.cx.house.settings.region.clone();
    unit.authorise(Action::TakeIn, &Resource::House { region: &region })?;
    unit.authorise(Action::JudgeReceipt, &Resource::Case(loaded.case.resource()))?;
    if loaded.terms().flow.kind != FlowKind::Immediate {
        return Err(Error::Refused(Refused::WrongOutcome));
    }
    act::perform(unit, loaded, &Command::Accept)?;
    let settle = Command::Settle {
        outcome: Outcome::Done,
        reason: String::new(),
        basis: Vec::new(),
        results: Vec::new(),
    };
    act::perform(unit, loaded, &settle)?;
    if loaded.case.is_closed() {
        return Ok(());
    }
    let parties = super::file::parties_of(unit, &loaded.case.number)?;
    let party = handover::comes(&parties).ok_or_else(|| Error::broken("nobody applies"))?;
    // A company does not stand anywhere: the document of the person who came is looked at.
    if party.kind == PersonKind::Legal {
        return Err(Error::field("parties.handler.name", "required"));
    }
    act::perform(unit, loaded, &handover::to(party))
}
