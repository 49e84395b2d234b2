//! What can go wrong below: four things, told apart because they are answered differently. What
//! they say goes into the log, so it quotes nothing that anybody wrote.

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
            sqlx::Error::Database(inner) => {
                let code = inner.code().unwrap_or_default();
                // Data that cannot be taken, or a search that cannot be read, is quoted.
                match code.starts_with("22") || code == "42601" {
                    true => StoreError::Database(format!("SQLSTATE {code}")),
                    false => StoreError::Database(error.to_string()),
                }
            }
            _ => StoreError::Database(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        // Its own words quote what it read.
        let (kind, line, column) = (error.classify(), error.line(), error.column());
        StoreError::Database(format!(
            "kept text is not what was written: {kind:?} in line {line}, column {column}"
        ))
    }
}

/// What SQLite says of a statement may quote what was searched for.
fn quotes(said: &str) -> bool {
    said.contains("near \"") || said.contains("unterminated") || said.starts_with("fts5")
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
            rusqlite::Error::SqliteFailure(inner, Some(said)) if quotes(said) => {
                StoreError::Database(inner.to_string())
            }
            _ => StoreError::Database(error.to_string()),
        }
    }
}
