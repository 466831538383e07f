//! Reads what an HTML form sends: names and texts become typed answers.

use serde_json::{Map, Number, Value};

use super::{FieldKind, FormField, FormSchema};

impl FormSchema {
    /// Answers from the pairs of a posted form. A list sends its name once for each choice, a yes
    /// or no sends `true` or `false` (a ticked box sends `on`). What is left empty is no answer;
    /// what does not fit stays as it was typed, for [`FormSchema::validate`] to refuse and the page
    /// to show again. Names that are no questions are left out: a form carries tokens and buttons.
    pub fn parse_form(&self, pairs: &[(String, String)]) -> Map<String, Value> {
        let mut answers = Map::new();
        for field in &self.fields {
            let mut sent = pairs
                .iter()
                .filter(|(name, _)| *name == field.name)
                .map(|(_, text)| text.as_str())
                .filter(|text| !text.trim().is_empty());
            let answer = match field.kind {
                FieldKind::Many { .. } => {
                    let chosen: Vec<Value> = sent.map(Value::from).collect();
                    if chosen.is_empty() { None } else { Some(Value::Array(chosen)) }
                }
                _ => sent.next().map(|text| field.parse_answer(text)),
            };
            if let Some(answer) = answer {
                answers.insert(field.name.clone(), answer);
            }
        }
        answers
    }
}

impl FormField {
    fn parse_answer(&self, text: &str) -> Value {
        match &self.kind {
            FieldKind::Number(_) => number(text).map_or_else(|| Value::from(text), Value::Number),
            FieldKind::YesNo => match text {
                "true" | "on" => Value::Bool(true),
                "false" => Value::Bool(false),
                other => Value::from(other),
            },
            // Browsers end lines with CR LF, and would so count one break as two characters.
            FieldKind::Text(rules) if rules.multiline => {
                Value::from(text.replace("\r\n", "\n").trim())
            }
            FieldKind::Text(_) | FieldKind::Date | FieldKind::One(_) | FieldKind::Many { .. } => {
                Value::from(text.trim())
            }
        }
    }
}

/// A number as people type it: full-width digits, blanks around it, commas between thousands.
fn number(text: &str) -> Option<Number> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '，'))
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + u8::try_from(u32::from(c) - 0xFF10).unwrap_or(0)),
            '．' => '.',
            '－' => '-',
            other => other,
        })
        .collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    plain
        .parse::<i64>()
        .map(Number::from)
        .ok()
        .or_else(|| plain.parse().ok().and_then(Number::from_f64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> FormSchema {
        FormSchema::parse(&json!({
            "type": "object", "required": [], "additionalProperties": false,
            "properties": {
                "n": {"title": "数", "type": "number", "minimum": -5, "maximum": 9000},
                "b": {"title": "是否", "type": "boolean"},
                "t": {"title": "话", "type": "string", "maxLength": 9, "x-multiline": true},
                "m": {"title": "选", "type": "array", "uniqueItems": true, "items": {"oneOf": [
                    {"const": "x", "title": "甲"}, {"const": "y", "title": "乙"}]}},
            },
        }))
        .unwrap()
    }

    fn read(pairs: &[(&str, &str)]) -> Value {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Value::Object(schema().parse_form(&pairs.iter().map(own).collect::<Vec<_>>()))
    }

    #[test]
    fn texts_become_typed_answers() {
        let pairs = [("n", "１，２００．5 "), ("b", "on"), ("m", "x"), ("t", "a\r\nb"), ("m", "y")];
        assert_eq!(read(&pairs), json!({"n": 1200.5, "b": true, "t": "a\nb", "m": ["x", "y"]}));
        assert_eq!(read(&[("n", "-3"), ("b", "false")]), json!({"n": -3, "b": false}));
    }

    #[test]
    fn empty_is_no_answer_and_nonsense_stays() {
        assert_eq!(read(&[("n", ""), ("t", "  "), ("m", ""), ("token", "x")]), json!({}));
        let answers = read(&[("n", "1e3"), ("b", "maybe")]);
        assert_eq!(answers, json!({"n": "1e3", "b": "maybe"}));
        let errors = schema().validate(answers.as_object().unwrap());
        assert_eq!(errors.len(), 2);
    }
}
