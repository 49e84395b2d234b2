//! Headings of free reports: which part of the report they open.

use nhip_core::document::label::{Kind, Label};
use nhip_core::report::Part;
use nhip_viet::fold;

/// What a heading opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Opens {
    /// Results, to be laid to tasks.
    Results,
    /// Other parts, in the order the heading names them ("Khó khăn, kiến nghị").
    Parts(Vec<Part>),
}

/// Words that name a part, in key form, told from real headings.
const WORDS: [(&str, Option<Part>); 33] = [
    ("khó khăn", Some(Part::Difficulties)),
    ("vướng mắc", Some(Part::Difficulties)),
    ("tồn tại", Some(Part::Difficulties)),
    ("hạn chế", Some(Part::Difficulties)),
    ("bất cập", Some(Part::Difficulties)),
    ("đề xuất", Some(Part::Proposals)),
    ("kiến nghị", Some(Part::Proposals)),
    ("đề nghị", Some(Part::Proposals)),
    ("phương hướng", Some(Part::Outlook)),
    ("nhiệm vụ trọng tâm", Some(Part::Outlook)),
    ("nhiệm vụ tháng", Some(Part::Outlook)),
    ("nhiệm vụ thời gian", Some(Part::Outlook)),
    ("kế hoạch tháng", Some(Part::Outlook)),
    ("công tác tháng", Some(Part::Outlook)),
    ("tháng tới", Some(Part::Outlook)),
    ("tháng sau", Some(Part::Outlook)),
    ("thời gian tới", Some(Part::Outlook)),
    ("nội dung khác", Some(Part::Other)),
    ("công tác khác", Some(Part::Other)),
    ("hoạt động khác", Some(Part::Other)),
    ("việc khác", Some(Part::Other)),
    ("đơn vị khác", Some(Part::Other)),
    ("ngoài kế hoạch", Some(Part::Other)),
    ("không thuộc", Some(Part::Other)),
    ("số liệu", Some(Part::Figures)),
    ("kết quả", None),
    ("đã làm được", None),
    ("tình hình thực hiện", None),
    ("nội dung thực hiện", None),
    ("đã triển khai", None),
    ("ưu điểm", None),
    ("mặt được", None),
    ("công tác chỉ đạo", None),
];

/// Words of these that a sentence has as well: a heading with them is short and counts nothing.
const LOOSE: [&str; 4] = ["việc khác", "đơn vị khác", "ngoài kế hoạch", "không thuộc"];

/// The longest heading, in words.
const LONGEST: usize = 22;

/// What a paragraph opens if it is a heading; `marked` when it is bold or has a heading style.
pub(super) fn opens(label: Option<&Label>, text: &str, marked: bool) -> Option<Opens> {
    if text.split_whitespace().count() > LONGEST
        || text.trim_end().ends_with(['.', ';']) && !caps(text)
    {
        return None;
    }
    let counted = label.is_some_and(|label| label.counts() && label.kind < Kind::ParenNumber);
    let colon = text.trim_end().ends_with(':');
    // A bare line "Khó khăn, vướng mắc" in a text file has nothing but its shortness.
    let bare = label.is_none() && text.split_whitespace().count() <= 8;
    if !(marked || counted || colon || bare || caps(text)) {
        return None;
    }
    named(text, bare && !marked && !caps(text) && !colon)
}

/// "Khó khăn: thiếu loa cầm tay." opens a part and says its first sentence on one line.
pub(super) fn inline(text: &str) -> Option<Opens> {
    let (start, rest) = text.split_once(':')?;
    if rest.trim().is_empty() || start.split_whitespace().count() > 8 {
        return None;
    }
    match named(start, true)? {
        // "Kết quả: …" inside the results says nothing new.
        Opens::Results => None,
        parts => Some(parts),
    }
}

/// The part one paragraph under a heading for several parts belongs to.
pub(super) fn among(parts: &[Part], text: &str) -> Option<Part> {
    let key = fold::key(text);
    let start = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let asks = ["đề nghị", "kiến nghị", "đề xuất", "xin "]
        .iter()
        .any(|word| start.starts_with(word));
    match asks && parts.contains(&Part::Proposals) {
        true => Some(Part::Proposals),
        false => parts.first().cloned(),
    }
}

/// Parts named in a heading. `strict`: the words must stand at its beginning.
fn named(text: &str, strict: bool) -> Option<Opens> {
    let key = fold::key(text);
    let mut hits: Vec<(usize, &Option<Part>)> = WORDS
        .iter()
        .filter_map(|(word, part)| Some((key.find(word)?, part)))
        .collect();
    hits.sort_by_key(|(at, _)| *at);
    let (first, part) = hits.first()?;
    let loose = || {
        LOOSE
            .iter()
            .any(|word| key.get(*first..).is_some_and(|rest| rest.starts_with(word)))
    };
    if loose() && (text.contains(|c: char| c.is_ascii_digit()) || key.split(' ').count() > 10) {
        return None;
    }
    let before = key
        .get(..*first)
        .unwrap_or_default()
        .split_whitespace()
        .count();
    if before > if strict { 2 } else { 6 } {
        return None;
    }
    // "Kết quả thực hiện nhiệm vụ tháng 11" is about results, whatever follows.
    let Some(first) = part else {
        return Some(Opens::Results);
    };
    let mut parts = vec![first.clone()];
    for part in hits.iter().filter_map(|(_, part)| part.as_ref()) {
        if !parts.contains(part) {
            parts.push(part.clone());
        }
    }
    Some(Opens::Parts(parts))
}

/// Whether a heading says nothing but the name of its part. "Đề nghị Sở Y tế cấp thêm tờ rơi"
/// looks like a heading and is a proposal: such a line is content as well.
pub(super) fn says_nothing_else(text: &str) -> bool {
    if caps(text) {
        return true;
    }
    let mut key = fold::key(text);
    for (word, _) in &WORDS {
        key = key.replace(word, " ");
    }
    let left = key.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        !word.is_empty() && word.chars().any(char::is_alphabetic) && !FILLERS.contains(word)
    });
    left.count() <= 2
}

/// Words a bare heading has beside the name of its part.
const FILLERS: [&str; 43] = [
    "và", "những", "một", "số", "các", "của", "trong", "tháng", "năm", "với", "về", "đơn", "vị",
    "phát", "sinh", "nhiệm", "vụ", "công", "tác", "thực", "hiện", "nguyên", "nhân", "đánh", "giá",
    "trọng", "tâm", "tổ", "chức", "triển", "trên", "địa", "bàn", "ngành", "lĩnh", "vực", "việc",
    "hoạt", "động", "nội", "dung", "phối", "hợp",
];

/// Written in capitals.
pub(super) fn caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}
