//! One row of another platform: typed reading of its fields, gathering all that is wrong.

use serde_json::{Map, Value};

use super::Fault;
use super::profile::Mapping;

/// A row, and what was found wrong with it so far.
pub(super) struct Row<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) values: &'a Map<String, Value>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Row<'a> {
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A text, without blanks around it; none when the field is missing, null or says nothing.
    pub(super) fn text(&mut self, field: &str) -> Option<&'a str> {
        match self.values.get(field) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => {
                self.printable(field, text);
                let text = text.trim();
                (!self.mapping.is_empty(text)).then_some(text)
            }
            Some(other) => {
                self.fault(Fault::new(field, "row.not_a_text").with(&kind(other)));
                None
            }
        }
    }

    /// Departments and places are made from a row too, so it is the row that is looked at.
    fn printable(&mut self, field: &str, text: &str) {
        let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        if let Some(bad) = text.chars().find(control) {
            let code = format!("U+{:04X}", u32::from(bad));
            self.fault(Fault::new(field, "text.control").with(&code));
        }
    }

    /// A text that must be there; empty when it is not, and then the row has a fault.
    pub(super) fn required(&mut self, field: &str) -> &'a str {
        let before = self.faults.len();
        let text = self.text(field);
        if text.is_none() && self.faults.len() == before {
            self.fault(Fault::new(field, "row.missing"));
        }
        text.unwrap_or_default()
    }

    /// A list of texts; a word that says nothing is an empty list.
    pub(super) fn list(&mut self, field: &str) -> Vec<&'a str> {
        let entries = match self.values.get(field) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(entries)) => entries,
            Some(Value::String(text)) if self.mapping.is_empty(text.trim()) => return Vec::new(),
            Some(other) => {
                self.fault(Fault::new(field, "row.not_a_list").with(&kind(other)));
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            match entry.as_str().map(str::trim) {
                Some(text) if self.mapping.is_empty(text) => {}
                Some(text) => {
                    self.printable(&format!("{field}[{place}]"), text);
                    texts.push(text);
                }
                None => {
                    let field = format!("{field}[{place}]");
                    self.fault(Fault::new(field, "row.not_a_text").with(&kind(entry)));
                }
            }
        }
        texts
    }

    /// A whole number, written as text or number; none when nothing is there.
    pub(super) fn count(&mut self, field: &str) -> Option<u8> {
        let number = match self.values.get(field) {
            Some(Value::Number(number)) => number.as_u64().and_then(|n| u8::try_from(n).ok()),
            _ => self.text(field)?.parse().ok(),
        };
        if number.is_none() {
            self.fault(Fault::new(field, "row.not_a_number"));
        }
        number
    }

    /// The meaning of a code by a list of the profile; none when nothing is there.
    pub(super) fn coded<T: Copy>(
        &mut self,
        field: &str,
        word: Option<&str>,
        list: &std::collections::BTreeMap<String, T>,
    ) -> Option<T> {
        let word = word?;
        let meaning = list.get(word).copied();
        if meaning.is_none() {
            let known: Vec<&str> = list.keys().map(String::as_str).collect();
            let fault = Fault::new(field, "row.unknown_code").with(&word);
            self.fault(fault.with(&known.join("、")));
        }
        meaning
    }
}

/// The JSON type of a value, for messages.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
