//! Where the subject of a cited document begins and ends.

use super::{OPENERS, Opening, kind_at};
use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

/// The longest subject believed, in words; the longest seen has a hundred.
const LONGEST: usize = 300;

/// What ends a subject in the middle of a sentence.
static ENDINGS: Phrases = Phrases::new(
    "trong đó | phù hợp với | và văn bản | và các văn bản | và những văn bản | như sau | \
     với các nội dung | gắn với | bằng nhiều | đến toàn | tới toàn | đến cán bộ | \
     tới cán bộ | đến đông đảo | kèm theo | (sau đây | và tình hình | và các nội dung",
);

/// The subject that opens at a word: its text, the citations in it, and the word after it.
pub(super) fn subject(
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
    while at < words.len().min(from + LONGEST) {
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
    // A nested subject may have ended beyond the limit.
    let mut to = at.min(from + LONGEST);
    while to > from + 1
        && words
            .get(to - 1)
            .is_some_and(|w| w.key == "và" || w.text.is_empty())
    {
        to -= 1;
    }
    (
        name::slice(text, words, from, to).map(|subject| closed(text, words, subject, to)),
        nested,
        at.min(from + LONGEST),
    )
}

/// A subject with the bracket that closes it: "phòng, chống dịch cúm A (H1N1)".
fn closed(text: &str, words: &[Word<'_>], subject: String, to: usize) -> String {
    let open = subject.matches('(').count() > subject.matches(')').count();
    let end = to
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .map(|w| w.end);
    if open
        && end
            .and_then(|end| text.get(end..))
            .is_some_and(|rest| rest.starts_with(')'))
    {
        return subject + ")";
    }
    subject
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
                "hướng dẫn",
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
