//! Type line and subject. Words of the subject can stand on the type line ("KẾ HOẠCH NÂNG CAO"),
//! and a subject can be four hundred characters long.

use nhip_core::plan::Title;
use nhip_viet::fold::folded;

use super::area::is_authority;
use super::line::Item;

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
        let text = line.printed.trim_matches(['*', ' ', '|']);
        if !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let kind = type_name(text).or_else(|| opening_type(text));
        let kind = kind.filter(|_| title.type_line.is_none());
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
        } else if rest.last().is_some_and(|above| is_authority(above, text)) {
            break;
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

/// Names of document types a title line opens with, longer ones first.
const TYPES: [&str; 17] = [
    "ke hoach hanh dong",
    "ke hoach lien tich",
    "ke hoach phoi hop",
    "ke hoach",
    "chuong trinh hanh dong",
    "chuong trinh phoi hop",
    "chuong trinh",
    "phuong an",
    "de an",
    "huong dan",
    "chi thi",
    "quyet dinh",
    "nghi quyet",
    "thong bao",
    "ket luan",
    "cong van",
    "cong dien",
];

/// Length in bytes of the type name a line in capitals opens with ("KẾ HOẠCH NÂNG CAO": 2 words).
/// Letters set apart by bad text recognition ("K Ế HOẠCH") are put up with.
pub(super) fn type_name(text: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .take(60)
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    let plain: String = folded(&letters.iter().map(|(_, c)| latin(*c)).collect::<String>());
    TYPES.iter().find_map(|name| {
        let squeezed = name.replace(' ', "");
        let count = squeezed.chars().count();
        let own = letters.get(..count)?;
        let capitals = own.iter().all(|(_, c)| !c.is_lowercase());
        let alone = letters.len() == count;
        let (at, last) = *own.last()?;
        let next = text.get(at + last.len_utf8()..)?.chars().next();
        (plain.starts_with(&squeezed)
            && (capitals || alone)
            && next.is_none_or(|c| !c.is_alphabetic()))
        .then_some(at + last.len_utf8())
    })
}

/// Length of the type name a first line in small letters opens with, where a copy has lost the head:
/// "Chỉ thị về việc …", "Công điện: …".
pub(super) fn opening_type(text: &str) -> Option<usize> {
    let plain = folded(text);
    let names = TYPES.iter().copied().chain(["dien"]);
    names.into_iter().find_map(|name| {
        let rest = plain.strip_prefix(name)?;
        let led = ["ve viec ", "v/v ", "ve "]
            .iter()
            .any(|lead| rest.trim_start().starts_with(lead));
        let words = name.split(' ').count();
        let end = text
            .split_inclusive(' ')
            .take(words)
            .map(str::len)
            .sum::<usize>();
        let name = text.get(..end)?.trim_end().trim_end_matches(':');
        (led || rest.starts_with(':')).then_some(name.len())
    })
}

/// The Latin letter a Cyrillic or Greek one looks like; papers put together from other files
/// hold such letters unseen.
pub(super) fn latin(letter: char) -> char {
    const ALIKE: [(char, char); 26] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('У', 'Y'),
        ('Х', 'X'),
        ('І', 'I'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('Ο', 'O'),
        ('Α', 'A'),
        ('Κ', 'K'),
        ('Η', 'H'),
        ('Τ', 'T'),
    ];
    ALIKE
        .iter()
        .find(|(other, _)| *other == letter)
        .map_or(letter, |(_, latin)| *latin)
}
