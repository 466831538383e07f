//! What can go wrong with storage, in words that mean the same on both engines.

/// The outcome of a storage operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of storage. It never carries stored values, so it may be logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Another writer was in the way until the last retry; the same unit may be tried again.
    #[error("the database is busy: another writer was in the way too often")]
    Busy,
    /// Too many units are waiting; nothing was done.
    #[error("the database is overloaded: too many units of work are waiting")]
    Overloaded,
    /// The unit was stopped because it exceeded its budget ([`crate::limits::UNIT_MILLIS_MAX`]).
    #[error("the unit of work took too long and was stopped")]
    TooLong,
    /// The disk or the database is full; nothing of the unit was kept.
    #[error("the disk is full")]
    Full,
    /// The disk refused to read or write.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// The database file is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// A constraint of the schema was violated. It ends the unit: expected conflicts are told by
    /// `ON CONFLICT DO NOTHING` and the number of rows.
    #[error("a constraint of the schema was violated: {0}")]
    Constraint(String),
    /// A unit that may only read tried to write.
    #[error("a read tried to write")]
    ReadOnly,
    /// The database was closed before the unit ran.
    #[error("the database is closed")]
    Closed,
    /// The database server cannot be reached; nothing was kept.
    #[error("the database server cannot be reached: {0}")]
    Unreachable(String),
    /// The connection broke while the commit was under way: it may or may not have happened.
    #[error("the connection broke during the commit; look whether it happened")]
    Unknown,
    /// The code of the unit panicked; nothing was kept.
    #[error("the unit of work panicked: {0}")]
    Panic(String),
    /// A column does not hold what the code asks of it.
    #[error("column {column} holds {found}, not {wanted}")]
    Decode {
        /// Index of the column, from 0.
        column: usize,
        /// What was asked for.
        wanted: &'static str,
        /// The kind of what is there.
        found: &'static str,
    },
    /// Text with U+0000, which PostgreSQL cannot keep.
    #[error("text must not contain U+0000")]
    Nul,
    /// The database address cannot be read.
    #[error("not a database address: {0}")]
    Url(String),
    /// A migration cannot be applied, or the schema is not the one that the program knows.
    #[error("migration: {0}")]
    Migration(String),
    /// Statements that one of the engines refuses, a line each.
    #[error("statements are refused:\n{0}")]
    Statements(String),
    /// The storage layer was used against its rules; the text says which.
    #[error("wrong use of storage: {0}")]
    Misuse(&'static str),
    /// Anything else that the driver said.
    #[error("database: {0}")]
    Driver(String),
}

impl Error {
    /// Whether the same unit may well succeed a little later.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Busy | Self::Overloaded | Self::Full | Self::Unreachable(_))
    }

    /// Puts the name of the statement before the driver's words.
    pub(crate) fn of(self, statement: &str) -> Self {
        match self {
            Self::Driver(text) => Self::Driver(format!("{statement}: {text}")),
            Self::Constraint(text) => Self::Constraint(format!("{statement}: {text}")),
            other => other,
        }
    }
}
