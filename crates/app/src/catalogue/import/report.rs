//! What became of a file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::limits::{REFUSALS_MAX, WARNING_LINES_MAX};
use crate::catalogue::publish::Counts;
use crate::catalogue::words::{Language, sentence};

/// Characters of a value of the file that a message repeats.
const VALUE_CHARS_MAX: usize = 120;

/// What is wrong with one field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: String,
    pub(super) code: &'static str,
    pub(super) values: Vec<String>,
}

impl Fault {
    pub(super) fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, values: Vec::new() }
    }

    pub(super) fn with(mut self, value: &impl ToString) -> Self {
        self.values.push(value.to_string());
        self
    }
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The line in the file, from one.
    pub line: u64,
    /// The field as the file names it; empty when it is the whole line.
    pub field: String,
    /// What is wrong, by a stable code.
    pub code: &'static str,
    /// Numbers or texts that the message needs.
    pub values: Vec<String>,
}

impl Refusal {
    /// 第 3 行 TASK_TYPE：没有“99”这个代码 …: what is wrong and where, in one sentence.
    pub fn message(&self, language: Language) -> String {
        let what = sentence(language, self.code, &self.values);
        let Self { line, field, .. } = self;
        match (language, field.is_empty()) {
            (Language::Zh, true) => format!("第{line}行{what}"),
            (Language::Zh, false) => format!("第{line}行 {field}：{what}"),
            (Language::En, true) => format!("line {line}: {what}"),
            (Language::En, false) => format!("line {line}, {field}: {what}"),
        }
    }
}

/// Something that many rows have and that refuses none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What it is, by a stable code.
    pub code: &'static str,
    /// How many times it was found.
    pub count: usize,
    /// The first lines that have it.
    pub lines: Vec<u64>,
    /// Numbers or texts that the message needs, of the first time.
    pub values: Vec<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows that were looked at.
    pub rows: usize,
    /// Rows with an item that was not there.
    pub new: usize,
    /// Rows with an item that was there and is different now.
    pub changed: usize,
    /// Rows with an item that is as it was.
    pub unchanged: usize,
    /// Rows that were not taken.
    pub refused: usize,
    /// Departments, places and themes that the items brought with them.
    pub surroundings: usize,
    /// Why rows were not taken; of very many the first.
    pub refusals: Vec<Refusal>,
    /// How many more there are.
    pub untold: usize,
    /// Whether reading was given up, because the file as a whole is not what it should be.
    pub stopped: bool,
    /// What should be looked at.
    pub warnings: Vec<Warning>,
    /// Whether anything was written.
    pub written: bool,
}

impl Warning {
    /// What it is, how often, and where first. Where times differ, the first one stands for all.
    pub fn message(&self, language: Language) -> String {
        let what = sentence(language, self.code, &self.values);
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        let (count, lines) = (self.count, lines.join(", "));
        match (language, self.values.is_empty()) {
            (Language::Zh, true) => format!("{what}：{count} 处（第 {lines} 行等）"),
            (Language::Zh, false) => format!("{what} …… 这类共 {count} 处（第 {lines} 行等）"),
            (Language::En, true) => format!("{what}: {count} times (lines {lines} …)"),
            (Language::En, false) => format!("{what} … {count} like it (lines {lines} …)"),
        }
    }
}

impl Report {
    pub(super) fn count(&mut self, counts: Counts) {
        self.new += counts.new;
        self.changed += counts.changed;
        self.unchanged += counts.unchanged;
    }
}

/// Gathers what is told of the rows.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) refused: usize,
    pub(super) refusals: Vec<Refusal>,
    pub(super) untold: usize,
    warnings: BTreeMap<&'static str, Warning>,
}

impl Gathered {
    /// A row that is not taken, with all that is wrong with it.
    pub(super) fn refuse(&mut self, line: u64, faults: Vec<Fault>) {
        self.refused += 1;
        for Fault { field, code, values } in faults {
            let values = values.into_iter().map(|value| shortened(&value)).collect();
            if self.refusals.len() < REFUSALS_MAX {
                self.refusals.push(Refusal { line, field, code, values });
            } else {
                self.untold += 1;
            }
        }
    }

    pub(super) fn warn(&mut self, line: u64, code: &'static str, values: &[String]) {
        let warning = self.warnings.entry(code).or_insert_with(|| Warning {
            code,
            count: 0,
            lines: Vec::new(),
            values: values.iter().map(|value| shortened(value)).collect(),
        });
        warning.count += 1;
        if warning.lines.len() < WARNING_LINES_MAX && warning.lines.last() != Some(&line) {
            warning.lines.push(line);
        }
    }

    /// The warnings, the most frequent first.
    pub(super) fn warnings(self) -> Vec<Warning> {
        let mut warnings: Vec<Warning> = self.warnings.into_values().collect();
        warnings.sort_by_key(|warning| std::cmp::Reverse(warning.count));
        warnings
    }
}

/// A value of the file as a message repeats it.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(VALUE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
