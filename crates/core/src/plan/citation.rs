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

use chrono::NaiveDate;

use super::date::{self, Date};
use super::name;
use super::symbol::{self, Symbol};
use super::word::{self, Word, words};

pub(super) use catalog::{Catalog, catalog};
pub(super) use named::named;

/// Kinds of documents, longer ones before those they begin with.
static KINDS: Phrases = Phrases::new(
    "chương trình hành động | chương trình phối hợp | chương trình | kế hoạch hành động | \
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
     chỉ đạo | quy hoạch",
);

/// What ends a subject in the middle of a sentence.
static ENDINGS: Phrases = Phrases::new(
    "trong đó | phù hợp với | và văn bản | và các văn bản | và những văn bản | như sau | \
     với các nội dung | gắn với | bằng nhiều | đến toàn | tới toàn | đến cán bộ | \
     tới cán bộ | đến đông đảo | kèm theo | (sau đây | và tình hình | và các nội dung",
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

/// Where a citation opens: kind, "số", symbol.
struct Opening {
    head: usize,
    after: usize,
    kind: Option<String>,
    /// Words between "Luật" and its number are the law's subject.
    law: Option<(usize, usize)>,
    symbol: Symbol,
}

/// The kind of document named at a word: index in [`KINDS`] and number of words.
pub(super) fn kind_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    KINDS.any(words, at)
}

