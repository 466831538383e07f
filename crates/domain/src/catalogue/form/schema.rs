//! Reads a schema into questions, and says everything that is not of the subset.

use serde_json::{Map, Value};

use super::{
    ANSWER_CHARS_MAX, FIELDS_MAX, FieldKind, FormField, FormOption, FormSchema, NumberRules,
    OPTIONS_MAX, Pattern, Text, TextRules, WORDS_CHARS_MAX,
};

/// The largest bound of a number: beyond it not every whole number has a floating one.
const NUMBER_MAX: f64 = 1e15;
/// The longest key of a question.
const NAME_CHARS_MAX: usize = 40;

const ROOT_WORDS: &[&str] = &[
    "$schema",
    "title",
    "x-title-en",
    "description",
    "x-description-en",
    "type",
    "properties",
    "required",
    "additionalProperties",
];
const COMMON_WORDS: &[&str] =
    &["title", "x-title-en", "description", "x-description-en", "type", "examples"];

/// Something in a schema that is not of the subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaProblem {
    /// Where, as `properties.area.maximum`.
    pub path: String,
    /// What is wrong: `form.unknown_keyword` ….
    pub code: &'static str,
    /// Numbers or texts that the message needs.
    pub values: Vec<String>,
}

impl FormSchema {
    /// Reads a schema.
    ///
    /// The errors are all that is wrong with it, not only the first.
    pub fn parse(schema: &Value) -> Result<Self, Vec<SchemaProblem>> {
        let mut reader = Reader { problems: Vec::new() };
        let parsed = reader.form(schema);
        match parsed {
            Some(form) if reader.problems.is_empty() => Ok(form),
            _ => Err(reader.problems),
        }
    }
}

struct Reader {
    problems: Vec<SchemaProblem>,
}

impl Reader {
    fn say(&mut self, path: &str, code: &'static str, value: &impl ToString) {
        let values = vec![value.to_string()];
        self.problems.push(SchemaProblem { path: path.to_owned(), code, values });
    }

    fn form(&mut self, schema: &Value) -> Option<FormSchema> {
        let Some(root) = schema.as_object() else {
            self.say("", "form.not_an_object", &"");
            return None;
        };
        self.words_known("", root, &[ROOT_WORDS]);
        if root.get("type").and_then(Value::as_str) != Some("object") {
            self.say("type", "form.wrong_value", &"object");
        }
        if root.get("additionalProperties") != Some(&Value::Bool(false)) {
            self.say("additionalProperties", "form.wrong_value", &"false");
        }
        let required = self.required(root);
        let Some(properties) = root.get("properties").and_then(Value::as_object) else {
            self.say("properties", "form.missing", &"");
            return None;
        };
        if properties.is_empty() || properties.len() > FIELDS_MAX {
            self.say("properties", "form.too_many_questions", &FIELDS_MAX);
        }
        for name in required.iter().filter(|name| !properties.contains_key(**name)) {
            self.say("required", "form.unknown_question", &name);
        }
        let title = root.contains_key("title").then(|| self.words("", root, "title")).flatten();
        let fields = properties.iter().filter_map(|(name, property)| {
            self.field(name, property, required.contains(&name.as_str()))
        });
        let fields = fields.collect();
        Some(FormSchema { title, fields })
    }

