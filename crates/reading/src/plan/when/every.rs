//! How often: "hằng tháng", "mỗi quý một lần", "02 lần/tuần", "tháng sau".

use nhip_core::plan::Frequency;

use super::When;
use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

const EVERY: [(&str, Frequency); 15] = [
    ("ngày", Frequency::Daily),
    ("tuần", Frequency::Weekly),
    ("tháng", Frequency::Monthly),
    ("quý", Frequency::Quarterly),
    ("năm", Frequency::Yearly),
    ("6 tháng", Frequency::HalfYearly),
    ("06 tháng", Frequency::HalfYearly),
    ("sáu tháng", Frequency::HalfYearly),
    ("học kỳ", Frequency::HalfYearly),
    ("9 tháng", Frequency::NineMonths),
    ("09 tháng", Frequency::NineMonths),
    ("chín tháng", Frequency::NineMonths),
    ("2 tuần", Frequency::TwoWeekly),
    ("02 tuần", Frequency::TwoWeekly),
    ("hai tuần", Frequency::TwoWeekly),
];

/// What makes a day come again: frequency, next month, words taken.
pub(super) fn repeats(words: &[Word<'_>], at: usize) -> (Option<Frequency>, bool, usize) {
    static NEXT: Phrases = Phrases::new(
        "của tháng sau kỳ báo cáo | của tháng liền kề | của tháng sau liền kề | của tháng kế tiếp | của tháng tiếp theo | \
         tháng sau liền kề | của tháng sau | tháng kế tiếp | tháng tiếp theo | \
         tháng liền kề | tháng sau",
    );
    static QUARTER: Phrases = Phrases::new(
        "của tháng cuối quý | tháng cuối quý | tháng cuối của quý | \
         của tháng cuối mỗi quý | của tháng cuối cùng quý | tháng cuối mỗi quý | \
         tháng cuối của mỗi quý | tháng cuối cùng của quý | tháng thứ ba của quý | \
         của tháng thứ ba hằng quý | tháng cuối hằng quý | của tháng cuối hằng quý",
    );
    static NEXT_QUARTER: Phrases = Phrases::new(
        "tháng đầu tiên của quý tiếp theo | tháng đầu tiên của quý kế tiếp | tháng đầu tiên quý tiếp theo | tháng đầu của quý kế tiếp | của tháng đầu quý kế tiếp | của tháng đầu quý tiếp theo | của tháng đầu của quý sau | tháng đầu của quý sau | tháng đầu quý sau | tháng đầu tiên của quý sau | \
         của tháng đầu quý sau | của tháng đầu tiên quý sau | tháng đầu quý tiếp theo | \
         tháng đầu của quý tiếp theo | tháng đầu quý kế tiếp",
    );
    if let Some((_, len)) = NEXT_QUARTER.any(words, at) {
        return (Some(Frequency::Quarterly), true, len);
    }
    if let Some((_, len)) = NEXT.any(words, at) {
        return (Some(Frequency::Monthly), true, len);
    }
    if let Some((_, len)) = QUARTER.any(words, at) {
        return (Some(Frequency::Quarterly), false, len);
    }
    let of = usize::from(words.get(at).is_some_and(|w| w.key == "của"));
    if let Some((often, len)) = months(words, at + of) {
        return (Some(often), false, of + len);
    }
    match every_at(words, at + of) {
        Some((frequency, len)) => (Some(frequency), false, of + len),
        None => (None, false, 0),
    }
}

/// "hằng tháng", "hàng quý", "mỗi quý một lần", "định kỳ 6 tháng", "thường xuyên" as a time of its own.
pub(super) fn every(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let head = words.get(at)?.key.as_str();
    // "dự toán hằng năm" is a yearly budget, not a yearly duty.
    let of_money = at.checked_sub(2).is_some_and(|b| {
        word::any(
            words,
            b,
            &["dự toán", "ngân sách", "kinh phí", "định mức", "kế hoạch"],
        )
        .is_some()
    });
    if of_money && matches!(head, "hằng" | "hàng") {
        return None;
    }
    let periodic = usize::from(word::phrase(words, at, "định kỳ").is_some()) * 2;
    let found = match head {
        "mỗi" => each_once(words, at),
        "thường" => continuous(words, at),
        "theo" | "khi" if ASKED.at(words, at) => ASKED
            .longest(words, at)
            .map(|len| (Frequency::OnRequest, len)),
        "theo" => by(words, at),
        "khi" if asks(words, at) => Some((Frequency::OnRequest, 1)),
        "hai" => so_often(words, at).or_else(|| in_all(words, at)),
        _ if words.get(at)?.number().is_some() && periodic == 0 => per(words, at)
            .or_else(|| so_often(words, at))
            .or_else(|| in_all(words, at)),
        "đột" => word::phrase(words, at, "đột xuất").map(|len| (Frequency::OnRequest, len)),
        _ => every_at(words, at + periodic)
            .or_else(|| in_all(words, at + periodic))
            .or_else(|| bare_period(words, at + periodic))
            .or(Some((Frequency::Periodic, 0)))
            .filter(|_| periodic > 0)
            .or_else(|| every_at(words, at)),
    };
    let (frequency, len) = found?;
    Some((
        When {
            frequency: Some(frequency),
            ..When::default()
        },
        periodic + len,
    ))
}

/// "các tháng 1, 4, 7, 10", "các tháng 6 và 12": so many times a year.
fn months(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let first = at + word::phrase(words, at, "các tháng")?;
    let month = |at: usize| {
        let number = words.get(at).and_then(Word::number);
        number.is_some_and(|n| (1..=12).contains(&n))
    };
    let (mut count, mut next) = (0, first);
    loop {
        let and = usize::from(words.get(next).is_some_and(|w| w.key == "và"));
        if !month(next + and) {
            break;
        }
        (count, next) = (count + 1, next + and + 1);
    }
    let often = match count {
        0 => return None,
        2 => Frequency::HalfYearly,
        4 => Frequency::Quarterly,
        12 => Frequency::Monthly,
        _ => Frequency::Periodic,
    };
    Some((often, next - at))
}

/// "hằng tháng": how often, and words taken.
pub(super) fn every_at(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let head = words.get(at)?;
    if !matches!(head.key.as_str(), "hằng" | "hàng" | "mỗi") || !head.tail.is_empty() {
        return None;
    }
    period(words, at + 1).map(|(frequency, len)| (frequency, len + 1))
}

pub(super) fn period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    EVERY
        .iter()
        .find_map(|(name, frequency)| word::phrase(words, at, name).map(|len| (*frequency, len)))
}

