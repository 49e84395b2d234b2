//! Joins paragraphs that a page break cut in two.
//!
//! Texts copied out of PDF or paper break at the foot of a page, in the middle of a citation
//! as likely as anywhere. Joining too little leaves half a task; joining too much glues a
//! heading to its text, which is worse: every rule here asks for a reason to join.

mod area;
mod cut;
mod wrap;

use std::mem;
use std::ops::Range;

use self::wrap::Wrap;
use super::label;
use super::{Block, Document, Paragraph};
use crate::finding::Finding;

/// Code of the finding that names a joined cut; its quote is the last words before the cut
/// and the first words after it, on two lines.
pub const CUT: &str = "G310";

/// A paragraph that goes on has filled a line before the page ended; a shorter one is
/// a heading or an item of its own.
const FULL_LINE: usize = 40;
/// A figure at the start of the right half proves less than a small letter.
const LONG_LINE: usize = 60;
/// Bytes of a paragraph that still goes on, some three pages: what is longer is a list, not a text,
/// and is not gone through anew with every line.
const LONGEST_JOINED: usize = 16_000;
/// So many breaks between neighbouring lines are no accident.
const MANY: usize = 3;

/// Joins what page breaks cut. Head, recipients and signature are left alone, and so are
/// headings, labelled lines and everything inside tables. Healing twice changes nothing.
pub fn heal(document: &mut Document) {
    super::pasted::unpaste(document);
    let bodies = area::bodies(&document.blocks);
    let wrap = wrap_of(&document.blocks, &bodies);
    let inside = |at: usize| {
        let mut bodies = bodies.iter();
        bodies.any(|body| body.contains(&at) && at > body.start)
    };
    let mut healed: Vec<Block> = Vec::with_capacity(document.blocks.len());
    let mut last_length = 0;
    let mut wrapped = 0usize;
    let mut cuts: Vec<Finding> = Vec::new();
    let mut blocks = mem::take(&mut document.blocks)
        .into_iter()
        .enumerate()
        .peekable();
    while let Some((at, block)) = blocks.next() {
        let next = blocks.peek().and_then(|(_, next)| paragraph(next));
        let pair = match (healed.last_mut(), &block) {
            (Some(Block::Paragraph(left)), Block::Paragraph(right))
                if inside(at)
                    && left.text.len() <= LONGEST_JOINED
                    && !is_set_out(&left.text)
                    && !is_set_out(&right.text) =>
            {
                Some((left, right))
            }
            _ => None,
        };
        let Some((left, right)) = pair else {
            last_length = paragraph(&block).map_or(0, wrap::length);
            healed.push(block);
            continue;
        };
        // A page number may have been left standing between the halves.
        let number_between =
            is_page_number(right) && next.is_some_and(|after| glue(left, after, None).is_some());
        let runs_on = wrap.is_some_and(|wrap| wrap.goes_on(left, last_length, right));
        let found = if runs_on {
            Some(glue(left, right, next).unwrap_or(" "))
        } else {
            glue(left, right, next)
        };
        match found {
            _ if number_between => left.place.joined.push(right.place.line),
            Some(glue) => {
                let below = wrap.is_some() && runs_on;
                wrapped += usize::from(below);
                last_length = wrap::length(right);
                cuts.extend(finding(left, right).filter(|_| !below));
                join(left, right, glue);
            }
            None => {
                last_length = wrap::length(right);
                healed.push(block);
            }
        }
    }
    document.blocks = healed;
    document.findings.extend(told(cuts, wrapped));
}

/// How the lines of the longest of the bodies were broken.
fn wrap_of(blocks: &[Block], bodies: &[Range<usize>]) -> Option<Wrap> {
    let longest = bodies.iter().max_by_key(|body| body.len())?;
    Wrap::of(blocks.get(longest.clone()).unwrap_or_default())
}

/// Cuts worth telling one by one, and one note for lines that were merely wrapped.
fn told(mut cuts: Vec<Finding>, mut wrapped: usize) -> Vec<Finding> {
    // A break between neighbouring lines, again and again, is the width of the lines, not a page.
    let close = |f: &Finding| {
        f.place
            .as_ref()
            .is_some_and(|p| p.joined.first() == Some(&(p.line + 1)))
    };
    let near = cuts.iter().filter(|f| close(f)).count();
    if near >= MANY {
        cuts.retain(|f| !close(f));
        wrapped += near;
    }
    cuts.extend(unwrapped(wrapped));
    cuts
}

/// One note for all lines that were broken at a fixed width.
fn unwrapped(lines: usize) -> Option<Finding> {
    (lines > 0).then(|| {
        Finding::new(
            "G316",
            format!("Tệp ngắt dòng theo chiều rộng cố định; {lines} dòng đã được nối vào đoạn của chúng."),
            format!("The file breaks its lines at a fixed width; {lines} lines were joined to their paragraphs."),
        )
    })
}

