//! Numbers of persons. Each rule is given digits in sequence ([`spelt::groups`]), how they are
//! grouped, and the words around.

use nhip_viet::fold;
use nhip_viet::spelt::{self, Group};

use super::{Found, Kind, Published, is_mobile, is_of_a_province, national};

/// No number of a person has more digits.
const MOST_DIGITS: usize = 19;
/// Bytes of folded text before a number in which a word tells what it is.
const NEAR: usize = 48;

/// The first such number.
pub(super) fn first(text: &str, published: &Published) -> Option<Found> {
    let (text, linked) = without_links(text);
    let groups = spelt::groups(&text);
    let mut at = 0;
    while at < groups.len() {
        let chain = chain(&groups, at);
        let run = Run::new(&text, groups.get(at..at + chain)?);
        match run.judged(published) {
            Judged::Kind(kind, len) => {
                let end = groups.get(at + len - 1)?.place.end;
                return Some(Found::new(kind, &text, run.start()..end));
            }
            Judged::Open(len) => at += len,
            Judged::Nothing => at += 1,
        }
    }
    linked
}

/// The text with addresses of pages blanked: a post on the web has a long number of its own, so
/// there only a telephone number counts.
fn without_links(text: &str) -> (String, Option<Found>) {
    let mut plain = String::with_capacity(text.len());
    let mut found = None;
    for word in text.split_inclusive(char::is_whitespace) {
        if word.contains("://") || word.starts_with("www.") {
            let start = plain.len();
            let one = |group: &Group| is_mobile(&group.digits);
            if let Some(group) = spelt::groups(word).into_iter().find(one) {
                let place = start + group.place.start..start + group.place.end;
                found = found.or(Some((Kind::Telephone, place)));
            }
            plain.extend(word.bytes().map(|_| '|'));
        } else {
            plain.push_str(word);
        }
    }
    let found = found.map(|(kind, place)| Found::new(kind, text, place));
    (plain, found)
}

/// Groups from one on that only separators part; a date and what follows a year's word stand alone.
fn chain(groups: &[Group], at: usize) -> usize {
    let rest = groups.get(at..).unwrap_or_default();
    if is_date(rest) {
        return 3;
    }
    let mut len = 1;
    for (next, group) in rest.iter().enumerate().skip(1) {
        let open = group
            .gap
            .as_deref()
            .is_some_and(|gap| gap.chars().count() <= 3);
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
    let dated = |gap: &str| matches!(gap.trim(), "." | "-" | "/" | "–");
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

/// Groups that may be one number, and the words around.
struct Run<'a> {
    text: &'a str,
    groups: &'a [Group],
    before: String,
}

/// Whether so many groups of a run, joined, are a number of some kind.
type Test<'a> = fn(&Run<'a>, usize, &str) -> bool;

