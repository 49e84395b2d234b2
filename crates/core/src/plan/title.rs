//! Type line and subject. Words of the subject can stand on the type line ("KẾ HOẠCH NÂNG CAO"),
//! and a subject can be four hundred characters long.

use super::Title;
use super::line::{Item, latin, type_name};

/// Title as read.
#[derive(Debug, Default, Clone)]
pub(super) struct Heading {
    /// Type line as printed.
    pub type_line: Option<String>,
    /// "KẾ HOẠCH".
    pub kind: Option<String>,
    /// Whole subject.
    pub subject: Option<String>,
    /// Subject lines joined.
    pub printed: Option<String>,
    /// Lines.
    pub lines: Vec<u32>,
    /// First line of the subject.
    pub subject_line: Option<u32>,
}

/// Reads the lines of the title.
pub(super) fn read(items: &[Item<'_>]) -> Heading {
    let mut title = Heading::default();
    let mut rest: Vec<String> = Vec::new();
    let mut left_over = String::new();
    for line in items.iter().filter_map(Item::line) {
        let text = line.printed.trim_matches(['*', ' ']);
        if !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let kind = type_name(text).filter(|_| title.type_line.is_none());
        if let Some(len) = kind {
            title.kind = text
                .get(..len)
                .map(|kind| kind.chars().map(latin).collect());
            left_over = text
                .get(len..)
                .unwrap_or_default()
                .trim_start_matches([':', ' '])
                .to_owned();
            title.type_line = Some(text.to_owned());
        } else {
            title.subject_line.get_or_insert(line.line);
            rest.push(text.to_owned());
        }
        if title.lines.last() != Some(&line.line) {
            title.lines.push(line.line);
        }
    }
    let printed = rest.join(" ");
    let subject = format!("{left_over} {printed}").trim().to_owned();
    title.subject_line = title.subject_line.or(title.lines.first().copied());
    title.printed = Some(printed).filter(|p| !p.is_empty());
    title.subject = Some(subject).filter(|s| !s.is_empty());
    title
}

impl Heading {
    /// The title as the plan shows it.
    pub fn into_title(self) -> Title {
        Title {
            type_line_as_printed: self.type_line,
            kind: self.kind,
            subject: self.subject,
            subject_line_as_printed: self.printed,
            lines: self.lines,
        }
    }
}
