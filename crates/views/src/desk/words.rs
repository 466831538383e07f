//! The words of the desk for codes of the domain.

use base::codes::DocumentKind;
use domain::cases::{Channel, Closing, Conclusion, Event, Outcome, Stage, Taken};
use domain::people::{IdentityLevel, PartyRole, Role};
use i18n::Lang;

/// 待受理, 待补正 ….
pub const fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Received => lang.desk_stage_received(),
        Stage::Correction => lang.desk_stage_correction(),
        Stage::Accepted => lang.desk_stage_accepted(),
        Stage::Decided => lang.desk_stage_decided(),
        Stage::Closed => lang.desk_stage_closed(),
    }
}

/// 窗口, 承办 ….
pub const fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Window => lang.desk_role_window(),
        Role::Officer => lang.desk_role_officer(),
        Role::Leader => lang.desk_role_leader(),
        Role::Reform => lang.desk_role_reform(),
        Role::Supervisor => lang.desk_role_supervisor(),
        Role::Admin => lang.desk_role_admin(),
    }
}

/// The word of a role in forms and addresses.
pub const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Window => "window",
        Role::Officer => "officer",
        Role::Leader => "leader",
        Role::Reform => "reform",
        Role::Supervisor => "supervisor",
        Role::Admin => "admin",
    }
}

/// 申请人, 经办人 ….
pub const fn party(lang: Lang, role: PartyRole) -> &'static str {
    match role {
        PartyRole::Subject => lang.desk_party_subject(),
        PartyRole::Applicant => lang.desk_party_applicant(),
        PartyRole::Guardian => lang.desk_party_guardian(),
        PartyRole::Agent => lang.desk_party_agent(),
        PartyRole::Handler => lang.desk_party_handler(),
    }
}

/// The word of a party's part in forms.
pub const fn party_word(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Subject => "subject",
        PartyRole::Applicant => "applicant",
        PartyRole::Guardian => "guardian",
        PartyRole::Agent => "agent",
        PartyRole::Handler => "handler",
    }
}

/// Every part, the applicant first.
pub const PARTIES: [PartyRole; 5] = [
    PartyRole::Applicant,
    PartyRole::Handler,
    PartyRole::Agent,
    PartyRole::Guardian,
    PartyRole::Subject,
];

/// 窗口, 网上 ….
pub const fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Window => lang.desk_channel_window(),
        Channel::Web => lang.desk_channel_web(),
        Channel::Api => lang.desk_channel_api(),
        Channel::Post => lang.desk_channel_post(),
        Channel::Kiosk => lang.desk_channel_kiosk(),
    }
}

/// Why an application was entered afterwards.
pub fn late_reason(lang: Lang, code: &str) -> &str {
    match code {
        "network" => lang.desk_late_network(),
        "power" => lang.desk_late_power(),
        "system" => lang.desk_late_system(),
        "outreach" => lang.desk_late_outreach(),
        other => other,
    }
}

/// How a paper was taken.
pub const fn taken(lang: Lang, taken: Taken) -> &'static str {
    match taken {
        Taken::Paper => lang.desk_taken_paper(),
        Taken::Upload => lang.desk_taken_upload(),
        Taken::Scan => lang.desk_taken_scan(),
        Taken::Later => lang.desk_taken_later(),
        Taken::Vault => lang.desk_taken_vault(),
    }
}

/// 准予, 不予, 办理完毕.
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => lang.desk_outcome_granted(),
        Outcome::Refused => lang.desk_outcome_refused(),
        Outcome::Done => lang.desk_outcome_done(),
    }
}

/// 同意, 不同意.
pub const fn conclusion(lang: Lang, conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Agree => lang.desk_agree(),
        Conclusion::Disagree => lang.desk_disagree(),
    }
}

/// How a case ended.
pub const fn closing(lang: Lang, closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => lang.desk_closing_granted(),
        Closing::Refused => lang.desk_closing_refused(),
        Closing::Done => lang.desk_closing_done(),
        Closing::Unneeded => lang.desk_closing_unneeded(),
        Closing::Redirected => lang.desk_closing_redirected(),
        Closing::Incomplete => lang.desk_closing_incomplete(),
        Closing::Withdrawn => lang.desk_closing_withdrawn(),
        Closing::Abandoned => lang.desk_closing_abandoned(),
    }
}

