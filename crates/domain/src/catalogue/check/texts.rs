//! How long texts may be: GB/T 39046-2020 table 4 where it says so, else what a page can show.

use std::fmt::Display;

use serde_json::Value;

use super::super::form::FormSchema;
use super::super::{Citation, FormBody, Item, Material, Outcome, Text};
use super::Findings;

/// 事项名称, 材料名称: an..200.
const NAME_CHARS_MAX: usize = 200;
/// 设定依据, 常见问题: ..1000.
const LONG_CHARS_MAX: usize = 1_000;
/// Words of one line: a summary, a step's doer, a telephone list.
const LINE_CHARS_MAX: usize = 500;
/// A specimen, printed on one page.
const SAMPLE_CHARS_MAX: usize = 4_000;
/// One condition or reason; the longest real one has 584.
const PARAGRAPH_CHARS_MAX: usize = 2_000;
/// A word that people type instead of the name.
const SYNONYM_CHARS_MAX: usize = 50;
/// How many entries any list of an item may have; the longest real one has 19 materials.
const LIST_MAX: usize = 100;

pub(super) fn check(item: &Item, findings: &mut Findings) {
    characters(item, findings);
    let mut at = Lengths { findings };
    at.named("name", &item.name, NAME_CHARS_MAX);
    at.named("summary", &item.summary, LINE_CHARS_MAX);
    if let Some(delegating) = &item.delegating {
        at.named("delegating", delegating, NAME_CHARS_MAX);
    }
    at.citations("basis", &item.basis);
    at.texts("conditions", &item.conditions, PARAGRAPH_CHARS_MAX);
    at.texts("refusals", &item.refusals, PARAGRAPH_CHARS_MAX);
    at.list("materials", item.materials.len());
    for (place, material) in item.materials.iter().enumerate() {
        at.material(&format!("materials[{place}]"), material);
    }
    at.list("steps", item.steps.len());
    for (place, step) in item.steps.iter().enumerate() {
        for (word, text) in [("name", &step.name), ("who", &step.who), ("time", &step.time)] {
            at.named(&format!("steps[{place}].{word}"), text, LINE_CHARS_MAX);
        }
        at.named(&format!("steps[{place}].what"), &step.what, LONG_CHARS_MAX);
    }
    at.list("results", item.results.len());
    for (place, result) in item.results.iter().enumerate() {
        at.outcome(&format!("results[{place}]"), result);
    }
    for (place, fee) in item.fees.iter().enumerate() {
        at.named(&format!("fees[{place}].name"), &fee.name, NAME_CHARS_MAX);
        at.named(&format!("fees[{place}].standard"), &fee.standard, LONG_CHARS_MAX);
        at.citations(&format!("fees[{place}].basis"), std::slice::from_ref(&fee.basis));
    }
    for (place, download) in item.downloads.iter().enumerate() {
        at.named(&format!("downloads[{place}].name"), &download.name, NAME_CHARS_MAX);
        let field = format!("downloads[{place}].common_errors");
        at.texts(&field, &download.common_errors, LONG_CHARS_MAX);
        at.paper(&format!("downloads[{place}].body"), &download.body);
    }
    for (place, question) in item.questions.iter().enumerate() {
        at.named(&format!("questions[{place}].question"), &question.question, LONG_CHARS_MAX);
        at.named(&format!("questions[{place}].answer"), &question.answer, LONG_CHARS_MAX);
    }
    at.list("synonyms", item.synonyms.len());
    for synonym in &item.synonyms {
        at.required("synonyms", synonym, SYNONYM_CHARS_MAX);
    }
    if let Some(contacts) = &item.contacts {
        at.at_most("contacts.ask", &contacts.ask, LINE_CHARS_MAX);
        at.at_most("contacts.complain", &contacts.complain, LINE_CHARS_MAX);
    }
    if let Some(form) = &item.form {
        questions(form, findings);
    }
}

