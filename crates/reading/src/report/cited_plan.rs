//! Which plan a free report says it is about: the plans its title and first paragraphs cite.

use nhip_core::document::{Block, Document};
use nhip_core::finding::Finding;
use nhip_core::plan::Plan;
use nhip_core::report::PlanMatch;
use nhip_viet::fold;

use super::head::Head;
use crate::plan::plans_cited;

/// Blocks of the text in which a report says what it reports on ("Thực hiện Kế hoạch số …").
const OPENING: usize = 4;

/// Blocks within which a plan has its title.
const TITLE_WITHIN: usize = 40;

/// Whether the plan at hand is cited. Another one in its place is asked about and not refused:
/// a ward may have reported on the plan it made of this one.
pub(super) fn of(
    document: &Document,
    head: &Head,
    plan: &Plan,
    file: &str,
    findings: &mut Vec<Finding>,
) -> PlanMatch {
    let Some(own) = plan
        .number_symbol
        .as_ref()
        .filter(|number| number.number.is_some())
    else {
        return PlanMatch::NotStated;
    };
    let opening = document.blocks.iter().skip(head.body).take(OPENING);
    let paragraphs = opening.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    let cited: Vec<String> = std::iter::once(head.title.as_str())
        .chain(paragraphs)
        .flat_map(plans_cited)
        .collect();
    if cited.iter().any(|number| same(number, &own.normalized)) {
        return PlanMatch::Same;
    }
    let known = |number: &String| {
        let documents = &plan.cited_documents;
        documents
            .iter()
            .any(|cited| same(number, &cited.number_symbol))
    };
    if let Some(other) = cited.iter().find(|number| !known(number)) {
        findings.push(
            Finding::new(
                "C275",
                format!("báo cáo viện dẫn Kế hoạch số {other}, không phải số {}; vẫn tính, hãy kiểm tra lại", own.normalized),
                format!("the report cites plan {other}, not {}; it counts, but check it", own.normalized),
            )
            .in_file(file),
        );
    }
    PlanMatch::NotStated
}

/// Bytes of the longest line that says no more than "KẾ HOẠCH".
const LONGEST_KIND: usize = 32;

/// Whether a file is the plan itself: its bytes, or a paper that is no report and has the plan's own number
/// or title.
pub(super) fn is_itself(document: &Document, head: &Head, plan: &Plan) -> bool {
    if document.sha256 == plan.source.sha256 {
        return true;
    }
    if fold::key(&head.title).contains("báo cáo") {
        return false;
    }
    let numbered = plan
        .number_symbol
        .as_ref()
        .filter(|own| own.number.is_some());
    let own_number = |line: &String| {
        let key = fold::key(line);
        let number = key
            .strip_prefix("số")
            .map(|rest| rest.trim_start_matches([':', ' ']));
        numbered
            .zip(number)
            .is_some_and(|(own, number)| same(number, &own.normalized))
    };
    let opening = document.blocks.iter().take(TITLE_WITHIN);
    let lines = opening.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.trim()),
        Block::Table(_) => None,
    });
    // Few papers have the line; the others need not be folded.
    let short = |line: &&str| line.len() <= LONGEST_KIND;
    let titled = lines
        .clone()
        .filter(short)
        .any(|line| fold::key(line) == "kế hoạch");
    let subject = plan.title.subject.as_deref().map(fold::key);
    let of_plan = || subject.is_some_and(|own| lines.map(fold::key).any(|line| line == own));
    titled && (head.lines.iter().any(own_number) || of_plan())
}

/// "32-KH/ThU" and "32 KH/Thu" are one number.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        let folded = fold::folded(text);
        folded
            .chars()
            .filter(|sign| sign.is_alphanumeric())
            .collect()
    };
    bare(one) == bare(other)
}
