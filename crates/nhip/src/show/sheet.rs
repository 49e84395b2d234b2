//! A sheet of text for the terminal: headings, wrapped items with hanging labels, columns.
//!
//! Vietnamese in NFC takes one column a letter, so characters are counted, not bytes.

use std::fmt::Write;

use crate::screen::Screen;

/// How a piece of text is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// Bold.
    Strong,
    /// Less weight than the text around it.
    Faint,
    /// Something to look at.
    Warning,
    /// Something wrong.
    Error,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Strong => "\u{1b}[1m",
            Ink::Faint => "\u{1b}[2m",
            Ink::Warning => "\u{1b}[33m",
            Ink::Error => "\u{1b}[31m",
        }
    }
}

/// Text on its way to the terminal.
pub struct Sheet {
    text: String,
    width: usize,
    colour: bool,
}

impl Sheet {
    /// An empty sheet as wide as the screen.
    pub fn new(screen: &Screen) -> Sheet {
        Sheet {
            text: String::new(),
            width: screen.width,
            colour: screen.colour,
        }
    }

    /// What stands on it.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.item(0, "", text, Ink::Strong);
    }

    /// A paragraph at an indent.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.item(indent, "", text, Ink::Plain);
    }

    /// A label and a text wrapped beside it.
    pub fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        self.item(indent, label, text, Ink::Plain);
    }

    /// A label and a text in an ink; further lines hang below the text's beginning.
    pub fn item(&mut self, indent: usize, label: &str, text: &str, ink: Ink) {
        let lead = if label.is_empty() {
            0
        } else {
            columns(label) + 1
        };
        let room = self.width.saturating_sub(indent + lead).max(16);
        for (n, line) in wrap(text, room).into_iter().enumerate() {
            let _ = write!(self.text, "{:indent$}", "");
            match (n, lead) {
                (0, 1..) => {
                    let _ = write!(self.text, "{} ", self.inked(label, Ink::Strong));
                }
                _ => {
                    let _ = write!(self.text, "{:lead$}", "");
                }
            }
            let _ = writeln!(self.text, "{}", self.inked(&line, ink));
        }
    }

    /// A line as it is.
    pub fn line(&mut self, text: &str) {
        self.line_in(text, Ink::Plain);
    }

    /// A line as it is, in an ink.
    pub fn line_in(&mut self, text: &str, ink: Ink) {
        let _ = writeln!(self.text, "{}", self.inked(text, ink));
    }

    fn inked(&self, text: &str, ink: Ink) -> String {
        match ink.code() {
            code if self.colour && !code.is_empty() => format!("{code}{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }
}

/// Columns a text takes.
pub fn columns(text: &str) -> usize {
    text.chars().count()
}

/// A text filled with spaces to a width; a number is set to the right.
pub fn cell(text: &str, width: usize, right: bool) -> String {
    let fill = " ".repeat(width.saturating_sub(columns(text)));
    if right {
        format!("{fill}{text}")
    } else {
        format!("{text}{fill}")
    }
}

/// At most so many characters, with "…" for what was cut.
pub fn cut(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if columns(&flat) <= most {
        return flat;
    }
    let kept: String = flat.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Lines of at most `width` columns, broken between words; a word that is too long is broken too.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for given in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for word in given
            .split_whitespace()
            .flat_map(|word| pieces(word, width))
        {
            let long = columns(&word);
            if used > 0 && used + 1 + long > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&word);
            used += long;
        }
        lines.push(line);
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters
        .chunks(width.max(1))
        .map(String::from_iter)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let text = "Ra quân vệ sinh môi trường, diệt lăng quăng vào sáng thứ Bảy hằng tuần";
        let lines = wrap(text, 20);
        assert!(lines.iter().all(|line| columns(line) <= 20));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken() {
        assert_eq!(wrap("abcdef", 4), ["abcd", "ef"]);
    }

    #[test]
    fn a_cut_text_ends_with_an_ellipsis_and_keeps_its_width() {
        assert_eq!(cut("phường Bến Ngự", 8), "phường…");
        assert_eq!(cut("xã", 8), "xã");
    }

    #[test]
    fn further_lines_hang_below_the_text() {
        let screen = Screen {
            lang: Default::default(),
            width: 24,
            colour: false,
            progress: false,
        };
        let mut sheet = Sheet::new(&screen);
        sheet.labelled(2, "1.", "một hai ba bốn năm sáu bảy");
        assert_eq!(sheet.into_text(), "  1. một hai ba bốn năm\n     sáu bảy\n");
    }
}
