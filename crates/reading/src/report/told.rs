//! What a sentence says of its own place: it tells of next month, it asks, it complains, it tells of
//! another matter than the plan's.

use nhip_core::period::Month;
use nhip_core::report::Part;
use nhip_viet::fold;

/// The part a sentence names by how it begins; `month` is the report's.
pub(super) fn part(sentence: &str, month: Option<Month>) -> Option<Part> {
    let key = fold::key(sentence);
    let key = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if begins(&OUTLOOK) || month.is_some_and(|month| begins_in_next(key, month)) {
        return Some(Part::Outlook);
    }
    if begins(&PROPOSALS) {
        return Some(Part::Proposals);
    }
    begins(&DIFFICULTIES).then_some(Part::Difficulties)
}

const OUTLOOK: [&str; 7] = [
    "tháng tới",
    "tháng sau",
    "thời gian tới",
    "trong thời gian tới",
    "trong tháng tới",
    "dự kiến",
    "sang tháng",
];
const PROPOSALS: [&str; 7] = [
    "đề nghị ",
    "kiến nghị ",
    "đề xuất ",
    "xin thêm",
    "xin cấp",
    "xin hỗ trợ",
    "mong ",
];
const DIFFICULTIES: [&str; 4] = ["khó khăn", "cái khó", "vướng mắc", "tồn tại"];

/// "Tháng 11, khi biển lặng, …" in a report on October.
pub(super) fn begins_in_next(key: &str, month: Month) -> bool {
    let rest = key.strip_prefix("trong ").unwrap_or(key);
    let number = rest.strip_prefix("tháng ").map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest.get(..end)
            .and_then(|digits| digits.parse::<u32>().ok())
    });
    let next = if month.month() == 12 {
        1
    } else {
        month.month() + 1
    };
    number.flatten() == Some(next)
}

/// A heading that is the next month and nothing else: "III. THÁNG 11 NĂM 2026".
pub(super) fn heads_next(heading: &str, month: Option<Month>) -> bool {
    let key = fold::key(heading);
    let key = key.trim_end_matches(|c: char| !c.is_alphanumeric());
    let short = key.split(' ').count() <= 4 && key.split(' ').count() >= 2;
    let only = key.split(' ').all(|word| {
        matches!(word, "trong" | "tháng" | "năm")
            || word.chars().all(|c| c.is_ascii_digit() || c == '/')
    });
    short && only && month.is_some_and(|month| begins_in_next(key, month))
}

/// Something does not work: told, though the words are those of a deed.
pub(super) fn complains(sentence: &str) -> bool {
    let key = format!(" {} ", fold::key(sentence));
    [" hư ", " hỏng", " bị rè", " mất điện", " bị hư"]
        .iter()
        .any(|word| key.contains(word))
}

/// A sentence that goes on to something else in the same paragraph.
pub(super) fn turns(sentence: &str) -> bool {
    let key = fold::key(sentence);
    ["ngoài ra", "bên cạnh đó", "đồng thời", "nhân dịp này"]
        .iter()
        .any(|word| key.starts_with(word))
        || key.split(' ').take(3).any(|word| word == "cũng")
}

/// Matters a unit reports on beside a plan, in key form: other diseases, other campaigns.
const MATTERS: [&str; 33] = [
    "sốt xuất huyết",
    "tay chân miệng",
    "tay, chân, miệng",
    "covid",
    "hiv",
    "bệnh dại",
    "cúm",
    "bệnh sởi",
    "sốt rét",
    "uốn ván",
    "tiêm chủng",
    "an toàn thực phẩm",
    "phòng cháy",
    "chữa cháy",
    "tảo hôn",
    "ma túy",
    "an toàn giao thông",
    "nồng độ cồn",
    "an toàn lao động",
    "nước sạch",
    "hợp vệ sinh",
    "sơ cứu",
    "sơ cấp cứu",
    "hiến máu",
    "nấu ăn",
    "bóng đá",
    "việt dã",
    "trồng cây",
    "cây xanh",
    "đơn thư",
    "bệnh án điện tử",
    "rác thải",
    "diệt muỗi",
];

/// Matters the plan itself is about are no other matters.
pub(super) fn other_matters(plan: &str) -> Vec<&'static str> {
    let key = fold::key(plan);
    MATTERS
        .iter()
        .copied()
        .filter(|matter| !key.contains(matter))
        .collect()
}

/// Whether a sentence tells of another matter.
pub(super) fn on_another(sentence: &str, matters: &[&str]) -> bool {
    let key = fold::key(sentence);
    matters.iter().any(|matter| key.contains(matter))
}
