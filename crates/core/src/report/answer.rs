//! Nil, blank or text: three different answers.

use nhip_viet::fold;

use super::form;

/// Whole answers that say "nothing to report", in key form without marks around them.
const NIL_ANSWERS: [&str; 12] = [
    "không",
    "không có",
    "không có gì",
    "không có nội dung",
    "không có ý kiến",
    "không có đề xuất",
    "không có kiến nghị",
    "không có khó khăn",
    "không có vướng mắc",
    "không có khó khăn, vướng mắc",
    "không có đề xuất, kiến nghị",
    "kps",
];

/// Whether the whole text says that there is nothing to report. "Không phát sinh ca bệnh mới"
/// is a result, not a nil.
pub fn is_nil(text: &str) -> bool {
    let key = fold::key(text);
    // "Phát tờ rơi, treo băng rôn: không phát sinh." says so of what it names.
    let (named, said) = key.split_once(':').unwrap_or(("", &key));
    let said = said.trim_matches(|c: char| !c.is_alphanumeric());
    let said = if named.contains(['.', ';']) { "" } else { said };
    if said.len() > 80 {
        return false;
    }
    let said = said.strip_prefix("trong tháng").map_or(said, |rest| {
        rest.trim_start_matches(|c: char| !c.is_alphanumeric())
    });
    let said = said.strip_suffix("trong tháng").map_or(said, str::trim_end);
    NIL_ANSWERS.contains(&said)
        || matches!(
            said,
            "không phát sinh" | "không có phát sinh" | "chưa phát sinh"
        )
        || matches!(
            said,
            "không phát sinh nội dung" | "không phát sinh khó khăn, vướng mắc"
        )
}

/// Words a report without results denies with, and what it denies.
const DENIES: [&str; 7] = [
    "không phát sinh",
    "chưa phát sinh",
    "không có phát sinh",
    "không tổ chức",
    "chưa tổ chức",
    "không triển khai",
    "không có",
];
const DENIED: [&str; 8] = [
    "nội dung",
    "hoạt động",
    "nhiệm vụ",
    "công việc",
    "số liệu",
    "kết quả",
    "gì",
    "báo cáo",
];

/// Whether a sentence says of the whole time that there was nothing: "Trong tháng, Sở Tài chính không
/// phát sinh nội dung liên quan đến Kế hoạch". "Không phát sinh ca bệnh mới" is a result.
pub fn denies_all(text: &str) -> bool {
    let key = fold::key(text);
    let timed = |before: &str| {
        ["tháng", "kỳ", "thời gian qua"]
            .iter()
            .any(|time| before.contains(time))
            && before.split(' ').count() <= 40
    };
    DENIES.iter().any(|denial| {
        key.match_indices(denial).any(|(at, _)| {
            let (before, rest) = key.split_at(at);
            let rest = rest.get(denial.len()..).unwrap_or_default().trim_start();
            let rest = rest.strip_prefix("các ").unwrap_or(rest);
            let object = DENIED.iter().any(|word| rest.starts_with(word));
            let sentence = before.rsplit(['.', ':']).next().unwrap_or_default();
            object && timed(sentence)
        })
    })
}

/// The line with the box: ticked or not; `None` if the text is no such line.
pub fn nil_box(text: &str) -> Option<bool> {
    let text = text.trim();
    let (mark, rest) = match text.strip_prefix(['[', '(']) {
        // People without the sign type "[x] Không phát sinh".
        Some(inside) => inside.split_once([']', ')'])?,
        None => text.split_at_checked(text.chars().next()?.len_utf8())?,
    };
    let known = mark
        .chars()
        .all(|c| c == form::BOX_EMPTY || form::BOXES_TICKED.contains(&c) || " xX□■▢".contains(c));
    let words = fold::key(rest.trim().trim_end_matches(['.', ';']));
    if !known || words != fold::key(form::NIL) {
        return None;
    }
    Some(
        mark.chars()
            .any(|c| form::BOXES_TICKED.contains(&c) || "xX■".contains(c)),
    )
}

/// The cell "Không phát sinh" of a workbook.
pub fn nil_cell(text: &str) -> bool {
    let key = fold::key(text);
    form::BOXES_TICKED.iter().any(|tick| text.contains(*tick))
        || matches!(
            key.as_str(),
            "x" | "có" | "đúng" | "1" | "true" | "yes" | "v"
        )
        || is_nil(text)
}

/// Nothing was written: empty, a line to write on, or the form's own prompt.
pub fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if !text.chars().any(char::is_alphanumeric) {
        return !text.chars().any(|c| form::BOXES_TICKED.contains(&c));
    }
    // Both prompts stand in brackets; every box of every report is asked.
    text.contains('(') && {
        let key = fold::key(text);
        [form::HINT, form::HINT_PART].map(fold::key).contains(&key)
    }
}
