//! A consolidated month in a few lines: who reported, what adds up, what to look at, what was written.

use std::path::Path;

use nhip_core::consolidation::{Consolidation, Status};
use nhip_core::finding::Severity;

use super::figures::number;
use super::findings;
use super::sheet::Sheet;
use crate::screen::Screen;

/// Warnings shown before the reader is sent to the report.
const WARNINGS: usize = 12;
/// Totals shown.
const TOTALS: usize = 6;

/// After `nhip consolidate`.
pub fn view(screen: &Screen, month: &Consolidation, out: &Path, written: &[String]) -> String {
    let mut sheet = Sheet::new(screen);
    let heading = format!(
        "{} {:02}/{}: {}",
        screen.pick("Tổng hợp tháng", "Consolidated month"),
        month.period.month.month(),
        month.period.month.year(),
        counts(screen, month),
    );
    sheet.heading(&heading);
    for total in month.totals.iter().take(TOTALS) {
        let value = number(&total.value.normalize().to_string(), screen.lang);
        sheet.labelled(2, &value, &total.name);
    }
    let notable: Vec<_> = month
        .warnings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .cloned()
        .collect();
    findings::put_some(
        &mut sheet,
        screen,
        ("Cần xem lại", "To look at"),
        &notable,
        WARNINGS,
    );
    sheet.heading(screen.pick("Kết quả", "Results"));
    for name in written {
        sheet.line(&format!("  {}", out.join(name).display()));
    }
    sheet.into_text()
}

/// "28/31 đơn vị được tính (3 muộn), 2 chưa nộp, 1 không tính; 9 cảnh báo".
pub fn counts(screen: &Screen, month: &Consolidation) -> String {
    let of = |status| {
        month
            .units
            .iter()
            .filter(|unit| unit.status == status)
            .count()
    };
    let (late, missing, excluded) = (of(Status::Late), of(Status::Missing), of(Status::Excluded));
    let (counted, all) = (of(Status::OnTime) + late, month.units.len());
    let warnings = month
        .warnings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .count();
    let vi = format!(
        "{counted}/{all} đơn vị được tính ({late} muộn), {missing} chưa nộp, {excluded} không tính; {warnings} điều cần xem lại"
    );
    let en = format!(
        "{counted} of {all} units counted ({late} late), {missing} missing, {excluded} excluded; {warnings} things to look at"
    );
    screen.pick(&vi, &en).to_owned()
}
