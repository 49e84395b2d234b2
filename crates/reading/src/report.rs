//! One unit's report of one month, understood.
//!
//! | module | what it answers |
//! |---|---|
//! | `head` | where the head and the title end and the text begins |
//! | `identity`, `dated`, `month`, `cited_plan` | which unit, month, plan and version |
//! | `account` | which numbers nobody understood |
//! | `heading` | which part a heading opens |
//! | `prose`, `cross_table`, `plain_table`, `typed_table`, `workbook`, `frame` | the entries of the ways people report |
//! | [`matching`], `deeds` | which task a paragraph answers |
//! | `told` | what a sentence says of its own place |
//! | `actor` | whether another unit did what a sentence tells |
//! | [`figures`] | the quantities alone, of a paper of which nothing else is known |

use nhip_core::document::Document;
use nhip_core::plan::Plan;
use nhip_core::report::{Reading, UnitMatch, form};
use nhip_core::unit::Roster;

mod account;
mod actor;
mod cited_plan;
mod cross_table;
mod dated;
mod deeds;
pub mod figures;
mod frame;
mod head;
mod heading;
mod identity;
pub mod matching;
mod month;
mod plain_table;
mod prose;
mod told;
mod typed_table;
mod workbook;

/// Understands reports: holds what is the same for every report of a plan, so that each of
/// thousands costs only itself.
pub struct Reader<'a> {
    plan: &'a Plan,
    roster: &'a Roster,
    matcher: matching::Matcher,
}

impl<'a> Reader<'a> {
    /// Prepares to read reports on a plan by the units of a roster.
    pub fn new(plan: &'a Plan, roster: &'a Roster) -> Reader<'a> {
        Reader {
            plan,
            roster,
            matcher: matching::Matcher::new(plan),
        }
    }

    /// Understands one report. `file` is its name relative to the reports folder.
    pub fn read(&self, document: &Document, file: &str) -> Reading {
        let head = head::find(document);
        let identity = identity::of(document, &head, self.plan, self.roster, file);
        let own = match &identity.unit {
            UnitMatch::One { code, .. } => self.roster.get(code).map(|unit| unit.group.as_str()),
            _ => None,
        };
        let mut reading = Reading {
            file: file.to_owned(),
            sha256: document.sha256.clone(),
            unit: identity.unit,
            month: identity.month,
            version: identity.version,
            plan: identity.plan,
            form: document.properties.contains_key(form::PROPERTY_FORM),
            entries: Vec::new(),
            findings: identity.findings,
        };
        let who = match &reading.unit {
            UnitMatch::One { code, .. } => Some((self.roster, code.as_str())),
            _ => None,
        };
        let mut body = prose::Body::new(&self.matcher, own, who, reading.month);
        body.read(document, &head);
        reading.form |= body.is_form();
        let (entries, noticed) = body.finish();
        reading.entries = entries;
        reading.findings.extend(noticed);
        let unread = account::doubt(document, &reading);
        reading.findings.extend(unread);
        reading.findings.extend(document.findings.iter().cloned());
        let code = match &reading.unit {
            UnitMatch::One { code, .. } => Some(code.clone()),
            _ => None,
        };
        for finding in &mut reading.findings {
            finding.file.get_or_insert_with(|| file.to_owned());
            finding.unit = finding.unit.take().or_else(|| code.clone());
        }
        reading
    }
}

/// Understands one report; [`Reader`] is quicker for many.
pub fn read(document: &Document, plan: &Plan, roster: &Roster, file: &str) -> Reading {
    Reader::new(plan, roster).read(document, file)
}
