//! Why something is not done.

use nhip_core::lang::Bilingual;
use nhip_core::permission::Denied;
use nhip_store::StoreError;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug)]
pub enum Error {
    /// No such thing, or not for this person: the two are not told apart.
    NotFound,
    /// Seen, but not to be done; why, for the person.
    Refused(Bilingual),
    /// Somebody was quicker: what was asked for came from an old page.
    Stale,
    /// The form behind it was done before.
    Done,
    /// Too often; how long to wait, for the person.
    Slow(Bilingual),
    /// A fault of ours, or of the machine; what, for the log.
    Broken(String),
}

/// What a use case gives.
pub type Result<T> = std::result::Result<T, Error>;

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        match error {
            StoreError::NotFound => Error::NotFound,
            StoreError::Taken => Error::Stale,
            StoreError::Done => Error::Done,
            StoreError::Database(what) => Error::Broken(what),
        }
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Error {
        match denied {
            Denied::Hidden => Error::NotFound,
            Denied::Refused(why) => Error::Refused(why),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::from(StoreError::from(error))
    }
}
