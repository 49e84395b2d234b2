//! Citations: a small grammar, because papers cite papers about papers.
//!
//! ```text
//! citation = kind ["số"] symbol [","] ["ngày" date] ["của" issuer] [subject]
//! subject  = ("về" | verb) words, which may hold further citations
//! ```
//! A citation met inside a subject is nested in it; one after a comma or "và" stands beside it.

use super::phrase::Phrases;

mod catalog;
mod named;
mod opening;
mod subject;
mod unnumbered;

use chrono::NaiveDate;

use super::date::{self, Date};
use super::name;
use super::symbol::Symbol;
use super::word::{Word, words};

pub(super) use catalog::{Catalog, catalog};
pub(super) use named::named;
pub(super) use unnumbered::{Unnumbered, unnumbered};

use opening::{Opening, openings};
use subject::subject;

/// Kinds of documents, longer ones before those they begin with.
static KINDS: Phrases = Phrases::new(
    "kế hoạch liên ngành | quy chế phối hợp | mệnh lệnh | chương trình hành động | chương trình phối hợp | chương trình | kế hoạch hành động | \
     kế hoạch liên tịch | kế hoạch phối hợp | kế hoạch | chỉ thị | nghị quyết liên tịch | \
     nghị quyết | quyết định | hướng dẫn liên ngành | hướng dẫn | thông tư liên tịch | \
     thông tư | nghị định | công văn | công điện | thông báo kết luận | thông báo | \
     kết luận | tờ trình | bộ luật | luật | pháp lệnh | quy định | quy chế | báo cáo | \
     thông tri | đề án | phương án | lệnh | biên bản | văn bản",
);

/// What a subject opens with when it does not open with "về".
static OPENERS: Phrases = Phrases::new(
    "về | v/v | hướng dẫn | ban hành | phê duyệt | quy định | triển khai | thực hiện | \
     tăng cường | sửa đổi | công bố | thành lập | đẩy mạnh | tuyên truyền | truyền thông | \
     phát động | kiện toàn | tổ chức | phòng, chống | phòng chống | bổ sung | nâng cao | \
     chỉ đạo | quy hoạch | kết luận",
);

/// One mention of a numbered document.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Byte range in its text, subject included.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    /// Kind as written.
    pub kind: Option<String>,
    /// Number and symbol.
    pub symbol: Symbol,
    /// Date, if printed and possible.
    pub date: Option<NaiveDate>,
    /// Date as printed.
    pub date_as_printed: Option<String>,
    /// Issuer as written.
    pub issuer: Option<String>,
    /// Subject as written.
    pub subject: Option<String>,
    /// Indices, in the same list, of the citations in its subject.
    pub nested: Vec<usize>,
    /// It stands in the subject of another one.
    pub inside: bool,
    /// Line it stands on.
    pub line: u32,
}

/// The kind of document named at a word: index in [`KINDS`] and number of words.
pub(super) fn kind_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    KINDS.any(words, at)
}

/// All mentions of numbered documents in a text, in order.
pub(super) fn mentions(text: &str, line: u32) -> Vec<Mention> {
    if !may_cite(text) {
        return Vec::new();
    }
    let words = words(text);
    let openings = openings(text, &words);
    let mut ends: Vec<usize> = vec![0; openings.len()];
    let mut found: Vec<Mention> = Vec::with_capacity(openings.len());
    for at in (0..openings.len()).rev() {
        let Some(opening) = openings.get(at) else {
            continue;
        };
        let (mention, end) = read(text, &words, opening, &openings, &ends, line);
        if let Some(slot) = ends.get_mut(at) {
            *slot = end;
        }
        found.push(mention);
    }
    found.reverse();
    let inside: Vec<usize> = found.iter().flat_map(|m| m.nested.clone()).collect();
    for at in inside {
        if let Some(mention) = found.get_mut(at) {
            mention.inside = true;
        }
    }
    found
}

/// Numbers of the plans a text cites ("Kế hoạch số 32-KH/ThU"), those in subjects of others left out.
pub(crate) fn plans_cited(text: &str) -> Vec<String> {
    mentions(text, 0)
        .into_iter()
        .filter(|mention| !mention.inside && mention.symbol.number.is_some())
        .filter(|mention| mention.symbol.type_code.as_deref() == Some("KH"))
        .map(|mention| mention.symbol.normalized)
        .collect()
}

