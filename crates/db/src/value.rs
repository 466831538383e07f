//! The values that go into a statement: six kinds, the same on both engines.

use base::{Date, Timestamp};

/// A parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value; fits every column.
    Null,
    /// A `{text}` column. U+0000 is refused.
    Text(String),
    /// A `{bigint}` column.
    Int(i64),
    /// A `{bool}` column.
    Bool(bool),
    /// A `{time}` column, kept in microseconds.
    Time(Timestamp),
    /// A `{json}` column; the text is stored as it is and is opaque to SQL.
    Json(String),
    /// A `{bytes}` column.
    Bytes(Vec<u8>),
}

/// JSON text on its way into a `{json}` column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json(pub String);

impl Value {
    /// The name of the kind, for messages.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text(_) => "text",
            Self::Int(_) => "bigint",
            Self::Bool(_) => "bool",
            Self::Time(_) => "time",
            Self::Json(_) => "json",
            Self::Bytes(_) => "bytes",
        }
    }
}

macro_rules! value_from {
    ($($source:ty => $variant:ident($of:expr);)*) => {
        $(impl From<$source> for Value {
            fn from(source: $source) -> Self {
                Self::$variant(($of)(source))
            }
        })*
    };
}

value_from! {
    &str => Text(str::to_owned);
    &String => Text(String::clone);
    String => Text(std::convert::identity);
    i64 => Int(std::convert::identity);
    i32 => Int(i64::from);
    u32 => Int(i64::from);
    u16 => Int(i64::from);
    u8 => Int(i64::from);
    bool => Bool(std::convert::identity);
    Timestamp => Time(std::convert::identity);
    Date => Text(|day: Date| day.to_string());
    Json => Json(|json: Json| json.0);
    Vec<u8> => Bytes(std::convert::identity);
    &[u8] => Bytes(<[u8]>::to_vec);
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(source: Option<T>) -> Self {
        source.map_or(Self::Null, Into::into)
    }
}

/// A list of parameters, each turned into a [`Value`]: `tx.run(&SAVE, &db::params![number, now])`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        [$($crate::Value::from($value)),*]
    };
}