/// A row of a typed table, or the rule below one: its line ends where its cells end.
fn is_set_out(text: &str) -> bool {
    let drawn = |c: char| matches!(c, '-' | '–' | '=' | '_' | '+' | '|' | ' ');
    let rule = text.len() > 3 && text.chars().all(drawn);
    rule || text.contains(['\t', '|']) || text.contains("   ")
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// "2", "- 2 -", "Trang 2": what page numbering leaves in a text.
fn is_page_number(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.to_lowercase();
    let text = text
        .trim()
        .trim_start_matches("trang")
        .trim_matches([' ', '-', '–']);
    paragraph.label.is_none()
        && (1..=3).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// What to put between two halves, if they are halves: "" inside a word, " " otherwise.
fn glue(left: &Paragraph, right: &Paragraph, next: Option<&Paragraph>) -> Option<&'static str> {
    let (before, after) = (left.text.trim_end(), right.text.trim_start());
    let first = after.chars().next()?;
    let apart = label::of(right).0.is_some()
        || is_heading(left)
        || right.centred
        || left.bold != right.bold
        || before.is_empty()
        || before.contains(['|', '\t'])
        || after.contains(['|', '\t'])
        || ends_sentence(before);
    if apart {
        return None;
    }
    if breaks_inside_word(before) && first.is_alphanumeric() {
        return Some("");
    }
    let length = before.chars().take(LONG_LINE).count();
    let leads_on = leads_on(before);
    let comma = before.ends_with(',');
    let joins = match first {
        _ if first.is_lowercase() => length >= FULL_LINE || leads_on || comma,
        _ if first.is_ascii_digit() => {
            leads_on || comma || (length >= LONG_LINE && !figures(before, next))
        }
        _ => leads_on && length >= FULL_LINE && !is_capitals(after),
    };
    joins.then_some(" ")
}

/// A line of figures among lines of figures ("12 buổi …", "1.200 tờ …") is an item of a list.
fn figures(before: &str, next: Option<&Paragraph>) -> bool {
    let digit = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    digit(label::split(before).map_or(before, |(_, rest)| rest))
        || next.is_some_and(|next| digit(&next.text))
}

fn is_heading(paragraph: &Paragraph) -> bool {
    paragraph.bold || paragraph.centred || is_capitals(label::of(paragraph).1)
}

/// Judged by its beginning: looking at all of a growing text at each join would be quadratic.
fn is_capitals(text: &str) -> bool {
    let start = || text.chars().take(200);
    start().any(char::is_alphabetic) && !start().any(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', '*', '_', ' ']);
    bare.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// "COVID-", "5488/KH-", "08/": the break fell inside a word, so no space belongs there.
fn breaks_inside_word(text: &str) -> bool {
    let mut back = text.chars().rev();
    let hyphen = back.next().is_some_and(|c| matches!(c, '-' | '/' | '‑'));
    hyphen && back.next().is_some_and(char::is_alphanumeric)
}

/// The last word cannot end a paragraph: something must follow "của", "số", "ngày".
fn leads_on(text: &str) -> bool {
    const WORDS: [&str; 47] = [
        "của", "và", "các", "những", "với", "cho", "về", "tại", "trong", "số", "ngày", "tháng",
        "năm", "quý", "từ", "đến", "là", "được", "hơn", "gần", "khoảng", "trên", "dưới", "do",
        "bởi", "theo", "hoặc", "gồm", "đạt", "có", "để", "nhằm", "bằng", "qua", "khi", "nếu",
        "mỗi", "một", "ít", "nhất", "điều", "khoản", "điểm", "thứ", "phải", "sẽ", "không",
    ];
    let last = text
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_lowercase();
    WORDS.contains(&last.as_str())
}

fn join(left: &mut Paragraph, right: &Paragraph, glue: &str) {
    left.text.truncate(left.text.trim_end().len());
    left.text.push_str(glue);
    left.text.push_str(right.text.trim_start());
    left.place.joined.push(right.place.line);
    left.place.joined.extend(&right.place.joined);
}

/// Lines wrapped on one page are no cut worth telling.
fn finding(left: &Paragraph, right: &Paragraph) -> Option<Finding> {
    if left.place.page.is_some() && left.place.page == right.place.page {
        return None;
    }
    let last = left.place.joined.last().copied().unwrap_or(left.place.line);
    let mut place = left.place.clone();
    (place.line, place.joined) = (last, vec![right.place.line]);
    let quote = format!("{}\n{}", cut::tail(&left.text), cut::head(&right.text));
    let (from, to) = (last, right.place.line);
    Some(
        Finding::new(
            CUT,
            format!(
                "Đoạn văn bị ngắt giữa dòng {from} và dòng {to} đã được nối lại; hãy xem chỗ nối."
            ),
            format!(
                "The paragraph cut between lines {from} and {to} was joined; look at the join."
            ),
        )
        .at(place)
        .quoting(quote),
    )
}

#[cfg(test)]
mod tests;
