//! Imprints: what an entry says of the rows that were written with it. Whoever changes such a row
//! behind the program's back changes it into one that no entry knows.

use data_encoding::HEXLOWER;
use db::{Row, Value as Column};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::append;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// The field of an entry's public part that holds imprints by place.
pub const ROWS: &str = "rows";
/// Bytes of places and imprints in one entry; what is more goes into further ones. The rest of the
/// entry has room beside them ([`ledger::limits::ENTRY_BYTES_MAX`]).
const BYTES_MAX: usize = 48 * 1024;

/// Rows that were written, each with its place (`departments/scjg`) and its imprint.
pub type Rows = Vec<(String, String)>;

/// SHA-256 over the columns of a row, in hex, the same for both engines.
pub fn imprint(columns: &[Column]) -> String {
    let mut hasher = Sha256::new();
    for column in columns {
        feed(&mut hasher, column);
    }
    HEXLOWER.encode(&hasher.finalize())
}

/// Place and imprint of a row of `table`, whose first `keys` columns are its key.
pub fn note(table: &str, keys: usize, columns: &[Column]) -> (String, String) {
    let mut place = table.to_owned();
    for key in columns.iter().take(keys) {
        match key {
            Column::Text(text) => place.extend(["/", text]),
            Column::Int(number) => place.extend(["/", &number.to_string()]),
            _ => {}
        }
    }
    (place, imprint(columns))
}

/// The imprint of the first columns of a row that was read.
pub fn of_row(row: &Row, columns: usize) -> Result<String> {
    let columns = (0..columns).map(|column| row.value(column));
    Ok(imprint(&columns.collect::<Result<Vec<_>, _>>()?))
}

/// Each column with its kind and length, so that none runs into the next. What the engines keep in
/// different kinds is fed as SQLite has it.
fn feed(hasher: &mut Sha256, column: &Column) {
    let mut part = |kind: u8, bytes: &[u8]| {
        hasher.update([kind]);
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    match column {
        Column::Null => part(0, &[]),
        Column::Text(text) | Column::Json(text) => part(1, text.as_bytes()),
        Column::Int(number) => part(2, &number.to_be_bytes()),
        Column::Bool(truth) => part(2, &i64::from(*truth).to_be_bytes()),
        Column::Time(at) => part(2, &at.micros().to_be_bytes()),
        Column::Bytes(bytes) => part(3, bytes),
    }
}

/// One row for the public part of the entry that tells of its act.
pub fn one(place: String, row: &Row) -> Result<Value> {
    Ok(Value::Object(Map::from_iter([(place, of_row(row, row.len())?.into())])))
}

/// [`append`] with the imprints of all rows that were written, in as many entries as it takes.
pub fn append_rows(
    unit: &mut Unit<'_>,
    stream: &str,
    kind: &str,
    public: &Map<String, Value>,
    rows: Rows,
) -> Result<()> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let (mut these, mut bytes) = (Map::new(), 0);
        while let Some((place, imprint)) = rows.next_if(|_| bytes < BYTES_MAX) {
            bytes += place.len() + imprint.len();
            these.insert(place, imprint.into());
        }
        let mut public = public.clone();
        public.insert(ROWS.to_owned(), these.into());
        append(unit, stream, kind, Value::Object(public))?;
    }
    Ok(())
}

/// The imprints that an entry's public part holds; none in entries of older releases.
pub fn rows(public: &Value) -> Option<&Map<String, Value>> {
    public.get(ROWS).and_then(Value::as_object)
}

/// Text of an imprint as bytes.
pub fn parse(imprint: &Value) -> Result<[u8; 32]> {
    let text = imprint.as_str().unwrap_or_default();
    let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| Error::Broken(format!("{imprint} is no imprint")))
}

#[cfg(test)]
mod tests {
    use base::Timestamp;

    use super::*;

    #[test]
    fn kinds_that_the_engines_keep_differently_are_the_same() {
        let at = Timestamp::from_micros(7);
        let postgres = [Column::Bool(true), Column::Time(at), Column::Json("{}".into())];
        let sqlite = [Column::Int(1), Column::Int(7), Column::Text("{}".into())];
        assert_eq!(imprint(&postgres), imprint(&sqlite));
    }

    #[test]
    fn columns_do_not_run_into_each_other_and_null_is_no_empty_text() {
        let of = |texts: &[&str]| {
            imprint(&texts.iter().map(|text| Column::from(*text)).collect::<Vec<_>>())
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&[""]), imprint(&[Column::Null]));
        assert_ne!(imprint(&[Column::Int(0)]), imprint(&[Column::Text("0".into())]));
    }
}
