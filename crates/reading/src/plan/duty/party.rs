//! Who reports, to whom, and through whom.

use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

use super::verb;

/// Bodies that report: the one an act before the verb makes report ("tham mưu Ủy ban nhân dân phường
/// báo cáo"), those the clause begins with or calls on ("yêu cầu", "đề nghị"), and, unless the
/// paragraph is owned, any named before the verb.
pub(super) fn who(clause: &str, words: &[Word<'_>], verb: usize, owned: bool) -> Vec<String> {
    let made = (0..verb).rev().find_map(|at| {
        let (_, len) = word::any(
            words,
            at,
            &[
                "tham mưu",
                "giúp",
                "chỉ đạo",
                "yêu cầu",
                "đề nghị",
                "trình",
                "cho",
                "để",
            ],
        )?;
        let from = at + len;
        let to = name::starts(words, from).then(|| name::end(words, from))?;
        let open = words.get(to - 1).is_some_and(|w| w.tail.is_empty());
        // "tham mưu Ban Thường vụ sơ kết, báo cáo Tỉnh ủy".
        let joins = ["sơ kết", "tổng kết", "tổng hợp"];
        let joined = word::any(words, to, &joins).map_or(0, |(_, len)| len);
        (to + joined == verb && open).then(|| name::slice(clause, words, from, to))?
    });
    if let Some(name) = made {
        return vec![name];
    }
    // "Giúp Ủy ban nhân dân phường theo dõi, tổng hợp, báo cáo …".
    if let Some(len) = word::phrase(words, 0, "giúp").filter(|len| name::starts(words, *len)) {
        return name::slice(clause, words, len, name::end(words, len))
            .into_iter()
            .collect();
    }
    if let Some(names) = holder(clause, words, verb).filter(|_| owned) {
        return names;
    }
    let call = (0..verb).rev().find_map(|at| {
        word::any(words, at, &["yêu cầu", "đề nghị", "giao"])
            .map(|(_, len)| at + len)
            .filter(|end| *end <= verb)
    });
    let mut names = Vec::new();
    let mut at = call.unwrap_or(0);
    while at < verb {
        let opens = !owned || call.is_some() || names.len() == at || !names.is_empty();
        let each = words.get(at).is_some_and(|w| w.key == "mỗi");
        if name::starts(words, at) && opens && !each && !after_preposition(words, at, call) {
            let to = name::end(words, at).min(verb);
            names.extend(name::slice(clause, words, at, to));
            at = to.max(at + 1);
        } else if owned && call.is_none() {
            break;
        } else if name::starts(words, at) {
            // "phối hợp với Ban Tuyên giáo Thị ủy" names no further one inside.
            at = name::end(words, at).max(at + 1);
        } else {
            at += 1;
        }
    }
    names
}

/// "Khi có …, Chi hội trưởng báo cáo ngay …", "…, hiệu trưởng phải báo cáo": who stands right before the
/// verb, behind a comma.
fn holder(clause: &str, words: &[Word<'_>], verb: usize) -> Option<Vec<String>> {
    let must = words
        .get(verb.saturating_sub(1))
        .is_some_and(|w| w.key == "phải");
    let end = verb.saturating_sub(usize::from(must));
    let from = (1..end).rev().find(|at| {
        let apart = words.get(at - 1).is_some_and(|w| w.tail.contains(','));
        let capital = words.get(*at).is_some_and(Word::is_capital);
        let named = capital && name::starts(words, *at) && name::end(words, *at) == end;
        apart && (named || HOLDERS.longest(words, *at) == Some(end - at))
    })?;
    Some(name::slice(clause, words, from, end).into_iter().collect())
}

/// Persons who report for the body they head.
static HOLDERS: Phrases = Phrases::new(
    "hiệu trưởng | trưởng khoa | trưởng phòng | trưởng trạm | trạm trưởng | trưởng thôn | chủ cơ sở | \
     giám đốc | thủ trưởng đơn vị | người đứng đầu | đội trưởng | tổ trưởng | trưởng đoàn",
);

/// "Báo cáo định kỳ của các đơn vị gửi về …": whose report it is.
pub(super) fn whose(clause: &str, words: &[Word<'_>], verb: usize) -> Option<String> {
    (verb..words.len()).find_map(|at| {
        let from = at + word::phrase(words, at, "của")?;
        let to = name::starts(words, from).then(|| name::end(words, from))?;
        let sends = LED.at(words, to);
        sends.then(|| name::slice(clause, words, from, to))?
    })
}

/// "của Sở Y tế", "về UBND", "(qua …)", "phối hợp với …": not the one who reports.
fn after_preposition(words: &[Word<'_>], at: usize, call: Option<usize>) -> bool {
    if call == Some(at) {
        return false;
    }
    at.checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| {
            w.tail.is_empty()
                && matches!(
                    w.key.as_str(),
                    "của"
                        | "về"
                        | "qua"
                        | "với"
                        | "cho"
                        | "tại"
                        | "gửi"
                        | "mưu"
                        | "đạo"
                        | "tới"
                        | "trên"
                        | "giúp"
                        | "dẫn"
                        | "theo"
                )
        })
}

/// How something is reported.
static MANNER: Phrases = Phrases::new(
    "ngay | khẩn | khẩn cấp | tức thời | nhanh | kịp thời | đột xuất | định kỳ | bằng văn bản | \
     trực tiếp | lên | đầy đủ | thường xuyên | gấp",
);

/// "về Ban Thường vụ Thành ủy", "gửi Sở Y tế", "báo cáo Sở Y tế": name and the word it is led in by.
pub(super) fn receiver(
    clause: &str,
    words: &[Word<'_>],
    verb: usize,
) -> (Option<String>, Option<usize>) {
    let mut direct = verb + verb::len(words, verb);
    // "báo cáo ngay Trạm Y tế", "báo cáo kịp thời Sở Y tế".
    while let Some(len) = MANNER.longest(words, direct) {
        direct += len;
    }
    // Behind "để" stands why, and for whom, not to whom.
    let purpose = (direct..words.len()).find(|at| words.get(*at).is_some_and(|w| w.key == "để"));
    let words = words.get(..purpose.unwrap_or(words.len())).unwrap_or(words);
    let whole = |at: usize| {
        let name = with_bracket(clause, words, at, receivers_end(words, at))?;
        // "Ủy ban nhân dân tỉnh (đồng gửi Sở Y tế)".
        let open = name.contains('(') && !name.contains(')');
        Some(if open { name + ")" } else { name })
    };
    // "báo cáo khi Giám đốc yêu cầu": who asks receives.
    if let Some(at) = asked(words, direct) {
        return (
            name::slice(clause, words, at, name::end(words, at)),
            Some(at - 1),
        );
    }
    if receives(words, direct) && joined(words, direct) {
        return (whole(direct), Some(direct));
    }
    // "báo cáo kết quả Ủy ban nhân dân tỉnh (qua …)": no word leads the receiver in.
    let bare = (direct..words.len().min(direct + 14)).find(|at| {
        let capital = words
            .get(*at)
            .is_some_and(|w| w.is_capital() && w.lead.is_empty());
        capital
            && joined(words, *at)
            && name::starts(words, *at)
            && !after_preposition(words, *at, None)
    });
    let behind = led(words, verb);
    if let Some(at) = bare.filter(|at| behind.is_none_or(|(led, _)| *at < led)) {
        return (whole(at), Some(at));
    }
    if let Some((at, from)) = behind {
        return (whole(from), Some(at));
    }
    // "khi Giám đốc yêu cầu … báo cáo": who asks receives.
    if let Some(at) = asked(words, 0) {
        return (name::slice(clause, words, at, name::end(words, at)), None);
    }
    match led(words, 0) {
        Some((at, from)) => (whole(from), Some(at)),
        None => (None, None),
    }
}

/// The one who asks for a report, behind "khi".
fn asked(words: &[Word<'_>], from: usize) -> Option<usize> {
    (from..words.len()).find_map(|at| {
        let next = at + word::phrase(words, at, "khi")?;
        let to = name::starts(words, next).then(|| name::end(words, next))?;
        word::any(words, to, &["yêu cầu", "có yêu cầu", "đề nghị"]).map(|_| next)
    })
}

/// No stop stands before the word.
fn joined(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    before.is_some_and(|w| w.tail.is_empty())
}

/// Words that lead a receiver in.
static LED: Phrases = Phrases::new(
    "theo yêu cầu của | khi có yêu cầu của | theo đề nghị của | gửi về | về | gửi cho | gửi đến | gửi tới | gửi | cho | \
     đến | tới",
);

/// The first body behind a word that leads it in, from a word on: that word and the body's first.
fn led(words: &[Word<'_>], from: usize) -> Option<(usize, usize)> {
    (from..words.len()).find_map(|at| {
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let apart = before.is_some_and(|w| !matches!(w.key.as_str(), "hợp" | "cùng" | "so"));
        let with = word::phrase(words, at, "với").filter(|_| apart);
        let len = with.or_else(|| LED.any(words, at).map(|(_, len)| len))?;
        receives(words, at + len).then_some((at, at + len))
    })
}

/// "…, đồng thời gửi Trạm Y tế xã": the one who gets it as well is named in one breath.
fn also(words: &[Word<'_>], to: usize) -> usize {
    let also = [
        "đồng thời gửi",
        "đồng gửi",
        "đồng thời gửi về",
        "đồng thời báo cáo",
        "bản sao gửi",
    ];
    let len = also
        .iter()
        .filter_map(|phrase| word::phrase(words, to, phrase))
        .max();
    match len.filter(|len| receives(words, to + len)) {
        Some(len) => receivers_end(words, to + len),
        None => to,
    }
}

/// Persons and bodies that receive a report, though no name of a body begins so.
static RECEIVERS: Phrases = Phrases::new(
    "đ/c | đồng chí | lãnh đạo | cấp trên | cấp có thẩm quyền | chi cục trưởng | cục trưởng | trưởng bcđ | trưởng ban | \
     trung ương đoàn | trung ương hội | hội cấp trên | tổ công tác | cán bộ thú y | cơ quan thú y | \
     văn phòng sở | ban giám hiệu | người đứng đầu | cơ quan quản lý | bí thư | trưởng phòng | \
     trưởng khoa | trưởng trạm | giám đốc | phó giám đốc | trưởng thôn | đồn trưởng | chủ nhiệm | cơ quan thường trực",
);

/// A receiver begins at a word.
fn receives(words: &[Word<'_>], at: usize) -> bool {
    // "về SYT", "gửi BCĐ huyện".
    let short = words.get(at).is_some_and(|w| {
        (3..=6).contains(&w.text.chars().count()) && w.text.chars().all(char::is_uppercase)
    });
    let led = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| matches!(w.key.as_str(), "về" | "gửi" | "cho"));
    // "Sở Y tế (sau đây gọi là Sở)": "báo cáo Sở kết quả".
    let house = words.get(at).is_some_and(|w| w.text == "Sở");
    let reported = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| w.key == "cáo");
    let named = (short && led) || (house && (led || reported));
    name::starts(words, at) || RECEIVERS.at(words, at) || named
}

fn receiver_end(words: &[Word<'_>], at: usize) -> usize {
    match RECEIVERS.longest(words, at) {
        Some(len) if !name::starts(words, at) => {
            let mut to = at + len;
            let open = |to: usize| words.get(to - 1).is_some_and(|w| w.tail.is_empty());
            // "lãnh đạo Sở", "Trưởng ban Chỉ đạo xã", "lãnh đạo bệnh viện".
            if open(to) && name::starts(words, to) {
                return name::end(words, to);
            }
            let inside = |w: &Word<'_>| {
                w.is_capital()
                    || matches!(
                        w.key.as_str(),
                        "bệnh"
                            | "viện"
                            | "trường"
                            | "tỉnh"
                            | "huyện"
                            | "xã"
                            | "đơn"
                            | "vị"
                            | "cơ"
                            | "quan"
                            | "trực"
                            | "tiếp"
                            | "y"
                            | "hai"
                            | "bên"
                    )
            };
            while open(to)
                && words
                    .get(to)
                    .is_some_and(|w| w.lead.is_empty() && inside(w))
            {
                to += 1;
            }
            to
        }
        _ => {
            // "trạm y tế nơi trường đóng".
            let to = name::end(words, at);
            let open = words.get(to - 1).is_some_and(|w| w.tail.is_empty());
            to + AROUND.longest(words, to).filter(|_| open).unwrap_or(0)
        }
    }
}

/// Where a receiver without a name of its own is to be found.
static AROUND: Phrases = Phrases::new(
    "nơi trường đóng | nơi đơn vị đóng | nơi cơ sở đóng | nơi đóng quân | nơi đóng | nơi cư trú | \
     nơi đặt trụ sở | nơi gần nhất | gần nhất | sở tại | có hợp đồng",
);

/// Parts a receiver plays in the plan.
static PLAYS: Phrases = Phrases::new(
    "cơ quan thường trực | đơn vị thường trực | thường trực | cơ quan đầu mối | đơn vị đầu mối | \
     cơ quan chủ trì",
);

/// A receiver with the office in brackets behind it: "Bộ Y tế (Cục Phòng bệnh)", not "(qua …)".
fn with_bracket(clause: &str, words: &[Word<'_>], from: usize, to: usize) -> Option<String> {
    let plain = name::slice(clause, words, from, to)?;
    let bracket = words
        .get(to)
        .filter(|w| w.lead == "(" && name::starts(words, to) && !PLAYS.at(words, to));
    let close = bracket.and_then(|_| {
        (to..words.len().min(to + 8))
            .find(|at| words.get(*at).is_some_and(|w| w.tail.starts_with(')')))
    });
    match close {
        Some(close) => Some(format!(
            "{plain} ({})",
            name::slice(clause, words, to, close + 1)?
        )),
        None => Some(plain),
    }
}

/// One past the last of the receivers: "Sở Y tế và Cục Phòng bệnh" are two.
fn receivers_end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = receiver_end(words, from);
    while let Some(last) = to.checked_sub(1).and_then(|at| words.get(at)) {
        let and = words
            .get(to)
            .is_some_and(|w| w.key == "và" && w.lead.is_empty());
        let next = to + usize::from(and);
        let linked = (and && last.tail.is_empty()) || last.tail == ",";
        let end = if linked && receives(words, next) {
            receiver_end(words, next)
        } else {
            break;
        };
        // What goes on with a verb is the next one to act, not one more receiver.
        let acts = words.get(end - 1).is_some_and(|w| w.tail.is_empty())
            && name::is_verb(words, end)
            && word::any(words, end, &["sơ kết", "tổng kết"]).is_none();
        if acts {
            break;
        }
        to = end;
    }
    also(words, to)
}
