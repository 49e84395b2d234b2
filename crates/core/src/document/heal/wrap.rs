//! Files whose lines were broken at a fixed width, as copies from the web are.
//!
//! There a full line without a closing mark goes on in the next one, whatever that starts with.

use std::ops::Range;

use super::{ends_sentence, is_capitals, paragraph};
use crate::document::{Block, Paragraph, label};

/// Widths lines are broken at, in characters.
const WIDTHS: Range<usize> = 40..131;
/// Fewer lines than this say nothing.
const ENOUGH: usize = 8;

/// The width a file's lines were broken at, if they were.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    width: usize,
    /// Lines from one to the next: 2 where a blank one stands between all of them.
    step: u32,
}

impl Wrap {
    /// Looks whether full lines keep running on into lines right below them.
    pub(super) fn of(blocks: &[Block]) -> Option<Wrap> {
        let lines: Vec<&Paragraph> = blocks.iter().filter_map(paragraph).collect();
        let mut lengths: Vec<usize> = lines.iter().map(|p| length(p)).collect();
        lengths.sort_unstable();
        let width = *lengths.get(lengths.len() * 9 / 10)?;
        let apart = lines.windows(2).filter(|pair| match pair {
            [left, right] => right.place.line == left.place.line + 2,
            _ => false,
        });
        let step = if apart.count() * 10 >= lines.len() * 9 {
            2
        } else {
            1
        };
        let wrap = Wrap { width, step };
        let running = lines.windows(2).filter(|pair| match pair {
            [left, right] => wrap.goes_on(left, length(left), right),
            _ => false,
        });
        let running = running.count();
        (lines.len() >= ENOUGH && WIDTHS.contains(&width) && running * 5 >= lines.len())
            .then_some(wrap)
    }

    /// The line of this length on which the left paragraph ends goes on in the right one.
    pub(super) fn goes_on(self, left: &Paragraph, last_length: usize, right: &Paragraph) -> bool {
        let last = left.place.joined.last().unwrap_or(&left.place.line);
        let below = right.place.line == last + self.step;
        let full = last_length * 4 >= self.width * 3;
        if !below || !full {
            return false;
        }
        let text = left.text.trim_end();
        let small = right.text.trim_start().starts_with(char::is_lowercase);
        let open = !ends_sentence(text) || (text.ends_with([';', ':']) && small);
        let columns = |p: &Paragraph| p.text.contains(['|', '\t']);
        let heading = |p: &Paragraph| is_capitals(label::of(p).1);
        // What was joined before was looked at then: a long text is not gone through line by line.
        let apart = left.place.joined.is_empty() && (columns(left) || heading(left));
        let begins = columns(right) || is_capitals(&right.text) || label::of(right).0.is_some();
        open && !apart && !begins
    }
}

/// Characters of a paragraph that is still one line; joined ones have no length to go by.
pub(super) fn length(paragraph: &Paragraph) -> usize {
    if paragraph.place.joined.is_empty() {
        paragraph.text.trim().chars().count()
    } else {
        0
    }
}
