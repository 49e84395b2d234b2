//! What can go wrong below: four things, told apart because they are answered differently.

/// Why the store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such thing, or not any more.
    #[error("not found")]
    NotFound,
    /// Something else has the name, code or place, or was quicker.
    #[error("taken")]
    Taken,
    /// The form behind it was done before ([`crate::operation`]).
    #[error("done before")]
    Done,
    /// The database itself: unreachable, full, damaged, or a fault of ours.
    #[error("database: {0}")]
    Database(String),
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        match &error {
            sqlx::Error::RowNotFound => StoreError::NotFound,
            sqlx::Error::Database(inner) if inner.is_unique_violation() => StoreError::Taken,
            _ => StoreError::Database(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        StoreError::Database(format!("kept text is not what was written: {error}"))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        const TAKEN: [i32; 2] = [
            rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE,
        ];
        match &error {
            rusqlite::Error::SqliteFailure(inner, _) if TAKEN.contains(&inner.extended_code) => {
                StoreError::Taken
            }
            _ => StoreError::Database(error.to_string()),
        }
    }
}
