//! What the staff of a demonstration say and write in the cases of [`super::scenario`].

use base::{Draw, Timestamp};
use domain::cases::{Conclusion, Delivery, LateEntry, Outcome, Party};
use domain::catalogue::FlowKind;

use super::papers;
use super::plan::{Answer, Plan};
use crate::cases::act::CorrectionLine;
use crate::cases::{Command, handover};
use crate::catalogue::Published;

/// Seconds after which a receipt on paper is entered: the network was gone over noon.
const LATE_SECONDS: i64 = 2 * 3_600;

/// What is said on receipt, where it is not acceptance.
pub fn answer(item: &Published, plan: Plan) -> Command {
    match plan.answer {
        Answer::Redirect => Command::Redirect {
            to: None,
            reason: "此事项由其他机关办理，请到告知的机关提出申请。（演示）".into(),
        },
        Answer::Unneeded => Command::TellUnneeded {
            reason: "您的情况依法不需要办理，可以直接进行。（演示）".into(),
        },
        _ => Command::NotifyCorrections {
            corrections: papers::required(item)
                .next()
                .map(|material| CorrectionLine {
                    material: material.id.clone(),
                    text: "照片不清楚，看不清编号，请重新拍照上传。（演示）".into(),
                })
                .into_iter()
                .collect(),
        },
    }
}

/// What somebody who checked came to.
pub fn opinion(plan: Plan) -> Command {
    let (conclusion, text) = if plan.refused {
        (Conclusion::Disagree, "现场条件与申请材料不一致，建议不予批准。（演示）")
    } else {
        (Conclusion::Agree, "材料齐全，符合法定条件，建议准予。（演示）")
    };
    Command::Opine { conclusion, text: text.into() }
}

/// The decision, or the service that is done.
pub fn settle(item: &Published, plan: Plan) -> Command {
    let review = item.item.flow.kind == FlowKind::Review;
    let outcome = match (review, plan.refused) {
        (_, true) if review => Outcome::Refused,
        (true, _) => Outcome::Granted,
        (false, _) => Outcome::Done,
    };
    let reason = if outcome == Outcome::Refused {
        "现场条件不符合规定，理由见审查意见。（演示）"
    } else {
        "符合条件。（演示）"
    };
    Command::Settle { outcome, reason: reason.into(), basis: Vec::new(), results: Vec::new() }
}

/// The result goes to whoever carries the papers, else to the applicant; or by post.
pub fn deliver(parties: &[Party], post: bool, draw: &mut Draw) -> Command {
    let comes = handover::comes(parties);
    match comes {
        Some(party) if !post => handover::to(party),
        _ => Command::Deliver {
            delivery: Delivery::Posted {
                tracking: format!("YZ{:010}演示", draw.below(10_000_000_000)),
            },
            note: comes.map(|party| party.name.clone()).unwrap_or_default(),
            number_end: String::new(),
        },
    }
}

/// When an application came in fact that is entered now, and the receipt on paper.
pub fn late_entry(now: Timestamp, story: usize) -> (Timestamp, LateEntry) {
    let paper_receipt = format!("纸{:04}", 1 + story);
    (now.plus_seconds(-LATE_SECONDS), LateEntry { paper_receipt, reason: "network".into() })
}
