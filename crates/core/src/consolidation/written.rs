//! A consolidated month with its JSON. A large month has megabytes of it, so it is written once: to
//! be sealed, and to be kept.

use super::result::{covered, joined};
use super::{Consolidation, Facts};
use crate::fingerprint;

/// Bytes a month takes as JSON for each of its figures, about: room made at once instead of by
/// doubling.
const FIGURE: usize = 512;

/// A consolidated month, and itself as JSON.
pub struct Written {
    /// The month.
    pub result: Consolidation,
    json: String,
}

impl Written {
    /// Consolidates a month, as [`super::consolidate`].
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn of(facts: &Facts) -> serde_json::Result<Written> {
        Written::sealed(joined(facts))
    }

    /// The month as JSON, its fingerprint with it.
    pub fn into_json(self) -> String {
        self.json
    }

    fn sealed(mut result: Consolidation) -> serde_json::Result<Written> {
        let mut json = Vec::with_capacity(FIGURE * result.figures.len());
        serde_json::to_writer(&mut json, &result)?;
        let mut json = String::from_utf8(json).map_err(serde::ser::Error::custom)?;
        result.fingerprint = fingerprint::of_written(covered(&result), &json);
        // The last field is the fingerprint's, empty so far.
        match json.strip_suffix("\"\"}").map(str::len) {
            Some(end) => {
                json.truncate(end);
                json.extend(["\"", &result.fingerprint, "\"}"]);
            }
            None => json = serde_json::to_string(&result)?,
        }
        Ok(Written { result, json })
    }
}
