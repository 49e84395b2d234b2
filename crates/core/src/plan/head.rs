//! The head of the paper: national or party line, bodies, number, place and date.
//!
//! Its two columns arrive as lines in either order, on one line, joined by `|`, or in a table;
//! so every piece is judged by what it says, not by where it stands.

use chrono::NaiveDate;
use nhip_viet::fold::{folded, key};

use super::date::{self, Date};
use super::line::{Item, columns};
use super::name;
use super::symbol::{self, Symbol};
use super::word::{Word, words};

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// "CỘNG HÒA XÃ HỘI …" stands there.
    pub state_line: bool,
    /// "ĐẢNG CỘNG SẢN VIỆT NAM" stands there.
    pub party_line: bool,
    /// A line holds a `*` alone.
    pub star: Option<u32>,
    /// Bodies from above to below, names in capitals as printed, with their line.
    pub bodies: Vec<(String, u32)>,
    /// Number as printed and understood.
    pub number: Option<(String, Symbol, u32)>,
    /// Place of issue.
    pub place: Option<String>,
    /// Date of issue.
    pub date: Option<NaiveDate>,
    /// Place and date as printed.
    pub place_date: Option<String>,
    /// A date is printed that cannot be.
    pub impossible: Option<u32>,
}

const STATE: [&str; 8] = ["cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "việt", "nam"];
const PARTY: [&str; 5] = ["đảng", "cộng", "sản", "việt", "nam"];
const MOTTO: [&str; 6] = ["độc", "lập", "tự", "do", "hạnh", "phúc"];

/// Reads the lines before the title.
pub(super) fn read(items: &[Item<'_>]) -> Head {
    let mut head = Head::default();
    let mut pieces: Vec<(String, u32)> = Vec::new();
    for line in items.iter().filter_map(Item::line) {
        for piece in columns(&line.printed) {
            pieces.push((piece.to_owned(), line.line));
        }
    }
    let pieces = rejoin(whole_mottos(pieces));
    let mut bodies: Vec<(String, u32)> = Vec::new();
    for (piece, line) in &pieces {
        if piece.trim() == "*" {
            head.star = Some(*line);
            continue;
        }
        let rest = without_mottos(&mut head, piece);
        let rest = number(&mut head, &rest, *line);
        let rest = place_date(&mut head, &rest, *line);
        body(&mut bodies, rest.trim(), *line);
    }
    head.bodies = bodies;
    head
}

/// Puts together what wide gaps and line ends parted: "Số:" and "/KH-UBND", "ngày" and "tháng 3".
fn rejoin(pieces: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = Vec::new();
    for (piece, line) in pieces.into_iter().filter(|(p, _)| !p.is_empty()) {
        let open = out.last().is_some_and(|(before, _)| {
            let plain = folded(before);
            plain == "so"
                || plain.ends_with("so:")
                || plain.ends_with("so :")
                || ["ngay", "thang", "nam"].iter().any(|w| {
                    plain.ends_with(w) && (plain.contains(',') || plain.starts_with("ngay"))
                })
        });
        // "Nam Hải, ngày 24" / "tháng 4 năm 2026".
        let dated = ["thang ", "nam "]
            .iter()
            .any(|w| folded(&piece).starts_with(w))
            && out.last().is_some_and(|(b, _)| {
                let plain = folded(b);
                plain.contains("ngay ") && !plain.contains("nam 20") && plain.len() < 60
            });
        let goes_on = piece.starts_with(['/', '-'])
            && out.last().is_some_and(|(b, _)| folded(b).starts_with("so"));
        match out.last_mut() {
            Some((before, _)) if open || goes_on || dated => {
                before.push(' ');
                before.push_str(&piece);
            }
            _ => out.push((piece, line)),
        }
    }
    out
}

/// Puts a national or party line broken over several lines together again
/// ("CỘNG HÒA XÃ HỘI" / "CHỦ NGHĨA VIỆT NAM").
fn whole_mottos(pieces: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = Vec::new();
    let mut at = 0;
    while let Some((piece, line)) = pieces.get(at) {
        let upto = (2..=4).find(|n| {
            let parts = pieces.get(at..at + n).unwrap_or_default();
            let text = parts
                .iter()
                .map(|(p, _)| p.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let plain = key(&text);
            parts.len() == *n && (plain == STATE.join(" ") || plain == PARTY.join(" "))
        });
        match upto {
            Some(n) => {
                let parts = pieces.get(at..at + n).unwrap_or_default();
                let text: Vec<&str> = parts.iter().map(|(p, _)| p.as_str()).collect();
                out.push((text.join(" "), *line));
                at += n;
            }
            None => {
                out.push((piece.clone(), *line));
                at += 1;
            }
        }
    }
    out
}

/// Takes out the national line, the motto and the party line, also when they share a line with
/// the body's name.
fn without_mottos(head: &mut Head, piece: &str) -> String {
    let words = words(piece);
    let mut out = String::new();
    let mut at = 0;
    while at < words.len() {
        let (taken, state, party) = match () {
            () if run(&words, at, &STATE) >= 4 => (run(&words, at, &STATE), true, false),
            () if run(&words, at, &PARTY) >= 3 => (run(&words, at, &PARTY), false, true),
            () if run(&words, at, &MOTTO) >= 3 => (run(&words, at, &MOTTO), false, false),
            () => (0, false, false),
        };
        head.state_line |= state;
        head.party_line |= party;
        if let Some(word) = words.get(at).filter(|_| taken == 0) {
            out.push_str(
                piece
                    .get(word.full_start()..word.full_end())
                    .unwrap_or_default(),
            );
            out.push(' ');
        }
        at += taken.max(1);
    }
    let rest = out.trim().to_owned();
    // The second half of a national line broken over two lines.
    if (head.state_line || head.party_line) && key(&rest) == "việt nam" {
        String::new()
    } else {
        rest
    }
}

/// How many words from `at` are the phrase's first ones, dashes between them passed over.
fn run(words: &[Word<'_>], at: usize, phrase: &[&str]) -> usize {
    let mut from = at;
    let mut next = 0;
    while let (Some(word), Some(expected)) = (words.get(from), phrase.get(next)) {
        let dash = !word.text.chars().any(char::is_alphabetic);
        let glued = word.key.split(['-', '–']).filter(|p| !p.is_empty()).count();
        if dash && next > 0 {
            from += 1;
        } else if word.key == *expected {
            (from, next) = (from + 1, next + 1);
        } else if glued == 2 && word.key.starts_with(expected) {
            (from, next) = (from + 1, next + 2);
        } else {
            break;
        }
    }
    if next >= 3 { from - at } else { 0 }
}

/// "Số: 32 -KH/ThU": gives back what follows the symbol on the same line.
fn number(head: &mut Head, piece: &str, line: u32) -> String {
    let plain = folded(piece);
    let begins = plain.starts_with("so:") || plain.starts_with("so ") || plain.starts_with("so.");
    if head.number.is_some() || !begins {
        return piece.to_owned();
    }
    let skip = piece
        .find(|c: char| c == ':' || c == '.' || c.is_whitespace())
        .unwrap_or(piece.len());
    let after = piece.get(skip..).unwrap_or_default();
    let from = skip
        + (after.len()
            - after
                .trim_start_matches([':', '.', ' ', '\u{a0}', '…', '_'])
                .len());
    let Some(symbol) = piece.get(from..).and_then(|rest| symbol::read(rest, true)) else {
        return piece.to_owned();
    };
    let end = from + symbol.len;
    let printed = piece.get(..end).unwrap_or(piece).trim().to_owned();
    head.number = Some((printed, symbol, line));
    piece.get(end..).unwrap_or_default().trim().to_owned()
}

/// "Lạc Giang, ngày 05 tháng 01 năm 2026", with the numbers left open or not.
fn place_date(head: &mut Head, piece: &str, line: u32) -> String {
    let words = words(piece);
    let day = words.iter().position(|w| w.key == "ngày");
    let Some(day) = day.filter(|_| {
        words
            .iter()
            .any(|w| w.key == "tháng" || w.text.matches('/').count() == 2)
    }) else {
        return piece.to_owned();
    };
    if head.place_date.is_some() {
        return piece.to_owned();
    }
    head.place_date = Some(piece.trim().to_owned());
    let place =
        name::slice(piece, &words, 0, day).map(|p| p.trim_end_matches(',').trim().to_owned());
    head.place = place.filter(|p| !p.is_empty() && day > 0);
    match date::at(&words, day) {
        Some((Date::Day(day), _)) => head.date = Some(day),
        Some((Date::Impossible, _)) => head.impossible = Some(line),
        _ => {}
    }
    String::new()
}

/// A line of a body's name: it opens a new name or goes on with the one above.
fn body(bodies: &mut Vec<(String, u32)>, piece: &str, line: u32) {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 1 && !piece.chars().any(char::is_lowercase);
    // Old fonts drew the capitals: their small letters go on with a body in small letters.
    let small = !piece.chars().any(char::is_uppercase)
        && bodies
            .last()
            .is_some_and(|(before, _)| !before.chars().any(char::is_uppercase))
        && name::opens_level(piece);
    if !(capitals || small || name::is_body(piece)) {
        return;
    }
    let words = words(piece);
    let half = bodies
        .last()
        .is_some_and(|(before, _)| before.split_whitespace().count() == 1);
    let begins = opens_name(&words) && !half;
    match bodies.last_mut() {
        Some((before, _)) if !begins => {
            before.push(' ');
            before.push_str(piece);
        }
        _ if begins || key(piece) == "ủy" => bodies.push((piece.to_owned(), line)),
        _ => {}
    }
}

/// In capitals every word looks like a proper name, so "PHÒNG, CHỐNG" and "THÀNH PHỐ" must not open one.
fn opens_name(words: &[Word<'_>]) -> bool {
    let first = words.first().map_or("", |w| w.key.as_str());
    let second = words.get(1).map_or("", |w| w.key.as_str());
    let continues = matches!(
        (first, second),
        ("phòng", "chống")
            | ("đặc", "khu")
            | ("khu", "vực")
            | ("thôn" | "nhà" | "công" | "ngành", _)
    ) || words.first().is_some_and(|w| w.tail.contains(','));
    name::starts(words, 0) && !continues
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document, Paragraph, Place};
    use crate::plan::line::items;

    fn head(lines: &[&str]) -> Head {
        let blocks = lines.iter().zip(1..).map(|(text, line)| {
            let place = Place {
                line,
                ..Place::default()
            };
            Block::Paragraph(Paragraph {
                place,
                text: (*text).into(),
                ..Paragraph::default()
            })
        });
        let document = Document {
            blocks: blocks.collect(),
            ..Document::default()
        };
        read(&items(&document))
    }

    fn names(head: &Head) -> Vec<&str> {
        head.bodies.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn two_columns_are_read_however_they_were_flattened() {
        let cases: [&[&str]; 5] = [
            &[
                "ỦY BAN NHÂN DÂN",
                "PHƯỜNG BẾN NGỰ",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Số: 05/KH-UBND",
                "Bến Ngự, ngày 05 tháng 01 năm 2026",
            ],
            &[
                "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "PHƯỜNG BẾN NGỰ | Độc lập - Tự do - Hạnh phúc",
                "Số: 05/KH-UBND | Bến Ngự, ngày 05 tháng 01 năm 2026",
            ],
            &[
                "ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "PHƯỜNG BẾN NGỰ Độc lập – Tự do – Hạnh phúc",
                "Số: 05/KH-UBND Bến Ngự, ngày 05 tháng 01 năm 2026",
            ],
            &[
                "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "PHƯỜNG BẾN NGỰ      Độc lập-Tự do-Hạnh phúc",
                "Số:      05/KH-UBND       Bến Ngự, ngày   05   tháng 01 năm 2026",
            ],
            &[
                "ỦY",
                "BAN NHÂN DÂN",
                "PHƯỜNG BẾN NGỰ",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
                "VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Số:",
                "05/KH-UBND",
                "Bến Ngự, ngày 05 tháng 01 năm 2026",
            ],
        ];
        for lines in cases {
            let head = head(lines);
            assert_eq!(
                names(&head),
                ["ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ"],
                "{lines:?}"
            );
            assert!(head.state_line);
            assert_eq!(
                head.number.as_ref().map(|n| n.1.normalized.as_str()),
                Some("05/KH-UBND"),
                "{lines:?}"
            );
            assert_eq!(head.place.as_deref(), Some("Bến Ngự"), "{lines:?}");
            assert_eq!(head.date, NaiveDate::from_ymd_opt(2026, 1, 5), "{lines:?}");
        }
    }

    #[test]
    fn bodies_above_one_another_are_kept_apart() {
        let head = head(&[
            "ỦY BAN NHÂN DÂN",
            "THÀNH PHỐ LẠC GIANG",
            "SỞ Y TẾ",
            "Số: 2215/KH-SYT",
        ]);
        assert_eq!(
            names(&head),
            ["ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG", "SỞ Y TẾ"]
        );
        let head = self::head(&[
            "UBND THÀNH PHỐ HẢI KHÊ",
            "BAN CHỈ ĐẠO PHÒNG, CHỐNG",
            "DỊCH BỆNH THÀNH PHỐ HẢI KHÊ",
        ]);
        assert_eq!(names(&head).len(), 2);
    }

    #[test]
    fn adverts_above_the_paper_are_no_bodies() {
        assert!(
            head(&[
                "Đăng nhập | Đăng ký | Tải về máy (32 KB)",
                "Tra cứu miễn phí"
            ])
            .bodies
            .is_empty()
        );
    }

    #[test]
    fn open_numbers_and_dates_stay_open() {
        let head = head(&["Số:      /KH-UBND       Bến Ngự, ngày     tháng 3 năm 2027"]);
        let (_, symbol, _) = head.number.unwrap();
        assert_eq!((symbol.number, symbol.symbol.as_str()), (None, "KH-UBND"));
        assert_eq!((head.place.as_deref(), head.date), (Some("Bến Ngự"), None));
    }

    #[test]
    fn a_date_that_cannot_be_is_no_date() {
        let head = head(&["Bến Ngự, ngày 31 tháng 02 năm 2026"]);
        assert_eq!((head.date, head.impossible), (None, Some(1)));
    }
}
