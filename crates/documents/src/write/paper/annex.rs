//! Annexes 2 and 3: who reported, what to check; annex 4, where everything is from, in `sources`.

mod sources;

use nhip_core::consolidation::{Status, UnitStatus};
use nhip_core::document::Place;
use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::Lang;

use super::consolidation::Desk;
use super::summary;
use super::text::{count, date, place, shorten};
use super::{Align, Cell, Column, Face, Part, Row, Run, Table};

pub(super) use sources::sources;

/// Warnings printed in a summary.
const WARNINGS_IN_SUMMARY: usize = 200;
/// Characters quoted of a text a warning is about.
const QUOTE: usize = 300;
const PT: f64 = 11.0;

fn table(titles: &[&str], widths: &[(f64, Align)], rows: Vec<Row>, pt: f64) -> Part {
    Part::Table(Table {
        columns: widths
            .iter()
            .map(|(mm, align)| Column {
                mm: *mm,
                align: *align,
            })
            .collect(),
        head: vec![titles.iter().map(|title| Cell::text(*title)).collect()],
        rows,
        pt,
    })
}

/// What became of a unit's report, in words.
pub(in crate::write) fn status_word(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::OnTime, Lang::Vi) => "Đúng hạn",
        (Status::OnTime, Lang::En) => "On time",
        (Status::Late, Lang::Vi) => "Chậm",
        (Status::Late, Lang::En) => "Late",
        (Status::Missing, Lang::Vi) => "Chưa báo cáo",
        (Status::Missing, Lang::En) => "Missing",
        (Status::Excluded, Lang::Vi) => "Không tổng hợp",
        (Status::Excluded, Lang::En) => "Left out",
    }
}

/// Annex 2.
pub(super) fn reporting(desk: &Desk<'_>) -> Vec<Part> {
    let mut out = Vec::new();
    if desk.summary() {
        out.extend(summary::groups(desk));
    }
    let titles = match desk.lang {
        Lang::Vi => ["TT", "Đơn vị", "Kết quả", "Ngày nhận", "Tệp; ghi chú"],
        Lang::En => ["No.", "Unit", "Result", "Received", "File; remarks"],
    };
    let widths = [
        (11.0, Align::Center),
        (50.0, Align::Left),
        (27.0, Align::Left),
        (23.0, Align::Center),
        (54.0, Align::Left),
    ];
    let units = desk
        .c
        .units
        .iter()
        .filter(|unit| !desk.summary() || unit.status != Status::OnTime);
    let mut rows = Vec::new();
    let mut group: Option<&str> = None;
    for (index, unit) in units.take(summary::UNITS).enumerate() {
        if group != Some(unit.group_name.as_str()) && unit.group_name != unit.name {
            group = Some(unit.group_name.as_str());
            rows.push(Row {
                cells: vec![Cell::text(&unit.group_name).over(widths.len())],
                bold: true,
            });
        }
        rows.push(unit_row(desk, index + 1, unit));
    }
    if rows.is_empty() {
        out.push(Part::remark(desk.say(
            "Tất cả các đơn vị báo cáo đúng hạn.",
            "All units reported on time.",
        )));
    } else {
        out.push(table(&titles, &widths, rows, PT));
    }
    out
}

fn unit_row(desk: &Desk<'_>, n: usize, unit: &UnitStatus) -> Row {
    let mut status = status_word(unit.status, desk.lang).to_owned();
    if let Some(days) = unit.days_late {
        status += &match (days, desk.lang) {
            (0, Lang::Vi) => " (quá giờ)".to_owned(),
            (0, Lang::En) => " by hours".to_owned(),
            (days, Lang::Vi) => format!(" {days} ngày"),
            (days, Lang::En) => format!(" by {days} days"),
        };
    }
    let mut notes: Vec<String> = unit.file.iter().cloned().collect();
    notes.extend(
        unit.reason
            .as_ref()
            .map(|reason| reason.get(desk.lang).to_owned()),
    );
    if !unit.superseded.is_empty() {
        let files = unit.superseded.join(", ");
        notes.push(format!(
            "{} {files}",
            desk.say("bản không tính:", "not counted:")
        ));
    }
    Row::of(vec![
        Cell::text(n.to_string()),
        Cell::text(&unit.name),
        Cell::text(status),
        Cell::text(unit.received.map(date).unwrap_or_default()),
        Cell::text(notes.join("; ")),
    ])
}

/// Annex 3.
pub(super) fn warnings(desk: &Desk<'_>) -> Vec<Part> {
    let found: Vec<&Finding> = desk
        .c
        .warnings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .collect();
    if found.is_empty() {
        return vec![Part::remark(
            desk.say("Không có điểm nào cần xem lại.", "Nothing to check."),
        )];
    }
    let most = if desk.summary() {
        WARNINGS_IN_SUMMARY
    } else {
        usize::MAX
    };
    let rows = found
        .iter()
        .take(most)
        .map(|finding| warning_row(desk, finding))
        .collect();
    let titles = match desk.lang {
        Lang::Vi => [
            "Mã",
            "Đơn vị; tệp, vị trí",
            "Điểm cần xem lại và nguyên văn",
        ],
        Lang::En => ["Code", "Unit; file, place", "What to check, and the text"],
    };
    let widths = [
        (15.0, Align::Center),
        (50.0, Align::Left),
        (100.0, Align::Left),
    ];
    let mut out = vec![table(&titles, &widths, rows, PT)];
    if let Some(more) = found.len().checked_sub(most).filter(|more| *more > 0) {
        let more = count(more, desk.lang);
        out.push(Part::remark(match desk.lang {
            Lang::Vi => format!("Còn {more} điểm khác trong tệp .xlsx và .json."),
            Lang::En => format!("{more} more in the .xlsx and .json files."),
        }));
    }
    out
}

fn warning_row(desk: &Desk<'_>, finding: &Finding) -> Row {
    let unit = finding
        .unit
        .as_deref()
        .map(|code| desk.names.name(code).to_owned());
    let file = finding
        .file
        .as_ref()
        .map(|file| where_in(desk, file, finding.place.as_ref()));
    let about: Vec<String> = unit.into_iter().chain(file).collect();
    let mut runs = vec![Run::new(finding.text.get(desk.lang), Face::Plain)];
    if let Some(quote) = &finding.quote {
        runs.push(Run::new(
            format!(" “{}”", shorten(quote, QUOTE)),
            Face::Italic,
        ));
    }
    Row::of(vec![
        Cell::text(&finding.code),
        Cell::text(about.join("; ")),
        Cell::runs(runs),
    ])
}

fn where_in(desk: &Desk<'_>, file: &str, at: Option<&Place>) -> String {
    match at.filter(|at| at.line > 0 || at.cell.is_some()) {
        Some(at) => format!("{file}, {}", place(at, desk.lang)),
        None => file.to_owned(),
    }
}