impl<'a> Run<'a> {
    fn new(text: &'a str, groups: &'a [Group]) -> Run<'a> {
        let start = groups.first().map_or(0, |group| group.place.start);
        let head = text.get(..start).unwrap_or_default();
        let line = head.rsplit(['\n', ';']).next().unwrap_or_default();
        let near = line.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let before = fold::folded(line.get(near..).unwrap_or_default());
        let before = format!(" {} ", before.replace([':', '(', '"', ',', '.'], " "));
        Run {
            text,
            groups,
            before,
        }
    }

    fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.word)
    }

    /// Whether one of these words stands near before it.
    fn after(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.before.contains(&format!(" {word} ")))
    }

    /// The folded word behind so many groups.
    fn word_behind(&self, len: usize) -> String {
        let end = self.groups.get(len - 1).map_or(0, |group| group.place.end);
        let rest = self.text.get(end..).unwrap_or_default();
        let rest: String = rest.chars().take(12).collect();
        let word = fold::folded(&rest);
        word.split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    fn is_counted(&self, len: usize) -> bool {
        const COUNTED: [&str; 12] = [
            "dong", "d", "vnd", "trieu", "ty", "luot", "nguoi", "to", "lieu", "ho", "nghin", "ca",
        ];
        let word = self.word_behind(len);
        COUNTED.contains(&word.as_str()) && !self.joined(len).starts_with('0')
    }

    /// `0912/SYT`, `032-2026/KH`: the number of a paper.
    fn is_of_a_paper(&self, len: usize) -> bool {
        let end = self.groups.get(len - 1).map_or(0, |group| group.place.end);
        let mut rest = self.text.get(end..).unwrap_or_default().chars();
        let mark = matches!(rest.next(), Some('/' | '-' | '–'));
        mark && rest.next().is_some_and(char::is_alphabetic)
    }

    fn joined(&self, len: usize) -> String {
        let groups = self.groups.iter().take(len);
        groups.map(|group| group.digits.as_str()).collect()
    }

    fn judged(&self, published: &Published) -> Judged {
        if is_date(self.groups) {
            return Judged::Open(3);
        }
        let most = self.groups.len();
        let lens = || (1..=most).rev();
        let open = |len: usize| {
            let digits = self.joined(len);
            self.is_office(len, &digits) || published.has(&digits)
        };
        if let Some(len) = lens().find(|len| open(*len)) {
            return Judged::Open(len);
        }
        let kinds: [(Kind, Test<'a>); 5] = [
            (Kind::Insurance, Run::is_insurance),
            (Kind::Telephone, Run::is_telephone),
            (Kind::Identity, Run::is_identity),
            (Kind::Passport, Run::is_passport),
            (Kind::Account, Run::is_account),
        ];
        for (kind, is) in kinds {
            let fits = |len: &usize| {
                let dense = *len == 1 && !self.groups.iter().take(1).any(|group| group.spoken);
                (dense || !self.is_of_a_paper(*len)) && is(self, *len, &self.joined(*len))
            };
            if let Some(len) = lens().find(fits) {
                return Judged::Kind(kind, len);
            }
        }
        Judged::Nothing
    }

    fn lens(&self, len: usize) -> Vec<usize> {
        let groups = self.groups.iter().take(len);
        groups.map(|group| group.digits.len()).collect()
    }

    /// One by one, in digits or in words.
    fn is_single(&self, len: usize) -> bool {
        len > 1 && self.lens(len).iter().all(|len| *len == 1)
    }

    fn spoken(&self, len: usize) -> usize {
        self.groups
            .iter()
            .take(len)
            .filter(|group| group.spoken)
            .count()
    }

    /// Every gap is one of these, spaces beside them aside.
    fn parted_by(&self, len: usize, seps: &str) -> bool {
        let gaps = self.groups.iter().take(len).skip(1);
        gaps.filter_map(|group| group.gap.as_deref())
            .all(|gap| gap.trim().chars().all(|c| seps.contains(c)))
    }

    /// `1900 9095`, `1800 599 920`, `0236 3650 676`.
    fn is_office(&self, len: usize, digits: &str) -> bool {
        let service = (digits.starts_with("1800") || digits.starts_with("1900"))
            && matches!(digits.len(), 8 | 10)
            && self
                .groups
                .iter()
                .take(len)
                .all(|group| group.digits.len() >= 2);
        let national = national(digits);
        let fixed = national.starts_with("02") && national.len() == 11;
        let glued = self
            .groups
            .first()
            .is_some_and(|group| !group.prefix.is_empty());
        (service || fixed) && !glued && !self.after(&CARDS)
    }

    fn is_telephone(&self, len: usize, digits: &str) -> bool {
        if !is_mobile(digits) {
            return false;
        }
        let lens = self.lens(len);
        let plain = self.parted_by(len, ".-–—‐‑−_()·•*'~");
        let rest = lens.get(1..).unwrap_or_default();
        let first = lens.first().copied().unwrap_or_default();
        if len == 1 || self.spoken(len) >= 4 || self.is_single(len) || self.after(&CALLS) {
            return true;
        }
        match first {
            1 => plain && len <= 4 && rest.iter().all(|len| *len >= 3),
            2 if len == 5 && lens.iter().all(|len| *len == 2) => plain,
            2 => plain && len <= 5 && rest.iter().all(|len| *len >= 3 || digits.starts_with("84")),
            3 => plain && rest.iter().all(|len| *len >= 2),
            _ => rest.iter().all(|len| *len >= 2),
        }
    }

    fn is_identity(&self, len: usize, digits: &str) -> bool {
        let named = self.after(&CARDS);
        let lens = self.lens(len);
        if len == 1 && self.spoken(1) == 0 {
            let other = self.after(&[
                "lo",
                "lot",
                "ma vach",
                "ma so thue",
                "mst",
                "hoa don",
                "seri",
            ]);
            return digits.len() >= 9 && !other && !self.is_counted(1);
        }
        let new = digits.len() == 12 && is_of_a_province(digits);
        let even = lens.iter().all(|len| Some(len) == lens.first()) && len <= 4;
        let plain = self.parted_by(len, ".-–—‐‑−_·•*'~");
        let alone = even || self.is_single(len) || self.spoken(len) >= 4;
        (new && ((alone && plain) || named))
            || (digits.len() == 9 && named && !self.is_counted(len))
    }

    /// `DN 4 79 0123456789`.
    fn is_insurance(&self, len: usize, digits: &str) -> bool {
        let named = self.after(&["bhyt", "bao hiem", "bao hiem y te", "the", "bhxh", "ma the"]);
        if digits.len() == 10 && named {
            return !is_mobile(digits) && self.after(&["bhyt", "bhxh", "bao hiem", "ma the"]);
        }
        let glued = self.groups.first().map(|group| group.prefix.as_str());
        let letters = match glued {
            Some("") | None => self.word_before(),
            Some(prefix) => prefix,
        };
        let two = letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        let lens = self.lens(len);
        let shape = len == 1 || matches!(lens.as_slice(), [1, 2, ..] | [3, ..] | [13]);
        digits.len() == 13 && two && (shape || named)
    }

    fn word_before(&self) -> &str {
        let start = self.groups.first().map_or(0, |group| group.place.start);
        let head = self.text.get(..start).unwrap_or_default();
        let head = head.trim_end_matches([' ', '-', '.', '\u{a0}']);
        head.rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
    }

    /// `B1234567`; letters that look like digits have been taken for such.
    fn is_passport(&self, len: usize, digits: &str) -> bool {
        let Some(first) = self.groups.first().filter(|_| len == 1) else {
            return false;
        };
        let named = self.after(&["ho chieu", "passport"]);
        let lot = self.after(&["lo", "lot", "so lo", "may", "ma"]);
        let written = self.text.get(first.place.clone()).unwrap_or_default();
        let b = written.starts_with('B') && digits.len() == 8;
        let letter = first.prefix.chars().count() == 1
            && first.prefix.chars().all(|c| c.is_ascii_alphabetic());
        let upper = first.prefix.chars().all(char::is_uppercase);
        let apart = first.prefix.is_empty() && self.word_before().len() == 1;
        match digits.len() {
            7 => (letter && ((upper && !lot) || named)) || (apart && named),
            8 => (b && (named || !lot)) || (letter && named),
            _ => false,
        }
    }

    fn is_account(&self, len: usize, digits: &str) -> bool {
        let points = |group: &Group| group.gap.as_deref() == Some(".") && group.digits.len() == 3;
        let thousands = len > 1 && self.groups.iter().take(len).skip(1).all(points);
        let strong = self.after(&["stk", "so tai khoan", "so tk", "tk ngan hang"]);
        let weak = BANKS.iter().any(|bank| self.after(&[bank]));
        let far = self
            .before
            .split_whitespace()
            .rev()
            .take(4)
            .collect::<Vec<_>>();
        let beside = far.iter().any(|word| BANKS.contains(word));
        let fits = (6..=MOST_DIGITS).contains(&digits.len()) && !self.is_counted(len);
        fits && (strong || (digits.len() >= 8 && (weak || beside) && !thousands))
    }
}

const CALLS: [&str; 14] = [
    "sdt",
    "dt",
    "dien thoai",
    "goi",
    "lien he",
    "zalo",
    "so may",
    "may so",
    "alo",
    "phone",
    "tel",
    "nhan tin",
    "nhan",
    "hotline",
];
const CARDS: [&str; 8] = [
    "cccd",
    "cmnd",
    "can cuoc",
    "dinh danh",
    "chung minh",
    "giay chung minh",
    "cmt",
    "so can cuoc",
];
const BANKS: [&str; 14] = [
    "tai khoan",
    "tk",
    "agribank",
    "vietcombank",
    "vcb",
    "bidv",
    "vietinbank",
    "techcombank",
    "mbbank",
    "mb bank",
    "sacombank",
    "vpbank",
    "tpbank",
    "momo",
];
