//! What happened. Events are kept for ever: a change of meaning is a new version with an upcaster.
//!
//! The public part below holds codes, numbers, days and pseudonyms. Words that people wrote and the
//! data of persons are the personal part beside it, which can be erased.

use base::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::catalogue::Item;
use crate::people::PartyRole;

/// An event of a case: its public part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// 收件: the application is here. The receipt is given with it.
    Submitted(Box<Submitted>),
    /// Papers were added by the person or at the window.
    PapersAdded {
        /// The papers.
        papers: Vec<Paper>,
    },
    /// 核对原件: a clerk saw the originals.
    OriginalsSeen {
        /// Materials by their `id`.
        materials: Vec<String>,
    },
    /// 免交: required papers that this application does not need after all.
    PapersWaived {
        /// Materials by their `id`; why is the personal part.
        materials: Vec<String>,
    },
    /// 依法不需要取得许可: told at once (32 第一款第一项).
    Unneeded {
        /// Document number (文书编号).
        document: String,
    },
    /// 不属于本机关职权范围: told where to go (32 第一款第二项).
    Redirected {
        /// Document number (文书编号).
        document: String,
        /// The department that is competent, where it is one of ours.
        to: Option<String>,
    },
    /// 当场更正: mended on the spot (32 第一款第三项).
    Mended {
        /// Answers of the form that were changed, by name.
        fields: Vec<String>,
        /// Document number (文书编号), drawn when it is recorded; older events have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    /// 一次性告知: everything that is to be corrected, once (32 第一款第四项).
    CorrectionNotified {
        /// Document number (文书编号).
        document: String,
        /// Materials by their `id`; `form` for the form itself.
        materials: Vec<String>,
        /// When the law itself closes the case if nothing comes.
        abandoned_on: Option<Date>,
        /// Whether this is 不予受理, where the law refuses what is incomplete on the spot
        /// (不动产登记暂行条例 17): the case is closed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        refused: bool,
    },
    /// 补正: what was asked for has come.
    CorrectionSupplied {
        /// The papers.
        papers: Vec<Paper>,
        /// Until when a word on it is due.
        answer_due: Option<Due>,
        /// The clocks that run from the corrected application.
        #[serde(default, skip_serializing_if = "Dues::is_empty")]
        due: Dues,
    },
    /// Acceptance (受理).
    Accepted(Acceptance),
    /// A member of staff took the case on.
    Claimed {
        /// The member of staff.
        officer: String,
    },
    /// The case was given to somebody else of the department, or back to its list.
    HandedOn {
        /// The member of staff, or none for the list.
        officer: Option<String>,
    },
    /// 征求意见: departments were asked in parallel.
    DepartmentsAsked {
        /// Whom, and until when.
        branches: Vec<AskedDepartment>,
    },
    /// A department that was asked has answered.
    DepartmentAnswered {
        /// By its `id`.
        department: String,
        /// Its conclusion.
        conclusion: Conclusion,
    },
    /// A question was called back: the department need not answer it any more.
    QuestionCalledBack {
        /// By its `id`.
        department: String,
    },
    /// 审查意见.
    Opined {
        /// Whose.
        officer: String,
        /// The conclusion; the words are personal.
        conclusion: Conclusion,
    },
    /// 延长办理期限.
    Extended {
        /// By how much, in the regime's unit.
        days: u16,
        /// The article, as cited.
        basis: String,
        /// The clocks from now on.
        due: Dues,
        /// Document number (文书编号), drawn when it is recorded; older events have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    /// 特别程序: the clock stands still.
    Paused(Pause),
    /// The clock runs again.
    Resumed {
        /// The first day that counts again.
        on: Date,
        /// The clocks from now on.
        due: Dues,
    },
    /// A calendar that was not published before is now: dates computed anew.
    Recomputed {
        /// The clocks from now on.
        due: Dues,
        /// Until when a word on the application is due, while it waits for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_due: Option<Due>,
        /// Until when the result is to be delivered, once decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deliver_by: Option<Due>,
        /// The calendar's version.
        calendar: String,
    },
    /// 决定, or a service that is done.
    Decided(Decided),
    /// 送达: the result is in the person's hands.
    Delivered {
        /// How.
        #[serde(flatten)]
        delivery: Delivery,
        /// 文书编号 of the proof of delivery, drawn when it is recorded; older events have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    /// 换发查询码: a clerk compared the document of a person of the case; the code before is void.
    QueryCodeRenewed {
        /// The keyed hash of the new code.
        query_hash: String,
        /// Which part the person who came plays.
        to: PartyRole,
        /// The document that was checked, by its kind code.
        checked: String,
    },
    /// 撤回申请.
    Withdrawn {
        /// Document number (文书编号), drawn when it is recorded; older events have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    /// 补正不来, where the law itself closes the case.
    Abandoned {
        /// The article, as cited.
        basis: String,
        /// The midnight at which it fell, whoever looked first.
        holds_from: Timestamp,
        /// Document number (文书编号), drawn when it is recorded; older events have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    /// The personal part of the case was destroyed.
    Erased {
        /// Whose part, as the log knows the person.
        person: String,
        /// Why, without a word about the person: this part stays.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

impl Event {
    /// The kind as an entry of the work log names it: `case.accepted`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Submitted(_) => "case.submitted",
            Self::PapersAdded { .. } => "case.papers_added",
            Self::OriginalsSeen { .. } => "case.originals_seen",
            Self::PapersWaived { .. } => "case.papers_waived",
            Self::Unneeded { .. } => "case.unneeded",
            Self::Redirected { .. } => "case.redirected",
            Self::Mended { .. } => "case.mended",
            Self::CorrectionNotified { .. } => "case.correction_notified",
            Self::CorrectionSupplied { .. } => "case.correction_supplied",
            Self::Accepted(_) => "case.accepted",
            Self::Claimed { .. } => "case.claimed",
            Self::HandedOn { .. } => "case.handed_on",
            Self::DepartmentsAsked { .. } => "case.departments_asked",
            Self::DepartmentAnswered { .. } => "case.department_answered",
            Self::QuestionCalledBack { .. } => "case.question_called_back",
            Self::Opined { .. } => "case.opined",
            Self::Extended { .. } => "case.extended",
            Self::Paused(_) => "case.paused",
            Self::Resumed { .. } => "case.resumed",
            Self::Recomputed { .. } => "case.recomputed",
            Self::Decided(_) => "case.decided",
            Self::Delivered { .. } => "case.delivered",
            Self::QueryCodeRenewed { .. } => "case.query_code_renewed",
            Self::Withdrawn { .. } => "case.withdrawn",
            Self::Abandoned { .. } => "case.abandoned",
            Self::Erased { .. } => "case.erased",
        }
    }

    /// The version of the kind's public part.
    pub const fn version(&self) -> u16 {
        1
    }
}

/// An event that an act leads to, with the personal part that goes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Emitted {
    /// The public part.
    pub event: Event,
    /// The personal part, if there is one.
    pub personal: Option<Value>,
}

impl From<Event> for Emitted {
    fn from(event: Event) -> Self {
        Self { event, personal: None }
    }
}

/// 收件.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// Item code (实施编码).
    pub item: String,
    /// Version of the item that the application follows.
    pub item_version: u32,
    /// The competent department, by its `id`.
    pub department: String,
    /// Region code.
    pub region: String,
    /// The region whose house received it, where that is another: a county's window takes in what
    /// the prefecture decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_in: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// The account that filed it, if one did.
    pub filed_by: Option<String>,
    /// Persons by their part, as the log knows them.
    pub parties: Vec<(PartyRole, String)>,
    /// Every paper that was received.
    pub papers: Vec<Paper>,
    /// When the application came in fact.
    pub received_at: Timestamp,
    /// Entered afterwards, after a failure: why.
    pub late: Option<LateEntry>,
    /// Until when a word on it is due.
    pub answer_due: Option<Due>,
    /// The clocks that run from receipt or from the end of the period of application.
    #[serde(default, skip_serializing_if = "Dues::is_empty")]
    pub due: Dues,
    /// Whether the window accepts in the organ's name.
    pub window_accepts: bool,
    /// How the person wants the result.
    pub delivery: DeliveryWish,
    /// The keyed hash of the query code.
    pub query_hash: String,
    /// The calendar's version by which days were counted.
    pub calendar: String,
}

/// Entered afterwards from a receipt on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LateEntry {
    /// The number of the receipt on paper.
    pub paper_receipt: String,
    /// Why it could not be entered at once: one of [`Self::REASONS`].
    pub reason: String,
}

impl LateEntry {
    /// 断网、停电、系统故障、上门服务: why an application can be entered afterwards.
    pub const REASONS: [&str; 4] = ["network", "power", "system", "outreach"];
}

/// Where an application comes from (申报来源): one rule for every channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 窗口.
    Window,
    /// 电脑端或移动端网上.
    Web,
    /// 接口: another system files for the person.
    Api,
    /// 邮寄.
    Post,
    /// 自助终端.
    Kiosk,
}

