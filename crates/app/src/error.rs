//! What a use case can answer instead of its result.

use domain::cases::Refused;

/// The outcome of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session is over: 401.
    #[error("sign in first")]
    Unauthenticated,
    /// Nobody has this name and this password: 401. Which of them is wrong is not told.
    #[error("no account has this name and this password")]
    WrongPassword,
    /// The actor may know that it exists, and may not do this: 403.
    #[error("this is not allowed")]
    Forbidden,
    /// The password was set by somebody else; its owner has to change it first: 403.
    #[error("sign in on the pages of the desk and change the password that was given to you first")]
    PasswordGiven,
    /// It does not exist, or the actor may not know that it does: 404.
    #[error("there is no such thing")]
    NotFound,
    /// The law or the state of the case does not let it be done: 409.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// Somebody was faster: 409. The number of the last event that is known now.
    #[error("somebody else has acted in the meantime")]
    Moved {
        /// The last event's number.
        seq: u64,
    },
    /// Fields are not as they must be: 422.
    #[error("{} fields are not as they must be", .0.len())]
    Invalid(Vec<FieldError>),
    /// Another case has drawn this number already; drawn anew, it goes well: 503.
    #[error("the number of the case is taken; try again")]
    NumberTaken,
    /// The same key came with another body: 422.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Too many attempts: 429, and the seconds to wait.
    #[error("try again in {retry_after_seconds} seconds")]
    SlowDown {
        /// Seconds to wait.
        retry_after_seconds: i64,
    },
    /// The store refused: 503 when it may pass.
    #[error("{0}")]
    Store(#[from] db::Error),
    /// Something that must not happen: 500. The text is for the log.
    #[error("{0}")]
    Broken(String),
}

/// What is wrong with one field, by a stable code that pages phrase in their language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field's name, as `parties.applicant.document_number` or `answers.area`.
    pub field: String,
    /// What is wrong: `required`, `id_number.check_digit` ….
    pub code: String,
    /// Numbers or texts that the message needs, as a limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

impl FieldError {
    /// A field error without values.
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), values: Vec::new() }
    }

    /// The same with a value for the message.
    #[must_use]
    pub fn with(mut self, value: impl std::fmt::Display) -> Self {
        self.values.push(format!("{value}"));
        self
    }
}

impl Error {
    /// One field is not as it must be.
    pub fn field(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// Something that must not happen.
    pub fn broken(what: impl std::fmt::Display) -> Self {
        Self::Broken(what.to_string())
    }
}
