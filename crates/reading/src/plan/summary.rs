//! The small parts of a plan that are put together from others: number, date, head line, counts.

use nhip_core::document::Document;
use nhip_core::document::heal::CUT;
use nhip_core::plan::{
    Counts, DateBounds, Family, HeadLine, NumberSymbol, PageBreakCut, PlaceDate, Plan,
};
use nhip_viet::fold::key;

use super::citation::Catalog;
use super::head::Head;
use super::issuer::Place;
use super::section::{self, Node, Tree};
use super::unit::roll::assigns;

pub(super) fn number(head: &Head) -> Option<NumberSymbol> {
    let (printed, symbol, line) = head.number.as_ref()?;
    Some(NumberSymbol {
        as_printed: printed.clone(),
        number: symbol.number.clone(),
        symbol: symbol.symbol.clone(),
        normalized: symbol.normalized.clone(),
        type_code: symbol.type_code.clone(),
        issuer_code: symbol.issuer_code.clone(),
        line: *line,
    })
}

pub(super) fn place_date(head: &Head, places: &[Place], catalog: &Catalog) -> PlaceDate {
    let newest = catalog
        .documents
        .iter()
        .filter_map(|d| Some((d.date?, &d.number_symbol)))
        .max_by_key(|(date, _)| *date);
    PlaceDate {
        place: head.place.clone(),
        date: head.date,
        as_printed: head.place_date.clone(),
        stated: head.date.is_some(),
        date_bounds_inferred: newest
            .filter(|_| head.date.is_none())
            .map(|(not_before, symbol)| DateBounds {
                not_before,
                why: format!("latest dated document it cites ({symbol})"),
            }),
        place_inferred: places
            .iter()
            .find(|p| p.level != "tỉnh")
            .filter(|_| head.place.is_none())
            .map(|p| p.name.clone()),
    }
}

pub(super) fn head_line(head: &Head, family: Family) -> HeadLine {
    let (stated, expected) = match family {
        Family::Party => (head.party_line, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        Family::State => (head.state_line, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    };
    HeadLine {
        stated,
        expected: expected.to_owned(),
    }
}

/// Cuts that were joined, here or by the document's reader.
pub(super) fn cuts(document: &Document) -> Vec<PageBreakCut> {
    let found = document.findings.iter().filter(|f| f.code == CUT);
    found
        .filter_map(|finding| {
            let place = finding.place.as_ref()?;
            let (left, right) = finding.quote.as_deref()?.split_once('\n')?;
            Some(PageBreakCut {
                between_lines: [place.line, *place.joined.first()?],
                left_tail: left.to_owned(),
                right_head: right.to_owned(),
            })
        })
        .collect()
}

pub(super) fn counts(plan: &Plan, tree: &Tree) -> Counts {
    let below = |word: &str, other: &str| {
        let tells = |n: &&Node| {
            let text = key(&n.text);
            n.heading && text.starts_with(word) && !text.contains(other) && !assigns(&n.text)
        };
        let found = tree.nodes.iter().find(tells);
        found.map_or(0, |n| n.children.len())
    };
    let twice = tree
        .odd
        .iter()
        .filter(|(_, o)| *o == section::Oddity::Twice)
        .count();
    let missing = tree.odd.len() - twice;
    Counts {
        roman_sections: tree.roots.len(),
        purpose_bullets: below("mục đích", "yêu cầu"),
        requirement_bullets: below("yêu cầu", "mục đích"),
        content_themes: plan.content_themes.len(),
        theme_1_sub_items: plan.content_themes.first().map_or(0, |t| t.sub_items.len()),
        units: plan.units.len(),
        tasks: plan.units.iter().map(|u| u.tasks.len()).sum(),
        recipients: plan.recipients.len(),
        numbered_documents_cited: plan.cited_documents.len(),
        page_break_cuts: plan.page_break_cuts.len(),
        numbering_anomalies: twice + missing,
    }
}