/// A paper that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Paper {
    /// The material it is, by its `id`.
    pub material: String,
    /// How it was taken.
    pub taken: Taken,
    /// The stored file, if there is one.
    pub file: Option<String>,
    /// SHA-256 of the stored file in hex.
    pub sha256: Option<String>,
    /// Sheets or copies; one where nobody says.
    #[serde(default = "one_copy")]
    pub count: u8,
}

impl Paper {
    /// Whether the answers of the item's form are this paper, and no file came.
    pub fn is_form(&self, item: &Item) -> bool {
        self.taken == Taken::Upload && self.file.is_none() && item.is_form(&self.material)
    }
}

const fn one_copy() -> u8 {
    1
}

/// How a material was received (收取方式 of the practice list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// 1 纸质收取.
    Paper,
    /// 2 附件上传.
    Upload,
    /// 3 扫描.
    Scan,
    /// 4 容缺后补: promised for later.
    Later,
    /// 5 证照库: the government has it already.
    Vault,
}

/// How the person wants the result (领取方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryWish {
    /// 窗口领取.
    PickUp,
    /// 邮寄.
    Post,
}

/// A day by which something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    /// The last day.
    pub on: Date,
    /// Holidays on the way are not published or not verified: the day may move.
    pub provisional: bool,
}

