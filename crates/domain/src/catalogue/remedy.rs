//! 救济: what one can do against an act, before whom, until when, by which article. The regime names
//! them, and an item whose own law says otherwise; nothing is inferred from a name.

use calendar::{Calendar, Limit, TimeLimit};
use serde::{Deserialize, Serialize};

use super::{BodyNature, Citation, Department, DepartmentKind, Item, Regime, Region, Text};
use base::Date;

/// What kind of remedy it is, which also says before whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// 行政复议: the government at that level, or whom the department names (行政复议法 24, 27).
    Reconsideration,
    /// 行政诉讼: the people's court.
    AdministrativeSuit,
    /// 异议: the department above the body that refused (法律援助法 49).
    Objection,
    /// 起诉: the people's court, against an award or its refusal (劳动争议调解仲裁法 29, 50).
    LabourSuit,
    /// 复查: the body itself (公证法 39).
    Review,
    /// 民事诉讼: the people's court, over the content (公证法 40).
    CivilSuit,
    /// 投诉: the department that supervises the body (公证法 5).
    Complaint,
}

/// What a remedy is taken against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// 不予受理.
    NotAccepted,
    /// 不予.
    Refused,
    /// 准予: an award or a certificate that somebody disputes.
    Granted,
    /// 逾期未作决定.
    Silence,
}

impl From<crate::cases::Outcome> for Against {
    fn from(outcome: crate::cases::Outcome) -> Self {
        match outcome {
            crate::cases::Outcome::Refused => Self::Refused,
            crate::cases::Outcome::Granted | crate::cases::Outcome::Done => Self::Granted,
        }
    }
}

/// In which order remedies are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyOrder {
    /// Each as one likes.
    #[default]
    Free,
    /// Must come first (行政复议法 23).
    First,
    /// Only against what became of the one before it; its period runs from that.
    Then,
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Which.
    pub kind: RemedyKind,
    /// Against what.
    #[serde(default = "refusals")]
    pub against: Vec<Against>,
    /// In which order.
    #[serde(default)]
    pub order: RemedyOrder,
    /// Within what time from receipt; none where the law sets none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Limit>,
    /// The articles.
    pub basis: Vec<Citation>,
    /// What else one must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

fn refusals() -> Vec<Against> {
    vec![Against::NotAccepted, Against::Refused]
}

/// Before whom a remedy is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forum<'a> {
    /// The people's court.
    Court,
    /// The government of a region; none where the region is not ours.
    Government(Option<&'a Region>),
    /// A department.
    Department(&'a Department),
    /// Whom the department's data names.
    Named(&'a Text),
}

impl Remedy {
    /// The last day, when what it is taken against was received (or fell due) on a day. 行政复议法
    /// 88 and 民事诉讼法 85: the first day does not count, a last day without work moves on.
    pub fn last_day(&self, calendar: &Calendar, received: Date) -> Option<Date> {
        if self.order == RemedyOrder::Then {
            return None;
        }
        let deadline = TimeLimit::new(received, self.within?).run(calendar).ok()?;
        deadline.due
    }

    /// The articles, as cited: with reconsideration the one that says by whom.
    pub fn citations(&self, department: &Department) -> Vec<String> {
        let mut cited: Vec<String> = self.basis.iter().map(ToString::to_string).collect();
        if self.kind == RemedyKind::Reconsideration {
            let named = department.reconsideration.as_ref().map(|one| one.basis.to_string());
            cited.push(named.unwrap_or_else(|| "《行政复议法》第二十四条".to_owned()));
        }
        cited
    }

    /// Before whom it is taken against an act of this department.
    pub fn forum<'a>(
        &self,
        department: &'a Department,
        departments: impl IntoIterator<Item = &'a Department>,
        regions: impl IntoIterator<Item = &'a Region>,
    ) -> Forum<'a> {
        match self.kind {
            RemedyKind::AdministrativeSuit | RemedyKind::LabourSuit | RemedyKind::CivilSuit => {
                Forum::Court
            }
            RemedyKind::Review => Forum::Department(department),
            RemedyKind::Objection | RemedyKind::Complaint => {
                let above = department.parent.as_ref();
                let above = above.and_then(|id| departments.into_iter().find(|one| one.id == *id));
                Forum::Department(above.unwrap_or(department))
            }
            RemedyKind::Reconsideration => {
                if let Some(named) = &department.reconsideration {
                    return Forum::Named(&named.to);
                }
                // A town's, a branch's and an authorised body's acts go to the county as well.
                let county = department.region.get(..6).unwrap_or(&department.region);
                Forum::Government(regions.into_iter().find(|one| one.code == county))
            }
        }
    }
}

/// What can be done against an act on this item, in the order of the data. Whoever is no authority
/// makes no administrative act, so that nothing administrative can be done against it.
pub fn remedies<'a>(
    item: &'a Item,
    regime: &'a Regime,
    department: &Department,
    against: Against,
) -> Vec<&'a Remedy> {
    let authority = department.kind != DepartmentKind::PublicEnterprise
        && item.body_nature != BodyNature::Other;
    let all = if item.remedies.is_empty() { &regime.remedies } else { &item.remedies };
    all.iter()
        .filter(|remedy| remedy.against.contains(&against))
        .filter(|remedy| authority || !remedy.kind.is_administrative())
        .collect()
}

impl RemedyKind {
    const fn is_administrative(self) -> bool {
        matches!(self, Self::Reconsideration | Self::AdministrativeSuit)
    }
}
