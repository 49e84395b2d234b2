//! Bases that cite no number: a law by its name, a resolution by its session, no document at all.

use super::{KINDS, OPENERS, capital, issuer_end, kind_at};
use crate::plan::name;
use crate::plan::word::{self, words};

/// A basis without a number: what is told of it.
#[derive(Debug, Default)]
pub(in crate::plan) struct Unnumbered {
    /// "Luật", "Nghị quyết"; `None` when it is no document ("tình hình thực tế").
    pub kind: Option<String>,
    /// Issuer as written.
    pub issuer: Option<String>,
    /// Subject as written; all of it where it is no document.
    pub subject: Option<String>,
}

/// Reads a basis that cites no number, from behind its lead word ("căn cứ").
pub(in crate::plan) fn unnumbered(text: &str, lead: &str) -> Unnumbered {
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
