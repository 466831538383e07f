//! Codes: what they are made of must fit what the item says (GB/T 39046; validators go by scheme).

use std::fmt::Display;

use base::codes::{CatalogCode, ItemCode, ItemCodeScheme, Strictness};

use super::super::{CodeScheme, Item};
use super::{Findings, Lookup};

pub(super) fn check(item: &Item, surroundings: &impl Lookup, findings: &mut Findings) {
    match CatalogCode::parse(&item.catalog_code) {
        Err(error) => findings.error("catalog_code", error.code(), &[&item.catalog_code]),
        Ok(_) if item.code_scheme == CodeScheme::Local => {}
        // Lists of item types differ by province, so another platform's digits are its own.
        Ok(code) if findings.ours && code.item_type() != item.kind.code() => {
            let values: [&dyn Display; 2] = [&code.item_type(), &item.kind.code()];
            findings.error("catalog_code", "catalog_code.kind", &values);
        }
        Ok(_) => {}
    }
    let strictness = if findings.ours { Strictness::Input } else { Strictness::Import };
    match ItemCode::parse_with(&item.code, strictness) {
        Err(error) => findings.error("code", error.code(), &[&item.code]),
        Ok((code, warnings)) => {
            for warning in warnings {
                findings.warning("code", warning.code(), &[&item.code]);
            }
            parts(item, &code, surroundings, findings);
        }
    }
}

/// What an implementation's code says about organ, level and directory entry.
fn parts(item: &Item, code: &ItemCode, surroundings: &impl Lookup, findings: &mut Findings) {
    let scheme = match code.scheme() {
        ItemCodeScheme::National31 => CodeScheme::National31,
        ItemCodeScheme::National33 => CodeScheme::National33,
        ItemCodeScheme::Local => CodeScheme::Local,
    };
    if scheme != item.code_scheme {
        findings.error("code", "item_code.scheme", &[&item.code_scheme.name()]);
        return;
    }
    if code.level().is_some_and(|level| item.level.code() != level.to_string()) {
        findings.error("code", "item_code.other_level", &[&item.level.code()]);
    }
    if code.catalog().is_some_and(|catalog| catalog.as_str() != item.catalog_code) {
        findings.error("code", "item_code.other_catalog_code", &[&item.catalog_code]);
    }
    let department = surroundings.department(&item.department);
    if let (Some(organ), Some(department)) = (code.organ(), department)
        && organ != department.credit_code
    {
        findings.error("code", "item_code.other_organ", &[&department.credit_code]);
    }
}
