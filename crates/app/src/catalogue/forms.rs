//! Forms as JSON Schema, for those who send answers by the API.

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use crate::error::{Error, Result};

/// Compiles the schema of an item's form. It resolves no reference, checks `format`, and its
/// patterns take linear time. Whatever [`domain::catalogue::form::FormSchema::validate`] takes, it
/// takes too.
pub fn validator(schema: &Value) -> Result<Validator> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .build(schema)
        .map_err(Error::broken)
}

#[cfg(test)]
mod tests {
    use domain::catalogue::form::FormSchema;
    use proptest::prelude::*;
    use serde_json::{Map, json};

    use super::*;

    fn schema() -> Value {
        let options = json!([{"const": "x", "title": "米线"}, {"const": "y", "title": "饵丝"}]);
        json!({
            "type": "object", "required": ["shop", "area"], "additionalProperties": false,
            "properties": {
                "shop": {"title": "店名", "type": "string", "maxLength": 5, "minLength": 2},
                "area": {"title": "面积", "type": "number", "minimum": 0.5, "maximum": 900},
                "staff": {"title": "人数", "type": "integer", "minimum": 1, "maximum": 50},
                "opens": {"title": "哪天", "type": "string", "format": "date", "maxLength": 10},
                "gas": {"title": "用气", "type": "boolean"},
                "code": {"title": "号", "type": "string", "maxLength": 6,
                    "pattern": "^[0-9]{2}-[0-9A-Z]+$"},
                "kind": {"title": "类", "type": "string", "oneOf": options},
                "food": {"title": "卖", "type": "array", "uniqueItems": true, "minItems": 1,
                    "maxItems": 2, "items": {"type": "string", "oneOf": options}},
            },
        })
    }

    fn answer() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-2_i64..1_000).prop_map(Value::from),
            (-1.0..1_000.0).prop_map(Value::from),
            Just(json!(3.0)),
            "[0-9]{2}-[0-9A-Z]{0,4}".prop_map(Value::from),
            "[米线a ]{0,6}".prop_map(Value::from),
            "20[0-9]{2}-[01][0-9]-[0-3][0-9]".prop_map(Value::from),
            "\\PC{0,7}".prop_map(Value::from),
            "[xyz]".prop_map(Value::from),
            prop::collection::vec("[xyz]", 0..4).prop_map(Value::from),
        ]
    }

    fn answers() -> impl Strategy<Value = Map<String, Value>> {
        let names = prop::sample::select(vec![
            "shop", "area", "staff", "opens", "gas", "code", "kind", "food", "other",
        ]);
        let rest = prop::collection::vec((names, answer()), 0..5);
        let shop = prop_oneof![Just(Value::from("米线店")), answer()];
        let area = prop_oneof![Just(Value::from(60)), answer()];
        (shop, area, rest).prop_map(|(shop, area, rest)| {
            let start = [("shop", shop), ("area", area)];
            start.into_iter().chain(rest).map(|(name, value)| (name.to_owned(), value)).collect()
        })
    }

    /// The two points in which questions are stricter: blank required texts, control characters.
    fn stricter(answers: &Map<String, Value>) -> bool {
        let texts = || answers.values().filter_map(Value::as_str);
        texts().any(|text| text.trim().is_empty() || text.chars().any(char::is_control))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn questions_and_schema_agree(answers in answers()) {
            let schema = schema();
            let ours = FormSchema::parse(&schema).unwrap().validate(&answers);
            let theirs = validator(&schema).unwrap().is_valid(&Value::Object(answers.clone()));
            if ours.is_empty() {
                prop_assert!(theirs, "only the schema refuses {answers:?}");
            } else if !stricter(&answers) {
                prop_assert!(!theirs, "only the questions refuse {answers:?}: {ours:?}");
            }
        }
    }

    #[test]
    fn a_schema_reaches_nothing_outside_itself() {
        assert!(validator(&json!({"$ref": "https://example.org/other.json"})).is_err());
    }
}
