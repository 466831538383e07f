//! 权限: one pure function decides whether an actor may do an action to a resource.
//!
//! It is the first line of every use case. The whole matrix is a golden file in the tests.

use base::codes::RegionCode;
use serde::{Deserialize, Serialize};

use crate::cases::Stage;
use crate::people::{IdentityLevel, Role};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody who has not said who they are.
    Nobody,
    /// The program itself: jobs, silence.
    System,
    /// A resident or a legal person's account.
    Account(AccountActor),
    /// A member of staff.
    Staff(StaffActor),
}

/// An account that acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountActor {
    /// The account.
    pub id: String,
    /// The person behind it as the log knows them: a keyed hash of the identity document.
    pub person: String,
    /// How far the person is known.
    pub level: IdentityLevel,
}

/// A member of staff who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffActor {
    /// The account of staff.
    pub id: String,
    /// The department, by its `id`.
    pub department: String,
    /// Region code: 532901 sees its towns, not its neighbours.
    pub region: String,
    /// Roles.
    pub roles: Vec<Role>,
}

impl Actor {
    /// How the work log names the actor.
    pub fn pseudonym(&self) -> String {
        match self {
            Self::Nobody => "nobody".into(),
            Self::System => "system".into(),
            Self::Account(account) => format!("account:{}", account.id),
            Self::Staff(staff) => format!("staff:{}", staff.id),
        }
    }

    /// The member of staff, if it is one.
    pub fn staff(&self) -> Option<&StaffActor> {
        match self {
            Self::Staff(staff) => Some(staff),
            _ => None,
        }
    }

    /// The account, if it is one.
    pub fn account(&self) -> Option<&AccountActor> {
        match self {
            Self::Account(account) => Some(account),
            _ => None,
        }
    }
}

impl StaffActor {
    /// Whether the member of staff has this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read what is published.
    ReadPublished,
    /// Import or publish items.
    PublishItems,
    /// Save a draft and submit it as a case of one's own.
    FileCase,
    /// Take in a case at the window for a person who is there.
    TakeIn,
    /// Read the status of a case (no personal data).
    ReadStatus,
    /// Read the file of a case, personal data included.
    ReadCase,
    /// Read and print one numbered paper of a case.
    ReadPaper,
    /// Supply corrections or more papers.
    SupplyPapers,
    /// Withdraw the application.
    Withdraw,
    /// Say one of the five outcomes of receipt.
    JudgeReceipt,
    /// Take a case on, give an opinion, ask departments, complete a service.
    Review,
    /// Answer as a department that was asked.
    AnswerBranch,
    /// Give the case to somebody else.
    HandOn,
    /// Extend, stop or start the clock.
    MoveClock,
    /// Grant or refuse.
    Decide,
    /// Hand the result out or post it.
    Deliver,
    /// Give a new query code to a person of the case whose document was compared.
    RenewQueryCode,
    /// See the work list of a department.
    SeeWork,
    /// See the outlet: results that wait.
    SeeOutlet,
    /// See the names of staff and who works where: no secret among colleagues.
    SeeColleagues,
    /// Verify the identity of a person at the window.
    VerifyPerson,
    /// Read and change one's own account.
    OwnAccount,
    /// Manage accounts of staff.
    ManageStaff,
    /// Erase the personal part of a case.
    Erase,
    /// Read the whole work log with its context.
    ReadLog,
    /// Apply what is due by itself: silence, jobs, sequencing.
    Run,
}

impl Action {
    /// Every action, for the matrix.
    pub const ALL: &[Self] = &[
        Self::ReadPublished,
        Self::PublishItems,
        Self::FileCase,
        Self::TakeIn,
        Self::ReadStatus,
        Self::ReadCase,
        Self::ReadPaper,
        Self::SupplyPapers,
        Self::Withdraw,
        Self::JudgeReceipt,
        Self::Review,
        Self::AnswerBranch,
        Self::HandOn,
        Self::MoveClock,
        Self::Decide,
        Self::Deliver,
        Self::RenewQueryCode,
        Self::SeeWork,
        Self::SeeOutlet,
        Self::SeeColleagues,
        Self::VerifyPerson,
        Self::OwnAccount,
        Self::ManageStaff,
        Self::Erase,
        Self::ReadLog,
        Self::Run,
    ];
}

