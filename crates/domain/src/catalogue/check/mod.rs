//! The catalogue is checked like source code: what an item must be before anybody may read it.
//!
//! Errors stop a publication. Warnings are told: what a source leaves open (an imported item names
//! no articles), and what a reform office should look at again. An item with an `origin` was
//! published by another platform, so the thirteen elements of our guides are not demanded of it.

mod codes;
mod directory;
mod downloads;
mod elements;
mod law;
mod references;
mod texts;

use std::fmt::Display;

use super::{Department, DirectoryEntry, Item, Place, Regime};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Should be looked at; the item can be published.
    Warning,
    /// The item cannot be published.
    Error,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// Where, as `materials[2].basis`.
    pub field: String,
    /// What, by a stable code: `limits.promised_longer` ….
    pub code: &'static str,
    /// Numbers or texts that the message needs.
    pub values: Vec<String>,
}

/// What an item may refer to.
pub trait Lookup {
    /// The department with this `id`.
    fn department(&self, id: &str) -> Option<&Department>;
    /// The place with this `id`.
    fn place(&self, id: &str) -> Option<&Place>;
    /// The regime with this `id`.
    fn regime(&self, id: &str) -> Option<&Regime>;
    /// The directory entry with this 基本编码.
    fn entry(&self, catalog_code: &str) -> Option<&DirectoryEntry>;
    /// Whether there is a region with this code.
    fn has_region(&self, code: &str) -> bool;
    /// Whether there is a theme or life event with this `id`.
    fn has_theme(&self, id: &str) -> bool;
}

/// Everything that is not as it should be with the item, errors and warnings, field by field.
pub fn check(item: &Item, surroundings: &impl Lookup) -> Vec<Finding> {
    let mut findings = Findings { list: Vec::new(), ours: item.origin.is_none() };
    codes::check(item, surroundings, &mut findings);
    directory::check(item, surroundings, &mut findings);
    references::check(item, surroundings, &mut findings);
    texts::check(item, &mut findings);
    law::check(item, surroundings, &mut findings);
    downloads::check(item, &mut findings);
    elements::check(item, surroundings, &mut findings);
    findings.list
}

/// What was found so far.
struct Findings {
    list: Vec<Finding>,
    /// Whether the item is of our own catalogue, not of another platform.
    ours: bool,
}

impl Findings {
    fn error(&mut self, field: impl Into<String>, code: &'static str, values: &[&dyn Display]) {
        self.add(Severity::Error, field, code, values);
    }

    fn warning(&mut self, field: impl Into<String>, code: &'static str, values: &[&dyn Display]) {
        self.add(Severity::Warning, field, code, values);
    }

    /// An error in our own catalogue; of another platform's item only a warning.
    fn lapse(&mut self, field: impl Into<String>, code: &'static str, values: &[&dyn Display]) {
        let severity = if self.ours { Severity::Error } else { Severity::Warning };
        self.add(severity, field, code, values);
    }

    fn add(
        &mut self,
        severity: Severity,
        field: impl Into<String>,
        code: &'static str,
        values: &[&dyn Display],
    ) {
        let values = values.iter().map(ToString::to_string).collect();
        self.list.push(Finding { severity, field: field.into(), code, values });
    }
}

#[cfg(test)]
mod tests;
