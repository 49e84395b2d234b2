//! What the blank form and its reader agree on: keys, headings, columns, codes, marks.
//!
//! The writer of forms prints exactly these; the reader of reports looks for exactly these. A
//! form is told by its properties, its parts by the `[tag]` in a heading (documents) or by the
//! code in the first column (workbooks), so people may change every other word.

use super::Part;

/// Property that says a file is a form, and of which version.
pub const PROPERTY_FORM: &str = "nhip-form";
/// Value of [`PROPERTY_FORM`] for the forms described here.
pub const FORM_VERSION: &str = "1";
/// Property with the plan's mark, see [`plan_mark`].
pub const PROPERTY_PLAN: &str = "nhip-plan";
/// Property with the unit's code.
pub const PROPERTY_UNIT: &str = "nhip-unit";
/// Property with the month, `2026-11`.
pub const PROPERTY_MONTH: &str = "nhip-month";
/// Hidden sheet of a workbook: two columns, key and value, the same keys as the properties.
pub const SHEET_HIDDEN: &str = "nhip";

/// Sheet (and workbook part) with the tasks.
pub const SHEET_REPORT: &str = "Báo cáo";
/// Sheet with the figures table.
pub const SHEET_FIGURES: &str = "Số liệu";
/// Columns of [`SHEET_REPORT`]. The third takes [`NIL_MARK`].
pub const COLUMNS_REPORT: [&str; 5] = [
    "Mã",
    "Nhiệm vụ",
    "Không phát sinh",
    "Kết quả thực hiện",
    "Ghi chú",
];
/// Columns of the figures table, in documents and workbooks alike.
pub const COLUMNS_FIGURES: [&str; 6] = [
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Trong tháng",
    "Lũy kế từ đầu năm",
    "Ghi chú",
];

/// Empty box.
pub const BOX_EMPTY: char = '☐';
/// Ticked box as we print it; [`BOXES_TICKED`] are the ones accepted.
pub const BOX_TICKED: char = '☒';
/// Boxes people and programs tick with.
pub const BOXES_TICKED: [char; 5] = ['☒', '☑', '✓', '✔', '✗'];
/// Words beside the box.
pub const NIL: &str = "Không phát sinh";
/// What the column "Không phát sinh" of a workbook offers in its list.
pub const NIL_MARK: &str = "x";

/// The prompt printed under a heading; unchanged, it is a blank.
pub const HINT: &str =
    "(Ghi kết quả trong tháng tại đây; không có thì đánh dấu vào ô Không phát sinh)";
/// The prompt under the parts that are no task.
pub const HINT_PART: &str = "(Ghi tại đây; không có thì ghi “Không”)";
/// A dotted line to write on; unchanged, it is a blank.
pub const DOTS: &str = "………………………………………………………………";

/// Code of the figures table, a tag in documents.
pub const CODE_FIGURES: &str = "SL";
/// Code of "Nội dung khác".
pub const CODE_OTHER: &str = "KHAC";
/// Code of "Khó khăn, vướng mắc".
pub const CODE_DIFFICULTIES: &str = "KK";
/// Code of "Đề xuất, kiến nghị".
pub const CODE_PROPOSALS: &str = "KN";
/// Code of "Phương hướng, nhiệm vụ tháng tới".
pub const CODE_OUTLOOK: &str = "PH";

/// The parts of a form that are no task, with code and heading, in the order they are printed.
pub const PARTS: [(&str, Part, &str); 5] = [
    (CODE_OTHER, Part::Other, "Nội dung khác"),
    (CODE_FIGURES, Part::Figures, "Số liệu"),
    (CODE_DIFFICULTIES, Part::Difficulties, "Khó khăn, vướng mắc"),
    (CODE_PROPOSALS, Part::Proposals, "Đề xuất, kiến nghị"),
    (
        CODE_OUTLOOK,
        Part::Outlook,
        "Phương hướng, nhiệm vụ tháng tới",
    ),
];

/// The plan's mark in a form: the first 16 hexadecimal digits of the plan file's SHA-256.
pub fn plan_mark(sha256: &str) -> &str {
    sha256.get(..16).unwrap_or(sha256)
}

/// "[UBND.1]", as it stands in a heading.
pub fn tag(code: &str) -> String {
    format!("[{code}]")
}

/// "Nhiệm vụ 1 [UBND.1]: Treo băng rôn …": the heading of a task in a document.
pub fn task_heading(number: usize, id: &str, text: &str) -> String {
    format!("Nhiệm vụ {number} {}: {text}", tag(id))
}

/// "Khó khăn, vướng mắc [KK]": the heading of a part in a document, without its roman number.
pub fn part_heading(code: &str, heading: &str) -> String {
    format!("{heading} {}", tag(code))
}

/// "☐ Không phát sinh": the line under a task's heading.
pub fn nil_line(ticked: bool) -> String {
    format!("{} {NIL}", if ticked { BOX_TICKED } else { BOX_EMPTY })
}

/// The part a code stands for; `None` if it is not one of [`PARTS`].
pub fn part_of_code(code: &str) -> Option<Part> {
    PARTS
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(code.trim()))
        .map(|(_, part, _)| part.clone())
}

/// What stands in the first `[…]` of a heading.
pub fn tag_in(heading: &str) -> Option<&str> {
    let (_, rest) = heading.split_once('[')?;
    let (inside, _) = rest.split_once(']')?;
    let inside = inside.trim();
    (!inside.is_empty() && inside.len() <= 60 && !inside.contains(char::is_whitespace))
        .then_some(inside)
}