/// After "định kỳ" the period may stand bare: "định kỳ 6 tháng", "định kỳ tháng".
fn bare_period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    period(words, at).filter(|(f, _)| *f != Frequency::Daily)
}

/// What is counted when something is done again and again.
static TIMES: Phrases = Phrases::new(
    "lần | lớp | buổi | đợt | lượt | cuộc | bài | kỳ | số | tin | chuyên mục | phiên | hội nghị",
);

static ASKED: Phrases = Phrases::new("khi có yêu cầu | khi được yêu cầu | theo yêu cầu");

/// "khi Giám đốc yêu cầu", "khi Sở Y tế có yêu cầu đột xuất".
fn asks(words: &[Word<'_>], at: usize) -> bool {
    let above = word::phrase(words, at + 1, "cấp trên").map(|len| at + 1 + len);
    let to = name::starts(words, at + 1)
        .then(|| name::end(words, at + 1))
        .or(above);
    to.is_some_and(|to| word::any(words, to, &["yêu cầu", "có yêu cầu"]).is_some())
}

/// "theo tuần", "theo quý": not "theo tháng 5".
fn by(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let (frequency, len) = period(words, at + 1)?;
    let open = words.get(at + 1 + len).is_some_and(|w| {
        w.text
            .starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
    });
    (!open || words.get(at + len).is_some_and(|w| !w.tail.is_empty()))
        .then_some((frequency, len + 1))
}

/// "02 tuần một lần", "6 tháng/lần", "quý một lần".
fn in_all(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    // "06 tháng/lần", "2 tuần/lần".
    let count = words.get(at).and_then(Word::number);
    let each = match (count, words.get(at + 1).map(|w| w.key.as_str())) {
        (Some(1), Some("tháng/lần")) => Some(Frequency::Monthly),
        (Some(3), Some("tháng/lần")) => Some(Frequency::Quarterly),
        (Some(6), Some("tháng/lần")) => Some(Frequency::HalfYearly),
        (Some(1), Some("tuần/lần")) => Some(Frequency::Weekly),
        (Some(2), Some("tuần/lần")) => Some(Frequency::TwoWeekly),
        _ => None,
    };
    if let Some(frequency) = each {
        return Some((frequency, 2));
    }
    let (frequency, len) = period(words, at)?;
    let once = word::any(words, at + len, &["một lần", "1 lần", "01 lần"])?;
    Some((frequency, len + once.1))
}

/// "Hai lần một năm", "02 lần mỗi tháng".
fn so_often(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let count = words.get(at)?;
    let len = word::any(words, at + 1, &["lần một", "lần mỗi", "lần trong một"])?.1;
    let (frequency, period) = period(words, at + 1 + len)?;
    let twice = count.number() == Some(2) || count.key == "hai";
    let frequency = match (frequency, count.number()) {
        (Frequency::Yearly, _) if twice => Frequency::HalfYearly,
        (Frequency::Yearly, Some(4)) => Frequency::Quarterly,
        (Frequency::Monthly, _) if twice => Frequency::TwoWeekly,
        (frequency, _) => frequency,
    };
    Some((frequency, 1 + len + period))
}

/// A count in figures or in one word.
fn is_count(word: &Word<'_>) -> bool {
    const ONES: [&str; 6] = ["một", "hai", "ba", "bốn", "năm", "sáu"];
    word.number().is_some() || ONES.contains(&word.key.as_str())
}

/// "02 lần/tuần", "3 buổi/tháng".
fn per(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    words.get(at)?.number()?;
    // "02 chương trình/tuần": the noun may be of two words.
    (1..=3).find_map(|behind| {
        let (unit, period) = words.get(at + behind)?.key.split_once('/')?;
        let (_, frequency) = EVERY.iter().find(|(name, _)| *name == period)?;
        let noun = !unit.is_empty() && unit.chars().all(char::is_alphabetic);
        noun.then_some((*frequency, behind + 1))
    })
}

/// "mỗi quý một lần", "mỗi tháng ít nhất 02 buổi", not "10 phút mỗi tuần".
fn each_once(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let (frequency, len) = period(words, at + 1)?;
    let next = at + 1 + len;
    let skip = word::any(
        words,
        next,
        &[
            "có ít nhất",
            "ít nhất",
            "có tối thiểu",
            "tối thiểu",
            "không quá",
        ],
    );
    let skip = skip.map_or(0, |(_, len)| len);
    let count = words.get(next + skip).filter(|w| is_count(w))?;
    let unit = words.get(next + skip + 1).filter(|w| TIMES.has(&w.key));
    let twice = count.number() == Some(2) || count.key == "hai";
    let frequency = match frequency {
        Frequency::Yearly if twice => Frequency::HalfYearly,
        Frequency::Monthly if twice => Frequency::TwoWeekly,
        frequency => frequency,
    };
    (count.tail.is_empty() && unit.is_some()).then_some((frequency, len + skip + 3))
}

/// "Thường xuyên" is a time where it stands first; "tiêm chủng thường xuyên" is not.
fn continuous(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let alone = at == 0
        || words
            .get(at - 1)
            .is_some_and(|w| w.tail.contains([':', ';', ',', '.']));
    let len = word::phrase(words, at, "thường xuyên").filter(|_| alone)?;
    let closed =
        words.get(at + len - 1).is_some_and(|w| !w.tail.is_empty()) || at + len == words.len();
    closed.then_some((Frequency::Continuous, len))
}

/// "ngày cuối cùng của tháng", "ngày làm việc cuối cùng hằng tháng".
pub(super) fn named_days(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    static LAST: Phrases = Phrases::new(
        "ngày cuối cùng của tháng | ngày cuối cùng của mỗi tháng | ngày cuối tháng | ngày cuối cùng hằng tháng | \
         ngày cuối cùng hàng tháng | ngày làm việc cuối cùng của tháng",
    );
    static ENDS: Phrases = Phrases::new("cuối quý | cuối mỗi quý | cuối các quý | vào cuối quý");
    if let Some((_, len)) = ENDS.any(words, at) {
        let of_one = words.get(at + len).is_some_and(|w| {
            w.text
                .starts_with(|c: char| c.is_ascii_digit() || "IV".contains(c))
        });
        let when = When {
            frequency: Some(Frequency::Quarterly),
            ..When::default()
        };
        return (!of_one).then_some((when, len));
    }
    let (_, len) = LAST.any(words, at)?;
    Some((
        When {
            frequency: Some(Frequency::Monthly),
            ..When::default()
        },
        len,
    ))
}
