//! Holds answers against the questions.

use base::Date;
use serde_json::{Map, Value};

use super::{FieldKind, FormField, FormOption, FormSchema, NumberRules, TextRules};

/// Every code that an answer can be refused with.
pub const CODES: &[&str] = &[
    "required",
    "too_long",
    "too_short",
    "pattern",
    "control_character",
    "not_a_text",
    "not_a_number",
    "not_whole",
    "too_small",
    "too_large",
    "not_a_date",
    "not_yes_or_no",
    "not_an_option",
    "not_a_list",
    "not_unique",
    "too_few",
    "too_many",
    "unknown_field",
];

/// What is wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerError {
    /// The key of the question.
    pub field: String,
    /// What is wrong, one of [`CODES`].
    pub code: &'static str,
    /// Numbers that the message needs, as a limit.
    pub values: Vec<String>,
}

type Fault = (&'static str, Vec<String>);

impl FormSchema {
    /// What is wrong with these answers, in the order of the questions; nothing when all is well.
    ///
    /// It is as strict as the JSON Schema, and stricter in two points that a schema does not say:
    /// a required text of blanks only is not answered, and a text has no control characters
    /// but line breaks and tabs.
    pub fn validate(&self, answers: &Map<String, Value>) -> Vec<AnswerError> {
        let mut errors = Vec::new();
        for field in &self.fields {
            let fault = match answers.get(&field.name) {
                None => field.required.then(|| fault("required")),
                Some(answer) => field.check(answer).err(),
            };
            if let Some((code, values)) = fault {
                errors.push(AnswerError { field: field.name.clone(), code, values });
            }
        }
        for key in answers.keys().filter(|key| self.field(key).is_none()) {
            let code = "unknown_field";
            errors.push(AnswerError { field: key.clone(), code, values: Vec::new() });
        }
        errors
    }
}

impl FormField {
    /// Whether one answer fits: the code of what is wrong, and what its message needs.
    pub fn check(&self, answer: &Value) -> Result<(), Fault> {
        match &self.kind {
            FieldKind::Text(rules) => text(answer, rules, self.required),
            FieldKind::Date => date(answer),
            FieldKind::Number(rules) => number(answer, rules),
            FieldKind::YesNo => answer.as_bool().map(drop).ok_or_else(|| fault("not_yes_or_no")),
            FieldKind::One(options) => option(answer, options),
            FieldKind::Many { options, least, most } => many(answer, options, *least, *most),
        }
    }
}

const fn fault(code: &'static str) -> Fault {
    (code, Vec::new())
}

fn limit(code: &'static str, value: &impl ToString) -> Fault {
    (code, vec![value.to_string()])
}

fn text(answer: &Value, rules: &TextRules, required: bool) -> Result<(), Fault> {
    let text = answer.as_str().ok_or_else(|| fault("not_a_text"))?;
    if required && text.trim().is_empty() {
        return Err(fault("required"));
    }
    let length = text.chars().count();
    if length > rules.chars_max {
        return Err(limit("too_long", &rules.chars_max));
    }
    if length < rules.chars_min {
        return Err(limit("too_short", &rules.chars_min));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(fault("control_character"));
    }
    match &rules.pattern {
        Some(pattern) if !pattern.is_match(text) => Err(fault("pattern")),
        _ => Ok(()),
    }
}

/// A day as JSON Schema writes it: four, two and two digits that are a day of the calendar.
fn date(answer: &Value) -> Result<(), Fault> {
    let text = answer.as_str().ok_or_else(|| fault("not_a_date"))?;
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    match text.parse::<Date>() {
        Ok(_) if shaped => Ok(()),
        _ => Err(fault("not_a_date")),
    }
}

fn number(answer: &Value, rules: &NumberRules) -> Result<(), Fault> {
    let number = answer.as_f64().ok_or_else(|| fault("not_a_number"))?;
    if rules.whole && number.fract() != 0.0 {
        return Err(fault("not_whole"));
    }
    if number < rules.least {
        return Err(limit("too_small", &rules.least));
    }
    if number > rules.most {
        return Err(limit("too_large", &rules.most));
    }
    Ok(())
}

fn option(answer: &Value, options: &[FormOption]) -> Result<(), Fault> {
    let known = |value| options.iter().any(|option| option.value == value);
    if answer.as_str().is_some_and(known) { Ok(()) } else { Err(fault("not_an_option")) }
}

fn many(answer: &Value, options: &[FormOption], least: usize, most: usize) -> Result<(), Fault> {
    let chosen = answer.as_array().ok_or_else(|| fault("not_a_list"))?;
    if chosen.len() > most {
        return Err(limit("too_many", &most));
    }
    if chosen.len() < least {
        return Err(limit("too_few", &least));
    }
    for (place, one) in chosen.iter().enumerate() {
        option(one, options)?;
        if chosen[..place].contains(one) {
            return Err(fault("not_unique"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> FormSchema {
        let schema = json!({
            "type": "object", "required": ["shop", "area"], "additionalProperties": false,
            "properties": {
                "shop": {"title": "店名", "type": "string", "maxLength": 5, "minLength": 2},
                "area": {"title": "面积", "type": "number", "minimum": 0.5, "maximum": 900},
                "staff": {"title": "人数", "type": "integer", "minimum": 1, "maximum": 50},
                "opens": {"title": "哪天", "type": "string", "format": "date", "maxLength": 10},
                "gas": {"title": "用气", "type": "boolean"},
                "code": {"title": "号", "type": "string", "maxLength": 9, "pattern": "^[0-9]+$"},
                "kind": {"title": "类", "type": "string", "oneOf": [
                    {"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]},
                "food": {"title": "卖", "type": "array", "uniqueItems": true, "minItems": 1,
                    "maxItems": 2, "items": {"type": "string", "oneOf": [
                    {"const": "x", "title": "米线"}, {"const": "y", "title": "饵丝"}]}},
            },
        });
        FormSchema::parse(&schema).unwrap()
    }

    fn codes(more: &Value) -> Vec<(String, &'static str)> {
        let mut answers = json!({"shop": "米线店", "area": 60});
        let all = answers.as_object_mut().unwrap();
        for (key, value) in more.as_object().unwrap() {
            all.insert(key.clone(), value.clone());
        }
        let errors = schema().validate(all);
        assert!(errors.iter().all(|error| CODES.contains(&error.code)));
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn good_answers_pass() {
        let all = json!({"staff": 2.0, "opens": "2026-02-28", "gas": false, "code": "007",
            "kind": "b", "food": ["y", "x"]});
        assert_eq!(codes(&all), []);
    }

    #[test]
    fn each_fault_has_its_code() {
        for (field, answer, code) in [
            ("shop", json!("  "), "required"),
            ("shop", json!("大理米线一店"), "too_long"),
            ("shop", json!("店"), "too_short"),
            ("shop", json!("米\u{0}线"), "control_character"),
            ("shop", json!(7), "not_a_text"),
            ("code", json!("7a"), "pattern"),
            ("area", json!("60"), "not_a_number"),
            ("area", json!(0.4), "too_small"),
            ("area", json!(900.5), "too_large"),
            ("staff", json!(1.5), "not_whole"),
            ("opens", json!("2026-02-29"), "not_a_date"),
            ("opens", json!("20260228"), "not_a_date"),
            ("gas", json!("true"), "not_yes_or_no"),
            ("kind", json!("c"), "not_an_option"),
            ("food", json!("x"), "not_a_list"),
            ("food", json!([]), "too_few"),
            ("food", json!(["x", "y", "x"]), "too_many"),
            ("food", json!(["x", "x"]), "not_unique"),
            ("food", json!(["z"]), "not_an_option"),
            ("other", json!(1), "unknown_field"),
        ] {
            let mut more = Map::new();
            more.insert(field.to_owned(), answer);
            assert_eq!(codes(&Value::Object(more)), [(field.to_owned(), code)]);
        }
        assert_eq!(schema().validate(&Map::new()).len(), 2);
    }
}