/// To what it is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource<'a> {
    /// What everybody may know.
    Public,
    /// The house as a whole, in a region.
    House {
        /// Region code.
        region: &'a str,
    },
    /// A department.
    Department {
        /// By its `id`.
        id: &'a str,
        /// Region code.
        region: &'a str,
    },
    /// A case.
    Case(CaseResource<'a>),
    /// A numbered paper of a case.
    Paper {
        /// The case.
        case: CaseResource<'a>,
        /// Who drew it up, as the log names them.
        drawn_by: &'a str,
    },
    /// An account of a person.
    Account {
        /// The account.
        id: &'a str,
    },
}

/// What access asks of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResource<'a> {
    /// The competent department.
    pub department: &'a str,
    /// Region code of the item.
    pub region: &'a str,
    /// The region whose house received it.
    pub received_in: &'a str,
    /// The account that filed it, if one did.
    pub filed_by: Option<&'a str>,
    /// Persons of the case as the log knows them.
    pub persons: Vec<&'a str>,
    /// Departments asked in parallel.
    pub asked: Vec<&'a str>,
    /// Whether the window accepts in the organ's name.
    pub window_accepts: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Whether the window took it in from a person who was there, or from a letter.
    pub taken_in: bool,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Go on.
    Granted,
    /// The person may know that it exists, and may not do this: 403.
    Forbidden,
    /// The person may not even know that it exists: 404.
    Hidden,
}

/// Whether the actor may do the action to the resource.
pub fn decide(actor: &Actor, action: Action, resource: &Resource<'_>) -> Access {
    match actor {
        // Whoever runs a command holds the database and the keys.
        Actor::System => granted(matches!(
            action,
            Action::Run | Action::ReadPublished | Action::PublishItems | Action::Erase
        )),
        Actor::Nobody => nobody(action, resource),
        Actor::Account(account) => by_account(account, action, resource),
        Actor::Staff(staff) => by_staff(staff, action, resource),
    }
}

const fn granted(yes: bool) -> Access {
    if yes { Access::Granted } else { Access::Forbidden }
}

const fn hidden_unless(yes: bool) -> Access {
    if yes { Access::Granted } else { Access::Hidden }
}

/// Without a name one reads what is published; the status of a case has a key of its own, the query
/// code.
const fn nobody(action: Action, resource: &Resource<'_>) -> Access {
    match (action, resource) {
        (Action::ReadPublished, Resource::Public) => Access::Granted,
        (_, Resource::Case(_) | Resource::Paper { .. } | Resource::Account { .. }) => {
            Access::Hidden
        }
        _ => Access::Forbidden,
    }
}

fn by_account(account: &AccountActor, action: Action, resource: &Resource<'_>) -> Access {
    match resource {
        Resource::Public => granted(matches!(action, Action::ReadPublished | Action::FileCase)),
        Resource::Account { id } => {
            hidden_unless(*id == account.id && action == Action::OwnAccount)
        }
        Resource::Case(case) => {
            // A self-stated account sees only what it filed itself: anybody can type an ID number.
            let own = case.filed_by == Some(account.id.as_str());
            let verified = account.level > IdentityLevel::SelfStated
                && case.persons.contains(&account.person.as_str());
            if !own && !verified {
                return Access::Hidden;
            }
            granted(matches!(
                action,
                Action::ReadStatus | Action::ReadCase | Action::SupplyPapers | Action::Withdraw
            ))
        }
        // Whoever reads the file reads its papers.
        Resource::Paper { case, .. } => {
            match by_account(account, Action::ReadCase, &Resource::Case(case.clone())) {
                Access::Granted => granted(action == Action::ReadPaper),
                access => access,
            }
        }
        Resource::House { .. } | Resource::Department { .. } => Access::Forbidden,
    }
}

