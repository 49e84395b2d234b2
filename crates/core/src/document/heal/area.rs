//! Which blocks are body: after the head and its title, before recipients and signature.

use std::ops::Range;

use nhip_viet::fold::key;

use crate::document::{Block, Paragraph, label};

/// How far down a title may stand, and how many lines it may take.
const HEAD: usize = 40;
const TITLE: usize = 8;

const TYPES: [&str; 14] = [
    "kế hoạch",
    "báo cáo",
    "quyết định",
    "chỉ thị",
    "chương trình",
    "đề án",
    "phương án",
    "hướng dẫn",
    "thông báo",
    "tờ trình",
    "công văn",
    "nghị quyết",
    "phụ lục",
    "kết luận",
];
const LEADS: [&str; 9] = [
    "căn cứ",
    "thực hiện",
    "theo",
    "xét",
    "để",
    "nhằm",
    "trên cơ sở",
    "tiếp tục",
    "kính gửi",
];

/// The ranges of blocks where paragraphs may go on from one to the next: of the paper, and of what is
/// attached below its signature.
pub(super) fn bodies(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut bodies = Vec::new();
    let mut from = 0;
    while from < blocks.len() && bodies.len() < PAPERS {
        let rest = blocks.get(from..).unwrap_or_default();
        let start = from + head_end(rest);
        let opens = |at: &usize| blocks.get(*at).and_then(text).is_some_and(opens_recipients);
        let end = (start..blocks.len()).find(opens).unwrap_or(blocks.len());
        bodies.push(start..end);
        // What follows the recipients is a body again only below a title of its own.
        let typed =
            (end..blocks.len()).find(|at| blocks.get(*at).and_then(text).is_some_and(is_type_line));
        let Some(typed) = typed else { break };
        from = typed;
    }
    bodies
}

/// A paper and what is attached to it, and a little more.
const PAPERS: usize = 4;

/// Only the beginning is looked at: every paragraph of every report passes here.
fn opens_recipients(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim_start();
    let end = text.char_indices().nth(12).map_or(text.len(), |(at, _)| at);
    key(text.get(..end).unwrap_or(text)).starts_with("nơi nhận")
}

fn text(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// First block after head and title.
fn head_end(blocks: &[Block]) -> usize {
    let greets = |block: &Block| text(block).is_some_and(|p| key(&p.text).starts_with("kính gửi"));
    let greeting = blocks.iter().take(HEAD).position(greets);
    let typed = blocks
        .iter()
        .take(HEAD)
        .position(|b| text(b).is_some_and(is_type_line));
    // A letter: the title further down is of what is attached.
    if let Some(greeting) = greeting.filter(|at| typed.is_none_or(|typed| *at < typed)) {
        return greeting + 1;
    }
    let title = blocks
        .iter()
        .take(HEAD)
        .position(|b| text(b).is_some_and(is_type_line));
    let Some(title) = title else {
        // No title: at least number, motto and body name belong to the head.
        let last = blocks
            .iter()
            .take(12)
            .rposition(|b| text(b).is_some_and(is_head_line));
        return last.map_or(0, |at| at + 1);
    };
    let after = blocks.iter().enumerate().skip(title + 1).take(TITLE);
    let mut end = title + 1;
    for (at, block) in after {
        let Some(paragraph) = text(block) else { break };
        let first = at == title + 1;
        let subject = blocks.get(title + 1).and_then(text);
        if !first && subject.is_some_and(|s| leaves_subject(s, paragraph)) {
            break;
        }
        if !(continues_title(paragraph) || (first && !opens_body(paragraph))) {
            break;
        }
        end = at + 1;
    }
    end
}

/// "KẾ HOẠCH …" in capitals.
fn is_type_line(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    let first: String = text.chars().take_while(|c| *c != '\n').collect();
    let words = key(&first);
    TYPES.iter().any(|kind| {
        words.starts_with(kind)
            && first
                .chars()
                .take(kind.chars().count())
                .all(|c| !c.is_lowercase())
    })
}

fn is_head_line(paragraph: &Paragraph) -> bool {
    let words = key(&paragraph.text);
    let text = paragraph.text.trim();
    ["cộng hòa xã hội", "đảng cộng sản", "độc lập", "số:", "số "]
        .iter()
        .any(|s| words.starts_with(s))
        || (text.chars().count() < 80
            && text.chars().any(char::is_alphabetic)
            && !text.chars().any(char::is_lowercase)
            && label::split(text).is_none())
}

fn opens_body(paragraph: &Paragraph) -> bool {
    let words = key(&paragraph.text);
    label::of(paragraph).0.is_some()
        || (LEADS.iter().any(|lead| words.starts_with(lead))
            && paragraph.text.trim().ends_with([';', ':', '.']))
        || words.starts_with("căn cứ")
}

/// A sentence below a subject in capitals, or a basis whose end stands on a further line.
fn leaves_subject(subject: &Paragraph, paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    let words = key(text);
    let basis = LEADS.iter().any(|lead| words.starts_with(lead)) && words.contains(" số ");
    text.starts_with(char::is_uppercase) && (basis || (!lower(&subject.text) && lower(text)))
}

fn continues_title(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    !opens_body(paragraph) && text.chars().count() < 200 && !text.ends_with(['.', ';', ':'])
}
