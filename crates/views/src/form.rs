//! A form drawn from an item's JSON Schema: one question a property, in the order of the schema.
//!
//! Keywords read: `title`, `description` (and `x-title-en`, `x-description-en`), `type`, `format`
//! (`date`), `oneOf` and `items.oneOf` (`const`, `title`, `x-title-en`), `maxLength`, `minimum`,
//! `required`, `examples`, and of our own `x-unit`, `x-unit-en`, `x-multiline`. Input names are
//! property keys; an array sends its key once a tick, a boolean sends `true` or `false`.

use i18n::Lang;
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::components::{Choice, Field, FieldError, Input, field};

/// The most choices that are shown as radio buttons; more become a drop-down list.
const RADIO_CHOICES_MAX: usize = 7;

/// The shape of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// A number.
    Number {
        /// Whether it has no fraction.
        whole: bool,
    },
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of a list.
    One,
    /// Any of a list.
    Many,
}

/// One question of a form: a property of the schema in the language of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask<'a> {
    /// The property's key.
    pub key: &'a str,
    /// The question.
    pub label: &'a str,
    /// How to answer; may be empty.
    pub hint: &'a str,
    /// The unit of a number; may be empty.
    pub unit: &'a str,
    /// Whether it must be answered.
    pub required: bool,
    /// The longest answer in characters; zero for no limit.
    pub max_chars: usize,
    /// How it is answered.
    pub shape: Shape,
    /// What can be chosen: value and words.
    pub choices: Vec<(&'a str, &'a str)>,
    /// An example of a right answer.
    pub example: Option<&'a Value>,
}

/// A text keyword in the language of the page, else in Chinese, else empty.
fn words<'a>(lang: Lang, schema: &'a Value, zh: &str, en: &str) -> &'a str {
    let own = match lang {
        Lang::Zh => None,
        Lang::En => schema.get(en).and_then(Value::as_str),
    };
    own.or_else(|| schema.get(zh).and_then(Value::as_str)).unwrap_or_default()
}

fn title(lang: Lang, schema: &Value) -> &str {
    words(lang, schema, "title", "x-title-en")
}

/// The title of a whole form; may be empty.
pub fn form_title(lang: Lang, schema: &Value) -> &str {
    title(lang, schema)
}

/// The questions of a schema in order; none when it has no properties.
pub fn questions(lang: Lang, schema: &Value) -> Vec<Ask<'_>> {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|keys| keys.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    properties
        .iter()
        .map(|(key, property)| question(lang, key, property, required.contains(&key.as_str())))
        .collect()
}

fn question<'a>(lang: Lang, key: &'a str, property: &'a Value, required: bool) -> Ask<'a> {
    let shape = shape(property);
    let list = match shape {
        Shape::Many => property.get("items").and_then(|items| items.get("oneOf")),
        _ => property.get("oneOf"),
    };
    let choices = list
        .and_then(Value::as_array)
        .map(|list| list.iter().map(|one| (constant(one), title(lang, one))).collect())
        .unwrap_or_default();
    let max = property.get("maxLength").and_then(Value::as_u64).unwrap_or_default();
    Ask {
        key,
        label: title(lang, property),
        hint: words(lang, property, "description", "x-description-en"),
        unit: words(lang, property, "x-unit", "x-unit-en"),
        required,
        max_chars: usize::try_from(max).unwrap_or_default(),
        shape,
        choices,
        example: property.get("examples").and_then(|list| list.get(0)),
    }
}

fn constant(choice: &Value) -> &str {
    choice.get("const").and_then(Value::as_str).unwrap_or_default()
}

fn shape(property: &Value) -> Shape {
    let word = |key: &str| property.get(key).and_then(Value::as_str);
    let flag = |key: &str| property.get(key).and_then(Value::as_bool) == Some(true);
    match word("type") {
        Some("array") => Shape::Many,
        Some("boolean") => Shape::YesNo,
        Some("integer") => Shape::Number { whole: true },
        Some("number") => Shape::Number { whole: false },
        _ if property.get("oneOf").is_some() => Shape::One,
        _ if word("format") == Some("date") => Shape::Date,
        _ if flag("x-multiline") => Shape::Lines,
        _ => Shape::Line,
    }
}

/// The whole form as fields, filled with what was answered before and marked where it was wrong.
/// A value that does not fit its property (a number that is no number) is shown as it was typed.
pub fn fields(
    lang: Lang,
    schema: &Value,
    values: &Map<String, Value>,
    errors: &[FieldError],
) -> Markup {
    html! {
        @for ask in questions(lang, schema) {
            (one_field(lang, &ask, values.get(ask.key).unwrap_or(&Value::Null), errors))
        }
    }
}

fn one_field(lang: Lang, ask: &Ask<'_>, value: &Value, errors: &[FieldError]) -> Markup {
    let typed = typed(value);
    let choice = |value: &'static str, label: &'static str| Choice {
        value,
        label,
        hint: "",
        checked: typed == value,
    };
    let input = match ask.shape {
        Shape::Line => Input::Text,
        Shape::Lines => Input::Multiline,
        Shape::Date => Input::Date { min: "", max: "" },
        Shape::Number { whole } => {
            Input::Number { unit: ask.unit, step: if whole { "1" } else { "any" } }
        }
        Shape::YesNo => {
            Input::One(vec![choice("true", lang.form_yes()), choice("false", lang.form_no())])
        }
        Shape::Many => Input::Many(choices(ask, value)),
        Shape::One if ask.choices.len() > RADIO_CHOICES_MAX => Input::Select(choices(ask, value)),
        Shape::One => Input::One(choices(ask, value)),
    };
    field(
        lang,
        &Field {
            name: ask.key,
            label: ask.label,
            hint: ask.hint,
            error: FieldError::of(errors, ask.key),
            value: &typed,
            optional: !ask.required,
            max_chars: ask.max_chars,
            input,
            ..Field::default()
        },
    )
}

