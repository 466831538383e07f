//! What a draft holds, encrypted for its draft before the unit of work that writes it.

use base::limits::DRAFT_BYTES_MAX;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::Keys;
use crate::vault;

/// Encrypts the body of a draft. One that is too long is refused by its field `draft`.
pub(super) fn seal(house: &House, draft: &str, body: &Value) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(body).map_err(Error::broken)?;
    if text.len() > DRAFT_BYTES_MAX {
        return Err(Error::field("draft", "draft.too_long"));
    }
    let mut draw = house.entropy.seed().draw();
    Ok(vault::seal_own(&house.keys, &mut draw, &place(draft), &text))
}

/// Opens it. A draft that became a case holds nothing any more.
pub(super) fn open(keys: &Keys, draft: &str, sealed: &[u8]) -> Result<Value> {
    if sealed.is_empty() {
        return Ok(Value::Null);
    }
    let text = vault::open_own(keys, &place(draft), sealed)?;
    serde_json::from_slice(&text).map_err(Error::broken)
}

fn place(draft: &str) -> String {
    format!("draft/{draft}")
}
