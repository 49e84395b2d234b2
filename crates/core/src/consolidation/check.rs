//! Doubts about a report that counts. Nothing is changed: a person is told where to look.
//!
//! | code | doubt |
//! |---|---|
//! | C254 | repeats its own report of last month |
//! | C255 | a figure ten times, or a tenth of, last month's |
//! | C256, C257 | a total unlike the sum of its parts; a part above its whole |
//! | C258, C259 | a running total below the month's figure; below last month's running total |
//! | C260 | a percentage above 100 |
//! | C266, C267 | "không phát sinh" beside a text; tasks not answered |
//! | C268 | a paragraph laid to a task without much certainty |
//! | C272 | no month named |
//! | C273 | figures table and text disagree |
//! | C274 | two units sent the same file |
//! | C281 | two figures of one sentence in one sum |

mod figures;
mod text;

use super::figure::{self, Draft};
use super::prepared::Prepared;
use crate::document::Place;
use crate::finding::Finding;
use crate::period::Month;
use crate::plan::Plan;
use crate::report::Reading;
use crate::unit::Unit;

/// A counted report with what it is compared with.
pub(super) struct Case<'a> {
    pub plan: &'a Plan,
    pub month: Month,
    pub unit: &'a Unit,
    pub report: &'a Prepared<'a>,
    pub drafts: &'a [Draft],
    /// Last month's report of the same unit and its figures.
    pub previous: Option<(Prepared<'a>, Vec<Draft>)>,
}

/// Every doubt about one report.
pub(super) fn report(case: &Case) -> Vec<Finding> {
    let mut found = Vec::new();
    text::check(case, &mut found);
    figures::check(case, &mut found);
    found
}

/// Every doubt about one unit's report alone, before it is sent: what the consolidation will say
/// of it, so that nobody hears of it only then.
pub(crate) fn alone(
    plan: &Plan,
    month: Month,
    unit: &Unit,
    now: &Reading,
    previous: Option<&Reading>,
) -> Vec<Finding> {
    let prepared = Prepared::new(now);
    let drafts = figure::drafts(&prepared);
    report(&Case {
        plan,
        month,
        unit,
        report: &prepared,
        drafts: &drafts,
        previous: previous.map(|reading| {
            let report = Prepared::new(reading);
            let drafts = figure::drafts(&report);
            (report, drafts)
        }),
    })
}

impl Case<'_> {
    /// A finding about this report, at a place and with the text it is about.
    fn doubt(&self, code: &str, vi: String, en: String, place: &Place, quote: &str) -> Finding {
        Finding::new(code, vi, en)
            .in_file(&self.report.reading.file)
            .of_unit(&self.unit.code)
            .at(place.clone())
            .quoting(shortened(quote))
    }
}

/// Characters of a quotation: enough to know the text again. A hostile report has a thousand
/// doubts about one paragraph of a megabyte.
const QUOTED: usize = 400;

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
