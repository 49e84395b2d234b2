//! Everything a consolidation is made from.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::period::Month;
use crate::plan::Plan;
use crate::report::Reading;
use crate::unit::Roster;

/// Everything a consolidation is made from. The order of readings and failures does not matter.
pub struct Facts<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The units that owe a report.
    pub roster: &'a Roster,
    /// The month asked for.
    pub month: Month,
    /// The reports as understood.
    pub readings: Vec<Reading>,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
    /// When each file came in, local time, by [`Reading::file`]; a file may be absent. Where only the
    /// day is known it is the day's first moment: nobody is called late by an hour nobody saw.
    pub received: HashMap<String, NaiveDateTime>,
    /// Last moment at which a unit is on time, by code, where it is not that of the plan's words:
    /// more time was granted, or the rule was corrected.
    pub due: HashMap<String, NaiveDateTime>,
    /// Units left out of the month, by code, with the reason the annex prints.
    pub excluded: HashMap<String, Bilingual>,
    /// Reports of the month before, where they were given.
    pub previous: Vec<Reading>,
    /// What was noticed before (unit list, list of dates received), passed on as it is.
    pub findings: Vec<Finding>,
    /// Signs of a text that will be printed as codes, for want of a font.
    pub undrawn: fn(&str) -> Vec<char>,
}

impl<'a> Facts<'a> {
    /// A month for which nothing has come in.
    pub fn new(plan: &'a Plan, roster: &'a Roster, month: Month) -> Facts<'a> {
        Facts {
            plan,
            roster,
            month,
            readings: Vec::new(),
            failures: Vec::new(),
            received: HashMap::new(),
            due: HashMap::new(),
            excluded: HashMap::new(),
            previous: Vec::new(),
            findings: Vec::new(),
            undrawn: |_| Vec::new(),
        }
    }
}

/// A report file that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// File name relative to the reports folder.
    pub file: String,
    /// SHA-256 of the file; empty where not even its bytes could be read.
    pub sha256: String,
    /// Why, and what to do.
    pub finding: Box<Finding>,
}
