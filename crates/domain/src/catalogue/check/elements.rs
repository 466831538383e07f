//! The thirteen elements of a guide (the opinion of 2016), demanded of our own items.

use super::super::{Application, Item, MaterialClass};
use super::{Findings, Lookup};

pub(super) fn check(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    channels(item, findings);
    if !findings.ours {
        return;
    }
    let applies = !matches!(item.application, Application::None { .. });
    let promised = item.limits.promised.is_some() || item.limits.statutory.is_some();
    let department = surroundings.department(&item.department);
    let contacts = item.contacts.as_ref().or(department.map(|department| &department.contacts));
    let contacts =
        contacts.is_some_and(|contacts| !contacts.ask.is_empty() && !contacts.complain.is_empty());
    let places: Vec<_> = item.places.iter().filter_map(|id| surroundings.place(id)).collect();
    let sampled = item.results.iter().all(|result| result.sample.is_some());
    // 收费 may be empty (free of charge) and 办理状态查询 is always there: number and query code.
    for (number, name, field, there) in [
        (1, "事项名称", "name", !item.name.zh.trim().is_empty()),
        (2, "受理机构", "department", department.is_some()),
        (3, "受理条件", "conditions", !item.conditions.is_empty()),
        (4, "申请材料", "materials", !applies || !item.materials.is_empty()),
        (5, "办理流程", "steps", !item.steps.is_empty()),
        (6, "办结时限", "limits", !applies || promised),
        (7, "不予批准的情形", "refusals", !applies || !item.refusals.is_empty()),
        (8, "办理结果", "results", !applies || (!item.results.is_empty() && sampled)),
        (9, "咨询投诉", "contacts", contacts),
        (10, "表格下载", "downloads", forms_can_be_taken_home(item)),
        (11, "办公时间和地址", "places", places.iter().any(|place| !place.hours.is_empty())),
        (12, "交通路线", "places", places.iter().any(|place| !place.route.zh.is_empty())),
    ] {
        if !there {
            findings.error(field, "element.missing", &[&number, &name]);
        }
    }
    for (place, material) in item.materials.iter().enumerate() {
        for (word, code, there) in [
            ("notes", "material.no_notes", material.notes.is_some()),
            ("standard", "material.no_standard", material.standard.is_some()),
            ("sample", "material.no_sample", material.sample.is_some()),
        ] {
            if !there {
                let field = format!("materials[{place}].{word}");
                findings.lapse(field, code, &[&material.name.zh]);
            }
        }
    }
    if item.themes.is_empty() {
        findings.warning("themes", "element.no_theme", &[]);
    }
}

/// 表格下载: each form among the materials can be taken home, with its common mistakes.
fn forms_can_be_taken_home(item: &Item) -> bool {
    let mut forms = item.materials.iter().filter(|material| material.class == MaterialClass::Form);
    forms.all(|form| item.downloads.iter().any(|download| download.material == form.id))
}

fn channels(item: &Item, findings: &mut Findings) {
    let applies = !matches!(item.application, Application::None { .. });
    if applies && item.channels.apply.is_empty() {
        findings.lapse("channels.apply", "channels.none", &[]);
    }
    if item.channels.visits > 0 && item.channels.visit_reason.is_none() {
        findings.warning("channels.visit_reason", "channels.no_reason", &[&item.channels.visits]);
    }
}
