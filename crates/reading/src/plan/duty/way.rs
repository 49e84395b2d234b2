//! The way a report goes: through whom, and by what that is no body.

use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

/// Ways a report goes that are no body.
static CHANNELS: Phrases = Phrases::new(
    "thư | email | e-mail | điện thoại | phần mềm | zalo | hộp thư | đường | trục | hệ thống | fax | mạng",
);

/// "trên phần mềm quản lý bệnh truyền nhiễm": the way, and no receiver.
pub(super) fn names_channel(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        word::any(words, at, &["trên", "qua"]).is_some_and(|(_, len)| CHANNELS.at(words, at + len))
    })
}

/// "(qua Sở Y tế)", "thông qua Trạm Y tế phường".
pub(super) fn through(clause: &str, words: &[Word<'_>]) -> Option<String> {
    (0..words.len()).find_map(|at| {
        let (_, len) = word::any(words, at, &["qua", "thông qua"])?;
        let from = at + len;
        let opened = words.get(at).is_some_and(|w| w.lead.contains('('));
        let close = (from..words.len())
            .find(|at| words.get(*at).is_some_and(|w| w.tail.contains(')')))
            .filter(|to| opened && to - from < 25);
        // A bracket says where the name ends, unless an address stands in it too.
        let address = |to: usize| {
            words.get(from..=to).unwrap_or_default().iter().any(|w| {
                w.text.contains('@')
                    || matches!(
                        w.key.as_str(),
                        "email" | "thư" | "điện" | "địa" | "đt" | "sđt" | "fax"
                    )
            })
        };
        let to = match close {
            Some(to) if !address(to) => {
                let own = name::end(words, from);
                // "(thông qua Sở Y tế là cơ quan thường trực)".
                let is = words.get(own).is_some_and(|w| w.key == "là");
                if is { own } else { to + 1 }
            }
            _ => name::end(words, from),
        };
        let named = (opened && !CHANNELS.at(words, from)) || name::starts(words, from);
        named.then(|| name::slice(clause, words, from, to))?
    })
}
