//! Text copied from pages of the web: marks of emphasis, bars that parted the cells of a head, lines
//! broken anywhere within a paragraph, paragraphs parted by blank lines.
//!
//! A file is taken for such a copy by what pages leave and people do not type; then the marks go,
//! and lines that stand right below each other without a mark of their own are one paragraph.

use std::iter;

use super::label;
use super::{Block, Document, Paragraph};

/// So many lines of marks alone are no accident.
const FEW: usize = 2;
/// So many lines that run on are no accident either.
const RUNS: usize = 3;

/// Makes paragraphs of what was copied; leaves every other document as it is.
pub(super) fn unpaste(document: &mut Document) {
    let lines = || document.blocks.iter().filter_map(paragraph);
    let bars = lines().filter(|line| is_bar(&line.text)).count();
    let bold = lines().filter(|line| line.text.starts_with("**")).count();
    let marked = bars >= FEW || bold > FEW;
    if !marked && !is_parted(document) {
        return;
    }
    let joins = marked || is_parted(document);
    let mut open = Emphasis::default();
    let mut out: Vec<Block> = Vec::with_capacity(document.blocks.len());
    let blocks = std::mem::take(&mut document.blocks).into_iter();
    for block in blocks.flat_map(foot_cells) {
        let Block::Paragraph(mut line) = block else {
            out.push(block);
            continue;
        };
        if is_bar(&line.text) {
            open = Emphasis::default();
            continue;
        }
        let inside = open.is_open();
        if marked {
            open.strip(&mut line);
        }
        match out.last_mut() {
            Some(Block::Paragraph(above)) if joins && goes_on(above, &line, inside) => {
                join(above, &line);
            }
            _ if line.text.trim().is_empty() => {}
            _ => out.push(Block::Paragraph(line)),
        }
    }
    document.blocks = out;
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// Who receives and who signs stand beside each other in cells of several lines: "|*Nơi nhận:*",
/// "- Lưu: VT.|**TM. ỦY BAN NHÂN DÂN". The first is freed of its bar, the last is parted from the signature.
fn foot_cells(block: Block) -> Vec<Block> {
    let Block::Paragraph(mut line) = block else {
        return vec![block];
    };
    let mut signature = None;
    if let Some(cell) = line.text.strip_prefix('|')
        && cell.trim_start_matches(['*', ' ']).starts_with("Nơi nhận")
        && !cell.contains('|')
    {
        line.text = cell.to_owned();
    } else if let Some((item, cell)) = line.text.split_once('|')
        && item.starts_with('-')
        && !cell.trim().is_empty()
        && !cell.contains('|')
    {
        signature = Some(Block::Paragraph(Paragraph {
            text: cell.trim().to_owned(),
            ..line.clone()
        }));
        line.text = item.trim_end().to_owned();
    }
    iter::once(Block::Paragraph(line))
        .chain(signature)
        .collect()
}

/// "|" alone: the border of a cell.
fn is_bar(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|sign| sign == '|')
}

/// Paragraphs stand apart by blank lines, and several run over lines within.
fn is_parted(document: &Document) -> bool {
    let lines: Vec<&Paragraph> = document.blocks.iter().filter_map(paragraph).collect();
    let numbered = lines
        .iter()
        .all(|line| line.place.cell.is_none() && line.place.page.is_none());
    let pairs = || {
        lines
            .windows(2)
            .filter_map(|pair| pair.first().zip(pair.get(1)))
    };
    let apart = pairs()
        .filter(|(above, line)| line.place.line > above.place.line + 1)
        .count();
    let runs = pairs().filter(|(above, line)| goes_on(above, line, false) && is_small(line));
    numbered && apart * 2 >= lines.len() && runs.count() >= RUNS
}