fn choices<'a>(ask: &Ask<'a>, value: &Value) -> Vec<Choice<'a>> {
    let checked = |choice: &str| match value {
        Value::Array(list) => list.iter().any(|one| one.as_str() == Some(choice)),
        other => other.as_str() == Some(choice),
    };
    ask.choices
        .iter()
        .map(|(value, label)| Choice { value, label, hint: "", checked: checked(value) })
        .collect()
}

/// A value as somebody would type it.
fn typed(value: &Value) -> String {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An answer in words, as “check your answers”, the desk and the filled sample show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The property's key.
    pub key: &'a str,
    /// The question.
    pub label: &'a str,
    /// The answer in words; empty where there is none.
    pub words: String,
}

/// What was answered, question by question, the unanswered ones included.
pub fn answers<'a>(lang: Lang, schema: &'a Value, values: &Map<String, Value>) -> Vec<Answer<'a>> {
    questions(lang, schema)
        .into_iter()
        .map(|ask| {
            let words = values.get(ask.key).map(|value| in_words(lang, &ask, value));
            Answer { key: ask.key, label: ask.label, words: words.unwrap_or_default() }
        })
        .collect()
}

/// A value in words: the name of a choice, a date as people say it, a number with its unit.
pub fn in_words(lang: Lang, ask: &Ask<'_>, value: &Value) -> String {
    let name = |value: &str| {
        let found = ask.choices.iter().find(|(choice, _)| *choice == value);
        found.map_or_else(|| value.to_owned(), |(_, words)| (*words).to_owned())
    };
    match (ask.shape, value) {
        (Shape::Many, Value::Array(list)) => {
            let names: Vec<String> = list.iter().filter_map(Value::as_str).map(name).collect();
            lang.list(&names)
        }
        (Shape::One, Value::String(text)) => name(text),
        (Shape::YesNo, Value::Bool(true)) => lang.form_yes().to_owned(),
        (Shape::YesNo, Value::Bool(false)) => lang.form_no().to_owned(),
        (Shape::Date, Value::String(text)) => {
            base::time::parse_day(text).map_or_else(|_| text.clone(), |day| lang.short_date(day))
        }
        (Shape::Number { .. }, Value::Number(number)) => {
            format!("{number} {}", ask.unit).trim_end().to_owned()
        }
        (_, other) => typed(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Value {
        json!({
            "type": "object",
            "required": ["name", "goods"],
            "properties": {
                "name": { "type": "string", "title": "店名", "x-title-en": "Name", "maxLength": 30 },
                "opened": { "type": "string", "format": "date", "title": "开业日期" },
                "area": { "type": "number", "title": "面积", "x-unit": "平方米",
                    "x-unit-en": "m²" },
                "own": { "type": "boolean", "title": "自有房屋？" },
                "goods": { "type": "array", "title": "卖什么", "items": { "oneOf": [
                    { "const": "tea", "title": "茶叶", "x-title-en": "Tea" },
                    { "const": "oil", "title": "食用油", "x-title-en": "Oil" },
                ] } },
            },
        })
    }

    #[test]
    fn questions_come_in_the_order_of_the_schema_and_in_the_language_of_the_page() {
        let schema = schema();
        let asked = questions(Lang::En, &schema);
        let keys: Vec<&str> = asked.iter().map(|ask| ask.key).collect();
        assert_eq!(keys, ["name", "opened", "area", "own", "goods"]);
        assert_eq!(asked[0].label, "Name");
        assert_eq!(asked[1].label, "开业日期", "Chinese where nobody translated it");
        assert_eq!(asked[2].unit, "m²");
        assert!(asked[0].required && !asked[1].required);
    }

    #[test]
    fn answers_are_said_in_words() {
        let values = json!({
            "name": "示例", "opened": "2026-11-23", "area": 42.5, "own": false,
            "goods": ["tea", "oil"],
        });
        let schema = schema();
        let answers = answers(Lang::Zh, &schema, values.as_object().unwrap());
        let words: Vec<&str> = answers.iter().map(|answer| answer.words.as_str()).collect();
        assert_eq!(words, ["示例", "2026年11月23日", "42.5 平方米", "否", "茶叶、食用油"]);
    }

    #[test]
    fn what_was_typed_comes_back_with_its_error() {
        let values = json!({ "area": "forty", "goods": ["oil"], "name": "<b>" });
        let errors = [FieldError {
            field: "area".into(),
            message: "面积要写数字，比如 40。".into(),
        }];
        let page = fields(Lang::Zh, &schema(), values.as_object().unwrap(), &errors).into_string();
        assert!(page.contains(r#"value="forty""#));
        assert!(page.contains(r#"aria-describedby="f-area-error""#));
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"));
        assert!(page.contains(r#"name="goods" value="oil" checked"#));
    }
}