/// 自述, 窗口核验, 统一身份认证.
pub const fn level(lang: Lang, level: IdentityLevel) -> &'static str {
    match level {
        IdentityLevel::SelfStated => lang.desk_level_self(),
        IdentityLevel::Window => lang.desk_level_window(),
        IdentityLevel::SignOn => lang.desk_level_sign_on(),
    }
}

/// 居民身份证, 普通护照 …; the code itself where it is none of ours.
pub fn document(lang: Lang, code: &str) -> &str {
    match DocumentKind::parse(code) {
        Ok(DocumentKind::IdCard) => lang.people_doc_111(),
        Ok(DocumentKind::Passport) => lang.people_doc_414(),
        Ok(DocumentKind::HkMoPermit) => lang.people_doc_516(),
        Ok(DocumentKind::TaiwanPermit) => lang.people_doc_511(),
        Ok(DocumentKind::ResidencePermit) => lang.people_doc_hmt(),
        Ok(DocumentKind::PermanentResident) => lang.people_doc_553(),
        Ok(DocumentKind::CreditCode) => lang.people_doc_001(),
        Err(_) => code,
    }
}

/// Purposes for which a file is opened, as the work log keeps them.
pub const PURPOSES: [&str; 5] = ["受理", "审查", "送达", "督查", "答复咨询"];

/// A purpose in the language of the page; another one as it is.
pub fn purpose(lang: Lang, purpose: &str) -> &str {
    match purpose {
        "受理" => lang.desk_purpose_receipt(),
        "审查" => lang.desk_purpose_review(),
        "送达" => lang.desk_purpose_delivery(),
        "督查" => lang.desk_purpose_supervision(),
        "答复咨询" => lang.desk_purpose_enquiry(),
        other => other,
    }
}

/// What happened, in a few words.
pub fn event(lang: Lang, event: &Event) -> &'static str {
    match event {
        Event::Submitted(_) => lang.desk_event_submitted(),
        Event::PapersAdded { .. } => lang.desk_event_papers_added(),
        Event::OriginalsSeen { .. } => lang.desk_event_originals_seen(),
        Event::PapersWaived { .. } => lang.desk_event_papers_waived(),
        Event::Unneeded { .. } => lang.desk_event_unneeded(),
        Event::Redirected { .. } => lang.desk_event_redirected(),
        Event::Mended { .. } => lang.desk_event_mended(),
        Event::CorrectionNotified { refused: true, .. } => lang.desk_event_incomplete(),
        Event::CorrectionNotified { .. } => lang.desk_event_correction_notified(),
        Event::CorrectionSupplied { .. } => lang.desk_event_correction_supplied(),
        Event::Accepted(_) => lang.desk_event_accepted(),
        Event::Claimed { .. } => lang.desk_event_claimed(),
        Event::HandedOn { .. } => lang.desk_event_handed_on(),
        Event::DepartmentsAsked { .. } => lang.desk_event_departments_asked(),
        Event::QuestionCalledBack { .. } => lang.desk_event_question_called_back(),
        Event::DepartmentAnswered { .. } => lang.desk_event_department_answered(),
        Event::Opined { .. } => lang.desk_event_opined(),
        Event::Extended { .. } => lang.desk_event_extended(),
        Event::Paused(_) => lang.desk_event_paused(),
        Event::Resumed { .. } => lang.desk_event_resumed(),
        Event::Recomputed { .. } => lang.desk_event_recomputed(),
        Event::Decided(_) => lang.desk_event_decided(),
        Event::Delivered { .. } => lang.desk_event_delivered(),
        Event::QueryCodeRenewed { .. } => lang.desk_event_query_code_renewed(),
        Event::Withdrawn { .. } => lang.desk_event_withdrawn(),
        Event::Abandoned { .. } => lang.desk_event_abandoned(),
        Event::Erased { .. } => lang.desk_event_erased(),
    }
}
