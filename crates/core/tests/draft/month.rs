//! A draft put together in a line or two, and the month it goes into.

use nhip_core::consolidation::{Consolidation, Facts, consolidate};
use nhip_core::finding::Finding;
use nhip_core::personal::Published;
use nhip_core::plan::Plan;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Draft, Field};
use nhip_core::unit::Unit;

use super::build;

pub fn ward(code: &str) -> Unit {
    build::roster(&build::plan()).get(code).unwrap().clone()
}

pub fn blank(code: &str) -> Draft {
    Draft::blank(&build::plan(), &ward(code), build::month())
}

pub fn field(name: &str) -> Field {
    Field::parse(name).unwrap_or_else(|| panic!("{name}"))
}

/// A draft with these boxes filled in.
pub fn typed(code: &str, boxes: &[(&str, &str)]) -> Draft {
    let mut draft = blank(code);
    for (name, value) in boxes {
        draft
            .set(&field(name), value, &Published::default())
            .unwrap();
    }
    draft
}

pub fn reading(draft: &Draft) -> Reading {
    draft.to_reading(&build::plan(), &ward(&draft.unit))
}

pub fn consolidated(drafts: &[Draft]) -> Consolidation {
    let plan: Plan = build::plan();
    let roster = build::roster(&plan);
    consolidate(&Facts {
        readings: drafts.iter().map(reading).collect(),
        ..Facts::new(&plan, &roster, build::month())
    })
}

pub fn total(told: &Consolidation, words: &str) -> String {
    let total = told
        .totals
        .iter()
        .find(|total| total.name.to_lowercase().contains(words));
    let total = total.unwrap_or_else(|| panic!("{words}: {:#?}", told.totals));
    total.value.to_string()
}

pub fn codes(findings: &[Finding]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}
