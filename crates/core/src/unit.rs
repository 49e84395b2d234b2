//! Units: the bodies that report, and how a written name finds one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A body that reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code: a string, leading zeros kept; unique in a roster.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names it is known by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Id of the plan's unit or group ([`crate::plan::PlanUnit::id`]) whose tasks it owes.
    pub group: String,
    /// Code of the unit above it, where the list says so.
    #[serde(default)]
    pub parent: Option<String>,
    /// First day it exists, where the list says so.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, where the list says so.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}
