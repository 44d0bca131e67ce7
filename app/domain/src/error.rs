//! How an action fails: either in a way that the person who asked is told of, or in one that the operator is.

use model::AppError;

/// The outcome of an action.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an action failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Expected: the person is told, in these words.
    #[error(transparent)]
    Told(#[from] AppError),
    /// The database does not answer, or refused. The operator reads of it in the log.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// What the code takes for impossible, such as a stored credential that no longer parses.
    #[error("bug: {0}")]
    Bug(String),
}

impl From<model::CeremonyRefusal> for Error {
    fn from(fault: model::CeremonyRefusal) -> Self {
        Self::Told(AppError::Ceremony(fault))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Bug(format!("JSON: {error}"))
    }
}

impl Error {
    /// What the person who asked is told. Says nothing of the database's or a library's own words.
    #[must_use]
    pub fn told(&self) -> AppError {
        match self {
            Self::Told(error) => error.clone(),
            Self::Database(_) => AppError::Unavailable,
            Self::Bug(_) => AppError::Unexpected,
        }
    }
}
