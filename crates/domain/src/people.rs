//! People: who acts, and how far we know who they are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 岗位: what a member of staff may do. One person may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 窗口: takes in any item for any department, and hands results out.
    Window,
    /// 承办: reviews the cases of the department.
    Officer,
    /// 负责人: decides, extends, hands on.
    Leader,
    /// 审改办: keeps the catalogue.
    Reform,
    /// 督查: sees everything, changes nothing.
    Supervisor,
    /// 管理员: accounts of staff; no case.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: &[Self] =
        &[Self::Window, Self::Officer, Self::Leader, Self::Reform, Self::Supervisor, Self::Admin];

    /// The word in data and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Reform => "reform",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    /// The word for it in Chinese.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Window => "窗口",
            Self::Officer => "承办",
            Self::Leader => "负责人",
            Self::Reform => "审改办",
            Self::Supervisor => "督查",
            Self::Admin => "管理员",
        }
    }
}

/// 实名等级: how far we know that the holder of an account is who the account says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityLevel {
    /// 自述: typed in by the holder. Sees only what this account filed itself.
    SelfStated,
    /// 窗口核验: a clerk compared the person with the document.
    Window,
    /// 统一身份认证: verified by the provincial sign-on.
    SignOn,
}

/// The part a person plays in a case. They are separate: a guardian applies for a child, a handler
/// carries the papers for a company.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 当事人: whom the result concerns.
    Subject,
    /// 申请人: in whose name the application is made.
    Applicant,
    /// 监护人.
    Guardian,
    /// 代理人: acts under a mandate.
    Agent,
    /// 经办人: carries the papers for a legal person.
    Handler,
}

/// Natural or legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// 自然人.
    Natural,
    /// 法人 or another organisation.
    Legal,
}