    fn required<'a>(&mut self, root: &'a Map<String, Value>) -> Vec<&'a str> {
        let list = root.get("required").and_then(Value::as_array);
        let names: Option<Vec<&str>> =
            list.map(Vec::as_slice).unwrap_or_default().iter().map(Value::as_str).collect();
        if names.is_none() || (list.is_none() && root.contains_key("required")) {
            self.say("required", "form.wrong_value", &"a list of questions");
        }
        names.unwrap_or_default()
    }

    fn field(&mut self, name: &str, property: &Value, required: bool) -> Option<FormField> {
        let path = format!("properties.{name}");
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain || name.len() > NAME_CHARS_MAX {
            self.say(&path, "form.bad_name", &NAME_CHARS_MAX);
        }
        let Some(property) = property.as_object() else {
            self.say(&path, "form.not_an_object", &"");
            return None;
        };
        let kind = self.kind(&path, property)?;
        let examples = property.get("examples").and_then(Value::as_array);
        Some(FormField {
            name: name.to_owned(),
            title: self.words(&path, property, "title")?,
            help: property
                .contains_key("description")
                .then(|| self.words(&path, property, "description"))
                .flatten(),
            required,
            example: examples.and_then(|list| list.first()).cloned(),
            kind,
        })
    }

    fn kind(&mut self, path: &str, property: &Map<String, Value>) -> Option<FieldKind> {
        let kind = property.get("type").and_then(Value::as_str).unwrap_or_default();
        let choice = property.contains_key("oneOf");
        let date = property.get("format").is_some_and(|format| format == "date");
        let own: &[&str] = match kind {
            "string" if choice => &["oneOf", "maxLength", "minLength"],
            "string" if date => &["format", "maxLength", "minLength"],
            "string" => &["maxLength", "minLength", "pattern", "x-multiline"],
            "integer" | "number" => &["minimum", "maximum", "x-unit", "x-unit-en"],
            "boolean" => &[],
            "array" => &["uniqueItems", "items", "minItems", "maxItems"],
            _ => {
                self.say(&format!("{path}.type"), "form.unknown_type", &kind);
                return None;
            }
        };
        self.words_known(path, property, &[COMMON_WORDS, own]);
        match kind {
            "string" if choice => Some(FieldKind::One(self.options(path, property)?)),
            "string" if date => self.date(path, property),
            "string" => self.text(path, property).map(FieldKind::Text),
            "boolean" => Some(FieldKind::YesNo),
            "array" => self.many(path, property),
            _ => self.number(path, property, kind == "integer").map(FieldKind::Number),
        }
    }

    /// A day has ten characters; a length that does not let it be is a mistake.
    fn date(&mut self, path: &str, property: &Map<String, Value>) -> Option<FieldKind> {
        let most = self.count(path, property, "maxLength")?.unwrap_or(10);
        let least = self.count(path, property, "minLength")?.unwrap_or(10);
        if most < 10 || least > 10 {
            self.say(&format!("{path}.maxLength"), "form.wrong_value", &10);
        }
        Some(FieldKind::Date)
    }

    fn text(&mut self, path: &str, property: &Map<String, Value>) -> Option<TextRules> {
        let chars_min = self.count(path, property, "minLength")?.unwrap_or(0);
        let Some(chars_max) = self.count(path, property, "maxLength")? else {
            self.say(&format!("{path}.maxLength"), "form.missing", &"");
            return None;
        };
        if chars_max == 0 || chars_max > ANSWER_CHARS_MAX || chars_min > chars_max {
            self.say(&format!("{path}.maxLength"), "form.bad_range", &ANSWER_CHARS_MAX);
        }
        let pattern = match property.get("pattern") {
            None => None,
            Some(text) => {
                let pattern = text.as_str().and_then(Pattern::parse);
                if pattern.is_none() {
                    self.say(&format!("{path}.pattern"), "form.bad_pattern", text);
                }
                pattern
            }
        };
        let multiline = property.get("x-multiline") == Some(&Value::Bool(true));
        Some(TextRules { chars_min, chars_max, pattern, multiline })
    }

    fn number(
        &mut self,
        path: &str,
        property: &Map<String, Value>,
        whole: bool,
    ) -> Option<NumberRules> {
        let bound = |word| property.get(word).and_then(Value::as_f64);
        let (Some(least), Some(most)) = (bound("minimum"), bound("maximum")) else {
            self.say(&format!("{path}.maximum"), "form.missing", &"");
            return None;
        };
        if least > most || least < -NUMBER_MAX || most > NUMBER_MAX {
            self.say(&format!("{path}.maximum"), "form.bad_range", &NUMBER_MAX);
        }
        let has_unit = property.contains_key("x-unit");
        let unit = if has_unit { self.words(path, property, "x-unit") } else { None };
        Some(NumberRules { whole, least, most, unit })
    }

    fn many(&mut self, path: &str, property: &Map<String, Value>) -> Option<FieldKind> {
        let items_path = format!("{path}.items");
        let Some(items) = property.get("items").and_then(Value::as_object) else {
            self.say(&items_path, "form.missing", &"");
            return None;
        };
        self.words_known(&items_path, items, &[&["type", "maxLength", "oneOf"]]);
        if items.get("type").is_some_and(|kind| kind != "string") {
            self.say(&format!("{items_path}.type"), "form.wrong_value", &"string");
        }
        if property.get("uniqueItems") != Some(&Value::Bool(true)) {
            self.say(&format!("{path}.uniqueItems"), "form.wrong_value", &"true");
        }
        let options = self.options(&items_path, items)?;
        let least = self.count(path, property, "minItems")?.unwrap_or(0);
        let most = self.count(path, property, "maxItems")?.unwrap_or(options.len());
        if least > most || most == 0 || least > options.len() {
            self.say(&format!("{path}.maxItems"), "form.bad_range", &options.len());
        }
        Some(FieldKind::Many { options, least, most })
    }

    fn options(&mut self, path: &str, owner: &Map<String, Value>) -> Option<Vec<FormOption>> {
        let path = format!("{path}.oneOf");
        let list = owner.get("oneOf").and_then(Value::as_array).map(Vec::as_slice);
        let list = list.unwrap_or_default();
        if list.is_empty() || list.len() > OPTIONS_MAX {
            self.say(&path, "form.too_many_options", &OPTIONS_MAX);
            return None;
        }
        let longest = self.count(&path, owner, "maxLength")?.unwrap_or(WORDS_CHARS_MAX);
        let shortest = self.count(&path, owner, "minLength")?.unwrap_or(0);
        let mut options: Vec<FormOption> = Vec::new();
        for (place, option) in list.iter().enumerate() {
            let path = format!("{path}[{place}]");
            let Some(option) = option.as_object() else {
                self.say(&path, "form.not_an_object", &"");
                continue;
            };
            self.words_known(&path, option, &[&["const", "title", "x-title-en"]]);
            let value = option.get("const").and_then(Value::as_str).unwrap_or_default();
            let length = value.chars().count();
            if value.is_empty() || length > longest || length < shortest {
                self.say(&format!("{path}.const"), "form.bad_option", &value);
            }
            if options.iter().any(|other| other.value == value) {
                self.say(&format!("{path}.const"), "form.option_twice", &value);
            }
            let title = self.words(&path, option, "title").unwrap_or_default();
            options.push(FormOption { value: value.to_owned(), title });
        }
        Some(options)
    }

    /// A Chinese text under `word` and its English beside it under `x-<word>-en`.
    fn words(&mut self, path: &str, owner: &Map<String, Value>, word: &str) -> Option<Text> {
        let zh = owner.get(word).and_then(Value::as_str).unwrap_or_default();
        let english = format!("x-{}-en", word.trim_start_matches("x-"));
        let en = owner.get(&english).and_then(Value::as_str);
        let place = if path.is_empty() { word.to_owned() } else { format!("{path}.{word}") };
        if zh.trim().is_empty() {
            self.say(&place, "form.missing", &"");
            return None;
        }
        if [zh, en.unwrap_or_default()].iter().any(|text| text.chars().count() > WORDS_CHARS_MAX) {
            self.say(&place, "form.too_long", &WORDS_CHARS_MAX);
        }
        Some(Text { zh: zh.to_owned(), en: en.map(ToOwned::to_owned) })
    }

    /// A count under `word`: none when it is there and no count, `Some(None)` when it is not there.
    #[expect(clippy::option_option, reason = "absent and wrong are told apart, wrong was said")]
    fn count(
        &mut self,
        path: &str,
        owner: &Map<String, Value>,
        word: &str,
    ) -> Option<Option<usize>> {
        let Some(value) = owner.get(word) else { return Some(None) };
        let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
        if count.is_none() {
            self.say(&format!("{path}.{word}"), "form.wrong_value", &"a whole number");
        }
        count.map(Some)
    }

    fn words_known(&mut self, path: &str, owner: &Map<String, Value>, known: &[&[&str]]) {
        for word in owner.keys() {
            if !known.iter().any(|words| words.contains(&word.as_str())) {
                self.say(path, "form.unknown_keyword", word);
            }
        }
    }
}
