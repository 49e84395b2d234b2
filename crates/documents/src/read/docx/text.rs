//! The text of a paragraph while it is gathered: runs joined, old encodings repaired font by
//! font, because papers mix fonts.

use nhip_viet::legacy::{self, Encoding};

use super::format::RunFormat;

/// Text so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    done: String,
    /// Text of the present font, not yet repaired.
    open: String,
    font: Option<String>,
    plain: bool,
    bold: bool,
    encoding: Option<Encoding>,
}

/// What a paragraph's text came to.
pub(super) struct Finished {
    /// The text.
    pub text: String,
    /// All of it is bold.
    pub bold: bool,
    /// The old encoding some of it was in.
    pub encoding: Option<Encoding>,
}

impl Text {
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
        self.encoding = self.encoding.or(next.encoding);
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
            encoding: self.encoding,
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        match legacy::detect(&open) {
            Some(encoding) => {
                self.encoding = Some(encoding);
                let convert = if self.capitals() {
                    legacy::convert_capitals
                } else {
                    legacy::convert
                };
                self.done.push_str(&convert(&open, encoding));
            }
            None => self.done.push_str(&open),
        }
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
    let lines: Vec<&str> = visible.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}
