//! The month of a report: title, hidden sheet, first sentences, file name, date; in that order.

use nhip_core::document::{Block, Document};
use nhip_core::finding::Finding;
use nhip_core::period::{Month, due};
use nhip_core::plan::Plan;
use nhip_core::report::form;

use super::head::Head;
use super::month;

/// The month a report is about; doubts about it go to the findings.
pub(super) fn month_of(
    document: &Document,
    head: &Head,
    plan: &Plan,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Option<Month> {
    let dated = head.lines.iter().find_map(|line| month::date(line));
    let titled = month::in_text(&head.title, dated).or_else(|| {
        head.lines
            .iter()
            .find_map(|line| month::in_text(line, dated))
    });
    let property = document.properties.get(form::PROPERTY_MONTH);
    let property = property.and_then(|text| Month::parse(text).ok());
    let named = month::in_file_name(file);
    let stated = titled.or(property);
    for (other, vi, en) in [
        (
            property,
            "thông tin ẩn trong biểu mẫu",
            "the form's hidden information",
        ),
        (named, "tên tệp", "the file name"),
    ] {
        let (Some(stated), Some(other)) = (stated, other) else {
            continue;
        };
        if stated != other {
            findings.push(
                Finding::new(
                    "C252",
                    format!("báo cáo ghi tháng {stated} nhưng {vi} ghi tháng {other}; đã lấy tháng ghi trong báo cáo"),
                    format!("the report says {stated} but {en} says {other}; the report's own month was taken"),
                )
                .in_file(file)
                .quoting(head.title.clone()),
            );
        }
    }
    stated
        .or_else(|| in_days(document, head))
        .or_else(|| in_opening(document, head, dated))
        .or(named)
        .or_else(|| in_plans_year(document, head, plan, file, dated))
        .or_else(|| from_date(dated?, document, plan, file, findings))
}

/// Text right below the title, or of a message.
fn opening(document: &Document) -> impl Iterator<Item = &str> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    paragraphs.filter(|text| !text.trim().is_empty())
}

/// The month of the days title or opening say the report is on.
fn in_days(document: &Document, head: &Head) -> Option<Month> {
    let opening = document.blocks.iter().skip(head.body).take(2);
    let texts = opening.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    std::iter::once(head.title.as_str())
        .chain(texts)
        .find_map(month::of_days)
}

/// Nobody writes the year in a message: it is that of the plan.
fn in_plans_year(
    document: &Document,
    head: &Head,
    plan: &Plan,
    file: &str,
    dated: Option<chrono::NaiveDate>,
) -> Option<Month> {
    let year = match dated {
        Some(_) => return None,
        None => year_of(plan)?,
    };
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let spoken = stem.replace(['_', '-', '.'], " ");
    std::iter::once(head.title.as_str())
        .chain(opening(document).take(4))
        .chain([spoken.as_str()])
        .find_map(|text| month::in_text_of(text, year))
}

/// The one year a plan is for: its subject's, or its date's.
fn year_of(plan: &Plan) -> Option<i32> {
    let subject = plan.title.subject.as_deref().unwrap_or_default();
    let years = nhip_viet::date::find(subject);
    let named: Vec<i32> = years.iter().filter_map(|date| date.year).collect();
    match named.as_slice() {
        [year] => Some(*year),
        [] => plan
            .place_date
            .date
            .map(|date| chrono::Datelike::year(&date)),
        _ => None,
    }
}

/// Free reports often name their month in the first sentence only.
fn in_opening(document: &Document, head: &Head, dated: Option<chrono::NaiveDate>) -> Option<Month> {
    let paragraphs = document
        .blocks
        .iter()
        .skip(head.body)
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        });
    paragraphs
        .take(3)
        .find_map(|text| month::in_text(text, dated))
}

/// The text speaks of the month and of none before it; what it plans for the next says nothing.
fn confirmed(document: &Document, month: Month) -> bool {
    let spoken = opening(document).flat_map(|text| month::all_in(text, month.year()));
    let spoken: Vec<Month> = spoken.collect();
    spoken.contains(&month) && spoken.iter().all(|other| *other >= month)
}

/// A paper without a month, but with a date: the month of that date, or the one before where
/// the plan wants reports in the month after.
fn from_date(
    dated: chrono::NaiveDate,
    document: &Document,
    plan: &Plan,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Option<Month> {
    let month = Month::of(dated)?;
    let afterwards = due(plan, month)
        .and_then(Month::of)
        .is_some_and(|due| due != month);
    let month = if afterwards { month.previous() } else { month };
    if confirmed(document, month) {
        return Some(month);
    }
    findings.push(
        Finding::new(
            "C253",
            format!("báo cáo không ghi tháng; theo ngày ký thì hiểu là tháng {month}"),
            format!("the report names no month; by its date it was taken for {month}"),
        )
        .in_file(file)
        .quoting(dated.format("%d/%m/%Y").to_string()),
    );
    Some(month)
}
