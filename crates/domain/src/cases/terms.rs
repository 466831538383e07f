//! The terms on which a case runs: what the item said in the version that was applied for.

use crate::catalogue::{
    Application, ApplicationWindow, CaseType, Flow, FlowKind, Item, Limits, MaterialNeed, Regime,
    ResultKind, WindowRole,
};
use base::Date;

/// The terms on which a case runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Item code (实施编码).
    pub item: String,
    /// Version.
    pub version: u32,
    /// The competent department.
    pub department: String,
    /// Region code.
    pub region: String,
    /// The procedure regime.
    pub regime: Regime,
    /// Limits.
    pub limits: Limits,
    /// Flow.
    pub flow: Flow,
    /// 即办件 or 承诺件.
    pub case_type: CaseType,
    /// Materials.
    pub papers: Vec<TermsPaper>,
    /// Whether the window accepts in the organ's name.
    pub window_accepts: bool,
    /// Whether and when one can apply.
    pub application: Application,
    /// What can be handed over at the end.
    pub results: Vec<TermsResult>,
    /// The articles that a decision rests on, as cited.
    pub basis: Vec<String>,
}

/// A material as the terms see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsPaper {
    /// By its `id`.
    pub id: String,
    /// Required, not, or may follow later.
    pub need: MaterialNeed,
    /// Asked only in a situation, so that its absence is for a person to judge.
    pub conditional: bool,
}

/// A result as the terms see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermsResult {
    /// Its place in the item.
    pub place: usize,
    /// How long it is valid, in months; none is without end.
    pub valid_months: Option<u16>,
}

impl Terms {
    /// The terms of an item under its regime.
    pub fn of(item: &Item, version: u32, regime: &Regime) -> Self {
        let papers = item.materials.iter().map(|material| TermsPaper {
            id: material.id.clone(),
            need: material.need,
            conditional: material.when.is_some(),
        });
        let results = item.results.iter().enumerate();
        let results = results.filter(|(_, result)| result.kind != ResultKind::Nothing);
        let results =
            results.map(|(place, result)| TermsResult { place, valid_months: result.valid_months });
        Self {
            item: item.code.clone(),
            version,
            department: item.department.clone(),
            region: item.region.clone(),
            regime: regime.clone(),
            limits: item.limits.running(),
            flow: item.flow.clone(),
            case_type: item.case_type,
            papers: papers.collect(),
            window_accepts: matches!(item.window_role, WindowRole::Accepts { .. }),
            application: item.application.clone(),
            results: results.collect(),
            basis: item.basis.iter().map(ToString::to_string).collect(),
        }
    }

    /// Whether the item is decided on (as against a service that is simply done).
    pub fn is_decided(&self) -> bool {
        self.flow.kind == FlowKind::Review
    }

    /// Whether something is handed over at the end.
    pub fn has_result(&self) -> bool {
        !self.results.is_empty()
    }

    /// The period of application that contains the day.
    pub fn window_on(&self, day: Date) -> Option<&ApplicationWindow> {
        self.application.window_on(day)
    }

    /// Whether the item knows the material.
    pub fn knows(&self, material: &str) -> bool {
        self.papers.iter().any(|paper| paper.id == material)
    }
}
