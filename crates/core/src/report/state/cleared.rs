//! Proof that a report may be sent: no error is left, every warning is explained.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::finding::{Finding, Severity};

/// What the unit says to a warning; it travels up with the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Code of the warning.
    pub code: String,
    /// What the warning said and quoted when it was explained.
    about: String,
    /// The explanation.
    pub text: Reason,
}

impl Explanation {
    /// Of a warning as it stands now. It holds as long as the warning says the same of the same
    /// text: new figures want a new explanation. The place does not matter, since a paragraph
    /// put in above moves it.
    pub fn of(finding: &Finding, text: Reason) -> Explanation {
        Explanation {
            code: finding.code.clone(),
            about: about(finding),
            text,
        }
    }

    /// Whether it explains this warning.
    pub fn explains(&self, finding: &Finding) -> bool {
        self.code == finding.code && self.about == about(finding)
    }
}

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
        let open: Vec<&Finding> = findings
            .iter()
            .filter(|finding| match finding.severity {
                Severity::Error => true,
                Severity::Warning => {
                    !explained.contains(&(finding.code.as_str(), about(finding).as_str()))
                }
                Severity::Note => false,
            })
            .collect();
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

fn about(finding: &Finding) -> String {
    let quote = finding.quote.as_deref().unwrap_or_default();
    format!("{}\n{quote}", finding.text.vi)
}
