//! How an action fails: some errors are for the person who asked, and others for the operator.

use model::AppError;

/// The result of an action.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an action failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An expected error. The person reads its words.
    #[error(transparent)]
    Told(#[from] AppError),
    /// The database did not respond, or refused. The operator reads about it in the log.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The connection to the database was lost during a commit. The changes may be stored, or they may not.
    #[error("database, while it was committing: {0}")]
    Uncertain(sea_orm::DbErr),
    /// Another request was quicker: what was read does not hold any more, so nothing was written. The action reads again to tell
    /// the person why.
    #[error("another request was quicker")]
    Overtaken,
    /// A state that the code assumes to be impossible, such as a stored credential that no longer parses.
    #[error("bug: {0}")]
    Bug(String),
}

impl From<model::CeremonyRefusal> for Error {
    fn from(refusal: model::CeremonyRefusal) -> Self {
        Self::Told(AppError::Ceremony(refusal))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Bug(format!("JSON: {error}"))
    }
}

impl Error {
    /// What the person who asked is told. It never contains the words of the database or of a library.
    #[must_use]
    pub fn told(&self) -> AppError {
        match self {
            Self::Told(error) => error.clone(),
            Self::Database(_) | Self::Overtaken => AppError::Unavailable,
            Self::Uncertain(_) => AppError::Uncertain,
            Self::Bug(_) => AppError::Unexpected,
        }
    }
}
