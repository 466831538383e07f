//! Nothing is asked without a law that lets it be asked; no limit is a law's without its article.

use std::fmt::Display;

use super::super::{
    Application, CaseType, Citation, FlowKind, Item, ItemKind, LimitUnit, TimeLimit,
};
use super::{Findings, Lookup};

pub(super) fn check(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    if item.basis.is_empty() {
        findings.lapse("basis", "basis.missing", &[]);
    }
    for (place, material) in item.materials.iter().enumerate() {
        if material.basis.is_empty() {
            let field = format!("materials[{place}].basis");
            findings.lapse(field, "material.no_basis", &[&material.name.zh]);
        }
    }
    for (place, fee) in item.fees.iter().enumerate() {
        if fee.basis.law.trim().is_empty() {
            findings.error(format!("fees[{place}].basis"), "basis.missing", &[]);
        }
    }
    statutory(item, surroundings, findings);
    promised(item, findings);
    flow(item, findings);
}

/// A statutory limit has an article and a regime that is law: 行政许可法 is for licences only.
fn statutory(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    let Some(regime) = surroundings.regime(&item.regime) else { return };
    let promise_only = regime.basis.is_empty();
    if let Some(statutory) = &item.limits.statutory {
        if statutory.basis.is_none() {
            findings.lapse("limits.statutory.basis", "limits.no_article", &[]);
        }
        if promise_only {
            findings.lapse("limits.statutory", "limits.no_regime", &[&item.regime]);
        }
    }
    if regime.id == "licence" && item.kind != ItemKind::Licence {
        findings.error("regime", "regime.licences_only", &[&item.kind.name()]);
    }
    if item.kind == ItemKind::Licence && promise_only && item.limits.statutory.is_none() {
        findings.warning("regime", "regime.licence_by_promise", &[]);
    }
}

/// 承诺 is never longer than 法定: the item's own limit, in comparable units.
fn promised(item: &Item, findings: &mut Findings) {
    if let (Some(promised), Some(statutory)) = (&item.limits.promised, &item.limits.statutory)
        && is_longer(promised, statutory)
    {
        let values: [&dyn Display; 2] = [&promised.days, &statutory.days];
        findings.error("limits.promised", "limits.promised_longer", &values);
    }
    let immediate = item.case_type == CaseType::Immediate;
    let days = item.limits.promised.as_ref().map(|limit| limit.days);
    if immediate && days.is_some_and(|days| days > 1) {
        findings.warning("limits.promised", "limits.immediate_takes_days", &[&days.unwrap_or(0)]);
    }
    if immediate != (item.flow.kind == FlowKind::Immediate) {
        findings.warning("flow.kind", "flow.immediate_mismatch", &[]);
    }
    let applies = !matches!(item.application, Application::None { .. });
    if applies && item.limits.promised.is_none() && item.limits.statutory.is_none() {
        findings.warning("limits", "limits.none", &[]);
    }
}

/// Whether a limit is longer than another. Of different units, days of the calendar are compared:
/// five working days are a week, a month is 30 days.
fn is_longer(one: &TimeLimit, other: &TimeLimit) -> bool {
    fn calendar_fifths(limit: &TimeLimit) -> u32 {
        u32::from(limit.days)
            * match limit.unit {
                LimitUnit::WorkingDay => 7,
                LimitUnit::CalendarDay => 5,
                LimitUnit::Month => 150,
            }
    }
    calendar_fifths(one) > calendar_fifths(other)
}

/// Departments consulted inside one matter stay within its limit (law-notes: 许可法 26, 42).
fn flow(item: &Item, findings: &mut Findings) {
    let limit = item.limits.statutory.as_ref().or(item.limits.promised.as_ref());
    for joint in &item.flow.joint {
        let share =
            TimeLimit { days: joint.days, unit: LimitUnit::WorkingDay, basis: None, note: None };
        if limit.is_some_and(|limit| is_longer(&share, limit)) {
            findings.error("flow.joint", "flow.joint_too_long", &[&joint.department, &joint.days]);
        }
    }
    if item.flow.second_officer && item.flow.kind != FlowKind::Review {
        findings.error("flow.second_officer", "flow.no_review", &[]);
    }
    let upkeep = item.results.iter().flat_map(|result| [&result.inspection, &result.training]);
    for upkeep in upkeep.flatten().filter(|upkeep| is_empty(&upkeep.basis)) {
        findings.error("results", "basis.missing", &[&upkeep.what.zh]);
    }
}

fn is_empty(citation: &Citation) -> bool {
    citation.law.trim().is_empty()
}
