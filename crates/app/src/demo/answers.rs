//! Answers of demonstration cases: those of the filled sample, with the names, places, numbers and
//! days of somebody else, as far as the form takes them.

use base::{Date, Draw};
use domain::catalogue::form::{FieldKind, FormField, NumberRules};
use serde_json::{Map, Value};

use crate::catalogue::Published;

/// The day on which the samples were written.
const SAMPLES_OF: &str = "2026-11-23";
/// Days that the days of an application lie before those of its sample at most.
const EARLIER_DAYS: u64 = 20;
/// What stands for 示例 in the name of a place or a firm.
const NAMES: [&str; 8] = ["云岭", "苍山", "洱海", "茶花", "玉兰", "三塔", "古榕", "风车"];
/// What titles of questions for a place have in them.
const PLACE: [&str; 5] = ["地址", "住址", "场所", "坐落", "住所"];
/// What titles of questions for the name of a firm or a shop end with.
const NAME: [&str; 4] = ["名称", "字号）", "园名", "单位全称"];

/// Answers for an application of this day.
pub fn vary(
    item: &Published,
    towns: &[String],
    told: &Told<'_>,
    day: Date,
    draw: &mut Draw,
) -> Map<String, Value> {
    let Some(schema) = item.questions() else {
        return Map::new();
    };
    let mut written: Date = SAMPLES_OF.parse().unwrap_or(day);
    for _ in 0..draw.below(EARLIER_DAYS) {
        written = written.tomorrow().unwrap_or(written);
    }
    let mut teller = Teller { towns, told, written, day, draw };
    let mut answers = Map::new();
    for field in &schema.fields {
        if let Some(sample) = &field.example {
            answers.insert(field.name.clone(), teller.answer(field, sample));
        }
    }
    for fault in schema.validate(&answers) {
        let sample = schema.field(&fault.field).and_then(|field| field.example.clone());
        if let Some(sample) = sample {
            answers.insert(fault.field, sample);
        }
    }
    answers
}

/// Whether a form asks about a child: then a guardian applies for one.
pub fn is_about_a_child(item: &Published) -> bool {
    let schema = item.questions();
    schema.is_some_and(|schema| schema.fields.iter().any(is_name_of_a_child))
}

fn is_name_of_a_child(field: &FormField) -> bool {
    let title = field.title.zh.as_str();
    title.ends_with("姓名") && (title.contains("孩子") || title.contains("学生"))
}

/// Of whom answers tell.
pub struct Told<'a> {
    /// Whom the result concerns.
    pub subject: &'a str,
    /// Somebody else: the other party, the householder.
    pub other: &'a str,
}

struct Teller<'a> {
    towns: &'a [String],
    told: &'a Told<'a>,
    /// The day of which the samples are, for this application.
    written: Date,
    day: Date,
    draw: &'a mut Draw,
}

impl Teller<'_> {
    fn answer(&mut self, field: &FormField, sample: &Value) -> Value {
        let changed = match &field.kind {
            FieldKind::Text(_) => {
                sample.as_str().and_then(|text| self.text(field, text)).map(Value::from)
            }
            // All days of a form move together: what begins before it ends still does.
            FieldKind::Date => sample
                .as_str()
                .and_then(|text| text.parse::<Date>().ok())
                .and_then(|date| date.checked_add(self.day - self.written).ok())
                .map(|date| Value::from(date.to_string())),
            FieldKind::Number(rules) => sample.as_f64().map(|number| self.number(rules, number)),
            FieldKind::One(options) if self.draw.below(10) < 4 => {
                Some(Value::from(self.draw.pick(options).value.as_str()))
            }
            FieldKind::YesNo | FieldKind::One(_) | FieldKind::Many { .. } => None,
        };
        changed.unwrap_or_else(|| sample.clone())
    }

    fn text(&mut self, field: &FormField, sample: &str) -> Option<String> {
        let title = field.title.zh.as_str();
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        if is_name_of_a_child(field) {
            return Some(self.told.subject.to_owned());
        }
        if title.ends_with("姓名") {
            return Some(self.told.other.to_owned());
        }
        if NAME.iter().any(|ending| title.ends_with(ending)) {
            return Some(sample.replacen("示例", &format!("{}示例", self.draw.pick(&NAMES)), 1));
        }
        if has(&PLACE) && !self.towns.is_empty() {
            let town = self.draw.pick(self.towns).clone();
            let number = 1 + self.draw.below(200);
            return Some(format!("大理市{town}演示路{number}号"));
        }
        None
    }

    /// From three fifths to eight fifths of the sample; small numbers, as persons, some more.
    fn number(&mut self, rules: &NumberRules, sample: f64) -> Value {
        let small = |number: u64| f64::from(u32::try_from(number).unwrap_or(0));
        let varied = if sample <= 10.0 {
            sample + small(self.draw.below(3))
        } else {
            sample * (6.0 + small(self.draw.below(11))) / 10.0
        };
        let varied = varied.clamp(rules.least, rules.most);
        if rules.whole {
            // Without a fraction and of a form's size, its digits are a whole number's.
            return format!("{varied:.0}").parse::<i64>().map_or(Value::Null, Value::from);
        }
        Value::from((varied * 10.0).round() / 10.0)
    }
}
