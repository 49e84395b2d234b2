//! Proof that a report may be sent: no error is left, every warning is explained.

use std::collections::HashSet;

use crate::finding::{Finding, Severity};
use crate::report::draft::{Explanation, about};

/// Shown that nothing stands in the way of sending, at one revision of the report.
#[derive(Debug, PartialEq, Eq)]
pub struct Cleared {
    revision: u64,
}

impl Cleared {
    /// `findings` are all of the report at this revision. The error lists, all at once, what
    /// still has to be corrected or explained.
    pub fn check<'a>(
        findings: &'a [Finding],
        explanations: &[Explanation],
        revision: u64,
    ) -> Result<Cleared, Vec<&'a Finding>> {
        let explained: HashSet<(&str, &str)> = explanations
            .iter()
            .map(|one| (one.code.as_str(), one.about.as_str()))
            .collect();
        let is_open = |finding: &&Finding| match finding.severity {
            Severity::Error => true,
            Severity::Warning => {
                !explained.contains(&(finding.code.as_str(), about(finding).as_str()))
            }
            Severity::Note => false,
        };
        let open: Vec<&Finding> = findings.iter().filter(is_open).collect();
        if open.is_empty() {
            Ok(Cleared { revision })
        } else {
            Err(open)
        }
    }

    /// The revision that was checked.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
