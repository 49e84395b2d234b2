//! Numbers of persons. Each rule is given digits in sequence ([`spelt::groups`]), how they are
//! grouped, and the words around ([`run`]).

mod run;

use std::borrow::Cow;
use std::ops::Range;

use nhip_viet::spelt::{self, Group};

use super::{Hit, Kind, Published, is_telephone, web};
use run::Run;

/// No number of a person has fewer digits.
const FEWEST_DIGITS: usize = 6;
/// Nor more.
const MOST_DIGITS: usize = 19;
/// Signs beside spaces and line ends that may stand between two parts of one number.
const WIDEST_GAP: usize = 3;
/// As many digits in one run are a card's, whatever stands around.
const LONG: usize = 9;

/// The first such number in a bare text; a post on the web has a long number of its own, so in the
/// links only a telephone number counts.
pub(super) fn first(text: &str, published: &Published) -> Hit {
    let digits = spelt::groups(text)
        .iter()
        .map(|group| group.digits.len())
        .sum::<usize>();
    if digits < FEWEST_DIGITS {
        return None;
    }
    let text = without_long_numbers(text, &web::links(text));
    let groups = spelt::groups(&text);
    let mut at = 0;
    while at < groups.len() {
        let chain = chain(&groups, at);
        let run = Run::new(&text, groups.get(at..at + chain)?);
        match run.judged(published) {
            Judged::Kind(kind, len) => {
                let end = groups.get(at + len - 1)?.place.end;
                return Some((kind, run.start()..end));
            }
            Judged::Open(len) => at += len,
            Judged::Nothing => at += 1,
        }
    }
    None
}

fn without_long_numbers<'a>(text: &'a str, links: &[Range<usize>]) -> Cow<'a, str> {
    let long = |link: &Range<usize>| {
        let groups = spelt::groups(text.get(link.clone()).unwrap_or_default());
        let long = groups
            .into_iter()
            .filter(|group| group.digits.len() >= LONG && !is_telephone(&group.digits));
        long.map(|group| link.start + group.word..link.start + group.place.end)
            .collect::<Vec<_>>()
    };
    let mut plain = Cow::Borrowed(text);
    for place in links.iter().flat_map(long) {
        let blank = "#".repeat(place.len());
        plain.to_mut().replace_range(place, &blank);
    }
    plain
}

/// Groups from one on that only separators part; a date and what follows a year's word stand alone.
fn chain(groups: &[Group], at: usize) -> usize {
    let rest = groups.get(at..).unwrap_or_default();
    if is_date(rest) {
        return 3;
    }
    let mut len = 1;
    for (next, group) in rest.iter().enumerate().skip(1) {
        let open = group.gap.as_deref().is_some_and(|gap| {
            let signs = gap.chars().filter(|c| !c.is_whitespace()).count();
            signs <= WIDEST_GAP && gap.len() <= 8 * WIDEST_GAP
        });
        let dated = is_date(rest.get(next..).unwrap_or_default());
        let before = rest.get(next - 1);
        let year = before.is_some_and(|before| before.spoken) && is_year(group);
        if !open || dated || year || len >= MOST_DIGITS {
            break;
        }
        len += 1;
    }
    len
}

fn is_year(group: &Group) -> bool {
    group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
}

/// `05.11.2026`.
fn is_date(groups: &[Group]) -> bool {
    let [day, month, year, ..] = groups else {
        return false;
    };
    let within = |group: &Group, most: u32| {
        let value = group.digits.parse().unwrap_or(u32::MAX);
        group.digits.len() <= 2 && !group.spoken && (1..=most).contains(&value)
    };
    let gaps = (month.gap.as_deref(), year.gap.as_deref());
    let dated = |gap: &str| matches!(gap.trim(), "." | "-" | "/");
    within(day, 31)
        && within(month, 12)
        && is_year(year)
        && matches!(gaps, (Some(one), Some(other)) if one == other && dated(one))
}

enum Judged {
    /// A number of a person in so many groups.
    Kind(Kind, usize),
    /// So many groups are something known that is nobody's: an office's number, a date, money.
    Open(usize),
    Nothing,
}
