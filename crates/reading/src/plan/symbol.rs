//! Numbers and symbols of documents: "32 -KH/ThU" (party), "05/KH-UBND", "54/2015/TT-BYT" (state).
//!
//! The order of `-` and `/` tells the two systems apart. Papers put spaces around the marks and
//! leave the number open ("Số:      /KH-UBND"): both are read.

use nhip_core::plan::System;

/// A number and symbol as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol {
    /// "32"; `None` when left open.
    pub number: Option<String>,
    /// "2015" in "54/2015/TT-BYT".
    pub year: Option<String>,
    /// "KH/ThU", "KH-UBND", "2015/TT-BYT".
    pub symbol: String,
    /// "32-KH/ThU", "54/2015/TT-BYT".
    pub normalized: String,
    /// "KH", when it is a known type.
    pub type_code: Option<String>,
    /// "ThU", "UBND".
    pub issuer_code: Option<String>,
    /// Party or state.
    pub system: System,
    /// Length in bytes of what was read.
    pub len: usize,
}

/// Codes of document types, state and party, with the name each stands for.
pub(super) const TYPES: [(&str, &str); 31] = [
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("QC", "Quy chế"),
    ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"),
    ("TB", "Thông báo"),
    ("HD", "Hướng dẫn"),
    ("CTr", "Chương trình"),
    ("CTrPH", "Chương trình phối hợp"),
    ("KH", "Kế hoạch"),
    ("PA", "Phương án"),
    ("ĐA", "Đề án"),
    ("DA", "Dự án"),
    ("BC", "Báo cáo"),
    ("BB", "Biên bản"),
    ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"),
    ("CĐ", "Công điện"),
    ("KL", "Kết luận"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("NĐ", "Nghị định"),
    ("CV", "Công văn"),
    ("L", "Luật"),
    ("PL", "Pháp lệnh"),
    ("QĐi", "Quy định"),
    ("KHPH", "Kế hoạch phối hợp"),
    ("KHLT", "Kế hoạch liên tịch"),
    ("VBHN", "Văn bản hợp nhất"),
    ("UBTVQH", "Nghị quyết"),
];

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// It stands after "Số:" in the head.
    open: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// A mark, spaces around it passed over; nothing is taken when there is none.
    fn mark(&mut self) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let mark = rest
            .get(spaces..)?
            .chars()
            .next()
            .filter(|c| "-/–‑".contains(*c))?;
        let after = rest.get(spaces + mark.len_utf8()..)?;
        let gap = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
        // " - " with space on both sides is a dash between words.
        // In the head ("Số: 27 - KH/ThU") nothing but a symbol can follow the number.
        if spaces > 0 && gap > 0 && mark != '/' && !self.open {
            return None;
        }
        self.at += spaces + mark.len_utf8() + gap;
        Some(if mark == '/' { '/' } else { '-' })
    }

    fn run(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len = rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }
}

/// Reads a symbol that starts at the front of the text. `open` allows the number to be left out.
pub(super) fn read(text: &str, open: bool) -> Option<Symbol> {
    let mut reader = Reader { text, at: 0, open };
    let digits = reader.run(|c| c.is_ascii_digit());
    if digits.len() > 6 || (digits.is_empty() && !open) {
        return None;
    }
    if digits.is_empty() {
        reader.run(|c| c == '.' || c == '…' || c == '_' || c == ' ');
    } else if reader.peek().is_some_and(char::is_lowercase) {
        // "05a/KH-UBND"
        reader.run(|c| c.is_ascii_lowercase());
    }
    let number = text
        .get(..reader.at)
        .filter(|_| !digits.is_empty())
        .map(str::to_owned);
    let mut parts: Vec<(char, &str)> = Vec::new();
    while parts.len() < 5 {
        let before = reader.at;
        let Some(mark) = reader.mark() else { break };
        // "NQLT-HND&BYT" is signed by two.
        let code = reader.run(|c| c.is_alphanumeric() || c == '&');
        if !is_code(code, parts.is_empty()) {
            reader.at = before;
            break;
        }
        parts.push((mark, code));
    }
    build(number, &parts, reader.at)
}

/// A code has a capital; the year of "54/2015/TT-BYT" is the one number allowed, and comes first.
fn is_code(code: &str, first: bool) -> bool {
    let year = code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit());
    (year && first) || (code.starts_with(char::is_uppercase) && code.chars().count() <= 20)
}

fn build(number: Option<String>, parts: &[(char, &str)], len: usize) -> Option<Symbol> {
    let year = parts
        .first()
        .map(|p| p.1)
        .filter(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    let codes: Vec<&(char, &str)> = parts.iter().skip(usize::from(year.is_some())).collect();
    let (first_mark, first) = **codes.first()?;
    let mut normalized = number.clone().unwrap_or_default();
    parts.iter().for_each(|(mark, code)| {
        normalized.push(*mark);
        normalized.push_str(code);
    });
    let start = number.as_ref().map_or(0, String::len) + 1;
    let known = TYPES.iter().any(|(code, _)| *code == first);
    let type_code = known.then(|| first.to_owned());
    let rest: Vec<&str> = codes
        .iter()
        .skip(usize::from(known))
        .map(|(_, code)| *code)
        .collect();
    // "4410/SYT-NVY" is a letter: the issuer comes first, the drafting office after it.
    let issuer_code = if known {
        Some(rest.join("-"))
    } else {
        Some(first.to_owned())
    };
    let party = first_mark == '-' && codes.get(1).is_none_or(|(mark, _)| *mark == '/');
    Some(Symbol {
        number,
        year: year.map(str::to_owned),
        symbol: normalized.get(start..)?.to_owned(),
        normalized,
        type_code,
        issuer_code: issuer_code.filter(|code| !code.is_empty()),
        system: if party { System::Party } else { System::State },
        len,
    })
}

/// Name of a type by its code.
pub(super) fn type_name(code: &str) -> Option<&'static str> {
    TYPES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, System)> {
        read(text, true).map(|s| (s.normalized, s.system))
    }

    #[test]
    fn party_and_state_symbols_are_told_apart_by_their_marks() {
        assert_eq!(
            parsed("32 -KH/ThU"),
            Some(("32-KH/ThU".into(), System::Party))
        );
        assert_eq!(
            parsed("05/KH-UBND"),
            Some(("05/KH-UBND".into(), System::State))
        );
        assert_eq!(
            parsed("07 /KH- BCĐ"),
            Some(("07/KH-BCĐ".into(), System::State))
        );
        assert_eq!(
            parsed("54/2015/TT-BYT ngày"),
            Some(("54/2015/TT-BYT".into(), System::State))
        );
        assert_eq!(
            parsed("03/2007/QH12"),
            Some(("03/2007/QH12".into(), System::State))
        );
        assert_eq!(
            parsed("      /KH-UBND"),
            Some(("/KH-UBND".into(), System::State))
        );
        assert_eq!(
            parsed("44/PGDĐT- YT"),
            Some(("44/PGDĐT-YT".into(), System::State))
        );
    }

    #[test]
    fn dates_and_fractions_are_no_symbols() {
        for text in [
            "02/8/2021",
            "24/7",
            "5K",
            "19 trên",
            "2021 - 2025",
            "12/2026",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_letter_has_an_issuer_and_no_type() {
        let symbol = read("4410/SYT-NVY", false).unwrap();
        assert_eq!(
            (symbol.type_code, symbol.issuer_code.as_deref()),
            (None, Some("SYT"))
        );
    }
}
