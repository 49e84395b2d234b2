//! A row of a list of units, as a person brings it: by codes, without ids.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::Place;

/// One listed unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ListedUnit {
    /// Code, leading zeros kept.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What sort of body; empty where the list does not say, which changes nothing.
    #[serde(default)]
    pub kind: String,
    /// Code, or full name, of the unit above; `None` where the list does not say, which changes
    /// nothing for a unit already known.
    #[serde(default)]
    pub parent: Option<String>,
    /// First day it exists, where the list says so.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, where the list says so.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Where in the file.
    #[serde(default)]
    pub place: Option<Place>,
}