fn by_staff(staff: &StaffActor, action: Action, resource: &Resource<'_>) -> Access {
    match resource {
        Resource::Public => {
            granted(matches!(action, Action::ReadPublished | Action::SeeColleagues))
        }
        Resource::House { region } => {
            if !within(&staff.region, region) {
                return Access::Forbidden;
            }
            granted(match action {
                Action::TakeIn | Action::SeeOutlet | Action::VerifyPerson => {
                    staff.has(Role::Window)
                }
                Action::PublishItems => staff.has(Role::Reform),
                Action::ManageStaff => staff.has(Role::Admin),
                Action::ReadLog => staff.has(Role::Supervisor),
                _ => false,
            })
        }
        Resource::Department { id, region } => {
            let own = staff.department == *id && within(&staff.region, region);
            let handles = staff.has(Role::Officer) || staff.has(Role::Leader);
            let watches = staff.has(Role::Supervisor) && within(&staff.region, region);
            granted(action == Action::SeeWork && ((own && handles) || watches))
        }
        Resource::Account { .. } => granted(
            action == Action::VerifyPerson && staff.has(Role::Window)
                || action == Action::Erase && staff.has(Role::Admin),
        ),
        Resource::Case(case) => staff_on_case(staff, action, case),
        Resource::Paper { case, drawn_by } => staff_on_paper(staff, action, case, drawn_by),
    }
}

/// Whoever reads the file reads its papers. A clerk prints again what they drew up themselves, also
/// when the case has left the window since.
fn staff_on_paper(
    staff: &StaffActor,
    action: Action,
    case: &CaseResource<'_>,
    drawn_by: &str,
) -> Access {
    let own = drawn_by.strip_prefix("staff:") == Some(staff.id.as_str());
    match staff_on_case(staff, Action::ReadCase, case) {
        Access::Hidden => Access::Hidden,
        reads => granted(action == Action::ReadPaper && (reads == Access::Granted || own)),
    }
}

/// 最小必要 (个人信息保护法 6): the window reads a file while it waits for the window, at receipt, for
/// corrections and at the outlet. In between, only one that it took in itself.
const fn window_reads(case: &CaseResource<'_>) -> bool {
    match case.stage {
        Stage::Received | Stage::Correction | Stage::Decided => true,
        Stage::Accepted => case.taken_in,
        Stage::Closed => false,
    }
}

fn staff_on_case(staff: &StaffActor, action: Action, case: &CaseResource<'_>) -> Access {
    let own = staff.department == case.department;
    let asked = case.asked.contains(&staff.department.as_str());
    // A branch office is deeper in the same region; a neighbour is outside it, unless it was asked.
    // A county's window takes in what the prefecture decides, and the case stays in its hands.
    let inside = within(&staff.region, case.region) || within(&staff.region, case.received_in);
    if !inside && !own && !asked {
        return Access::Hidden;
    }
    let window = inside && staff.has(Role::Window);
    let officer = own && staff.has(Role::Officer);
    let leader = own && staff.has(Role::Leader);
    let handles_asked = asked && (staff.has(Role::Officer) || staff.has(Role::Leader));
    let watches = inside && staff.has(Role::Supervisor);
    let keeps = inside && staff.has(Role::Admin);
    if !(window || officer || leader || handles_asked || watches || keeps) {
        return Access::Hidden;
    }
    granted(match action {
        Action::ReadStatus => window || officer || leader || handles_asked || watches,
        Action::ReadCase => {
            let asked = handles_asked && !matches!(case.stage, Stage::Closed);
            (window && window_reads(case)) || officer || leader || asked || watches
        }
        Action::SupplyPapers | Action::Withdraw | Action::RenewQueryCode => window,
        Action::JudgeReceipt => officer || leader || (window && case.window_accepts),
        Action::Review | Action::HandOn => officer || leader,
        Action::AnswerBranch => handles_asked,
        Action::MoveClock | Action::Decide => leader,
        Action::Deliver => window || officer,
        Action::Erase => keeps,
        _ => false,
    })
}

/// Whether a member of staff of `mine` works for `theirs`: the same region or one inside it, as
/// 532900 contains 532901. What is no region code contains nothing and lies nowhere.
pub fn within(mine: &str, theirs: &str) -> bool {
    let both = RegionCode::parse(mine).ok().zip(RegionCode::parse(theirs).ok());
    both.is_some_and(|(mine, theirs)| mine.contains(&theirs))
}

#[cfg(test)]
mod tests;