/// No text holds a control character but tabs and line breaks: it could be neither stored on every
/// engine nor printed. Every text of the item is looked at, wherever it stands.
fn characters(item: &Item, findings: &mut Findings) {
    let Ok(whole) = serde_json::to_value(item) else { return };
    let mut open = vec![(String::new(), &whole)];
    while let Some((field, value)) = open.pop() {
        match value {
            Value::String(text) => {
                let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
                if let Some(bad) = text.chars().find(control) {
                    let code = format!("U+{:04X}", u32::from(bad));
                    findings.error(field, "text.control", &[&code]);
                }
            }
            Value::Array(list) => {
                let inside = list.iter().enumerate();
                open.extend(inside.map(|(place, one)| (format!("{field}[{place}]"), one)));
            }
            Value::Object(map) => {
                let dot = if field.is_empty() { "" } else { "." };
                open.extend(map.iter().map(|(key, one)| (format!("{field}{dot}{key}"), one)));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// The form is of the subset that pages draw, and its samples are answers that would be taken.
fn questions(form: &Value, findings: &mut Findings) {
    let schema = match FormSchema::parse(form) {
        Ok(schema) => schema,
        Err(problems) => {
            for problem in problems {
                let values: Vec<&dyn Display> =
                    problem.values.iter().map(|value| value as &dyn Display).collect();
                findings.error(format!("form.{}", problem.path), problem.code, &values);
            }
            return;
        }
    };
    for field in &schema.fields {
        let path = format!("form.properties.{}.examples", field.name);
        match &field.example {
            None => findings.warning(path, "form.no_example", &[]),
            Some(example) => {
                if let Err((code, _)) = field.check(example) {
                    findings.error(path, "form.bad_example", &[&code]);
                }
            }
        }
    }
}

struct Lengths<'a> {
    findings: &'a mut Findings,
}

impl Lengths<'_> {
    fn at_most(&mut self, field: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.findings.error(field, "text.too_long", &[&most, &length]);
        }
    }

    fn required(&mut self, field: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.findings.error(field, "text.empty", &[]);
        }
        self.at_most(field, text, most);
    }

    fn list(&mut self, field: &str, length: usize) {
        if length > LIST_MAX {
            self.findings.error(field, "text.too_many", &[&LIST_MAX, &length]);
        }
    }

    /// A text that is there. English takes about three times the letters.
    fn named(&mut self, field: &str, text: &Text, most: usize) {
        self.required(field, &text.zh, most);
        if let Some(en) = &text.en {
            self.required(field, en, most * 3);
        }
    }

    fn texts(&mut self, field: &str, texts: &[Text], most: usize) {
        self.list(field, texts.len());
        for (place, text) in texts.iter().enumerate() {
            self.named(&format!("{field}[{place}]"), text, most);
        }
    }

    fn citations(&mut self, field: &str, citations: &[Citation]) {
        self.list(field, citations.len());
        for citation in citations {
            self.required(field, &citation.law, NAME_CHARS_MAX);
            let rest = [&citation.clause, &citation.note];
            for text in rest.into_iter().flatten() {
                self.at_most(field, text, LONG_CHARS_MAX);
            }
        }
    }

    fn material(&mut self, field: &str, material: &Material) {
        self.named(&format!("{field}.name"), &material.name, NAME_CHARS_MAX);
        self.citations(&format!("{field}.basis"), &material.basis);
        for (word, text, most) in [
            ("notes", &material.notes, LONG_CHARS_MAX),
            ("when", &material.when, LONG_CHARS_MAX),
            ("issuer", &material.issuer, NAME_CHARS_MAX),
            ("standard", &material.standard, LONG_CHARS_MAX),
        ] {
            if let Some(text) = text {
                self.named(&format!("{field}.{word}"), text, most);
            }
        }
        if let Some(sample) = &material.sample {
            self.required(&format!("{field}.sample"), sample, SAMPLE_CHARS_MAX);
        }
    }

    fn paper(&mut self, field: &str, body: &FormBody) {
        match body {
            FormBody::Questions => {}
            FormBody::Letter { text } => {
                self.named(&format!("{field}.text"), text, SAMPLE_CHARS_MAX);
            }
            FormBody::List { text, columns, sample } => {
                self.named(&format!("{field}.text"), text, SAMPLE_CHARS_MAX);
                self.texts(&format!("{field}.columns"), columns, LINE_CHARS_MAX);
                self.list(&format!("{field}.sample"), sample.len());
                for cell in sample.iter().flatten() {
                    self.at_most(&format!("{field}.sample"), cell, LINE_CHARS_MAX);
                }
            }
        }
    }

    fn outcome(&mut self, field: &str, result: &Outcome) {
        self.named(&format!("{field}.name"), &result.name, NAME_CHARS_MAX);
        if let Some(sample) = &result.sample {
            self.required(&format!("{field}.sample"), sample, SAMPLE_CHARS_MAX);
        }
        for (word, upkeep) in [("inspection", &result.inspection), ("training", &result.training)] {
            if let Some(upkeep) = upkeep {
                self.named(&format!("{field}.{word}"), &upkeep.what, LONG_CHARS_MAX);
                let basis = std::slice::from_ref(&upkeep.basis);
                self.citations(&format!("{field}.{word}.basis"), basis);
            }
        }
    }
}