/// A symbol has a stroke or hyphen right before a capital or a year; most texts have none.
fn may_cite(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    let mut digit = false;
    while let Some(letter) = letters.next() {
        digit |= letter.is_ascii_digit();
        let mark = digit && matches!(letter, '/' | '-' | '–' | '‑');
        if mark
            && letters
                .peek()
                .is_some_and(|c| c.is_uppercase() || *c == ' ' || *c == '2' || *c == '1')
        {
            return true;
        }
    }
    false
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// Reads what follows an opening; also gives the word after the citation.
fn read(
    text: &str,
    words: &[Word<'_>],
    opening: &Opening,
    all: &[Opening],
    ends: &[usize],
    line: u32,
) -> (Mention, usize) {
    let mut at = opening.after;
    let (date, date_as_printed) = match date_at(text, words, at) {
        Some((date, printed, len)) => {
            at += len;
            (date, Some(printed))
        }
        None => (None, None),
    };
    let mut issuer = None;
    if open_before(words, at) && words.get(at).is_some_and(|w| w.key == "của") {
        let to = issuer_end(words, at + 1);
        issuer = name::slice(text, words, at + 1, to);
        at = to;
    } else if open_before(words, at) && words.get(at).is_some_and(|w| w.key == "giữa") {
        let to = parties_end(words, at + 1);
        issuer = name::slice(text, words, at + 1, to);
        at = to;
    }
    let proposal = proposer(text, words, opening.head);
    let (subject, nested, end) = subject(text, words, at, all, ends);
    let law = opening
        .law
        .and_then(|(from, to)| name::slice(text, words, from, to))
        .map(|law| {
            if law.contains('(') && !law.ends_with(')') {
                law + ")"
            } else {
                law
            }
        });
    let start = words.get(opening.head).map_or(0, |w| w.start);
    let mention = Mention {
        start,
        end: words
            .get(end.saturating_sub(1))
            .map_or(text.len(), |w| w.end),
        kind: opening.kind.clone(),
        symbol: opening.symbol.clone(),
        date,
        date_as_printed,
        issuer: issuer.or(proposal),
        subject: subject.or(law),
        nested,
        inside: false,
        line,
    };
    (mention, end)
}

/// The word before does not close a clause.
fn open_before(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| !w.tail.contains([';', '.', ':']))
}

fn date_at(
    text: &str,
    words: &[Word<'_>],
    at: usize,
) -> Option<(Option<NaiveDate>, String, usize)> {
    if !open_before(words, at) {
        return None;
    }
    let (date, len) = date::at(words, at).filter(|(date, _)| !matches!(date, Date::DayOnly(_)))?;
    let skip = usize::from(words.get(at)?.key == "ngày");
    let printed = name::slice(text, words, at + skip, at + len)?;
    let day = if let Date::Day(day) = date {
        Some(day)
    } else {
        None
    };
    Some((day, printed, len))
}

/// End of an issuer: one body or several, or a run of capitalised words.
fn issuer_end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = board_end(words, from).unwrap_or_else(|| one_end(words, from));
    // "của Bộ trưởng Bộ Y tế, Bộ trưởng Bộ Giáo dục và Đào tạo quy định …".
    while let Some(last) = to.checked_sub(1).and_then(|at| words.get(at)) {
        let and = words.get(to).is_some_and(|w| w.key == "và") && last.tail.is_empty();
        let next = to + usize::from(and);
        if !(and || last.tail == ",") || !name::starts(words, next) {
            break;
        }
        let end = name::end(words, next);
        if end < next + 2 {
            break;
        }
        let closed = words.get(end - 1).is_some_and(|w| !w.tail.is_empty());
        if !(OPENERS.at(words, end) || closed || end == words.len()) {
            break;
        }
        to = end;
    }
    to
}

/// End of a board's name, which says what it is for: "Ban Chỉ đạo liên ngành về an toàn thực phẩm tỉnh
/// An Hoài". "về" may also open the subject: it is of the name when a place or the subject follows.
fn board_end(words: &[Word<'_>], from: usize) -> Option<usize> {
    super::word::phrase(words, from, "ban chỉ đạo")?;
    let base = name::end(words, from);
    let about = words.get(base).is_some_and(|w| w.key == "về");
    if about && words.get(base + 1).is_some_and(|w| w.key == "việc") {
        return Some(base);
    }
    let mut to = base + usize::from(about);
    while let Some(word) = words.get(to).filter(|_| to < base + 14) {
        let before = words.get(to - 1)?;
        let joined = before.tail.is_empty() || (before.tail == "," && word.key == "chống");
        let place = word.is_capital() && before.text.chars().all(char::is_lowercase) && to > base;
        if !joined || !word.lead.is_empty() {
            return Some(if about { base } else { to });
        }
        if place {
            let named = (to..words.len()).find(|at| {
                !words.get(*at).is_some_and(Word::is_capital)
                    || words
                        .get(at - 1)
                        .is_some_and(|w| *at > to && !w.tail.is_empty())
            });
            return Some(named.unwrap_or(words.len()));
        }
        let opens = to > base + 2 && OPENERS.at(words, to) && !matches!(word.key.as_str(), "phòng");
        if opens {
            return Some(to);
        }
        to += 1;
    }
    Some(if about || to == base + 14 { base } else { to })
}

fn one_end(words: &[Word<'_>], from: usize) -> usize {
    if name::starts(words, from) {
        return name::end(words, from);
    }
    let mut to = from;
    while words.get(to).is_some_and(Word::is_capital)
        && (to == from || words.get(to - 1).is_some_and(|w| w.tail.is_empty()))
    {
        to += 1;
    }
    if to > from
        && words.get(to - 1).is_some_and(|w| w.tail.is_empty())
        && name::starts(words, to - 1)
    {
        return name::end(words, to - 1);
    }
    to.max(from)
}

/// End of "Sở Y tế và Ủy ban Mặt trận …": the bodies an agreement stands between.
fn parties_end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = issuer_end(words, from);
    while words.get(to).is_some_and(|w| w.key == "và") && name::starts(words, to + 1) {
        to = name::end(words, to + 1);
    }
    to
}

/// "đề nghị của Sở Y tế tại Tờ trình số …": the issuer stands before the citation.
fn proposer(text: &str, words: &[Word<'_>], head: usize) -> Option<String> {
    let tai = head
        .checked_sub(1)
        .filter(|at| words.get(*at).is_some_and(|w| w.key == "tại"))?;
    let from = (tai.saturating_sub(15)..tai)
        .rev()
        .find(|at| words.get(*at).is_some_and(|w| w.key == "của"))?;
    name::starts(words, from + 1).then(|| name::slice(text, words, from + 1, tai))?
}

#[cfg(test)]
mod tests;