fn is_small(line: &Paragraph) -> bool {
    line.text
        .trim_start()
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// The line right below belongs to the paragraph above: no mark of its own, and no line of a head or
/// a signature, which are in capitals. `inside`: emphasis opened above closes in it.
fn goes_on(above: &Paragraph, line: &Paragraph, inside: bool) -> bool {
    let last = above.place.joined.last().unwrap_or(&above.place.line);
    let (text, next) = (above.text.trim_end(), line.text.trim_start());
    let word = !next.trim_end().contains(char::is_whitespace);
    let labelled = label::of(above).0.is_some() || (word && signs(text));
    let heads = is_capitals(text) || is_capitals(next);
    let lower = next.starts_with(char::is_lowercase);
    let closed = (text.ends_with([';', ':', '!', '?']) && !lower)
        || (text.ends_with('.') && !is_small(line));
    line.place.line == last + 1
        && !next.is_empty()
        && !is_rule(text)
        && !is_rule(next)
        && label::of(line).0.is_none()
        && !text.contains(['|', '\t'])
        && !next.contains(['|', '\t'])
        && (!heads || (inside && labelled))
        && (inside || !closed)
        && (inside || above.bold == line.bold || !above.bold)
}

/// "TM. ỦY BAN NHÂN" above "DÂN": for whom somebody signs.
fn signs(text: &str) -> bool {
    ["TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ."]
        .iter()
        .any(|code| text.starts_with(code))
}

/// No small letter in it.
fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn join(above: &mut Paragraph, line: &Paragraph) {
    above.text.truncate(above.text.trim_end().len());
    above.text.push(' ');
    above.text.push_str(line.text.trim_start());
    above.place.joined.push(line.place.line);
}

/// Emphasis that was opened and not yet closed.
#[derive(Debug, Default, Clone, Copy)]
struct Emphasis {
    strong: bool,
    light: bool,
}

impl Emphasis {
    fn is_open(self) -> bool {
        self.strong || self.light
    }

    /// Takes the marks out of a line; a line that is strong as a whole is bold.
    fn strip(&mut self, line: &mut Paragraph) {
        let opened = self.strong || line.text.starts_with("**");
        let mut plain = String::with_capacity(line.text.len());
        let mut outside = false;
        for (at, part) in line.text.split("**").enumerate() {
            self.strong ^= at > 0;
            outside |= !self.strong && part.chars().any(char::is_alphanumeric);
            plain.push_str(part);
        }
        line.bold |= opened && !outside && plain.chars().any(char::is_alphanumeric);
        line.text = self.lighten(&plain);
    }

    /// Takes single stars at the edges of words out; a star alone is the party's, a star before a
    /// blank opens an item.
    fn lighten(&mut self, text: &str) -> String {
        if !text.contains('*') {
            return text.trim().to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut letters = text.trim().chars().peekable();
        let mut before = None;
        while let Some(letter) = letters.next() {
            let after = letters.peek().copied();
            let opens = after.is_some_and(|c| !c.is_whitespace());
            let closes = self.light && before.is_some_and(|c: char| !c.is_whitespace());
            if letter == '*' && (opens || closes) && after != Some('*') {
                self.light = !self.light;
            } else {
                out.push(letter);
            }
            before = Some(letter);
        }
        out.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;

    fn pasted(text: &str) -> Vec<String> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        let paragraph = |(at, text): (usize, &str)| {
            Block::Paragraph(Paragraph {
                place: Place {
                    line: at as u32 + 1,
                    ..Place::default()
                },
                text: text.trim().to_owned(),
                ..Paragraph::default()
            })
        };
        let mut document = Document {
            blocks: lines.map(paragraph).collect(),
            ..Document::default()
        };
        unpaste(&mut document);
        let texts = document.blocks.iter().filter_map(super::paragraph);
        texts.map(|line| line.text.clone()).collect()
    }

    #[test]
    fn marks_go_and_broken_paragraphs_are_whole() {
        let read = pasted(
            "|\n**ỦY BAN NHÂN DÂN\nTỈNH LẠC KHÊ**\n-------\n|\nSố: 12/KH-UBND\n|\n*Lạc Khê, ngày 02\ntháng 3 năm 2026*\n|\n\n\
             **KẾ HOẠCH**\n\n**II. TỔ CHỨC\nTHỰC HIỆN**\n\n**1.\nSở Y tế:**\n\n- Biên soạn tài\nliệu, gửi **các xã**\ntrong tháng 3.\n\n- Cử cán bộ.\n|\n\
             **TM. ỦY BAN NHÂN\nDÂN**\nKT. CHỦ TỊCH\n**PHÓ CHỦ TỊCH**",
        );
        let expected = [
            "ỦY BAN NHÂN DÂN",
            "TỈNH LẠC KHÊ",
            "-------",
            "Số: 12/KH-UBND",
            "Lạc Khê, ngày 02 tháng 3 năm 2026",
            "KẾ HOẠCH",
            "II. TỔ CHỨC THỰC HIỆN",
            "1. Sở Y tế:",
            "- Biên soạn tài liệu, gửi các xã trong tháng 3.",
            "- Cử cán bộ.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_foot_in_cells_of_several_lines_is_parted() {
        let read = pasted(
            "**KẾ HOẠCH**\n\n**I. MỤC ĐÍCH**\n\n**II. VIỆC**\n\n|*Nơi nhận:*\n- Bộ Y tế;\n- Lưu: VT.|**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**|",
        );
        let foot = [
            "Nơi nhận:",
            "- Bộ Y tế;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
        ];
        assert_eq!(read.get(3..7), Some(foot.map(str::to_owned).as_slice()));
    }

    #[test]
    fn a_paper_nobody_copied_stays_as_it_is() {
        let text = "ĐẢNG BỘ TỈNH\n*\nSố 12-KH/TU\nGửi trước (**ngày 23**)\n* Thứ nhất\nhai dòng";
        assert_eq!(pasted(text), text.lines().collect::<Vec<_>>());
    }
}
