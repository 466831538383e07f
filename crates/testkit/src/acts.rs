//! Commands as people give them in tests.

use app::cases::Command;
use app::cases::act::CorrectionLine;
use domain::cases::{Conclusion, Delivery, Outcome, Paper, Taken};
use domain::people::PartyRole;
use serde_json::Map;

/// A paper that is uploaded; whoever files or supplies it uploads its file.
pub fn paper(material: &str) -> Paper {
    let material = material.into();
    Paper { material, taken: Taken::Upload, file: None, sha256: None, count: 1 }
}

/// Accept.
pub const fn accept() -> Command {
    Command::Accept
}

/// Tell everything that is to be corrected.
pub fn notify(materials: &[&str]) -> Command {
    let line = |id: &&str| CorrectionLine { material: (*id).into(), text: "缺页".into() };
    Command::NotifyCorrections { corrections: materials.iter().map(line).collect() }
}

/// Bring what was asked for.
pub fn supply(materials: &[&str]) -> Command {
    let papers = materials.iter().map(|id| paper(id)).collect();
    Command::Supply { papers, answers: Map::new() }
}

/// Add papers.
pub fn add(materials: &[&str]) -> Command {
    Command::AddPapers { papers: materials.iter().map(|id| paper(id)).collect() }
}

/// Answer as a department that was asked.
pub fn answer() -> Command {
    Command::Answer { conclusion: Conclusion::Agree, text: "符合消防要求".into() }
}

/// Give an opinion.
pub fn opine() -> Command {
    Command::Opine { conclusion: Conclusion::Agree, text: "符合条件".into() }
}

/// Grant, refuse, or finish.
pub fn settle(outcome: Outcome) -> Command {
    let basis = vec!["《食品安全法》第三十三条".into()];
    Command::Settle { outcome, reason: "不符合条件".into(), basis, results: Vec::new() }
}

/// Hand over to the applicant.
pub fn deliver() -> Command {
    let delivery =
        Delivery::Handed { to: PartyRole::Applicant, checked: "111".into(), mandate: false };
    Command::Deliver { delivery, note: "段示例".into(), number_end: "999X".into() }
}

/// Withdraw.
pub fn withdraw() -> Command {
    Command::Withdraw { reason: "不开店了".into() }
}
