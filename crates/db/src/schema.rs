//! A description of the schema that is the same on both engines, for the test that compares them
//! and for the documentation of the tables.

/// The tables, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Every table, in the order of the names.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in their order.
    pub primary_key: Vec<String>,
    /// Its other indexes, in the order of their columns.
    pub indexes: Vec<Index>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text, compared by its bytes.
    Text,
    /// A whole number of 64 bits.
    Bigint,
    /// True or false.
    Bool,
    /// An instant in microseconds.
    Time,
    /// JSON, opaque to SQL.
    Json,
    /// Bytes.
    Bytes,
    /// A type that a migration wrote without a token.
    Other(String),
}

/// One index beside the primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index {
    /// Its columns, each perhaps followed by ` DESC`; an expression is `(expression)`.
    pub columns: Vec<String>,
    /// Whether its columns are unique together.
    pub unique: bool,
    /// Whether it holds only the rows that meet a condition.
    pub partial: bool,
}

impl Kind {
    /// The name of the kind, as in the tokens of migrations.
    pub fn name(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Bigint => "bigint",
            Self::Bool => "bool",
            Self::Time => "time",
            Self::Json => "json",
            Self::Bytes => "bytes",
            Self::Other(name) => name,
        }
    }

    /// The kind with the name of a token.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "text" => Self::Text,
            "bigint" => Self::Bigint,
            "bool" => Self::Bool,
            "time" => Self::Time,
            "json" => Self::Json,
            "bytes" => Self::Bytes,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Schema {
    /// The table of that name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}
