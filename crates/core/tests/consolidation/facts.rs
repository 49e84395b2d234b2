//! Facts for a consolidation, put together in a line or two.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use nhip_core::consolidation::{Consolidation, Facts, UnitStatus, consolidate};
use nhip_core::document::Place;
use nhip_core::finding::Finding;
use nhip_core::fingerprint::sha256;
use nhip_core::plan::Plan;
use nhip_core::report::{Answer, Entry, Part, PlanMatch, Reading, UnitMatch};
use nhip_core::unit::Roster;
use nhip_viet::quantity::quantities;

use super::build::{month, plan, roster};

/// A month in the making.
#[derive(Debug)]
pub struct Story {
    pub plan: Plan,
    pub roster: Roster,
    pub readings: Vec<Reading>,
    pub previous: Vec<Reading>,
    pub received: HashMap<String, NaiveDateTime>,
}

pub fn story(readings: Vec<Reading>) -> Story {
    let plan = plan();
    let roster = roster(&plan);
    Story {
        plan,
        roster,
        readings,
        previous: vec![],
        received: HashMap::new(),
    }
}

impl Story {
    pub fn before(mut self, previous: Vec<Reading>) -> Story {
        let earlier = |reading: Reading| Reading {
            month: Some(month().previous()),
            ..reading
        };
        self.previous = previous.into_iter().map(earlier).collect();
        self
    }

    pub fn received(mut self, file: &str, day: u32) -> Story {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        self.received
            .insert(file.into(), day.and_time(Default::default()));
        self
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            readings: self.readings.clone(),
            received: self.received.clone(),
            previous: self.previous.clone(),
            ..Facts::new(&self.plan, &self.roster, month())
        }
    }

    pub fn told(&self) -> Consolidation {
        consolidate(&self.facts())
    }
}

/// The report of a unit, its file named by its code.
pub fn reading(code: &str, entries: Vec<Entry>) -> Reading {
    let unit = UnitMatch::One {
        code: code.into(),
        by: "head".into(),
        written: code.into(),
    };
    Reading {
        file: format!("{code}.docx"),
        sha256: sha256(format!("{code}{entries:?}").as_bytes()),
        unit,
        month: Some(month()),
        version: None,
        plan: PlanMatch::NotStated,
        form: false,
        entries,
        findings: vec![],
    }
}

pub fn task(id: &str, text: &str) -> Entry {
    entry(Part::Task { task: id.into() }, text)
}

pub fn entry(part: Part, text: &str) -> Entry {
    Entry {
        part,
        score: 1.0,
        answer: Answer::Given,
        quantities: quantities(text),
        others: vec![],
        text: text.into(),
        place: Place {
            line: 7,
            ..Place::default()
        },
    }
}

pub fn nil(id: &str) -> Entry {
    Entry {
        answer: Answer::Nil,
        quantities: vec![],
        ..task(id, "Không phát sinh")
    }
}

/// A row of the figures table.
pub fn row(indicator: &str, unit: &str, value: &str) -> Entry {
    let text = format!("{value} {unit} {indicator}");
    let mut found = entry(Part::Figures, &text);
    assert_eq!(found.quantities.len(), 1, "{text}");
    found.text = format!("1 | {indicator} | {unit} | {value}");
    found
}

pub fn unit<'a>(told: &'a Consolidation, code: &str) -> &'a UnitStatus {
    told.units.iter().find(|unit| unit.code == code).unwrap()
}

/// The finding with this code about this unit.
pub fn warning<'a>(told: &'a Consolidation, code: &str) -> &'a Finding {
    let found = told.warnings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("{code}: {:#?}", told.warnings))
}

pub fn silent(told: &Consolidation, code: &str) -> bool {
    !told.warnings.iter().any(|finding| finding.code == code)
}

/// The total of the first figure whose indicator has these words.
pub fn total(told: &Consolidation, words: &str) -> String {
    let total = told.totals.iter().find(|total| total.name.contains(words));
    let total = total.unwrap_or_else(|| panic!("{words}: {:#?}", told.totals));
    match total.upper {
        Some(upper) => format!("{}-{upper}", total.value),
        None => total.value.to_string(),
    }
}