/// All mentions of numbered documents in a text, in order.
pub(super) fn mentions(text: &str, line: u32) -> Vec<Mention> {
    if !text.contains(['/', '-']) || !text.contains(|c: char| c.is_ascii_digit()) {
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

fn openings(text: &str, words: &[Word<'_>]) -> Vec<Opening> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let opening = word
            .text
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| opening(text, words, at));
        match opening.flatten() {
            Some(opening) => {
                at = opening.after.max(at + 1);
                found.push(opening);
            }
            None => at += 1,
        }
    }
    found
}

fn opening(text: &str, words: &[Word<'_>], at: usize) -> Option<Opening> {
    let start = words.get(at)?.start;
    let symbol = symbol::read(text.get(start..)?, false)?;
    let so = at
        .checked_sub(1)
        .filter(|b| words.get(*b).is_some_and(|w| w.key == "số"));
    let before = so.unwrap_or(at);
    let kind = (1..=4).rev().find_map(|len| {
        let from = before.checked_sub(len)?;
        kind_at(words, from)
            .filter(|(_, found)| *found == len)
            .map(|_| from)
    });
    // Without "số" or a kind only a full symbol is believed, so that no other code is taken.
    let codes = symbol.symbol.matches(['-', '/']).count();
    if so.is_none() && kind.is_none() && codes == 0 {
        return None;
    }
    let law = kind.is_none().then(|| law_before(words, before)).flatten();
    let head = kind.or(law).unwrap_or(before);
    let end = start + symbol.len;
    let after = words.iter().skip(at).take_while(|w| w.start < end).count() + at;
    let kind = match (kind, law) {
        (Some(from), _) => name::slice(text, words, from, before),
        (None, Some(from)) => {
            kind_at(words, from).and_then(|(_, len)| name::slice(text, words, from, from + len))
        }
        _ => None,
    };
    let kind = kind.map(|kind| capital(&kind));
    Some(Opening {
        head,
        after,
        kind,
        law: law.map(|from| (from + 1, before)),
        symbol,
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// "Luật Phòng, chống bệnh truyền nhiễm số …": where "Luật" stands, if nothing but the law's name
/// is between.
fn law_before(words: &[Word<'_>], before: usize) -> Option<usize> {
    (before.saturating_sub(20)..before)
        .rev()
        .take_while(|at| {
            words
                .get(*at)
                .is_some_and(|w| !w.tail.contains(['.', ';', ':']) || *at + 1 == before)
        })
        .find(|at| {
            words.get(*at).is_some_and(|w| {
                matches!(w.key.as_str(), "luật" | "lệnh") && w.is_capital() || w.key == "luật"
            }) && words.get(*at + 1).is_some_and(Word::is_capital)
        })
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

/// A basis without a number: what is told of it.
#[derive(Debug, Default)]
pub(super) struct Unnumbered {
    /// "Luật", "Nghị quyết"; `None` when it is no document ("tình hình thực tế").
    pub kind: Option<String>,
    /// Issuer as written.
    pub issuer: Option<String>,
    /// Subject as written; all of it where it is no document.
    pub subject: Option<String>,
}

/// Reads a basis that cites no number, from behind its lead word ("căn cứ").
pub(super) fn unnumbered(text: &str, lead: &str) -> Unnumbered {
    let words = words(text);
    let from = word::phrase(&words, 0, lead).unwrap_or(0);
    let Some((kind, len)) = kind_at(&words, from) else {
        let subject = name::slice(text, &words, from, words.len());
        return Unnumbered {
            subject,
            ..Unnumbered::default()
        };
    };
    let kind_name = name::slice(text, &words, from, from + len).map(|k| capital(&k));
    let law = matches!(KINDS.get(kind), "luật" | "bộ luật" | "pháp lệnh");
    if law {
        let until = |at: &usize| {
            words
                .get(*at)
                .is_some_and(|w| matches!(w.key.as_str(), "ngày" | "năm" | "số" | "được"))
        };
        let to = (from + len..words.len()).find(until).unwrap_or(words.len());
        let subject = name::slice(text, &words, from + len, to);
        return Unnumbered {
            kind: kind_name,
            issuer: None,
            subject,
        };
    }
    let of = (from + len..words.len()).find(|at| words.get(*at).is_some_and(|w| w.key == "của"));
    let issuer_to = of.map(|at| issuer_end(&words, at + 1));
    let opener = (issuer_to.unwrap_or(from + len)..words.len()).find(|at| OPENERS.at(&words, *at));
    Unnumbered {
        kind: kind_name,
        issuer: of
            .zip(issuer_to)
            .and_then(|(at, to)| name::slice(text, &words, at + 1, to)),
        subject: opener.and_then(|at| name::slice(text, &words, at, words.len())),
    }
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

/// End of an issuer: a body, or a run of capitalised words.
fn issuer_end(words: &[Word<'_>], from: usize) -> usize {
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

/// The subject that opens at a word: its text, the citations in it, and the word after it.
fn subject(
    text: &str,
    words: &[Word<'_>],
    from: usize,
    all: &[Opening],
    ends: &[usize],
) -> (Option<String>, Vec<usize>, usize) {
    let quoted = words.get(from).is_some_and(|w| w.lead.contains(['“', '"']));
    let before = from.checked_sub(1).and_then(|b| words.get(b));
    let joined = before.is_some_and(|w| w.tail.is_empty() || w.tail == ")");
    let opens = OPENERS.at(words, from);
    if !opens || !joined {
        return (None, Vec::new(), from);
    }
    let mut nested = Vec::new();
    let mut at = from;
    let mut next = all.partition_point(|o| o.head < from);
    while at < words.len() {
        if let Some(inner) = all.get(next).filter(|o| o.head <= at) {
            if inner.head == at && at > from {
                if beside(words, at) {
                    break;
                }
                nested.push(next);
                at = ends.get(next).copied().unwrap_or(at + 1).max(inner.after);
                next = all.partition_point(|o| o.head < at);
                if at
                    .checked_sub(1)
                    .and_then(|b| words.get(b))
                    .is_some_and(|w| closes(w, quoted))
                {
                    break;
                }
                continue;
            }
            next += 1;
        }
        if at > from && stops(words, at) {
            break;
        }
        at += 1;
        if words.get(at - 1).is_some_and(|w| closes(w, quoted)) {
            break;
        }
    }
    let mut to = at;
    while to > from + 1
        && words
            .get(to - 1)
            .is_some_and(|w| w.key == "và" || w.text.is_empty())
    {
        to -= 1;
    }
    (name::slice(text, words, from, to), nested, at)
}

/// A citation after a comma or "và" stands beside the one before, not inside its subject.
fn beside(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| w.key == "và" || w.tail.contains([',', ';']))
}

fn closes(word: &Word<'_>, quoted: bool) -> bool {
    let tail = word.tail;
    let stop = tail.contains(['.', '!', '?']) && !tail.contains("..") && word.key != "tp";
    tail.contains([';', ':']) || stop || (quoted && tail.contains(['”', '"']))
}

/// The clause turns away from the document here.
fn stops(words: &[Word<'_>], at: usize) -> bool {
    if ENDINGS.at(words, at) {
        return true;
    }
    let comma = words.get(at - 1).is_some_and(|w| w.tail.contains(','));
    if !comma {
        return false;
    }
    let kind = kind_at(words, at).is_some() && words.get(at).is_some_and(Word::is_capital);
    let call = word::any(words, at, &["yêu cầu", "đề nghị", "giao", "căn cứ"]).is_some();
    let body = name::starts(words, at) && {
        let to = name::end(words, at);
        word::any(
            words,
            to,
            &[
                "ban hành",
                "xây dựng",
                "triển khai",
                "đề nghị",
                "yêu cầu",
                "tổ chức",
                "lập",
                "báo cáo",
            ],
        )
        .is_some()
    };
    kind || call || body
}

#[cfg(test)]
mod tests;