/// The two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Dues {
    /// The statutory one (法定).
    pub statutory: Option<Due>,
    /// The promised one (承诺).
    pub promised: Option<Due>,
}

impl Dues {
    /// The day that people are told: 承诺, else 法定.
    pub fn next(self) -> Option<Due> {
        self.promised.or(self.statutory)
    }

    /// Whether neither clock runs.
    pub fn is_empty(&self) -> bool {
        self.next().is_none()
    }
}

/// Acceptance (受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Acceptance {
    /// By whom or by what.
    pub how: AcceptedHow,
    /// The day of acceptance in law.
    pub on: Date,
    /// From when it holds: for silence the midnight at which it fell.
    pub holds_from: Timestamp,
    /// Document number (文书编号); of silence it is drawn when it is recorded.
    pub document: Option<String>,
    /// The clocks.
    pub due: Dues,
    /// Departments asked in parallel from now on.
    pub branches: Vec<AskedDepartment>,
    /// Papers that are still to come: those that may follow later, and required ones that had not
    /// come and that no notice had asked for.
    pub later: Vec<String>,
    /// The calendar's version.
    pub calendar: String,
}

/// A department asked, and its own share of the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedDepartment {
    /// By its `id`.
    pub department: String,
    /// Its sub-deadline.
    pub due: Due,
}

/// How a case came to be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptedHow {
    /// 窗口以本机关名义受理.
    Window,
    /// 本机关受理.
    Organ,
    /// 逾期不告知，视为受理.
    Silence,
}

/// What somebody who checked came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 同意.
    Agree,
    /// 不同意.
    Disagree,
}

/// A special procedure (特别程序).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pause {
    /// The exclusion of the regime, by its `id`.
    pub reason: String,
    /// The article, as cited.
    pub basis: String,
    /// The first day that does not count.
    pub from: Date,
    /// The first day that counts again; none while it lasts.
    pub until: Option<Date>,
    /// The time that the person was told it will take, in days.
    pub told_days: u16,
    /// Document number (文书编号), drawn when it is recorded; older events have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// Decision (决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decided {
    /// Which way.
    pub outcome: Outcome,
    /// Document number (文书编号).
    pub document: String,
    /// The articles it rests on, as cited.
    pub basis: Vec<String>,
    /// Number of the first result that is issued (结果编号): that of the licence or paper.
    pub result: Option<String>,
    /// Since when the first is valid.
    pub valid_from: Option<Date>,
    /// Until when; none is without end.
    pub valid_until: Option<Date>,
    /// Every result that is issued. Older events have only the first, above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Issued>,
    /// Until when it is to be delivered.
    pub deliver_by: Option<Due>,
    /// Departments that had not answered when their share of the limit was over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
}

/// A result that a decision issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Issued {
    /// Which of the item's results it is, by its place in the item.
    pub result: usize,
    /// The number of the result (结果编号).
    pub number: String,
    /// Valid from.
    pub valid_from: Date,
    /// Valid until; none is without end.
    pub valid_until: Option<Date>,
}

impl Decided {
    /// Every result that was issued, also of an event that names only the first.
    pub fn issued(&self) -> Vec<Issued> {
        if !self.results.is_empty() {
            return self.results.clone();
        }
        let first = self.result.clone().zip(self.valid_from);
        let first = first.map(|(number, valid_from)| Issued {
            result: 0,
            number,
            valid_from,
            valid_until: self.valid_until,
        });
        first.into_iter().collect()
    }
}

/// Which way a case was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予.
    Granted,
    /// 不予.
    Refused,
    /// 办理完毕: a service without a decision.
    Done,
}

/// Delivery (送达).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Delivery {
    /// Handed over at the outlet against identity.
    Handed {
        /// Which part the person who came plays.
        to: PartyRole,
        /// The document that was checked, by its kind code.
        checked: String,
        /// Whether somebody else came for that person with a mandate (委托书), which was kept.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        mandate: bool,
    },
    /// Posted; the tracking number is public, the address is not.
    Posted {
        /// The number by which the post follows it (快递单号).
        tracking: String,
    },
    /// There is nothing to hand over.
    Nothing,
}

/// How a case ended, with the code of practice (办结结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// 出证办结 (0).
    Granted,
    /// 退回办结 (1): refused.
    Refused,
    /// 办结 (6): a service that is done.
    Done,
    /// 不需要许可 (6).
    Unneeded,
    /// 不予受理 (1): not this organ's.
    Redirected,
    /// 不予受理 (1): incomplete, where the law refuses that on the spot.
    Incomplete,
    /// 撤回 (2).
    Withdrawn,
    /// 补正不来办结 (5).
    Abandoned,
}
