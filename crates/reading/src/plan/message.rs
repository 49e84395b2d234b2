//! Key messages: slogans in quotation marks after a word that announces one, and the fixed
//! phrases of public health campaigns.

use super::phrase::Phrases;

use nhip_core::plan::Clause;
use nhip_viet::fold::key;

/// Words right before a quotation that announce a slogan.
static ANNOUNCE: Phrases = Phrases::new(
    "phương châm | thông điệp | khẩu hiệu | chủ đề | tinh thần | thông điệp: | chủ đề: | \
     khẩu hiệu: | phong trào",
);
/// Phrases known without quotation marks.
static FIXED: Phrases = Phrases::new(
    "mục tiêu kép | 4 tại chỗ | bốn tại chỗ | 5k | 2k | 3 tại chỗ | sạch nhà, sạch bếp | \
     ăn chín, uống sôi",
);

/// One of these stands in every fixed phrase, whatever its capitals.
const SIGNS: [&str; 6] = ["iêu kép", "ại chỗ", "5K", "2K", "ếp", "ôi"];

/// Messages of all lines: slogans first, then fixed phrases that no slogan holds.
pub(super) fn read<'a>(lines: impl Iterator<Item = (u32, &'a str)> + Clone) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for (line, text) in lines.clone() {
        for (before, quote) in quotes(text) {
            let before = key(before);
            let announced = ANNOUNCE
                .list()
                .any(|word| before.trim_end().ends_with(word));
            if announced && !known(&found, quote) {
                found.push(Clause {
                    line,
                    text: quote.to_owned(),
                });
            }
        }
    }
    for (line, text) in lines {
        // One look decides for nearly every paragraph.
        if !SIGNS.iter().any(|sign| text.contains(sign)) {
            continue;
        }
        let folded = key(text);
        for phrase in FIXED.list() {
            if stands_alone(&folded, phrase) && !known(&found, phrase) {
                found.push(Clause {
                    line,
                    text: as_written(text, phrase),
                });
            }
        }
    }
    found
}

fn known(found: &[Clause], text: &str) -> bool {
    let text = key(text);
    found
        .iter()
        .any(|c| key(&c.text) == text || stands_alone(&key(&c.text), &text))
}

/// Texts in quotation marks with what stands before each.
fn quotes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text
        .get(from..)
        .and_then(|t| t.find('“'))
        .map(|at| from + at)
    {
        let inner = open + '“'.len_utf8();
        let Some(close) = text
            .get(inner..)
            .and_then(|t| t.find('”'))
            .map(|at| inner + at)
        else {
            break;
        };
        // Enough to see the announcing words, whatever the length of the paragraph.
        let before = text.get(from..open).unwrap_or_default().trim_end();
        let cut = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        found.extend(before.get(cut..).zip(text.get(inner..close)));
        from = close + '”'.len_utf8();
    }
    found
}

fn stands_alone(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|t| t.chars().next());
        before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != ',')
            && after.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// The phrase in the spelling of the text, where its letters can be found there.
fn as_written(text: &str, phrase: &str) -> String {
    let lower = text.to_lowercase();
    lower
        .find(phrase)
        .and_then(|at| text.get(at..at + phrase.len()))
        .map_or_else(|| phrase.to_owned(), str::to_owned)
}
