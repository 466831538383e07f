//! Answers held against the form of the item, for every channel alike.

use serde_json::{Map, Value};

use super::file;
use super::store::Loaded;
use crate::catalogue::Published;
use crate::error::{Error, FieldError, Result};
use crate::unit::Unit;

/// What is wrong with the answers, at fields below `answers`. An item without a form asks nothing.
pub(super) fn check(item: &Published, answers: &Map<String, Value>) -> Result<Vec<FieldError>> {
    let at = |field: &str| format!("answers.{field}");
    if item.item.form.is_none() {
        return Ok(answers.keys().map(|key| FieldError::new(at(key), "unknown_field")).collect());
    }
    let schema = item.questions();
    let schema = schema.ok_or_else(|| Error::broken("a published form is not a form"))?;
    let faults = schema.validate(answers).into_iter().map(|fault| FieldError {
        field: at(&fault.field),
        code: fault.code.to_owned(),
        values: fault.values,
    });
    Ok(faults.collect())
}

/// Refuses changes after which the answers of the case would not fit its form. The answers are read
/// and checked in the unit, so that they are those that the change meets.
pub(super) fn change(
    unit: &mut Unit<'_>,
    loaded: &Loaded,
    changed: &Map<String, Value>,
) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let mut answers = file::answers_of(unit, &loaded.case.number)?;
    answers.extend(changed.clone());
    match check(&loaded.item, &answers)? {
        faults if faults.is_empty() => Ok(()),
        faults => Err(Error::Invalid(faults)),
    }
}
