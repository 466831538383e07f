//! What an item refers to must be there.

use std::collections::HashSet;

use super::super::{Application, BodyNature, Item, PowerSource};
use super::{Findings, Lookup};

pub(super) fn check(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    let mut need = |known: bool, field: &str, id: &String| {
        if !known {
            findings.error(field, "reference.unknown", &[id]);
        }
    };
    need(surroundings.department(&item.department).is_some(), "department", &item.department);
    need(surroundings.regime(&item.regime).is_some(), "regime", &item.regime);
    need(surroundings.has_region(&item.region), "region", &item.region);
    for place in &item.places {
        need(surroundings.place(place).is_some(), "places", place);
    }
    for theme in &item.themes {
        need(surroundings.has_theme(theme), "themes", theme);
    }
    for joint in &item.flow.joint {
        let known = surroundings.department(&joint.department).is_some();
        need(known, "flow.joint", &joint.department);
    }
    for download in &item.downloads {
        let known = item.materials.iter().any(|material| material.id == download.material);
        need(known, "downloads", &download.material);
    }
    delegation(item, findings);
    materials(item, findings);
    application(item, findings);
    repeated(&item.places, "places", findings);
    repeated(&item.themes, "themes", findings);
}

/// 委托部门: who acts for another body says for which.
fn delegation(item: &Item, findings: &mut Findings) {
    let entrusted = item.body_nature == BodyNature::EntrustedOrganisation
        || matches!(
            item.power_source,
            Some(PowerSource::EntrustedAbove | PowerSource::EntrustedSame)
        );
    match (entrusted, &item.delegating) {
        (true, None) => findings.lapse("delegating", "delegating.missing", &[]),
        (false, Some(name)) => findings.warning("delegating", "delegating.unneeded", &[&name.zh]),
        _ => {}
    }
}

fn materials(item: &Item, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for material in &item.materials {
        let id = material.id.as_str();
        let plain = !id.is_empty()
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain {
            findings.error("materials", "material.bad_id", &[&id]);
        }
        if !seen.insert(id) {
            findings.error("materials", "material.id_twice", &[&id]);
        }
    }
}

/// Periods follow one another; an item without application asks nothing.
fn application(item: &Item, findings: &mut Findings) {
    match &item.application {
        Application::Open => {}
        Application::Window { windows } => {
            if windows.is_empty() {
                findings.error("application", "application.no_period", &[]);
            }
            for window in windows.iter().filter(|window| window.closes < window.opens) {
                findings.error("application", "application.period_backwards", &[&window.opens]);
            }
            for pair in windows.windows(2).filter(|pair| pair[1].opens <= pair[0].closes) {
                findings.error("application", "application.periods_overlap", &[&pair[1].opens]);
            }
        }
        Application::None { .. } => {
            if !item.materials.is_empty() || !item.downloads.is_empty() || item.form.is_some() {
                findings.error("application", "application.asks_nothing", &[]);
            }
        }
    }
}

fn repeated(list: &[String], field: &str, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for id in list.iter().filter(|id| !seen.insert(id.as_str())) {
        findings.warning(field, "reference.twice", &[id]);
    }
}
