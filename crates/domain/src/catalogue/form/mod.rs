//! The questions of an item's form: the subset of JSON Schema 2020-12 that pages draw, papers print
//! and answers are checked against.
//!
//! A schema of ours is an object of flat properties: texts, dates, numbers, yes or no, one of a
//! list, any of a list. Everything else is refused when the item is published, so that a page never
//! meets a question that it cannot ask.

mod answers;
mod entry;
mod pattern;
mod schema;

use serde_json::Value;

use super::Text;

pub use answers::{AnswerError, CODES as ANSWER_CODES};
pub use pattern::Pattern;
pub use schema::SchemaProblem;

/// The most questions of one form.
pub const FIELDS_MAX: usize = 40;
/// The most choices of one question.
pub const OPTIONS_MAX: usize = 100;
/// The most characters that an answer may be allowed.
pub const ANSWER_CHARS_MAX: usize = 4_000;
/// The most characters of a title, a help text or the words of a choice.
pub const WORDS_CHARS_MAX: usize = 500;

/// The questions of a form, in the order in which they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct FormSchema {
    /// What the form is called, where it has a name of its own.
    pub title: Option<Text>,
    /// The questions.
    pub fields: Vec<FormField>,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// The key of the answer: lower-case letters, digits and `_`.
    pub name: String,
    /// The question.
    pub title: Text,
    /// How to answer.
    pub help: Option<Text>,
    /// Whether it must be answered.
    pub required: bool,
    /// A good answer, for the filled sample of the form.
    pub example: Option<Value>,
    /// What an answer may be.
    pub kind: FieldKind,
}

/// What an answer may be.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// Words.
    Text(TextRules),
    /// A day, written `2026-09-18`.
    Date,
    /// A number.
    Number(NumberRules),
    /// Yes or no.
    YesNo,
    /// One of a list.
    One(Vec<FormOption>),
    /// Any of a list, each once.
    Many {
        /// The list.
        options: Vec<FormOption>,
        /// How many must be chosen.
        least: usize,
        /// How many may be chosen.
        most: usize,
    },
}

/// What words an answer may be. Lengths count characters.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRules {
    /// The fewest characters.
    pub chars_min: usize,
    /// The most characters.
    pub chars_max: usize,
    /// What the text must look like.
    pub pattern: Option<Pattern>,
    /// Whether it is asked in a field of several lines.
    pub multiline: bool,
}

/// What numbers an answer may be.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberRules {
    /// Whether it has no fraction.
    pub whole: bool,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// What is counted: 平方米.
    pub unit: Option<Text>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOption {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub title: Text,
}

impl FormSchema {
    /// The question with this key.
    pub fn field(&self, name: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldKind {
    /// The choices of a question that has some.
    pub fn options(&self) -> &[FormOption] {
        match self {
            Self::One(options) | Self::Many { options, .. } => options,
            Self::Text(_) | Self::Date | Self::Number(_) | Self::YesNo => &[],
        }
    }
}
