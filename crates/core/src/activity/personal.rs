//! Numbers that point to a person: telephone, identity card, insurance card. An activity is
//! about work done, so none is ever needed, and none is stored.
//!
//! Only digits are judged. A name cannot be told from a street's or a school's without guessing,
//! and a guess would refuse honest work.

use crate::lang::Bilingual;

/// What a text holds that it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// A telephone number: 0 or +84 and eight to ten digits more, in groups or not.
    Telephone,
    /// Nine or more digits in one run, as on identity and insurance cards; or twelve in groups
    /// that begin with 0, as no counted number does.
    Card,
}

impl Personal {
    /// Why it was refused and what to do.
    pub fn text(self) -> Bilingual {
        match self {
            Personal::Telephone => Bilingual::new(
                "Có vẻ có số điện thoại. Nhịp không lưu thông tin cá nhân của người dân: hãy xóa số này.",
                "This looks like a telephone number. Nhịp keeps no personal data of residents: remove the number.",
            ),
            Personal::Card => Bilingual::new(
                "Có vẻ có số căn cước hoặc số thẻ. Nhịp không lưu thông tin cá nhân của người dân: hãy xóa số này. Nếu đây là số lượng, hãy viết có dấu chấm, như 120.000.000.",
                "This looks like an identity or card number. Nhịp keeps no personal data of residents: remove it. If it is a quantity, write it with points, like 120.000.000.",
            ),
        }
    }
}

/// The first such number of a text. Addresses of pages are looked at for telephone numbers only:
/// a post on the web has a long number of its own.
pub fn find(text: &str) -> Option<Personal> {
    let mut words = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.contains("://") {
            if runs(word).any(|run| is_telephone(&[run])) {
                return Some(Personal::Telephone);
            }
            words.push('|');
        } else {
            words.push_str(word);
        }
    }
    grouped(&words)
}

/// Runs of digits in order.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
}

/// No number of a person is written in more groups than this.
const MOST_GROUPS: usize = 6;

/// Looks at each run of digits and at the groups that begin with it.
fn grouped(text: &str) -> Option<Personal> {
    let runs = located(text);
    for (at, (_, run)) in runs.iter().enumerate() {
        let mut groups = vec![*run];
        let near = runs.iter().skip(at).zip(runs.iter().skip(at + 1));
        for ((start, before), (next, group)) in near.take(MOST_GROUPS - 1) {
            let between = text.get(start + before.len()..*next).unwrap_or("|");
            if !is_separator(between) {
                break;
            }
            groups.push(group);
        }
        // Shorter readings too: the number may be followed by another ("0912 345 678 20").
        if (1..=groups.len()).any(|n| groups.get(..n).is_some_and(is_telephone)) {
            return Some(Personal::Telephone);
        }
        if run.len() >= 9 || is_card(&groups) {
            return Some(Personal::Card);
        }
    }
    None
}

/// Runs of digits with the byte they begin at.
fn located(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text
        .get(rest..)
        .and_then(|t| t.find(|c: char| c.is_ascii_digit()))
    {
        let start = rest + start;
        let tail = text.get(start..).unwrap_or_default();
        let len = tail
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(tail.len());
        found.push((start, tail.get(..len).unwrap_or_default()));
        rest = start + len;
    }
    found
}

/// What may stand between the groups of one number.
fn is_separator(between: &str) -> bool {
    between.chars().count() <= 2
        && between.chars().all(|c| {
            matches!(
                c,
                ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '-' | '–' | '(' | ')'
            )
        })
}

/// `0912345678`, `0912 345 678`, `0258 3822 115`, `84 912 345 678`, `09 12 34 56 78`.
fn is_telephone(groups: &[&str]) -> bool {
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let pairs = groups.len() == 5 && groups.iter().all(|group| group.len() == 2);
    match groups {
        ["84", first, ..] => (11..=12).contains(&digits) && !first.starts_with('0'),
        [one] if one.starts_with("84") => one.len() == 11,
        // A day such as 05.11.2026 begins with two digits, a telephone number with more.
        [first, rest @ ..] => {
            first.starts_with('0')
                && (10..=11).contains(&digits)
                && (first.len() >= 3 || pairs)
                && rest.iter().all(|group| group.len() >= 2)
        }
        [] => false,
    }
}

/// `001 087 001 234`.
fn is_card(groups: &[&str]) -> bool {
    groups.len() >= 4
        && groups.iter().take(4).all(|group| group.len() == 3)
        && groups.first().is_some_and(|group| group.starts_with('0'))
}
