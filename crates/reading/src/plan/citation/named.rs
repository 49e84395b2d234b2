//! Documents cited by name only: "Nghị quyết Đại hội XIII của Đảng", "Luật Phòng bệnh".

use nhip_core::plan::NamedCitation;
use nhip_viet::fold::key;

use super::{KINDS, kind_at};
use crate::plan::date;
use crate::plan::name;
use crate::plan::word::{self, Word, words};

/// The longest name believed, in words.
const LONGEST: usize = 22;

/// Order in which they are listed: what binds more comes first.
fn weight(kind: &str) -> usize {
    const ORDER: [&str; 8] = [
        "luật",
        "bộ luật",
        "pháp lệnh",
        "nghị định",
        "nghị quyết",
        "quyết định",
        "chỉ thị",
        "chương trình",
    ];
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}

/// Named documents of a plan's lines, each once; `own` is the plan's own subject, which is no citation.
pub(in crate::plan) fn named<'a>(
    lines: impl Iterator<Item = (u32, &'a str)>,
    own: &str,
) -> Vec<NamedCitation> {
    let own = key(own);
    let mut found: Vec<NamedCitation> = Vec::new();
    for (line, text) in lines {
        for (kind, name) in in_text(text) {
            let body = key(name.get(kind.len()..).unwrap_or_default());
            let itself = own.contains(&body);
            if !itself && found.iter().all(|f| key(&f.name) != key(&name)) {
                found.push(NamedCitation { kind, name, line });
            }
        }
    }
    found.sort_by_key(|f| weight(&key(&f.kind)));
    found
}

fn in_text(text: &str) -> Vec<(String, String)> {
    // Kinds of named documents, as they are written in the middle of a sentence.
    const KINDS_WRITTEN: [&str; 8] = [
        "uật",
        "Pháp lệnh",
        "Nghị quyết",
        "Kế hoạch",
        "Chương trình",
        "Đề án",
        "LUẬT",
        "NGHỊ",
    ];
    if !KINDS_WRITTEN.iter().any(|kind| text.contains(kind)) {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let kind = kind_at(&words, at).filter(|_| words.get(at).is_some_and(Word::is_capital));
        let Some((kind, len)) = kind else {
            at += 1;
            continue;
        };
        let to = extent(&words, at, at + len, KINDS.get(kind));
        if let Some(to) = to {
            let kind = name::slice(text, &words, at, at + len);
            found.extend(kind.zip(name::slice(text, &words, at, to)));
        }
        at = to.unwrap_or(at + len);
    }
    found
}

/// One past the name's last word, if what follows the kind is a name.
fn extent(words: &[Word<'_>], head: usize, from: usize, kind: &str) -> Option<usize> {
    let first = words.get(from)?;
    let closed = words.get(head..from)?.iter().any(|w| !w.tail.is_empty());
    if closed
        || matches!(first.key.as_str(), "số" | "này" | "của")
        || first.text.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    match kind {
        "luật" | "bộ luật" | "pháp lệnh" => law(words, from),
        "nghị quyết" | "nghị quyết liên tịch" => resolution(words, from),
        "kế hoạch" | "chương trình" | "đề án" | "kế hoạch hành động" | "chương trình hành động" => {
            with_years(words, from)
        }
        _ => None,
    }
}

/// "Luật Phòng, chống bệnh truyền nhiễm": to the next stop, date or number.
fn law(words: &[Word<'_>], from: usize) -> Option<usize> {
    if !words.get(from)?.is_capital() {
        return None;
    }
    for at in from..words.len().min(from + LONGEST) {
        let word = words.get(at)?;
        if word.key == "số" {
            return None;
        }
        if at > from
            && matches!(
                word.key.as_str(),
                "ngày" | "năm" | "quy" | "được" | "và" | "đã" | "có" | "theo"
            )
        {
            let and = word.key == "và"
                && words.get(at + 1).is_some_and(|w| {
                    !w.is_capital() && kind_at(words, at + 1).is_none() && w.key != "các"
                });
            if !and {
                return Some(at);
            }
        }
        let comma =
            word.tail.starts_with(',') && words.get(at + 1).is_some_and(|w| !w.is_capital());
        if !word.tail.is_empty() && !comma {
            return Some(at + 1);
        }
    }
    None
}

/// "Nghị quyết Đại hội XI Đảng bộ tỉnh", "Nghị quyết Trung ương 6".
fn resolution(words: &[Word<'_>], from: usize) -> Option<usize> {
    word::any(
        words,
        from,
        &["đại hội", "trung ương", "hội nghị", "đảng bộ"],
    )?;
    let mut at = from;
    while at < words.len().min(from + LONGEST) {
        let word = words.get(at)?;
        let inside = word.is_capital()
            || word.number().is_some()
            || matches!(
                word.key.as_str(),
                "hội"
                    | "lần"
                    | "thứ"
                    | "của"
                    | "bộ"
                    | "tỉnh"
                    | "thành"
                    | "phố"
                    | "phường"
                    | "xã"
                    | "ương"
                    | "khóa"
                    | "nghị"
                    | "toàn"
                    | "quốc"
                    | "đặc"
                    | "khu"
                    | "nhiệm"
                    | "kỳ"
            );
        if !inside {
            break;
        }
        at += 1;
        if !word.tail.is_empty() {
            break;
        }
    }
    Some(at)
}

/// "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025": a plan or programme with its years.
fn with_years(words: &[Word<'_>], from: usize) -> Option<usize> {
    for at in from..words.len().min(from + LONGEST) {
        let word = words.get(at)?;
        let pair = word.text.split_once(['-', '–']);
        if pair.is_some_and(|(from, to)| year(from) && year(to)) {
            return Some(at + 1);
        }
        if year(word.text)
            && words
                .get(at + 1)
                .is_some_and(|w| matches!(w.text, "-" | "–"))
        {
            return words.get(at + 2).filter(|w| year(w.text)).map(|_| at + 3);
        }
        if word.tail.contains(['.', ';', ':', ',', '”']) || date::slashed(word.text).is_some() {
            return None;
        }
    }
    None
}

fn year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}
