//! A row as JSON, and which of its keys are there twice: JSON itself would silently keep the last.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A JSON object.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) values: Map<String, Value>,
    /// Keys that are there twice.
    pub(super) twice: Vec<String>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut object = Object::default();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if object.values.contains_key(&key) && !object.twice.contains(&key) {
                object.twice.push(key.clone());
            }
            object.values.insert(key, value);
        }
        Ok(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_there_twice_are_known() {
        let object: Object = serde_json::from_str(r#"{"a": 1, "b": 2, "a": 3, "a": 4}"#).unwrap();
        assert_eq!(object.twice, ["a"]);
        assert_eq!(object.values.len(), 2);
        assert!(serde_json::from_str::<Object>("[1]").unwrap_err().is_data());
        assert!(serde_json::from_str::<Object>("{").unwrap_err().is_eof());
    }
}
