//! Findings as lines: code, where, what, and the text it is about.

use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::Lang;

use super::sheet::{Ink, Sheet, cut};
use crate::screen::Screen;

/// All of them under a heading with their number; gravest first.
pub fn put(sheet: &mut Sheet, screen: &Screen, heading: (&str, &str), findings: &[Finding]) {
    put_some(sheet, screen, heading, findings, usize::MAX);
}

/// The gravest ones, and how many more there are.
pub fn put_some(
    sheet: &mut Sheet,
    screen: &Screen,
    heading: (&str, &str),
    findings: &[Finding],
    most: usize,
) {
    if findings.is_empty() {
        return;
    }
    sheet.heading(&format!(
        "{} ({})",
        screen.pick(heading.0, heading.1),
        findings.len()
    ));
    let mut order: Vec<&Finding> = findings.iter().collect();
    order.sort_by_key(|finding| finding.severity);
    for finding in order.iter().take(most) {
        one(sheet, screen, finding);
    }
    if let Some(more) = findings.len().checked_sub(most).filter(|more| *more > 0) {
        let vi = format!("… và {more} mục nữa trong báo cáo.");
        let en = format!("… and {more} more in the report.");
        sheet.item(2, "", screen.pick(&vi, &en), Ink::Faint);
    }
}

fn one(sheet: &mut Sheet, screen: &Screen, finding: &Finding) {
    let ink = match finding.severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Warning,
        Severity::Note => Ink::Plain,
    };
    sheet.item(
        2,
        &finding.code,
        &format!(
            "{}{}",
            place(finding, screen.lang),
            screen.say(&finding.text)
        ),
        ink,
    );
    if let Some(quote) = finding
        .quote
        .as_deref()
        .filter(|quote| !finding.text.get(screen.lang).contains(*quote))
    {
        sheet.item(7, "", &format!("“{}”", cut(quote, 160)), Ink::Faint);
    }
}

/// "bao-cao.docx, dòng 12: ", as far as it is known and not already said.
fn place(finding: &Finding, lang: Lang) -> String {
    let said = finding.text.get(lang);
    let file = finding
        .file
        .as_deref()
        .filter(|file| !said.contains(*file))
        .map(str::to_owned);
    let place = finding
        .place
        .as_ref()
        .filter(|place| place.line > 0 || place.cell.is_some());
    let line = place.map(|place| match (&place.cell, place.page) {
        (Some(cell), _) => cell.clone(),
        (None, Some(page)) => format!(
            "{} {page}, {} {}",
            lang.pick("trang", "page"),
            lang.pick("dòng", "line"),
            place.line
        ),
        (None, None) => format!("{} {}", lang.pick("dòng", "line"), place.line),
    });
    let parts: Vec<String> = [file, line].into_iter().flatten().collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}: ", parts.join(", "))
    }
}
