//! The clauses of a paragraph that may name a duty.

use nhip_core::plan::Frequency;

use super::party::receiver;
use super::time::times;
use super::verb;
use crate::plan::phrase::Phrases;
use crate::plan::word::{Word, words};

/// Most paragraphs hold neither word.
pub(in crate::plan) fn may_report(text: &str) -> bool {
    [
        "áo cáo", "ÁO CÁO", "ửi ", "BC ", "b/c", "áo ngay", "áo về", "áo cho", "áo số",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}

/// "Báo cáo tuần: Trung tâm … gửi Sở Y tế …": the rhythm a heading names, and what stands below it.
pub(super) fn headed(text: &str) -> (&'static str, &str) {
    const RHYTHMS: [(Frequency, &str); 7] = [
        (Frequency::Daily, "Hằng ngày, "),
        (Frequency::Weekly, "Hằng tuần, "),
        (Frequency::Monthly, "Hằng tháng, "),
        (Frequency::Quarterly, "Hằng quý, "),
        (Frequency::HalfYearly, "Định kỳ 6 tháng, "),
        (Frequency::NineMonths, "Định kỳ 9 tháng, "),
        (Frequency::Yearly, "Hằng năm, "),
    ];
    let Some((head, body)) = text.split_once(':') else {
        return ("", text);
    };
    let head_words = words(head);
    // Somebody sends or reports below it, and nobody is named above.
    let acts = |one: &Word<'_>| one.key == "gửi";
    let body_words = words(body);
    let below = verb::find(&body_words).is_some() || body_words.iter().any(acts);
    let named = receiver(head, &head_words, 0).0.is_some();
    if head_words.len() > 8 || verb::report(&head_words, 0).is_none() || named || !below {
        return ("", text);
    }
    // What the body itself says of how often holds.
    let often = |text: &str| times(text).iter().find_map(|time| time.frequency);
    let own = often(body).is_some();
    let said = often(head).filter(|_| !own);
    let rhythm = RHYTHMS.iter().find(|(one, _)| Some(*one) == said);
    (rhythm.map_or("", |(_, led)| led), body)
}

/// "Chế độ báo cáo với Tỉnh Hội: tháng, vào ngày 20; năm, vào ngày 05/11": each rhythm as a report of
/// its own.
pub(super) fn listed(text: &str) -> Option<String> {
    static HEADS: Phrases =
        Phrases::new("chế độ báo cáo | chế độ báo cáo định kỳ | báo cáo định kỳ | báo cáo");
    static RHYTHMS: Phrases = Phrases::new(
        "tuần | tháng | quý | năm | 6 tháng | 06 tháng | sáu tháng | 9 tháng | 09 tháng | chín tháng | \
         đột xuất | cả năm | nửa năm",
    );
    let (head, body) = text.split_once(':')?;
    let head_words = words(head);
    let len = HEADS.longest(&head_words, 0)?;
    let rest = head_words.get(len).and_then(|word| head.get(word.start..));
    let rest = rest.unwrap_or_default();
    let parts: Vec<&str> = body.split(';').map(str::trim).collect();
    let rhythm = |part: &&str| RHYTHMS.at(&words(part), 0);
    if head_words.len() > 12 || parts.len() < 2 || !parts.iter().all(rhythm) {
        return None;
    }
    let one = |part: &&str| format!("báo cáo {} {rest}", part.trim_end_matches(['.', '/']));
    Some(parts.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// Semicolons part a sentence's duties, and so do commas before one more "báo cáo" with a receiver of
/// its own: "cuối tuần báo cáo lãnh đạo Chi cục, cuối tháng báo cáo Sở Y tế".
pub(super) fn clauses(sentence: &str) -> Vec<&str> {
    let parts = sentence.split(';').map(str::trim).filter(|c| !c.is_empty());
    parts.flat_map(by_verb).collect()
}

fn by_verb(clause: &str) -> Vec<&str> {
    let reports = |part: &str| {
        let words = words(part);
        let verb = verb::find(&words)?;
        receiver(part, &words, verb).0
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in clause.match_indices(", ") {
        let (before, after) = (
            clause.get(from..at).unwrap_or_default(),
            clause.get(at + 2..).unwrap_or_default(),
        );
        let next = after.split(", ").next().unwrap_or_default();
        if reports(before).is_some() && reports(next).is_some() {
            parts.push(before);
            from = at + 2;
        }
    }
    parts.push(clause.get(from..).unwrap_or_default());
    parts
}

/// A clause of times and hardly a word more.
pub(super) fn only_times(clause: &str) -> bool {
    let words = words(clause);
    if words.len() > 14 || verb::find(&words).is_some() {
        return false;
    }
    let times = times(clause);
    let covered = |w: &&Word<'_>| !times.iter().any(|t| t.start <= w.start && w.end <= t.end);
    !times.is_empty() && words.iter().filter(covered).count() <= 3
}
