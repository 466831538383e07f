//! A row of a result, read by the index of the column.

use base::{Date, Timestamp};

use crate::{Error, Result, Value};

/// A row of a result.
#[derive(Debug)]
pub struct Row(pub(crate) Cells);

/// SQLite's rows are copied out; PostgreSQL's stay in the network buffer until they are read.
#[derive(Debug)]
pub(crate) enum Cells {
    Sqlite(Box<[Value]>),
    Postgres(tokio_postgres::Row),
}

/// What lies in one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Bool(bool),
    Time(Timestamp),
    Bytes(&'a [u8]),
}

impl Cell<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text(_) => "text",
            Self::Int(_) => "bigint",
            Self::Bool(_) => "bool",
            Self::Time(_) => "time",
            Self::Bytes(_) => "bytes",
        }
    }
}

/// A reader of one kind, and of the same kind where the column may be null.
macro_rules! readers {
    ($($name:ident, $opt:ident -> $of:ty, $what:literal, $read:path;)*) => {
        $(
            #[doc = concat!("Reads ", $what, " from a column (from 0). Null is an error.")]
            pub fn $name(&self, column: usize) -> Result<$of> {
                $read(self.cell(column)?).map_err(|found| wrong(column, $what, found))
            }

            #[doc = concat!("Reads ", $what, " or null from a column (from 0).")]
            pub fn $opt(&self, column: usize) -> Result<Option<$of>> {
                match self.cell(column)? {
                    Cell::Null => Ok(None),
                    cell => $read(cell).map(Some).map_err(|found| wrong(column, $what, found)),
                }
            }
        )*
    };
}

impl Row {
    readers! {
        text, text_opt -> String, "text", text;
        int, int_opt -> i64, "an integer", int;
        bool, bool_opt -> bool, "a truth value", truth;
        time, time_opt -> Timestamp, "a time", time;
        day, day_opt -> Date, "a day", day;
        json, json_opt -> String, "json", text;
        bytes, bytes_opt -> Vec<u8>, "bytes", bytes;
    }

    /// Reads text without copying it.
    pub fn str(&self, column: usize) -> Result<&str> {
        match self.cell(column)? {
            Cell::Text(text) => Ok(text),
            cell => Err(wrong(column, "text", cell.kind())),
        }
    }

    /// What lies in a column (from 0). The engines differ in it: SQLite has integers for truth
    /// values and times, and text for JSON.
    pub fn value(&self, column: usize) -> Result<Value> {
        Ok(match self.cell(column)? {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::Text(text.to_owned()),
            Cell::Int(int) => Value::Int(int),
            Cell::Bool(truth) => Value::Bool(truth),
            Cell::Time(time) => Value::Time(time),
            Cell::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
        })
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        match &self.0 {
            Cells::Sqlite(values) => values.len(),
            Cells::Postgres(row) => row.len(),
        }
    }

    /// Whether the row has no columns.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn cell(&self, column: usize) -> Result<Cell<'_>> {
        if column >= self.len() {
            return Err(wrong(column, "a column", "nothing"));
        }
        match &self.0 {
            Cells::Sqlite(values) => Ok(stored(&values[column])),
            Cells::Postgres(row) => {
                let cell = row.try_get::<_, Option<Cell<'_>>>(column);
                let found = "a type that is none of the six kinds";
                Ok(cell.map_err(|_| wrong(column, "a column", found))?.unwrap_or(Cell::Null))
            }
        }
    }
}

fn wrong(column: usize, wanted: &'static str, found: &'static str) -> Error {
    Error::Decode { column, wanted, found }
}

fn stored(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Null,
        Value::Text(text) | Value::Json(text) => Cell::Text(text),
        Value::Int(int) => Cell::Int(*int),
        Value::Bool(truth) => Cell::Bool(*truth),
        Value::Time(time) => Cell::Time(*time),
        Value::Bytes(bytes) => Cell::Bytes(bytes),
    }
}

fn text(cell: Cell<'_>) -> Result<String, &'static str> {
    if let Cell::Text(text) = cell { Ok(text.to_owned()) } else { Err(cell.kind()) }
}

fn int(cell: Cell<'_>) -> Result<i64, &'static str> {
    if let Cell::Int(int) = cell { Ok(int) } else { Err(cell.kind()) }
}

/// SQLite has no truth values: they are 0 and 1 there.
fn truth(cell: Cell<'_>) -> Result<bool, &'static str> {
    match cell {
        Cell::Bool(truth) => Ok(truth),
        Cell::Int(int @ (0 | 1)) => Ok(int == 1),
        _ => Err(cell.kind()),
    }
}

/// SQLite has no times: they are microseconds since 1970 there.
fn time(cell: Cell<'_>) -> Result<Timestamp, &'static str> {
    match cell {
        Cell::Time(time) => Ok(time),
        Cell::Int(micros) => Ok(Timestamp::from_micros(micros)),
        _ => Err(cell.kind()),
    }
}

/// Days are stored as text, `YYYY-MM-DD`, whose order is the order of time.
fn day(cell: Cell<'_>) -> Result<Date, &'static str> {
    let Cell::Text(text) = cell else { return Err(cell.kind()) };
    base::time::parse_day(text).map_err(|_| "text")
}

fn bytes(cell: Cell<'_>) -> Result<Vec<u8>, &'static str> {
    if let Cell::Bytes(bytes) = cell { Ok(bytes.to_vec()) } else { Err(cell.kind()) }
}
