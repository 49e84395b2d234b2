//! The text of a paragraph while it is gathered: runs joined, old encodings repaired font by
//! font, because papers mix fonts.

use nhip_viet::legacy::{self, Encoding};

use super::format::RunFormat;

/// Stands for a break of page or column while text is gathered.
pub(super) const PAGE_BREAK: &str = "\u{C}";
/// A line this long, in letters, was broken because it was full.
const FULL: usize = 40;

/// Text so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    done: String,
    /// Text of the present font, not yet repaired.
    open: String,
    font: Option<String>,
    plain: bool,
    bold: bool,
    /// The document may be in an old encoding; otherwise only what is set in an old font is.
    old: bool,
    converted: Option<Converted>,
}

/// A piece of text in an old encoding.
#[derive(Debug, Clone)]
pub(super) struct Converted {
    pub encoding: Encoding,
    pub before: String,
    pub after: String,
}

/// What a paragraph's text came to.
pub(super) struct Finished {
    /// The text.
    pub text: String,
    /// All of it is bold.
    pub bold: bool,
    /// What of it was in an old encoding, the first piece.
    pub converted: Option<Converted>,
}

impl Text {
    /// A text in a document that may, or may not, be in an old encoding.
    pub(super) fn new(old: bool) -> Text {
        Text {
            old,
            ..Text::default()
        }
    }

    /// Adds a piece of a run.
    pub(super) fn push(&mut self, piece: &str, run: &RunFormat, bold: bool) {
        if run.font != self.font {
            self.close();
            self.font.clone_from(&run.font);
        }
        if piece.chars().any(|letter| !letter.is_whitespace()) {
            self.bold |= bold;
            self.plain |= !bold;
        }
        self.open.push_str(piece);
    }

    /// Adds the text of a paragraph that this one runs on into.
    pub(super) fn append(&mut self, mut next: Text) {
        self.close();
        next.close();
        self.done.push_str(&next.done);
        self.bold |= next.bold;
        self.plain |= next.plain;
        self.converted = self.converted.take().or(next.converted);
    }

    /// Bytes gathered so far.
    pub(super) fn len(&self) -> usize {
        self.done.len() + self.open.len()
    }

    /// The whole text: lines trimmed, soft hyphens and other invisible signs gone.
    pub(super) fn finish(mut self) -> Finished {
        self.close();
        Finished {
            text: tidy(&self.done),
            bold: self.bold && !self.plain,
            converted: self.converted,
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        let Some((mut after, encoding)) = self.repaired(&open) else {
            self.done.push_str(&open);
            return;
        };
        if self.capitals() {
            after = after.to_uppercase();
        }
        self.done.push_str(&after);
        self.converted.get_or_insert(Converted {
            encoding,
            before: open,
            after,
        });
    }

    fn repaired(&self, open: &str) -> Option<(String, Encoding)> {
        let font = self.font.as_deref().unwrap_or_default();
        let by_font = match font {
            font if font.starts_with(".Vn") => Some(Encoding::Tcvn3),
            font if font.starts_with("VNI-") => Some(Encoding::Vni),
            _ => None,
        };
        let found = legacy::repair(open).filter(|_| self.old || by_font.is_some());
        found.or_else(|| {
            let encoding = by_font?;
            Some((legacy::repair_beside(open, encoding)?, encoding))
        })
    }

    /// The TCVN3 fonts whose names end in H show small letters as capitals.
    fn capitals(&self) -> bool {
        self.font
            .as_deref()
            .is_some_and(|font| font.starts_with(".Vn") && font.ends_with('H'))
    }
}

/// Takes out what is not printed and trims the lines. The soft hyphen goes only now: in TCVN3
/// it is the letter "ư".
fn tidy(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|letter| {
            !matches!(
                letter,
                '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{FEFF}' | '\u{2060}'
            )
        })
        .map(|letter| if letter == '\u{A0}' { ' ' } else { letter })
        .collect();
    if !visible.contains(['\n', '\u{C}']) {
        return visible.trim().to_owned();
    }
    let mut text = String::with_capacity(visible.len());
    let mut glue = None;
    for line in visible.split_inclusive(['\n', '\u{C}']) {
        let ends = line.chars().next_back();
        let line = line.trim();
        if let Some(by_page) = glue {
            let parted = is_parted(last_line(&text), line, by_page);
            text.push(if parted { ' ' } else { '\n' });
        }
        text.push_str(line);
        glue = Some(ends == Some('\u{C}'));
    }
    text.trim().to_owned()
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}

/// Whether a break stands inside a sentence: a number and its noun, or a full line, go on in a
/// small letter; over a page, anything goes on that has not ended.
fn is_parted(before: &str, after: &str, by_page: bool) -> bool {
    let Some((end, begin)) = before.chars().next_back().zip(after.chars().next()) else {
        return false;
    };
    let open = end.is_alphanumeric() || matches!(end, ',' | ')' | '%' | '”');
    let figure = end.is_ascii_digit() && begin.is_lowercase();
    let full = before.chars().count() >= FULL && begin.is_lowercase();
    let over = by_page && (begin.is_lowercase() || begin.is_ascii_digit());
    open && (figure || full || over) && !is_item(after)
}

/// "a) phát tờ rơi" is an item of its own.
fn is_item(line: &str) -> bool {
    let label = line.split(' ').next().unwrap_or_default();
    label.chars().count() <= 3 && label.ends_with([')', '.', '/'])
}
